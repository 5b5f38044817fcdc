"""Whether the site can do its work now: a list of checks, each a sentence when something is wrong."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from ctg_site.config import ROOT
from ctg_site.db import db

from . import disk

OUT_OF_DATE = "the database is not up to date: run `flask ctg init`"
AWAY = "the database does not answer"
#: How the file of a revision names itself, and the one that it follows. Alembic would read it as well: it is
#: loaded by the commands that change tables, and by no process that answers.
NAMED = {name: re.compile(rf'^{name} = "(\w+)"$', re.M) for name in ("revision", "down_revision")}


@dataclass(frozen=True, slots=True)
class Health:
    """The faults with which the site should receive nobody, and what somebody should look at meanwhile."""

    faults: tuple[str, ...]
    notes: tuple[str, ...]


def newest_revision() -> str | None:
    """The tables that this code wants: of the revisions that its files tell, the one that none follows."""
    return next(iter(revisions() - _told("down_revision")), None)


def revisions() -> set[str]:
    """Those that the files tell."""
    return _told("revision")


def _told(name: str) -> set[str]:
    files = (path.read_text(encoding="utf-8") for path in (ROOT / "migrations" / "versions").glob("*.py"))
    return {found[1] for found in map(NAMED[name].search, files) if found}


def revision(connection: Connection) -> str | None:
    """The revision that a database bears; nothing for one that was never prepared."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def schema_faults(connection: Connection, wanted: str | None) -> Iterator[str]:
    """Whether the tables are those that this code wants; this reads a real one."""
    if revision(connection) != wanted:
        yield OUT_OF_DATE


def _database() -> Iterator[str]:
    """Asked on a connection of its own. What this code wants was read once: its files may be newer by now."""
    if "ctg_revision" not in current_app.extensions:
        current_app.extensions["ctg_revision"] = newest_revision()
    wanted = current_app.extensions["ctg_revision"]
    try:
        with db.engine.connect() as connection:
            yield from schema_faults(connection, wanted)
    except SQLAlchemyError:
        yield AWAY


Check = Callable[[], Iterator[str]]
#: With one of these, nobody should be sent here.
FAULTS: tuple[Check, ...] = (_database,)
#: Told to whoever looks after the site, which goes on. Asked only of a database that answers.
NOTES: tuple[Check, ...] = (disk.shortage,)


def look() -> Health:
    faults = tuple(said for check in FAULTS for said in check())
    return Health(faults, () if faults else tuple(said for check in NOTES for said in check()))
