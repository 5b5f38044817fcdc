"""Counts what comes from one place in one window of time, inside the transaction that writes."""

import hashlib
import hmac
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from ctg_site.db import db, in_bulk, insert, now, operation
from ctg_site.models.outbox import RateCount
from ctg_site.runtime import settings

log = logging.getLogger(__name__)

#: How many in how many minutes.
WRONG_SECRETS = 10, 10


def within(limit: int, minutes: int, what: str, network: str | None) -> bool:
    """Count one more `what` from `network`; False once more than `limit` came in the window of `minutes`.

    `network` is a network prefix (None: never limited); only its hash is kept, salted by the day. A counter
    that fails lets people pass. Call it inside an operation.
    """
    return count(minutes, what, network) <= limit


def count(minutes: int, what: str, network: str | None) -> int:
    """Count one more, as `within` does; how many there are now in this window, 0 when nothing is counted."""
    if network is None:
        return 0
    instant, key = now(), _key(minutes, what, network)
    statement = (
        insert(RateCount)
        .values(key=key, hits=1, expires_at=instant + timedelta(minutes=minutes), created_at=instant)
        .on_conflict_do_update(index_elements=[RateCount.key], set_={"hits": RateCount.hits + 1})
        .returning(RateCount.hits)
    )
    try:
        with db.session.begin_nested():
            hits = db.session.execute(statement).scalar_one()
    except SQLAlchemyError:
        log.exception("a counter failed")  # of what, or from whom, may be somebody's address
        return 0
    return int(hits)


def spent(limit: int, minutes: int, what: str, network: str | None) -> bool:
    """Whether `limit` of `what` were already counted from `network` in this window; counts nothing."""
    if network is None:
        return False
    counted = db.select(RateCount.hits).where(RateCount.key == _key(minutes, what, network))
    return (db.session.execute(counted).scalar_one_or_none() or 0) >= limit


@dataclass(frozen=True, slots=True)
class WrongSecrets:
    """Ten wrong ones in ten minutes from one network, then one waits; right ones never count."""

    what: str

    def are_too_many(self, network: str | None) -> bool:
        return spent(*WRONG_SECRETS, self.what, network)

    @operation
    def note(self, network: str | None) -> None:
        within(*WRONG_SECRETS, self.what, network)


@operation
def forget(instant: datetime) -> int:
    """Erase the counters whose window is over; how many."""
    over = db.delete(RateCount).where(RateCount.expires_at <= instant)
    return in_bulk(over)


def _key(minutes: int, what: str, network: str) -> str:
    instant = now()
    window = int(instant.timestamp()) // (minutes * 60)
    return _hashed(f"{instant:%Y-%m-%d}:{what}:{window}:{network}")


def _hashed(text: str) -> str:
    return hmac.new(settings().secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()
