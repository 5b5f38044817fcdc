"""Public reads of the agenda: the list, one meeting with all its page shows, the bodies, the calendars."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, or_, tuple_
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import Page, db, now, page_of
from ctg_site.domain import codes
from ctg_site.domain.meetings import MeetingState, RegistrationState
from ctg_site.domain.recurrence import LONGEST_NIGHT
from ctg_site.domain.town_calendar import at
from ctg_site.domain.workflow import Moderation
from ctg_site.models.agenda import Meeting, MeetingKind, meeting_commitment, meeting_theme
from ctg_site.models.convention import Commitment, Convention, GoverningBody, Theme
from ctg_site.models.meetings import Attendance, MeetingDecision, MeetingDocument, Registration
from ctg_site.models.places import District, Structure
from ctg_site.models.proposals import Proposal
from ctg_site.runtime import settings
from ctg_site.services import clock, items
from ctg_site.structures.queries import districts

from .bodies.queries import bodies, body, known_bodies, seats
from .filters import MeetingFilters, word
from .item_queries import links, theme_choices, touching

__all__ = ["bodies", "body", "districts", "seats", "theme_choices"]

PAGE = 20
#: A calendar tells of the year past and of all that is to come, up to so many meetings.
CALENDAR_PAST = timedelta(days=365)
MOST_IN_A_CALENDAR = 1000
#: Dates of the same series shown on the page of one of them.
MOST_DATES = 6


def midnight(day: date) -> datetime:
    """The instant when this day begins in the town."""
    return at(day)


def page(filters: MeetingFilters, after: int | None = None) -> Page[Meeting]:
    """The public meetings that the filters leave: to come, the next one first; past, the latest first.

    One statement. What happened this morning is still among those to come, until midnight.
    """
    select = public().where(*_narrowed(filters))
    return paged(select, filters.is_past, after)


def paged(select: Select[Any], is_past: bool, after: int | None) -> Page[Meeting]:
    here = tuple_(Meeting.starts_at, Meeting.id)
    order = (Meeting.starts_at.desc(), Meeting.id.desc()) if is_past else (Meeting.starts_at, Meeting.id)
    if after is not None:
        moment = db.select(Meeting.starts_at).where(Meeting.id == after).scalar_subquery()
        last = tuple_(moment, after)
        select = select.where(here < last if is_past else here > last)
    found = list(db.session.scalars(select.where(*_side(is_past)).order_by(*order).limit(PAGE + 1)))
    return page_of(found, PAGE, is_first=after is None)


def _side(is_past: bool) -> tuple[Any, ...]:
    """To come: from this morning on, and what began last night and still goes on."""
    today = midnight(clock.today())
    night = today - LONGEST_NIGHT
    if is_past:
        return Meeting.starts_at < today, or_(Meeting.starts_at < night, Meeting.ends_at <= now())
    return Meeting.starts_at >= night, or_(Meeting.starts_at >= today, Meeting.ends_at > now())


def public() -> Select[Any]:
    return (
        db.select(Meeting)
        .where(Meeting.is_public)
        .options(joinedload(Meeting.body), joinedload(Meeting.structure), joinedload(Meeting.district))
    )


def _narrowed(filters: MeetingFilters) -> list[Any]:
    conditions: list[Any] = []
    if filters.sorte:
        conditions.append(Meeting.kind_id == _id_of(db.select(MeetingKind).filter_by(slug=filters.sorte)))
    if filters.theme:
        conditions.append(of_themes(db.select(Theme.id).where(Theme.code == filters.theme)))
    if filters.vise:
        conditions.append(touching(filters.vise))
    if filters.instance:
        named = known_bodies().where(GoverningBody.key == filters.instance)
        conditions.append(Meeting.body_id == _id_of(named))
    if filters.structure:
        place = db.select(Structure).filter_by(slug=filters.structure)
        conditions.append(Meeting.structure_id == _id_of(place))
    if filters.quartier:
        conditions.append(Meeting.district_id == _id_of(db.select(District).filter_by(slug=filters.quartier)))
    return conditions


def item_choices(filters: MeetingFilters) -> list[items.ItemChoice]:
    """Each aim, domain or topic, and how many meetings it leaves on this side of today: one statement."""
    others = MeetingFilters.of(filters.without("vise"))
    things = db.select(Meeting.id).where(Meeting.is_public, *_narrowed(others), *_side(filters.is_past))
    return items.counted(links(), things)


def of_themes(themes: Any) -> Any:
    """Said of a meeting: it is about one of these themes, or their commitments, or of their working group.

    A group goes on from one convention to the next: its meetings are those of the theme of either.
    """
    commitments = db.select(Commitment.id).where(Commitment.theme_id.in_(themes))
    codes_of = db.select(Theme.code).where(Theme.id.in_(themes))
    same = db.select(Theme.id).where(Theme.code.in_(codes_of))
    said = db.select(meeting_theme.c.meeting_id).where(meeting_theme.c.theme_id.in_(themes))
    through = meeting_commitment.c.commitment_id.in_(commitments)
    return or_(
        Meeting.id.in_(said),
        Meeting.id.in_(db.select(meeting_commitment.c.meeting_id).where(through)),
        Meeting.body_id.in_(db.select(GoverningBody.id).where(GoverningBody.theme_id.in_(same))),
    )


def _id_of(select: Select[Any]) -> Any:
    return select.with_only_columns(select.selected_columns.id).order_by(None).scalar_subquery()


def coming(limit: int, *conditions: Any) -> list[Meeting]:
    """The next public meetings, cancelled ones included: for the home page, a structure, a body."""
    select = public().where(*_side(is_past=False), *conditions)
    return list(db.session.scalars(select.order_by(Meeting.starts_at, Meeting.id).limit(limit)))


def coming_at(structure_id: int, limit: int = MOST_DATES) -> list[Meeting]:
    return coming(limit, Meeting.structure_id == structure_id)


def planned_at(structure_id: int, first: date | None, last: date | None) -> list[Meeting]:
    """The meetings planned at a place on these days, both included, public or not."""
    if first is None:
        return []
    ends = midnight((last or first) + timedelta(days=1))
    there = Meeting.structure_id == structure_id, Meeting.state == MeetingState.PLANNED
    found = db.select(Meeting).where(*there, Meeting.ends_at > midnight(first), Meeting.starts_at < ends)
    return list(db.session.scalars(found.order_by(Meeting.starts_at, Meeting.id).limit(PAGE)))


def meeting(number: int) -> Meeting | None:
    """One meeting with its body, its place, its owner and its matters: the policy says who may read it."""
    return db.session.execute(
        db.select(Meeting)
        .where(Meeting.id == number)
        .options(
            joinedload(Meeting.body),
            joinedload(Meeting.structure),
            joinedload(Meeting.district),
            joinedload(Meeting.series),
            joinedload(Meeting.owner),
            *matters(),
        )
    ).scalar_one_or_none()


def matters() -> tuple[Any, ...]:
    """What of the convention a meeting is about, with what its links need: three statements."""
    commitments = selectinload(Meeting.commitments).joinedload(Commitment.theme)
    themes = selectinload(Meeting.themes).joinedload(Theme.convention)
    group = joinedload(Meeting.body).joinedload(GoverningBody.theme).joinedload(Theme.convention)
    return group, themes, commitments.joinedload(Theme.convention), selectinload(Meeting.actions)


def free_seats(meeting: Meeting) -> int | None:
    """How many places are left; None when they are not limited."""
    return None if meeting.places is None else max(meeting.places - taken_seats(meeting.id), 0)


def taken_seats(meeting_id: int) -> int:
    taken = db.select(db.func.coalesce(db.func.sum(Registration.seats), 0)).where(
        Registration.meeting_id == meeting_id, Registration.state == RegistrationState.CONFIRMED
    )
    return int(db.session.execute(taken).scalar_one())


def documents(meeting: Meeting, everybody: bool) -> list[MeetingDocument]:
    """The documents of a meeting; those that `everybody` may read, or all."""
    select = db.select(MeetingDocument).where(MeetingDocument.meeting_id == meeting.id)
    select = select.where(MeetingDocument.for_everybody) if everybody else select
    return list(db.session.scalars(select.order_by(MeetingDocument.id)))


def document(number: int) -> MeetingDocument | None:
    """One document with its meeting, which says who may read it."""
    return db.session.execute(
        db.select(MeetingDocument)
        .where(MeetingDocument.id == number)
        .options(joinedload(MeetingDocument.meeting))
    ).scalar_one_or_none()


def decisions(meeting: Meeting) -> list[MeetingDecision]:
    """What a meeting decided, with the commitments and the actions it is about: three statements."""
    decided = db.select(MeetingDecision).where(MeetingDecision.meeting_id == meeting.id)
    return list(db.session.scalars(decided.order_by(MeetingDecision.id).options(*about())))


def about() -> tuple[Any, ...]:
    commitments = selectinload(MeetingDecision.commitments).joinedload(Commitment.theme)
    return commitments.joinedload(Theme.convention), selectinload(MeetingDecision.actions)


def attendance(meeting: Meeting) -> list[Attendance]:
    counted = db.select(Attendance).where(Attendance.meeting_id == meeting.id)
    return list(db.session.scalars(counted.order_by(Attendance.id)))


def other_dates(meeting: Meeting) -> list[Meeting]:
    """The next public dates of the same series."""
    if meeting.series_id is None:
        return []
    return coming(MOST_DATES, Meeting.series_id == meeting.series_id, Meeting.id != meeting.id)


def envies_said_at(meeting: Meeting, limit: int = PAGE) -> list[Proposal]:
    """The published envies that were said at a meeting."""
    said = db.select(Proposal).where(
        Proposal.meeting_id == meeting.id, Proposal.moderation == Moderation.PUBLISHED
    )
    return list(db.session.scalars(said.order_by(Proposal.id).limit(limit)))


def themes() -> list[Theme]:
    """The themes of the convention that is current, in its order."""
    current = db.select(Theme).join(Theme.convention).where(Convention.is_current)
    return list(db.session.scalars(current.order_by(Theme.position)))


def structures() -> list[Structure]:
    """The places that may hold a meeting, by name."""
    active = db.select(Structure).where(Structure.is_active).order_by(Structure.name)
    return list(db.session.scalars(active))


def structure(slug: str) -> Structure | None:
    return db.session.execute(db.select(Structure).where(Structure.slug == word(slug))).scalar_one_or_none()


def calendar(*conditions: Any) -> list[Meeting]:
    """The public meetings of a calendar, cancelled ones included: one statement."""
    since = midnight(clock.today()) - CALENDAR_PAST
    select = public().where(Meeting.starts_at >= since, *conditions)
    latest = select.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(MOST_IN_A_CALENDAR)
    return list(db.session.scalars(latest))[::-1]


def calendar_of_body(body: GoverningBody) -> list[Meeting]:
    return calendar(Meeting.body_id == body.id)


def calendar_of_structure(structure: Structure) -> list[Meeting]:
    return calendar(Meeting.structure_id == structure.id)


def by_key(send_key: str) -> Registration | None:
    """What came of this form, if it was sent already."""
    return _registration(Registration.send_key == send_key)


def registration(number: int | None) -> Registration | None:
    """One registration with its meeting and its place."""
    return None if number is None else _registration(Registration.id == number)


def by_code(code: str) -> int | None:
    """The registration that a well-formed code opens, while the details are kept."""
    return _opened_by(Registration.code_hash == codes.hashed(code, settings().code_key))


def by_link(secret: str) -> int | None:
    return _opened_by(Registration.link_hash == codes.hashed(secret, settings().code_key))


def _opened_by(condition: Any) -> int | None:
    found = db.select(Registration.id).where(condition, Registration.erased_at.is_(None))
    return db.session.execute(found).scalar_one_or_none()


def _registration(condition: Any) -> Registration | None:
    meeting = joinedload(Registration.meeting)
    return db.session.execute(
        db.select(Registration).where(condition).options(meeting.joinedload(Meeting.structure))
    ).scalar_one_or_none()


def waiting(meeting: Meeting) -> list[Registration]:
    """Those who wait for a place, in their order; what a person must look at first is left out."""
    queue = db.select(Registration).where(
        Registration.meeting_id == meeting.id,
        Registration.state == RegistrationState.WAITING,
        Registration.counting(),
    )
    return list(db.session.scalars(queue.order_by(Registration.id).with_for_update()))
