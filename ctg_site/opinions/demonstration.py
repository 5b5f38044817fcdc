"""The opinions of the demonstration: invented taps, a flood set aside, an answer of the coordination."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from ctg_site.db import db, in_bulk, operation
from ctg_site.domain.participation import Choice
from ctg_site.domain.town_calendar import at
from ctg_site.models.actions import Action
from ctg_site.models.convention import Convention
from ctg_site.models.opinions import OpinionAnswer, Target, columns_of
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.opinions import operations, queries
from ctg_site.services import clock
from ctg_site.slicing import Town
from ctg_site.web.typesetting import typeset

SOURCE = Path(__file__).with_name("demonstration.yaml")
SAID = {
    "vu": Choice.SEEN,
    "pas_encore": Choice.NOT_YET,
    "utile": Choice.USEFUL,
    "a_ameliorer": Choice.TO_IMPROVE,
    "moi_aussi": Choice.ME_TOO,
}
#: The latest taps are of yesterday, the others of the days before, some each day.
EACH_DAY, AT_HOME = 3, time(18, 40)
#: A network of no one, by the rules of the internet.
ONE_NETWORK = "192.0.2.0/24"


def play(town: Town) -> None:
    """Play the taps and the answers, each on its day."""
    for entry in yaml.safe_load(SOURCE.read_text(encoding="utf-8")):
        target = town.sent[entry["envie"]] if "envie" in entry else the_target(entry)
        if target is not None:
            tell(entry, target, town.coordination)


def the_target(entry: dict[str, Any]) -> Target | None:
    """What the opinions are about; nothing without a convention."""
    if "action" in entry:
        named = db.select(Action).where(Action.title == typeset(entry["action"]), Action.is_published)
        return db.session.execute(named).scalar_one_or_none()
    period = db.session.scalar(db.select(Convention.period).where(Convention.is_current))
    return queries.commitment(period, entry["engagement"]) if period else None


def tell(entry: dict[str, Any], target: Target, coordinator: User) -> None:
    said = [choice for word, choice in SAID.items() for _ in range(entry.get(word, 0))]
    tap(target, said, ONE_NETWORK if entry.get("d_un_coup") else None)
    if "reponse" in entry and not isinstance(target, Proposal):
        operations.answer(target, typeset(entry["reponse"]["texte"].strip()), by=coordinator, version=0)
        date_answer(target, moment(entry["reponse"]["jour"]))


@operation
def tap(target: Target, said: list[Choice], network: str | None) -> None:
    """Taps of the past, which nobody taps twice any more."""
    for n, choice in enumerate(said):
        opinion = operations.keep(target, choice, f"appareil {n}", network)
        opinion.tap_key = opinion.seed = None
        opinion.created_at = opinion.changed_at = moment(1 + n // EACH_DAY)


def moment(days_ago: int) -> datetime:
    return at(clock.today() - timedelta(days_ago), AT_HOME)


@operation
def date_answer(target: Target, at: datetime) -> None:
    given = db.update(OpinionAnswer).filter_by(**columns_of(target)).values(created_at=at)
    in_bulk(given)
