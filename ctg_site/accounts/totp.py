"""The second factor: six digits of a telephone, and the recovery codes for the day it is not there."""

import hmac
from datetime import datetime

import pyotp

from ctg_site.domain import codes
from ctg_site.domain.tokens import derived_secret

RECOVERY_CODES = 10
#: How far a telephone's clock may be from ours: one half-minute before or after.
STEPS = (-1, 0, 1)


def secret_of(seed: str, key: str) -> str:
    """What the telephone keeps; `key` is CTG_CODE_KEY, which must not change, nor be in the database."""
    return derived_secret(seed, "totp", key)


def address_of(secret: str, email: str, town: str) -> str:
    """What the square to photograph says to the telephone's application."""
    return str(pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=f"Envies d’agir {town}"))


def step_at(instant: datetime) -> int:
    return int(instant.timestamp()) // pyotp.TOTP("A" * 32).interval


def code_at(secret: str, step: int) -> str:
    return str(pyotp.TOTP(secret).generate_otp(step))


def accepted_step(secret: str, typed: str, instant: datetime) -> int | None:
    """The half-minute of which `typed` is the code, whatever its spaces; None when it is no code of now."""
    digits = "".join(sign for sign in typed if sign.isascii() and sign.isdigit())
    now_at = step_at(instant)
    found = [
        now_at + shift for shift in STEPS if hmac.compare_digest(code_at(secret, now_at + shift), digits)
    ]
    return found[0] if found else None


def recovery_codes(seed: str, key: str) -> list[str]:
    """The ten codes that `seed` gives: of the same shape as the residents' ones, and read as kindly."""
    return [codes.code_of(f"{seed}:recovery:{number}", key) for number in range(RECOVERY_CODES)]
