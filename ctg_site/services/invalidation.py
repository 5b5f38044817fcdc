"""Counts how often, in any process of the site, what the public could read was corrected or taken away."""

import logging
import os
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from ctg_site.runtime import settings

log = logging.getLogger(__name__)

MARK = "takes_down"
#: Set in an application that could not tell the others, or be told.
LOST = "ctg_take_downs_lost"


def count() -> int | None:
    """Grows each time: a page read under a smaller count may show what is not public any more.

    None when it cannot be known. It is the length of a file that all processes and machines share; it is
    opened, since the folder may be that of another machine, which tells the length when a file is opened.
    """
    if LOST in current_app.extensions:
        return None
    try:
        with _path().open("rb") as counted:
            return os.fstat(counted.fileno()).st_size
    except FileNotFoundError:
        return 0
    except OSError:
        log.exception("the take-downs cannot be counted")
        return None


def _add() -> None:
    """One byte more; a disk that fails is told in the log, since what is hidden must be."""
    try:
        _path().parent.mkdir(parents=True, exist_ok=True)
        with _path().open("ab") as counted:
            counted.write(b".")
    except OSError:
        log.exception("a take-down cannot be counted")
        current_app.extensions[LOST] = True


def _path() -> Path:
    return settings().files_dir / "taken-down"


@event.listens_for(Session, "after_flush")
def _look(session: Session, context: Any) -> None:
    if any(_concerns(thing) for thing in (*session.dirty, *session.deleted)):
        session.info[MARK] = True


def _concerns(thing: Any) -> bool:
    """Whether the public reads this row, as its slice says, and something of what it reads changed."""
    read = current_app.extensions["ctg_shown"].get(type(thing))
    if not read:
        return read is not None
    attributes = inspect(thing).attrs
    return any(attributes[name].history.has_changes() for name in read)


@event.listens_for(Session, "before_commit")
def _announce(session: Session) -> None:
    """Before, in case the process or its connection dies while it commits."""
    session.flush()
    if MARK in session.info:
        _add()


@event.listens_for(Session, "after_commit")
def _count(session: Session) -> None:
    """And after, since a page drawn meanwhile shows what was there before."""
    if session.info.pop(MARK, False):
        _add()


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(MARK, None)
