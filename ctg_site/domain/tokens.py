"""Random tokens of links and sessions, of which only the hash is kept; secrets made of a seed and a key."""

import base64
import hashlib
import hmac
import secrets


def new_token() -> str:
    """256 bits, safe in a URL and in a cookie."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What the database keeps: a plain hash is enough for 256 random bits (64 hexadecimal digits)."""
    return hashlib.sha256(token.encode()).hexdigest()


def derived_token(seed: str, purpose: str, key: str) -> str:
    """A link's token that can be made again from its seed, when the mail that holds it leaves."""
    return base64.urlsafe_b64encode(_keyed(seed, purpose, key)).decode().rstrip("=")


def derived_secret(seed: str, purpose: str, key: str) -> str:
    """160 bits in base 32 (32 signs), as the applications that give six digits want their secret."""
    return base64.b32encode(_keyed(seed, purpose, key)[:20]).decode()


def _keyed(seed: str, purpose: str, key: str) -> bytes:
    return hmac.new(key.encode(), f"{purpose}:{seed}".encode(), hashlib.sha256).digest()
