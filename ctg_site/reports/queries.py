"""Reads of the reports: those of one's own centre, one with its envie, those that a file waits on."""

from datetime import date
from typing import Any

from sqlalchemy import Select, false, or_
from sqlalchemy.orm import joinedload

from ctg_site.db import Page, db, page_of
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import ReportTab
from ctg_site.models.proposals import Proposal
from ctg_site.models.reports import Report
from ctg_site.proposals.queries import proposal
from ctg_site.services.owed import Waiting, how_many

__all__ = ["by_key", "proposal", "report", "reports", "to_answer", "waiting"]

PAGE = 30


def reports(person: Any, tab: ReportTab, after: int | None = None) -> Page[Report]:
    """The reports on the files that the person may read; those that wait longest first, else the latest."""
    select = _visible(db.select(Report).join(Report.proposal), person).where(_in(tab))
    oldest_first = tab is not ReportTab.CLOSED
    if after is not None:
        select = select.where(Report.id > after if oldest_first else Report.id < after)
    found = list(
        db.session.scalars(
            select.order_by(Report.id.asc() if oldest_first else Report.id.desc())
            .limit(PAGE + 1)
            .options(joinedload(Report.proposal).joinedload(Proposal.structure))
        )
    )
    return page_of(found, PAGE)


def to_answer(person: Any, on: date) -> Waiting:
    """Those of the first tab."""
    select = _visible(db.select(Report.id, Report.created_at).join(Report.proposal), person)
    return how_many(select.where(_in(ReportTab.OPEN)).order_by(Report.id))


def _visible(select: Select[Any], person: Any) -> Select[Any]:
    """The same rule as the policy's `file:read`, said in SQL."""
    if Role.COORDINATOR in person.roles:
        return select
    free = Proposal.structure_id.is_(None) if person.receives_proposals else false()
    return select.where(or_(Proposal.structure_id.in_(person.structure_ids), free))


def _in(tab: ReportTab) -> Any:
    if tab is ReportTab.CLOSED:
        return Report.closed_at.is_not(None)
    return Report.closed_at.is_(None) & Report.to_check.is_(tab is ReportTab.ASIDE)


def report(number: int) -> Report | None:
    """One report with its envie and whoever closed it."""
    return db.session.execute(
        db.select(Report)
        .where(Report.id == number)
        .options(joinedload(Report.proposal).joinedload(Proposal.structure))
        .options(joinedload(Report.closed_by))
    ).scalar_one_or_none()


def by_key(send_key: str) -> Report | None:
    """The report that came of this form, if it was sent already."""
    return db.session.execute(db.select(Report).where(Report.send_key == send_key)).scalar_one_or_none()


def waiting(proposal: Proposal) -> list[Report]:
    """The reports on a file that nobody answered yet."""
    opened = db.select(Report).where(Report.proposal_id == proposal.id, Report.closed_at.is_(None))
    return list(db.session.scalars(opened.order_by(Report.id).limit(10)))
