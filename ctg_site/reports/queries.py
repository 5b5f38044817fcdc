"""Reads of the reports: those of one's own centre, one with its page, those that a file waits on."""

from datetime import date
from typing import Any

from sqlalchemy import and_, false, or_, true
from sqlalchemy.orm import joinedload

from ctg_site.db import Page, db, page_of
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import ReportTab
from ctg_site.models.agenda import Meeting
from ctg_site.models.convention import Commitment, Theme
from ctg_site.models.proposals import Proposal
from ctg_site.models.reports import Report
from ctg_site.services.owed import Waiting, how_many

PAGE = 30
#: Whose page each stands on, with the centre concerned.
PAGES = (
    joinedload(Report.proposal).joinedload(Proposal.structure),
    joinedload(Report.meeting).joinedload(Meeting.structure),
    joinedload(Report.action),
    joinedload(Report.commitment).joinedload(Commitment.theme).joinedload(Theme.convention),
)


def reports(person: Any, tab: ReportTab, after: int | None = None) -> Page[Report]:
    """The reports that the person may answer; those that wait longest first, else the latest."""
    select = db.select(Report).where(_visible(person), _in(tab))
    oldest_first = tab is not ReportTab.CLOSED
    if after is not None:
        select = select.where(Report.id > after if oldest_first else Report.id < after)
    found = list(
        db.session.scalars(
            select.order_by(Report.id.asc() if oldest_first else Report.id.desc())
            .limit(PAGE + 1)
            .options(*PAGES)
        )
    )
    return page_of(found, PAGE)


def to_answer(person: Any, on: date) -> Waiting:
    """Those of the first tab."""
    asked = db.select(Report.id, Report.created_at).where(_visible(person), _in(ReportTab.OPEN))
    return how_many(asked.order_by(Report.id))


def _visible(person: Any) -> Any:
    """The same rule as the policy's `report:answer`, said in SQL."""
    if Role.COORDINATOR in person.roles:
        return true()
    ids, free = sorted(person.structure_ids), true() if person.receives_proposals else false()
    mine = or_(Proposal.structure_id.in_(ids), and_(Proposal.structure_id.is_(None), free))
    held = db.select(Meeting.id).where(Meeting.structure_id.in_(ids))
    return or_(Report.proposal_id.in_(db.select(Proposal.id).where(mine)), Report.meeting_id.in_(held))


def _in(tab: ReportTab) -> Any:
    if tab is ReportTab.CLOSED:
        return Report.closed_at.is_not(None)
    return Report.closed_at.is_(None) & Report.to_check.is_(tab is ReportTab.ASIDE)


def report(number: int) -> Report | None:
    """One report with its page and whoever closed it."""
    found = db.select(Report).where(Report.id == number)
    return db.session.scalar(found.options(*PAGES, joinedload(Report.closed_by)))


def by_key(send_key: str) -> Report | None:
    """The report that came of this form, if it was sent already."""
    return db.session.scalar(db.select(Report).where(Report.send_key == send_key).options(*PAGES))


def waiting(proposal: Proposal) -> list[Report]:
    """The reports on a file that nobody answered yet."""
    opened = db.select(Report).where(Report.proposal_id == proposal.id, Report.closed_at.is_(None))
    return list(db.session.scalars(opened.order_by(Report.id).limit(10)))
