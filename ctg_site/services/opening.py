"""What a form knows of its own opening: a key that is its own, and the moment, signed by the site."""

import hmac
from datetime import UTC, datetime, timedelta

from ctg_site.db import now
from ctg_site.domain.tokens import derived_token, new_token
from ctg_site.runtime import settings

#: Nobody reads a form, ticks a box and sends it in less.
FASTEST_PERSON = timedelta(seconds=2)


def new_key(opened: datetime | None = None) -> str:
    """The key of a form opened now, or then: the same form sent twice is one sending."""
    said = f"{new_token()}.{int((opened or now()).timestamp() * 1000)}"
    return f"{said}.{_signature(said)}"


def seen_by_a_person(key: str) -> bool:
    """Whether the site opened this form itself, and long enough ago to be filled in by somebody."""
    said, _, signature = key.rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signature(said).encode()):
        return False
    passed = now() - datetime.fromtimestamp(int(said.rpartition(".")[2]) / 1000, UTC)
    # A form opened later than now was opened before the clock of the site was set back.
    return passed < timedelta(0) or passed >= FASTEST_PERSON


def _signature(said: str) -> str:
    return derived_token(said, "opened form", settings().secret_key)
