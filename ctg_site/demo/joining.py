"""Lets people join the envies of the demonstration, and one carry an envie with its author."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from ctg_site.db import db, now, operation
from ctg_site.domain.deadlines import after_working_days
from ctg_site.domain.participation import JoinState
from ctg_site.domain.policy import Person
from ctg_site.domain.tokens import new_token
from ctg_site.domain.town_calendar import at
from ctg_site.domain.vocabulary import ContactWay
from ctg_site.follow_up import companion_operations
from ctg_site.joining import operations, queries
from ctg_site.models.outbox import Notice
from ctg_site.models.participation import Companion, Participation
from ctg_site.models.people import User
from ctg_site.models.proposals import JournalEntry, Proposal
from ctg_site.runtime import delays
from ctg_site.services import clock
from ctg_site.services.opening import new_key

SOURCE = Path(__file__).with_name("joining.yaml")
EVENING = time(19, 10)


def write(people: Mapping[str, User], sent: Mapping[str, Proposal]) -> None:
    """Everybody on their day; `people` are the accounts and `sent` the envies, by their keys."""
    raw = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    for entry in raw["compagnons"]:
        carry(entry, sent[entry["envie"]])
    for entry in raw["participants"]:
        join(entry, sent[entry["envie"]], people)
    for entry in raw["mis_de_cote"]:
        join(entry, sent[entry["envie"]], people, trapped=True)


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


def carry(entry: dict[str, Any], proposal: Proposal) -> None:
    began = now()
    made = companion_operations.invite(proposal, new_token(), by=Person(proposal_id=proposal.id))
    companion_operations.accept(proposal, made, new_token(), entry["prenom"])
    give_date(proposal, clock.today() - timedelta(entry["jour"]), began)


@operation
def give_date(proposal: Proposal, day: date, began: datetime) -> None:
    """Give its day to what was just written about this envie; no mail leaves, and what was to say is said."""
    moment = at(day, EVENING)
    dated: dict[Any, tuple[str, ...]] = {
        Participation: ("called_at", "created_at"),
        Companion: ("accepted_at", "created_at"),
        JournalEntry: ("created_at",),
        Notice: ("done_at", "try_after", "created_at"),
    }
    fresh = Participation.proposal_id == proposal.id, Participation.created_at >= began
    due_on = after_working_days(day, delays().contact)
    _quietly(
        db.update(Participation).where(*fresh, Participation.state == JoinState.NEW).values(due_on=due_on)
    )
    told = Notice.proposal_id == proposal.id, Notice.created_at >= began
    _quietly(db.update(Notice).where(*told).values(done_at=moment))
    for table, names in dated.items():
        for name in names:
            column = getattr(table, name)
            of_this = table.proposal_id == proposal.id, column >= began
            _quietly(db.update(table).where(*of_this).values({name: moment}))


def _quietly(statement: Any) -> None:
    db.session.execute(statement.execution_options(synchronize_session=False))
