"""Writes of the reports: send one, close it with an answer, forget the addresses past their time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.policy import VISITOR, Role
from ctg_site.domain.retention import KeptData
from ctg_site.domain.tokens import new_token, token_hash
from ctg_site.domain.vocabulary import AuditEvent, ReportAbout, ReportKind, ReportOutcome
from ctg_site.domain.workflow import OutOfDate
from ctg_site.effects import outbox
from ctg_site.filing import people_in_charge
from ctg_site.models.agenda import Meeting
from ctg_site.models.people import User
from ctg_site.models.pictures import EnviePicture
from ctg_site.models.proposals import Proposal
from ctg_site.models.remarks import Remark
from ctg_site.models.reports import ABOUT, Report
from ctg_site.models.stories import Photo, Story
from ctg_site.runtime import life
from ctg_site.services import audit, sieve
from ctg_site.services.opening import new_key as new_key

from . import queries

#: Reports of one place in ten minutes; what comes after waits to be looked at.
MOST_FROM_A_NETWORK = 10, 10, "report"


@operation
def send(
    thing: Any,
    kind: ReportKind,
    words: str,
    email: str,
    key: str,
    network: str | None = None,
    trapped: bool = False,
) -> Report:
    """A reader reports what everybody reads; its centre is told at once. A person hides it, or nobody does.

    The same form sent twice gives one report. What looks like a flood or a machine is set aside
    (`to_check`): kept, and told to nobody.
    """
    send_key = token_hash(f"{ABOUT[type(thing)]} {thing.id} {key or new_token()}")
    sent = queries.by_key(send_key)
    if sent is not None:
        return sent
    sending = sieve.FormSent(key, network, trapped)
    found = sieve.sift(MOST_FROM_A_NETWORK, sending, f"{ABOUT[type(thing)]} {thing.id}", words=words)
    report = Report(
        **_columns(thing),
        kind=kind,
        words=words,
        email=email,
        to_check=found.aside,
        send_key=send_key,
    )
    db.session.add(report)
    db.session.flush()
    if not report.to_check:
        proposal = _note_down(report, FileEvent.REPORT, VISITOR)
        for person in _in_charge(report):
            outbox.tell_staff(person, "reported", proposal, number=report.id)
    return report


def _columns(thing: Any) -> dict[str, Any]:
    """What is reported, and the page where everybody reads it."""
    about = ABOUT[type(thing)]
    if isinstance(thing, Remark):
        pages = ("proposal_id", "action_id", "commitment_id")
        return {"about": about, "row": thing.id} | {page: getattr(thing, page) for page in pages}
    if isinstance(thing, Photo):
        story = db.session.get_one(Story, thing.story_id)
        return {"about": about, "row": thing.id, "proposal_id": story.proposal_id}
    if isinstance(thing, EnviePicture):
        return {"about": about, "row": thing.id, "proposal_id": thing.proposal_id}
    if isinstance(thing, Story):
        return {"about": about, "proposal_id": thing.proposal_id}
    column = "proposal_id" if about is ReportAbout.ENVIE else f"{about}_id"
    return {"about": about, column: thing.id}


def _note_down(report: Report, event: FileEvent, by: Any) -> Proposal | None:
    """A line in the journal of the envie, when it stands on the page of one."""
    if report.proposal_id is None:
        return None
    proposal = db.session.get_one(Proposal, report.proposal_id)
    proposal.note_down(event, by)
    return proposal


def _in_charge(report: Report) -> Iterable[User]:
    """Whoever may answer: the people of its centre; the coordination for what has none."""
    if report.proposal_id is not None:
        return people_in_charge(db.session.get_one(Proposal, report.proposal_id).structure_id)
    held_by = db.session.get_one(Meeting, report.meeting_id).structure_id if report.meeting_id else None
    if held_by is not None:
        return people_in_charge(held_by)
    return db.session.scalars(db.select(User).where(User.is_active, User.role == Role.COORDINATOR))


@operation
def close(report: Report, outcome: ReportOutcome, answer: str, by: User) -> None:
    """Say what was done, once; the reader is told when they left an address."""
    if report.closed_at is not None:
        raise OutOfDate
    report.outcome, report.answer, report.closed_at, report.closed_by_id = outcome, answer, now(), by.id
    _note_down(report, FileEvent.REPORT_CLOSED, by)
    audit.record(AuditEvent.REPORT_ANSWERED, by, f"signalement n°\u00a0{report.id}", str(outcome))
    if report.email:
        outbox.tell_reader(report, "report_answer")


@operation
def forget(instant: datetime) -> int:
    """Erase what readers wrote so long ago, and their addresses; what was reported, and its end, stay."""
    told = db.or_(Report.email != "", Report.words != "", Report.answer != "")
    old = db.update(Report).where(told, Report.created_at <= life(KeptData.REPORT).before(instant))
    return in_bulk(old.values(email="", words="", answer=""))
