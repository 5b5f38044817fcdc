"""What changed, table by table: each transaction that writes draws another number for each of its tables.

Whatever is kept of what was read holds as long as the tables that it was read from have the same numbers.
Nobody declares anything: the tables read and written are those that the statements name.
"""

import re
import secrets
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import g, has_app_context
from sqlalchemy import Connection, Engine, event, text

from ctg_site.db import db

#: Where a request keeps what it read, and the numbers that it began with.
READ, KNOWN = "tables_read", "versions"
#: Where a connection keeps what its transaction wrote.
WRITTEN = "ctg_tables_written"
#: Options of a statement that writes what nobody is shown, and of a connection that changes the tables.
UNSEEN, MIGRATES = "ctg_unseen", "ctg_migrates"
#: Their sum fits in 64 bits for two thousand tables.
BITS = 52
STATEMENTS_KEPT = 4096
OURS = "table_version"
DRAWN = text(
    "INSERT INTO table_version (name, value, created_at) VALUES (:name, :value, CURRENT_TIMESTAMP)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
#: One row, whatever the number of tables: the same as long as nothing was written.
TOGETHER = "SELECT CAST(sum(value) AS BIGINT) FROM table_version"
EACH = "SELECT name, value FROM table_version"
NAME = re.compile(r"\w+")
CHANGE = re.compile(r'\b(?:INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.IGNORECASE)
LOOKS = ("SELECT", "PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE")


@dataclass(frozen=True, slots=True)
class Versions:
    """The numbers of all tables at one moment, and their sum."""

    together: int
    each: Mapping[str, int]

    def of(self, tables: Collection[str]) -> tuple[int, ...]:
        return tuple(self.each.get(name, 0) for name in sorted(tables))


@dataclass(frozen=True, slots=True)
class Named:
    """The tables that a statement reads, and those that it writes."""

    read: frozenset[str]
    written: frozenset[str]


@lru_cache(STATEMENTS_KEPT)
def named(statement: str) -> Named:
    """A column of the same name as a table counts as this table: what is kept holds a little less long."""
    tables = db.metadata.tables.keys() - {OURS}
    if statement.lstrip().startswith(LOOKS):
        return Named(frozenset(tables & set(NAME.findall(statement))), frozenset())
    return Named(frozenset(), frozenset(tables & set(CHANGE.findall(statement))))


def begin(known: Versions | None) -> None:
    """From now on this request remembers what it reads; `known` was true before it read anything."""
    g.versions, g.tables_read = known, set()


def end() -> frozenset[str]:
    """The tables that this request read since it began."""
    g.pop(KNOWN)
    return frozenset(g.pop(READ))


@contextmanager
def reading() -> Iterator[set[str]]:
    """What is read inside, beside what the request reads; all of it, where somebody remembers it."""
    before: set[str] | None = g.get(READ)
    g.tables_read = tables = set[str]()
    try:
        yield tables
    finally:
        if before is None:
            g.pop(READ)
        else:
            g.tables_read = before | tables


def seen(tables: Collection[str]) -> tuple[int, ...] | None:
    """The numbers of these tables as the request knows them, which reads them thereby; None: it does not."""
    if READ in g:
        g.tables_read.update(tables)
    known: Versions | None = g.get(KNOWN)
    return None if known is None else known.of(tables)


def written(connection: Connection, *names: str) -> None:
    """These tables change in this transaction, whichever way."""
    connection.info.setdefault(WRITTEN, set()).update(names)


@event.listens_for(Engine, "before_cursor_execute")
def _note(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> None:
    tables = named(statement)
    if tables.written and not context.execution_options.get(UNSEEN):
        written(connection, *tables.written)
    elif tables.read and has_app_context() and READ in g:
        g.tables_read.update(tables.read)


@event.listens_for(Engine, "commit")
def _draw(connection: Connection) -> None:
    """Last of all, in the order of their names: two who end at once wait for one another in that order."""
    changed = connection.info.pop(WRITTEN, None)
    if changed and not connection.get_execution_options().get(MIGRATES):
        drawn = [{"name": name, "value": 1 + secrets.randbits(BITS)} for name in sorted(changed)]
        connection.execute(DRAWN, drawn)


@event.listens_for(Engine, "rollback")
def _forget(connection: Connection) -> None:
    """A connection that was cut has no memory to ask: the pool empties it with the connection."""
    if not connection.invalidated:
        connection.info.pop(WRITTEN, None)
