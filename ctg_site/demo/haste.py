"""Writes invented data without waiting for the disk at each of a thousand commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from ctg_site.db import db

#: So many KiB of the file stay at hand: a million rows are put in their places among others.
MEMORY = 200_000


@contextmanager
def in_haste() -> Iterator[None]:
    """SQLite leaves to the system when to write; the next commit outside waits for the disk, for all of it.

    Killed meanwhile, the loading begins again; after a power cut the file may have to be taken away.
    """
    engine = db.engine
    if engine.dialect.name != "sqlite":
        yield
        return
    db.session.remove()
    event.listen(engine, "connect", _hurry)
    engine.dispose()
    try:
        yield
    finally:
        db.session.remove()
        event.remove(engine, "connect", _hurry)
        engine.dispose()


def _hurry(connection: Any, record: Any) -> None:
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA cache_size = -{MEMORY}")
