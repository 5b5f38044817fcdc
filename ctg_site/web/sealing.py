"""What is sealed for a browser to carry: with SHA-256, and a seal that serves one purpose alone."""

import hashlib

from flask import current_app
from itsdangerous import URLSafeTimedSerializer

DIGEST = hashlib.sha256


def sealed_for(purpose: str) -> URLSafeTimedSerializer:
    """What seals and opens for this purpose; what was sealed for another is refused."""
    return URLSafeTimedSerializer(
        current_app.secret_key or "", salt=purpose, signer_kwargs={"digest_method": DIGEST}
    )
