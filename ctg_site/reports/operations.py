"""Writes of the reports: send one, close it with an answer, forget the addresses past their time."""

from datetime import datetime, timedelta

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.policy import VISITOR
from ctg_site.domain.tokens import new_token, token_hash
from ctg_site.domain.vocabulary import AuditEvent, ReportKind, ReportOutcome
from ctg_site.domain.workflow import OutOfDate
from ctg_site.effects import outbox
from ctg_site.filing import people_in_charge
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.models.reports import Report
from ctg_site.services import audit, sieve
from ctg_site.services.opening import new_key as new_key

from . import queries

#: An address that no answer used is erased then.
EMAIL_LIFE = timedelta(days=180)
#: Reports of one place in ten minutes; what comes after waits to be looked at.
MOST_FROM_A_NETWORK = 10, 10, "report"


@operation
def send(
    proposal: Proposal,
    kind: ReportKind,
    words: str,
    email: str,
    key: str,
    network: str | None = None,
    trapped: bool = False,
) -> Report:
    """A reader reports a published envie; its centre is told at once. It is hidden by a person or not at all.

    The same form sent twice gives one report. What looks like a flood or a machine is set aside
    (`to_check`): kept, and told to nobody.
    """
    send_key = token_hash(f"{proposal.id} {key or new_token()}")
    sent = queries.by_key(send_key)
    if sent is not None:
        return sent
    sending = sieve.FormSent(key, network, trapped)
    found = sieve.sift(MOST_FROM_A_NETWORK, sending, proposal.id, words=words)
    report = Report(
        proposal_id=proposal.id,
        kind=kind,
        words=words,
        email=email,
        to_check=found.aside,
        send_key=send_key,
    )
    db.session.add(report)
    db.session.flush()
    if not report.to_check:
        proposal.note_down(FileEvent.REPORT, by=VISITOR)
        for person in people_in_charge(proposal.structure_id):
            outbox.tell_staff(person, "reported", proposal, number=report.id)
    return report


@operation
def close(report: Report, outcome: ReportOutcome, answer: str, by: User) -> None:
    """Say what was done, once; the reader is told when they left an address."""
    if report.closed_at is not None:
        raise OutOfDate
    report.outcome, report.answer, report.closed_at, report.closed_by_id = outcome, answer, now(), by.id
    db.session.get_one(Proposal, report.proposal_id).note_down(FileEvent.REPORT_CLOSED, by)
    audit.record(AuditEvent.REPORT_ANSWERED, by, f"signalement n°\u00a0{report.id}", str(outcome))
    if report.email:
        outbox.tell_reader(report, "report_answer")


@operation
def forget(instant: datetime) -> int:
    """Erase the addresses of readers whose report is too old to be answered."""
    old = db.update(Report).where(Report.email != "", Report.created_at <= instant - EMAIL_LIFE)
    return in_bulk(old.values(email=""))
