"""A visit that somebody ends is ended here: who copied its cookie, on a shared screen say, has nothing."""

from datetime import datetime, timedelta

from ctg_site.db import db, in_bulk, insert, now, operation
from ctg_site.domain.tokens import token_hash
from ctg_site.models.visits import EndedVisit


def is_over(number: str) -> bool:
    """Whether somebody ended the visit of this number."""
    found = db.select(EndedVisit.id).where(EndedVisit.token_hash == token_hash(number))
    return db.session.execute(found).first() is not None


@operation
def end(number: str, lifetime: timedelta) -> None:
    """End it, from now on; `lifetime` is how long its cookie may still be shown. Twice is once."""
    row = {"token_hash": token_hash(number), "expires_at": now() + lifetime, "created_at": now()}
    ended = insert(EndedVisit).values(**row)
    db.session.execute(ended.on_conflict_do_nothing(index_elements=[EndedVisit.token_hash]))


@operation
def forget(instant: datetime) -> int:
    """Erase the ends of visits whose cookie is too old by itself; how many."""
    over = db.delete(EndedVisit).where(EndedVisit.expires_at <= instant)
    return in_bulk(over)
