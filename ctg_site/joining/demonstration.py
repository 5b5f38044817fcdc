"""Lets people join the envies of the demonstration."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from ctg_site.db import db, now, operation
from ctg_site.domain.deadlines import after_working_days
from ctg_site.domain.participation import JoinState
from ctg_site.domain.recurrence import Slot
from ctg_site.domain.town_calendar import at
from ctg_site.domain.vocabulary import ContactWay
from ctg_site.models.dates import DatesOffer
from ctg_site.models.outbox import Notice
from ctg_site.models.participation import Participation
from ctg_site.models.people import User
from ctg_site.models.proposals import JournalEntry, Proposal
from ctg_site.runtime import delays
from ctg_site.services import clock
from ctg_site.services.dating import Dated, date_and_say
from ctg_site.services.opening import new_key
from ctg_site.slicing import Town

from . import operations, queries
from .dates import operations as dates

SOURCE = Path(__file__).with_name("demonstration.yaml")
EVENING = time(19, 10)
#: What a moment of the past is given to, by table.
DATED: Dated = {
    Participation: ("called_at", "created_at"),
    DatesOffer: ("created_at",),
    JournalEntry: ("created_at",),
    Notice: ("done_at", "try_after", "created_at"),
}


def play(town: Town) -> None:
    """Everybody on their day."""
    raw = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    for entry in raw["participants"]:
        join(entry, town.sent[entry["envie"]], town.people)
    for entry in raw["mis_de_cote"]:
        join(entry, town.sent[entry["envie"]], town.people, trapped=True)
    for entry in raw["dates"]:
        offer(entry, town.sent[entry["envie"]], town.people[entry["par"]])


def offer(entry: dict[str, Any], proposal: Proposal, by: User) -> None:
    """Dates to choose from, which some answered."""
    began, today = now(), clock.today()
    held = dates.offer(proposal, [_date(one, today) for one in entry["proposees"]], by=by)
    numbers = [one.id for one in sorted(held.dates, key=lambda one: one.starts_at)]
    joined = {one.first_name: one for one in queries.people(proposal, aside=False).rows}
    for name, ranks in entry["reponses"].items():
        dates.answer(proposal, joined[name], held.version, [numbers[rank - 1] for rank in ranks])
    give_date(proposal, today - timedelta(entry["jour"]), began)


def _date(entry: dict[str, Any], today: date) -> dates.Wanted:
    begins = at(today + timedelta(entry["dans"]), time.fromisoformat(entry["heure"]))
    return dates.Wanted(Slot(begins, begins + timedelta(hours=2)), entry["lieu"])


def join(
    entry: dict[str, Any], proposal: Proposal, people: Mapping[str, User], trapped: bool = False
) -> None:
    began, key = now(), new_key(now() - timedelta(minutes=1))
    by = people[entry["note_par"]] if "note_par" in entry else None
    made = operations.join(proposal, _brought(entry), key, trapped=trapped, by=by)
    if "appele" in entry:
        kept = queries.participation(made.id)
        operations.called(proposal, kept or made, by=people[entry["appele"]])
    give_date(proposal, clock.today() - timedelta(entry["jour"]), began)


def _brought(entry: dict[str, Any]) -> operations.Brought:
    way, detail = ContactWay(entry.get("par", "visit")), entry.get("detail", "")
    return operations.Brought(
        offers=entry["apporte"],
        words=entry.get("mot", ""),
        is_child=entry.get("moins_de_15", False),
        first_name=entry.get("prenom", ""),
        way=way,
        phone="" if way is ContactWay.EMAIL else detail,
        email=detail if way is ContactWay.EMAIL else "",
    )


@operation
def give_date(proposal: Proposal, day: date, began: datetime) -> None:
    """Give its day to what was just written about this envie; no mail leaves, and what was to say is said."""
    fresh = Participation.proposal_id == proposal.id, Participation.created_at >= began
    waiting = db.update(Participation).where(*fresh, Participation.state == JoinState.NEW)
    db.session.execute(waiting.values(due_on=after_working_days(day, delays().contact)))
    date_and_say(DATED, proposal.id, at(day, EVENING), began)
