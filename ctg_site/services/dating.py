"""Gives a moment of the past to what operations wrote « now »: one statement for each table, made once."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Update, bindparam, case, or_

from ctg_site.db import db
from ctg_site.models.outbox import Notice

#: By table, the columns that are dated.
Dated = Mapping[Any, tuple[str, ...]]


def date_back(dated: Dated, owner: str, number: int, moment: datetime, began: datetime) -> None:
    """Inside an operation: `moment` for what was written of the row `number` since `began`.

    `owner` is the column by which other tables point at that row.
    """
    connection = db.session.connection()
    values = {"row": number, "moment": moment, "began": began}
    for table, names in dated.items():
        connection.execute(_dating(table, names, owner), values)
    for thing in list(db.session):
        if type(thing) in dated:
            db.session.expire(thing, dated[type(thing)])


def date_and_say(dated: Dated, proposal_id: int, moment: datetime, began: datetime) -> None:
    """The same of an envie, and what was to be told of it is told: no mail leaves, nobody is to call."""
    fresh = Notice.proposal_id == proposal_id, Notice.created_at >= began
    db.session.execute(db.update(Notice).where(*fresh).values(done_at=moment))
    date_back(dated, "proposal_id", proposal_id, moment, began)


@cache
def _dating(model: Any, names: tuple[str, ...], owner: str) -> Update:
    table = model.__table__
    columns = [table.c[name] for name in names]
    began, moment = (bindparam(name, type_=columns[0].type) for name in ("began", "moment"))
    of_the_row = table.c.get(owner, table.c.id) == bindparam("row")
    undated = or_(*(column >= began for column in columns))
    values = {column: case((column >= began, moment), else_=column) for column in columns}
    return db.update(table).where(of_the_row, undated).values(values)
