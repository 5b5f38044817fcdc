"""Counts what comes from one place in one window of time, inside the transaction that writes."""

import hashlib
import hmac
import logging
from datetime import timedelta

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from ctg_site.db import db, now
from ctg_site.models.outbox import RateCount

from .site import settings

log = logging.getLogger(__name__)


def within(limit: int, minutes: int, what: str, place: str | None) -> bool:
    """Count one more `what` from `place`; False once more than `limit` came in the window of `minutes`.

    `place` is a network prefix (None: never limited); only its hash is kept, salted by the day. A counter
    that fails lets people pass. Call it inside an operation.
    """
    if place is None:
        return True
    instant = now()
    window = int(instant.timestamp()) // (minutes * 60)
    key = _hashed(f"{instant:%Y-%m-%d}:{what}:{window}:{place}")
    insert = (postgresql if db.engine.dialect.name == "postgresql" else sqlite).insert(RateCount)
    statement = (
        insert.values(key=key, hits=1, expires_at=instant + timedelta(minutes=minutes), created_at=instant)
        .on_conflict_do_update(index_elements=[RateCount.key], set_={"hits": RateCount.hits + 1})
        .returning(RateCount.hits)
    )
    try:
        with db.session.begin_nested():
            hits = db.session.execute(statement).scalar_one()
    except SQLAlchemyError:
        log.exception("the counter of %s failed", what)
        return True
    return bool(hits <= limit)


def _hashed(text: str) -> str:
    return hmac.new(settings().secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()
