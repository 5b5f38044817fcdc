"""Reads, before Flask, the numbers that tell what changed: one row, and the others when something did."""

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from ctg_site.db import db
from ctg_site.versions import EACH, TOGETHER, Versions

from .database import READ_WAIT, before_flask


class Watch:
    """What it last read is frozen, and another one takes its place: threads may share it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._engine: Engine | None = None
        self._last: Versions | None = None

    def now(self) -> Versions | None:
        """The numbers of all tables; None while the database is away."""
        try:
            with before_flask():
                return self._read()
        except self._refusals():
            return None

    def _refusals(self) -> tuple[type[Exception], ...]:
        """What the driver itself raises: the pages are not read through the ORM."""
        own = (self._engine.dialect.loaded_dbapi.Error,) if self._engine is not None else ()
        return (SQLAlchemyError, *own)

    def _read(self) -> Versions:
        engine = self._engine
        if engine is None:  # not before the first request: nothing may be open when the processes are forked
            with self.app.app_context():
                engine = self._engine = db.engine
        held = engine.raw_connection()
        try:
            cursor = held.cursor()
            if engine.dialect.name == "sqlite":
                cursor.execute(f"PRAGMA busy_timeout = {READ_WAIT['sqlite']}")
            cursor.execute(TOGETHER)
            together, last = cursor.fetchall()[0][0] or 0, self._last
            if last is None or last.together != together:
                cursor.execute(EACH)
                each = dict(cursor.fetchall())
                last = self._last = Versions(sum(each.values()), each)
            return last
        finally:
            held.close()
