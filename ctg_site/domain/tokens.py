"""Random tokens of links and sessions: only their hash is kept."""

import hashlib
import secrets


def new_token() -> str:
    """256 bits, safe in a URL and in a cookie."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What the database keeps: a plain hash is enough for 256 random bits (64 hexadecimal digits)."""
    return hashlib.sha256(token.encode()).hexdigest()
