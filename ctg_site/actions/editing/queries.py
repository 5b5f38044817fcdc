"""Staff reads of the actions: those one follows, one to edit, its history, the draft of a section."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.actions.queries import PAGE, WHOLE, WITHOUT_OTHERS, read_others, whole
from ctg_site.db import db
from ctg_site.domain.policy import AT_A_CENTRE, Role
from ctg_site.domain.workflow import Moderation
from ctg_site.models.actions import Action, ActionChange, ActionDraft, ProgressUpdate, Scheme
from ctg_site.models.convention import Convention, PathwayStep
from ctg_site.models.indicators import Indicator, Measure
from ctg_site.models.people import User
from ctg_site.models.places import District, Structure
from ctg_site.models.proposals import Proposal
from ctg_site.services import conventions
from ctg_site.services.owed import Waiting, how_many

CHANGES = 30


def followed(person: Any, after: int | None = None) -> tuple[list[Action], int | None]:
    """The actions of one's structures, all of them for the coordination; where the next page starts."""
    select = db.select(Action).order_by(Action.number).limit(PAGE + 1).options(joinedload(Action.lead))
    if Role.COORDINATOR not in person.roles:
        select = select.where(Action.lead_id.in_(person.structure_ids))
    if after is not None:
        select = select.where(Action.number > after)
    found = list(db.session.scalars(select))
    return found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else None


def waiting_updates() -> list[ProgressUpdate]:
    """What agents wrote that the coordination has not published yet, the oldest first."""
    waiting = db.select(ProgressUpdate).where(ProgressUpdate.published_at.is_(None))
    options = joinedload(ProgressUpdate.action), joinedload(ProgressUpdate.author)
    return list(db.session.scalars(waiting.order_by(ProgressUpdate.id).limit(PAGE).options(*options)))


def to_publish(person: Any, on: date) -> Waiting:
    """How many, and since when."""
    written = db.select(ProgressUpdate.id, ProgressUpdate.created_at)
    return how_many(written.where(ProgressUpdate.published_at.is_(None)).order_by(ProgressUpdate.id))


def any_action(number: int) -> Action | None:
    """One action, draft or published, with all that its pages show."""
    return whole(Action.number == number)


def section_of(number: int, section: str) -> Action | None:
    """The same, for the address of one of its sections."""
    return any_action(number)


def progress(number: int, line: int) -> ProgressUpdate | None:
    """A line of the story of an action."""
    return db.session.execute(
        db.select(ProgressUpdate)
        .join(Action, Action.id == ProgressUpdate.action_id)
        .where(ProgressUpdate.id == line, Action.number == number)
        .options(joinedload(ProgressUpdate.action))
    ).scalar_one_or_none()


def indicator(number: int, indicator: int) -> Indicator | None:
    return db.session.execute(
        db.select(Indicator)
        .join(Action, Action.id == Indicator.action_id)
        .where(Indicator.id == indicator, Action.number == number)
        .options(joinedload(Indicator.action), selectinload(Indicator.measures))
    ).scalar_one_or_none()


def history(action_id: int) -> list[ActionChange]:
    """The latest changes of an action, with who made them."""
    return list(
        db.session.scalars(
            db.select(ActionChange)
            .where(ActionChange.action_id == action_id)
            .order_by(ActionChange.id.desc())
            .limit(CHANGES)
            .options(joinedload(ActionChange.user))
        )
    )


def draft(action_id: int, user_id: int, section: str) -> ActionDraft | None:
    return db.session.execute(
        db.select(ActionDraft).where(
            ActionDraft.action_id == action_id, ActionDraft.user_id == user_id, ActionDraft.section == section
        )
    ).scalar_one_or_none()


def current_convention_id() -> int | None:
    return db.session.execute(db.select(Convention.id).where(Convention.is_current)).scalar_one_or_none()


def offered() -> dict[str, list[tuple[str, str]]]:
    """What the sections offer, by field: (value, name) pairs. Five statements."""
    known = db.select(PathwayStep.id, PathwayStep.name).where(conventions.is_step_known())
    steps = known.order_by(PathwayStep.position, PathwayStep.id)
    people = (
        db.select(User.id, User.name)
        .where(User.is_active, User.role.in_(AT_A_CENTRE | {Role.COORDINATOR}))
        .order_by(User.name)
    )
    aside = db.case((Scheme.is_active, Scheme.name), else_=Scheme.name + " (mis de côté)")
    schemes = db.select(Scheme.id, aside).order_by(Scheme.is_active.desc(), Scheme.name)
    return {
        "steps": _pairs(steps),
        "districts": _pairs(db.select(District.id, District.name).order_by(District.name)),
        "structures": _pairs(db.select(Structure.id, Structure.name).order_by(Structure.name)),
        "owners": _pairs(people),
        "schemes": _pairs(schemes),
    }


def conventions_of(action: Action) -> list[Convention]:
    """Those whose commitments an action may serve: its own, those it serves already, then the current one."""
    return conventions.offered({action.convention_id, *(one.convention_id for one in action.commitments)})


def _pairs(select: Any) -> list[tuple[str, str]]:
    return [(str(row[0]), row[1]) for row in db.session.execute(select)]


def published_among(numbers: list[int]) -> set[int]:
    """The numbers of published envies among these."""
    found = db.select(Proposal.id).where(
        Proposal.id.in_(numbers), Proposal.moderation == Moderation.PUBLISHED
    )
    return set(db.session.scalars(found))


def measures(indicator_id: int) -> list[Measure]:
    found = (
        db.select(Measure).where(Measure.indicator_id == indicator_id).order_by(Measure.year, Measure.part)
    )
    return list(db.session.scalars(found))


def actions(numbers: Iterable[int]) -> list[Action]:
    """Those of these numbers, whole, as the database holds them now, in a constant number of statements."""
    select = db.select(Action).where(Action.number.in_(list(numbers))).options(*WITHOUT_OTHERS)
    found = list(db.session.scalars(select.execution_options(populate_existing=True)))
    read_others(found)
    return found


def everything() -> list[Action]:
    """Every action, whole, by number: what the spreadsheet holds, in a constant number of statements."""
    options = (*WHOLE, joinedload(Action.convention))
    return list(db.session.scalars(db.select(Action).order_by(Action.number).options(*options)))
