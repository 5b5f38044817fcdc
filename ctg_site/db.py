"""The database handle, and what every table and every write share."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from flask import has_app_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, Table, TypeDecorator, event
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, object_session
from sqlalchemy.orm.exc import StaleDataError

#: Versions of SQLite whose write-ahead log is safe (the WAL-reset fault may lose a committed transaction).
SAFE_WAL = ((3, 44, 6), (3, 45, 0)), ((3, 50, 7), (3, 51, 0)), ((3, 51, 3), (4, 0, 0))

#: A value that PostgreSQL was given and could not take (SQLSTATE 22…); elsewhere, the name of a constraint.
QUOTED = re.compile(r'"[^"]*"')


class UtcDateTime(TypeDecorator):
    """An instant: aware in Python, UTC in the database; a naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a date and time needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """A page of a list: its rows, and the key after which the next ones come; None at the end."""

    rows: list[Row]
    following: Any = None
    #: Whether none comes before, and how many there are in all, where somebody tells it.
    is_first: bool | None = None
    total: int | None = None


def page_of(found: Sequence[Row], size: int, key: str = "id", **more: Any) -> Page[Row]:
    """From what was read, one row more than a page shows."""
    rows = list(found[:size])
    return Page(rows, getattr(rows[-1], key) if len(found) > size else None, **more)


def now() -> datetime:
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """Every table: an identifier never used twice, the instant of creation, named constraints."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    __table_args__: Any = {"sqlite_autoincrement": True}
    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, sort_order=-1)


db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options={"expire_on_commit": False})

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def state_column(
    enum: type[StrEnum], first: StrEnum | None = None, check: str | None = None, **options: Any
) -> Any:
    """A column holding a member of `enum`, stored as its value in plain text, checked by the database.

    `check` is the name that its check bears there, when the enum has taken another one since.
    """
    values = SqlEnum(
        enum,
        name=check or enum.__name__.lower(),
        native_enum=False,
        length=32,
        create_constraint=True,
        values_callable=lambda members: [member.value for member in members],
    )
    if first is not None:
        options["default"] = first
    return mapped_column(values, **options)


P = ParamSpec("P")
R = TypeVar("R")


def operation(write: Callable[P, R]) -> Callable[P, R]:
    """One call, one transaction: commit when `write` returns, roll back when it raises.

    The read of the request ends first; on SQLite the write lock is taken at once (a read that turns into a
    write would fail); the rows given as positional arguments are read again, locked on PostgreSQL.
    Operations never nest. StaleDataError when one of these rows was erased since it was read: it is no
    OutOfDate, after which a view shows the row as it is now.
    """

    @wraps(write)
    def transaction(*args: P.args, **kwargs: P.kwargs) -> R:
        session = db.session()
        if session.info.get("in_operation"):
            raise RuntimeError(f"operations never nest: {write.__name__}")
        if session.new or session.dirty or session.deleted:
            raise RuntimeError(f"something was changed outside an operation, before {write.__name__}")
        session.commit()
        session.info["in_operation"] = True
        try:
            session.connection(execution_options={"ctg_writes": True})
            for thing in args:
                if isinstance(thing, Model) and object_session(thing) is session:
                    _lock(session, thing)
            result = write(*args, **kwargs)
            session.flush()
            for finish in session.info.pop("finishing", ()):
                finish()
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop("in_operation", None)
            session.info.pop("finishing", None)
        return result

    return transaction


def _lock(session: Any, thing: Base) -> None:
    try:
        session.refresh(thing, with_for_update={"of": type(thing)})
    except InvalidRequestError as gone:  # erased since it was read
        raise StaleDataError from gone


def end_read() -> None:
    """What was read is in hand: on SQLite, no writer need wait until a page is drawn from it and sent.

    Nothing is written: inside an operation, or with a change in hand, the transaction goes on.
    """
    session = db.session()
    if not (session.info.get("in_operation") or session.new or session.dirty or session.deleted):
        session.commit()


def slow(work: Callable[P, R]) -> Callable[P, R]:
    """What takes long: it refuses to be done inside an operation, while all other writers would wait."""

    @wraps(work)
    def outside(*args: P.args, **kwargs: P.kwargs) -> R:
        if has_app_context() and db.session().info.get("in_operation"):
            raise RuntimeError(f"{work.__name__} is slow: call it before the operation, or after")
        return work(*args, **kwargs)

    return outside


def before_commit(finish: Callable[[], None]) -> None:
    """Inside an operation: do this last, just before the commit; it is forgotten when the operation fails."""
    info = db.session().info
    if not info.get("in_operation"):
        raise RuntimeError("this belongs inside an operation")
    info.setdefault("finishing", []).append(finish)


def insert(table: type[Base] | Table) -> Any:
    """The `INSERT` of this database, which knows `on_conflict_do_update` and `on_conflict_do_nothing`."""
    return (postgresql if on_postgresql() else sqlite).insert(table)


def in_bulk(*statements: Any) -> int:
    """Inside an operation: change or erase rows, what is loaded staying as it is; how many."""
    quiet = {"synchronize_session": False}
    done: list[Any] = [db.session.execute(one.execution_options(**quiet)) for one in statements]
    return sum(one.rowcount for one in done)


def in_chunks(asked: Any, key: Any, most: int = 500) -> Iterator[Any]:
    """All the rows asked for, in the order of a number: some, then the others, so that no writer waits."""
    last = 0
    while True:
        rows = list(db.session.scalars(asked.where(key > last).order_by(key).limit(most)))
        end_read()
        yield from rows
        if len(rows) < most:
            return
        last = getattr(rows[-1], key.key)


def on_postgresql() -> bool:
    return bool(db.engine.dialect.name == "postgresql")


def advisory_lock(lock: int) -> None:
    """Inside an operation: wait until no other holds this lock, and hold it to the end of the transaction.

    PostgreSQL needs it said; SQLite lets one transaction write at a time anyway.
    """
    if on_postgresql():
        db.session.execute(db.select(db.func.pg_advisory_xact_lock(lock)))


def wal_is_safe(version: tuple[int, int, int] = sqlite3.sqlite_version_info[:3]) -> bool:
    return any(first <= version < after for first, after in SAFE_WAL)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, record: Any) -> None:
    """Foreign keys checked, five seconds of patience, durable commits, and transactions begun by us alone."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in (
        "foreign_keys = ON",
        "busy_timeout = 5000",
        f"journal_mode = {'WAL' if wal_is_safe() else 'TRUNCATE'}",
        "synchronous = FULL",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "handle_error")
def _say_no_value(failed: Any) -> None:
    """PostgreSQL quotes what it refuses, whole rows at times: its first line is enough, values cut out."""
    for error in (failed.original_exception, failed.sqlalchemy_exception):
        if error is not None and getattr(failed.original_exception, "sqlstate", None):
            first = str(error.args[0] if error.args else "").partition("\n")[0]
            error.args = (
                QUOTED.sub('"…"', first) if failed.original_exception.sqlstate[:2] == "22" else first,
            )


#: Told of each transaction before it begins: its connection, and whether it writes.
before_transactions: list[Callable[[Connection, bool], None]] = []


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    writes = bool(connection.get_execution_options().get("ctg_writes"))
    for prepare in before_transactions:
        prepare(connection, writes)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
