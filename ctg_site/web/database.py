"""What a request may ask of the database: how long it waits, how many write at once, and no other file.

Commands, which have no request, wait as long as they need.
"""

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask, g, has_request_context
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DisconnectionError, IntegrityError, SQLAlchemyError

from ctg_site.db import before_transactions, db
from ctg_site.slots import Slots

log = logging.getLogger(__name__)

#: A read waits for a lock only while somebody changes the tables, or the disk is slow to keep a write.
READ_WAIT = {"postgresql": 500, "sqlite": 2000}
#: A write waits for the writes before it.
WRITE_WAIT = {"postgresql": 4000, "sqlite": 5000}
#: Nothing that a page asks lasts that long, unless something is wrong.
LONGEST_STATEMENT = 10_000
#: When all the writers have held their place for so long, they wait for a lock that somebody keeps.
STUCK = 1.0
LONGEST_QUEUE = 5.0


#: How the databases say that a name is taken, or that a row is gone.
LOST = {"23505", "23503", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_FOREIGNKEY"}


class TooManyWriters(SQLAlchemyError):
    """As many requests as may write at once do, and none of them gets on: no other waits with them."""


class WritePlaces(Slots):
    """How many requests may write at once, in all the processes that were forked after it was made.

    Those who wait for a lock keep their process busy: one place fewer than there are processes leaves one of
    them to who reads.
    """

    def claim(self) -> int:
        """A place, as soon as there is one; raise TooManyWriters when nobody gets on."""
        begun = time.monotonic()
        while (place := self.take()) is None:
            instant = time.monotonic()
            if instant - self.last_taken() > STUCK or instant - begun > LONGEST_QUEUE:
                raise TooManyWriters
            time.sleep(0.01)
        return place


_places: list[WritePlaces] = []
#: Whether this thread answers somebody before Flask does.
_before_flask: ContextVar[bool] = ContextVar("before_flask", default=False)


@contextmanager
def before_flask() -> Iterator[None]:
    """What is read inside is read for somebody who asked, though no request of Flask has begun."""
    mark = _before_flask.set(True)
    try:
        yield
    finally:
        _before_flask.reset(mark)


def is_asked() -> bool:
    """Whether somebody waits for the answer: a command, for which nobody does, waits as long as it needs."""
    return has_request_context() or _before_flask.get()


def share_places(answering: int) -> None:
    """Before the processes are forked: leave one of so many answers at once to who only reads."""
    if answering > 1:
        _places[:] = [WritePlaces(answering - 1)]


@event.listens_for(Engine, "do_connect")
def _make_no_file(dialect: Any, record: Any, arguments: Any, options: Any) -> Any:
    """A page never makes the database: a file that is gone is told, not replaced by an empty one."""
    if dialect.name != "sqlite":
        return None
    record.info["path"] = arguments[0]
    if is_asked():
        return dialect.connect(f"file:{quote(arguments[0])}?mode=rw", **options, uri=True)
    return None


@event.listens_for(Engine, "connect")
def _limit(connection: Any, record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        record.info["file"] = _identity(record.info["path"])
    elif is_asked():
        limits = (str(READ_WAIT["postgresql"]), str(LONGEST_STATEMENT))
        connection.execute(
            "SELECT set_config('lock_timeout', %s, false), set_config('statement_timeout', %s, false)", limits
        )
        connection.commit()


@event.listens_for(Engine, "checkout")
def _same_file(connection: Any, record: Any, proxy: Any) -> None:
    """A file put in the place of another is opened; what would be written in the old one would be lost."""
    if not is_asked() or "file" not in record.info:
        return
    if _identity(record.info["path"]) != record.info["file"]:
        log.warning("the file of the database is another one, or gone: it is opened again")
        raise DisconnectionError("another file has its name")


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _prepare_to_wait(connection: Connection, writes: bool) -> None:
    """A place among those who write, and the time that this transaction may wait."""
    asked, name = has_request_context(), connection.dialect.name
    if asked and writes and _places and "write_place" not in g:
        g.write_place = _places[0], _places[0].claim()
    if name == "sqlite":
        waits = READ_WAIT if asked and not writes else WRITE_WAIT
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {waits[name]}")
    elif asked and writes:
        here = (str(WRITE_WAIT[name]),)
        connection.exec_driver_sql("SELECT set_config('lock_timeout', %s, true)", here)


before_transactions.append(_prepare_to_wait)


def lost_a_race(error: IntegrityError) -> bool:
    """Whether a row took the name of another, or points at one that is gone, since both were looked at."""
    code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None)
    return code in LOST


def let_go() -> None:
    """End what the request began, whatever the database says to it: no answer may be lost to that."""
    if not db.session.registry.has():
        return
    try:
        db.session.close()
    except SQLAlchemyError:
        db.session().invalidate()


def _end(error: BaseException | None) -> None:
    """Before the session is closed by its extension, which would raise on a connection that is gone."""
    let_go()
    places, place = g.pop("write_place", (None, 0))
    if places is not None:
        places.give_back(place)


def init_app(app: Flask) -> None:
    app.teardown_appcontext(_end)
