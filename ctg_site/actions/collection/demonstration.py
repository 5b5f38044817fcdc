"""Plays the collection of values of the demonstration: one answer is given, the others are missing."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from ctg_site.db import db, now, operation
from ctg_site.domain import written
from ctg_site.domain.collecting import CollectedPart
from ctg_site.domain.town_calendar import at
from ctg_site.models.actions import Action
from ctg_site.models.collecting import AskedAction, Bearer, Collection, CollectionEntry
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.services import clock
from ctg_site.services.dating import Dated, date_back
from ctg_site.web.typesetting import typeset

from . import operations, queries

SOURCE = Path(__file__).with_name("demonstration.yaml")
IN_THE_MORNING = time(9, 40)
#: What a moment of the past is given to, by table.
DATED: Dated = {
    Collection: ("created_at",),
    Bearer: ("created_at",),
    AskedAction: ("created_at", "given_at"),
    CollectionEntry: ("created_at",),
}


def play(by: User) -> None:
    """The collection, then what one of its bearers sent by its link."""
    raw, began = yaml.safe_load(SOURCE.read_text(encoding="utf-8")), now()
    due_on = clock.today() + timedelta(raw["reste"])
    made = operations.start(raw["annee"], CollectedPart.YEAR, due_on, by=by)
    settle(made, _moment(raw["jour"]), began)
    began = now()
    answer(made, raw["reponse"])
    settle(made, _moment(raw["reponse"]["jour"]), began)


def _moment(days_ago: int) -> datetime:
    return at(clock.today() - timedelta(days_ago), IN_THE_MORNING)


def answer(collection: Collection, said: Mapping[str, Any]) -> None:
    """What the bearer of this action types on its page."""
    of_it = AskedAction.collection_id == collection.id, Action.title == typeset(said["action"])
    number = db.session.execute(db.select(AskedAction.bearer_id).join(Action).where(*of_it)).scalar_one()
    bearer = queries.bearer(number)
    if bearer is None:
        raise LookupError(f"bearer {number} is gone")
    asked = next(one for one in bearer.asked if one.action.title == typeset(said["action"]))
    numbers = {indicator.name: indicator.id for indicator in asked.action.indicators}
    values = {numbers[typeset(name)]: written.within(value) for name, value in said["valeurs"].items()}
    given = operations.Given(asked.id, asked.version, values, typeset(said["nouvelle"]))
    operations.propose(collection, bearer, bearer.issue, [given])


@operation
def settle(collection: Collection, moment: datetime, began: datetime) -> None:
    """All that was written since `began` is of that moment; no mail leaves."""
    date_back(DATED, "collection_id", collection.id, moment, began)
    fresh = Notice.bearer_id.is_not(None), Notice.created_at >= began
    db.session.execute(
        db.update(Notice).where(*fresh).values(created_at=moment, try_after=moment, done_at=moment)
    )
