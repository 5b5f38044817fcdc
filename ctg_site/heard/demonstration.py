"""Notes what the staff of the demonstration heard outside the walls, and what they did of it."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from ctg_site.db import db, operation
from ctg_site.domain.deadlines import is_working_day
from ctg_site.domain.heard import HeardEvent
from ctg_site.domain.town_calendar import at
from ctg_site.models.actions import Action
from ctg_site.models.heard import HeardWords
from ctg_site.models.people import User
from ctg_site.models.places import District
from ctg_site.services import clock
from ctg_site.services.opening import new_key
from ctg_site.slicing import Town
from ctg_site.web.typesetting import typeset

from . import operations, queries

SOURCE = Path(__file__).with_name("demonstration.yaml")
AFTER_SCHOOL, MORNING = time(16, 50), time(9, 40)


def play(town: Town) -> None:
    """Each line on its day, then the decision and what was done."""
    themes = {code: number for number, code in _codes().items()}
    districts = dict(db.session.execute(db.select(District.slug, District.id)).all())
    for entry in yaml.safe_load(SOURCE.read_text(encoding="utf-8")):
        day, by = _day(entry["jour"]), town.people[entry["par"]]
        said = operations.HeardSaid(
            heard_on=day,
            place=typeset(entry["lieu"]),
            text=entry["texte"],
            people=entry["personnes"],
            agreed=entry.get("d_accord", False),
            district_id=districts.get(entry.get("quartier")),
            theme_id=themes.get(entry.get("theme")),
        )
        heard = operations.note(said, new_key(), by=by)
        if "decide" in entry:
            operations.decide(heard, HeardEvent(entry["decide"]), by=by, version=heard.version)
        if "suite" in entry:
            follow(heard, entry, by, town)
        give_date(heard, at(day, AFTER_SCHOOL), at(_day(entry["jour"] - 1), MORNING))


def _codes() -> dict[int, str]:
    names = {name: code for code, name in queries.theme_codes().items()}
    return {number: names[name] for number, name in queries.themes().items()}


def follow(heard: HeardWords, entry: dict[str, Any], by: User, town: Town) -> None:
    """What was done, tied to an envie or an action that the loaded convention has."""
    titled = db.select(Action).where(Action.title == typeset(entry.get("action", "")), Action.is_published)
    envie = town.sent[entry["envie"]] if "envie" in entry else None
    done = operations.FollowedBy(typeset(entry["suite"]), envie, db.session.scalar(titled))
    operations.follow(heard, done, by=by, version=heard.version)


def _day(days_ago: int) -> Any:
    """Outings and decisions are on working days."""
    day = clock.today() - timedelta(max(days_ago, 0))
    while not is_working_day(day):
        day -= timedelta(1)
    return day


@operation
def give_date(heard: HeardWords, noted: datetime, decided: datetime) -> None:
    heard.created_at = noted
    if heard.decided_at is not None:
        heard.decided_at = decided
