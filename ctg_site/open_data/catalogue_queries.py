"""The datasets of the site, in the order in which the page tells them, and when each changed last."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, true

from ctg_site.db import db
from ctg_site.domain.heard import HeardState
from ctg_site.domain.participation import ConsultationState
from ctg_site.domain.town_calendar import local
from ctg_site.models.actions import Action, ActionChange, ProgressUpdate
from ctg_site.models.agenda import Meeting, MeetingEntry
from ctg_site.models.consultations import Consultation
from ctg_site.models.convention import Convention
from ctg_site.models.heard import HeardWords
from ctg_site.models.indicators import Indicator
from ctg_site.models.meetings import MeetingDecision
from ctg_site.models.opinions import Opinion
from ctg_site.models.places import Structure
from ctg_site.models.proposals import Proposal, Revision

from . import action_columns, convention_columns, heard_columns, participation_columns, place_columns
from . import rows_queries as rows
from .columns import Dataset, Described


def _all() -> Iterator[tuple[Described, Callable[[], Iterator[Any]]]]:
    yield convention_columns.CONVENTIONS, rows.conventions
    yield convention_columns.THEMES, rows.themes
    yield convention_columns.COMMITMENTS, rows.commitments
    yield action_columns.ACTIONS, rows.actions
    yield action_columns.INDICATORS, rows.indicators
    yield action_columns.VALUES, rows.values
    yield action_columns.NEWS, rows.news
    yield action_columns.OPINIONS, rows.opinions
    yield participation_columns.PROPOSALS, rows.proposals
    yield heard_columns.HEARD, rows.heard_words
    yield place_columns.PLACES, rows.places
    yield participation_columns.MEETINGS, rows.meetings
    yield participation_columns.DECISIONS, rows.decisions
    yield participation_columns.RESULTS, rows.consultation_results


DATASETS = tuple(Dataset(described, read) for described, read in _all())


def dataset(dataset: str) -> Dataset | None:
    return next((one for one in DATASETS if one.name == dataset), None)


def changed() -> dict[str, date]:
    """By the name of a dataset, the day of its last change; none when it is empty: one statement."""
    asked = {name: several for name, *several in _moments()}
    columns = [
        one.scalar_subquery().label(f"{name}_{place}")
        for name, several in asked.items()
        for place, one in enumerate(several)
    ]
    found = iter(db.session.execute(db.select(*columns)).one())
    days = {name: [_day(next(found)) for _ in several] for name, several in asked.items()}
    return {name: max(known) for name, told in days.items() if (known := [day for day in told if day])}


def _moments() -> Iterator[tuple[str, *tuple[Select[Any], ...]]]:
    """For each dataset, what says when it changed."""
    act = _last(Convention.created_at, true())
    for described in (
        convention_columns.CONVENTIONS,
        convention_columns.THEMES,
        convention_columns.COMMITMENTS,
    ):
        yield described.name, act
    yield action_columns.ACTIONS.name, _last(Action.changed_on, Action.is_published)
    measured = _last(ActionChange.created_at, Action.is_published, ActionChange.action_id == Action.id)
    alone = _last(Indicator.changed_on, Indicator.action_id.is_(None))
    yield action_columns.INDICATORS.name, measured, alone
    yield action_columns.VALUES.name, measured, alone
    told = Action.is_published, ProgressUpdate.action_id == Action.id
    yield action_columns.NEWS.name, _last(ProgressUpdate.published_at, *told)
    said = Action.is_published, Opinion.action_id == Action.id
    yield action_columns.OPINIONS.name, _last(Opinion.changed_at, *said), _last(Opinion.created_at, *said)
    public = rows.IS_PUBLISHED
    corrected = _last(Revision.created_at, public, Revision.proposal_id == Proposal.id)
    name = participation_columns.PROPOSALS.name
    yield name, _last(Proposal.published_at, public), _last(Proposal.moved_at, public), corrected
    yield heard_columns.HEARD.name, _last(HeardWords.decided_at, HeardWords.state == HeardState.PUBLISHED)
    is_active = Structure.is_active
    place = _last(Structure.created_at, is_active), _last(Structure.described_at, is_active)
    yield place_columns.PLACES.name, *place
    yield participation_columns.MEETINGS.name, _last(Meeting.changed_at, Meeting.is_public)
    minutes = Meeting.is_public, Meeting.minutes_published_at.is_not(None)
    decided = MeetingDecision.meeting_id == Meeting.id
    name = participation_columns.DECISIONS.name
    followed = MeetingEntry.meeting_id == Meeting.id, MeetingEntry.subject == "decision"
    told_of = _last(MeetingEntry.created_at, *minutes, *followed)
    yield name, _last(Meeting.minutes_published_at, *minutes, decided), told_of
    is_told = Consultation.state == ConsultationState.TOLD
    yield participation_columns.RESULTS.name, _last(Consultation.told_at, is_told)


def _last(column: Any, *conditions: Any) -> Select[Any]:
    return db.select(db.func.max(column)).where(*conditions)


def _day(found: datetime | date | None) -> date | None:
    return local(found).date() if isinstance(found, datetime) else found
