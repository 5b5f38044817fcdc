"""Public reads of the actions: the list and the counts beside its filters, one whole action, the roll-ups."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, or_
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import Page, db, page_of
from ctg_site.domain.asked import AddressFilters
from ctg_site.domain.evaluation import ActionState, Tally, tally
from ctg_site.models.actions import (
    Action,
    ActionAudience,
    ProgressUpdate,
    Scheme,
    action_commitment,
    action_district,
    action_scheme,
    action_step,
)
from ctg_site.models.agenda import Meeting
from ctg_site.models.convention import Commitment, ConventionItem, PathwayStep, Theme
from ctg_site.models.indicators import Indicator, indicator_commitment
from ctg_site.models.meetings import MeetingDecision
from ctg_site.models.people import User
from ctg_site.models.places import District, Structure
from ctg_site.services import items
from ctg_site.services.kept_parts import kept

PAGE = 20


@dataclass(frozen=True, slots=True)
class ActionFilters(AddressFilters):
    """What the reader chose, by the words of the address; empty: everything."""

    theme: str = ""
    engagement: str = ""
    vise: str = ""
    public: str = ""
    quartier: str = ""
    etape: str = ""
    structure: str = ""
    dispositif: str = ""
    etat: str = ""


@dataclass(frozen=True, slots=True)
class ActionChoice:
    """A value of a filter, its name, and how many actions it leaves with the other filters as they are."""

    value: str
    name: str
    count: int


def published() -> Select[Any]:
    return db.select(Action).where(Action.is_published)


def page(filters: ActionFilters, after: int | None = None) -> Page[Action]:
    """The published actions that the filters leave, by number: three statements."""
    conditions = [Action.is_published, *_conditions(filters.chosen)]
    total = db.session.execute(db.select(db.func.count(Action.id)).where(*conditions)).scalar_one()
    select = db.select(Action).where(*conditions)
    if after is not None:
        select = select.where(Action.number > after)
    options = joinedload(Action.lead), selectinload(Action.commitments).joinedload(Commitment.theme)
    found = list(db.session.scalars(select.order_by(Action.number).limit(PAGE + 1).options(*options)))
    return page_of(found, PAGE, "number", total=total)


@kept
def choices(filters: ActionFilters) -> dict[str, list[ActionChoice]]:
    """For each filter, its values that leave something: one statement a filter."""
    return {name: _choices(name, filters) for name in SOURCES}


def next_best(filters: ActionFilters) -> list[ActionChoice]:
    """When nothing is left: each filter whose removal would leave something, `value` being its name."""
    counted = [(name, _count(filters.without(name))) for name in filters.chosen]
    return [ActionChoice(name, name, count) for name, count in counted if count]


def _count(chosen: Mapping[str, str]) -> int:
    counted = db.select(db.func.count(Action.id)).where(Action.is_published, *_conditions(chosen))
    return db.session.execute(counted).scalar_one()


def _conditions(chosen: Mapping[str, str]) -> list[ColumnElement[bool]]:
    return [_condition(name, value) for name, value in chosen.items()]


def _condition(name: str, value: str) -> ColumnElement[bool]:
    source = SOURCES[name]
    return Action.id.in_(db.select(source.action_id).select_from(source.pairs).where(source.key == value))


def _choices(name: str, filters: ActionFilters) -> list[ActionChoice]:
    source = SOURCES[name]
    pair = (
        db.select(source.action_id.label("action_id"), source.key.label("key"), source.words.label("words"))
        .select_from(source.pairs)
        .distinct()
        .subquery()
    )
    # Two conventions may name the same code otherwise: it is one choice.
    words = db.func.max(pair.c.words)
    counted = (
        db.select(pair.c.key, words, db.func.count(Action.id.distinct()))
        .join(Action, Action.id == pair.c.action_id)
        .where(Action.is_published, *_conditions(filters.without(name)))
        .group_by(pair.c.key)
        .order_by(words)
    )
    return [
        ActionChoice(str(value), str(words), count) for value, words, count in db.session.execute(counted)
    ]


@dataclass(frozen=True, slots=True)
class FilterSource:
    """Where a filter finds its values: pairs of an action and a thing, its word in the address, its name."""

    pairs: Any
    action_id: Any
    key: Any
    words: Any


def _through(table: Table, other: Any, key: Any, words: Any) -> FilterSource:
    """By a table of links."""
    return FilterSource(table.join(other.__table__), table.c.action_id, key, words)


def _touching(ties: Any) -> FilterSource:
    """By what its commitments touch: an aim, a domain, a topic."""
    tied = action_commitment.join(ties, ties.c.commitment_id == action_commitment.c.commitment_id)
    named = tied.join(ConventionItem.__table__, ConventionItem.id == ties.c.item_id)
    return FilterSource(named, action_commitment.c.action_id, items.WORD, items.NAME)


#: Values that are not kept as text in their column are compared as text.
AUDIENCE, STATE = db.cast(ActionAudience.audience, db.String), db.cast(Action.state, db.String)
SOURCES: dict[str, FilterSource] = {
    "theme": FilterSource(
        action_commitment.join(Commitment.__table__).join(Theme.__table__, Theme.id == Commitment.theme_id),
        action_commitment.c.action_id,
        Theme.code,
        Theme.name,
    ),
    "engagement": _through(action_commitment, Commitment, Commitment.number, Commitment.plain_title),
    "vise": _touching(items.ties()),
    "public": FilterSource(ActionAudience, ActionAudience.action_id, AUDIENCE, AUDIENCE),
    "quartier": _through(action_district, District, District.slug, District.name),
    "etape": _through(action_step, PathwayStep, PathwayStep.key, PathwayStep.name),
    "dispositif": _through(action_scheme, Scheme, Scheme.slug, Scheme.name),
    "structure": FilterSource(
        Action.__table__.join(Structure.__table__), Action.id, Structure.slug, Structure.name
    ),
    "etat": FilterSource(Action, Action.id, STATE, STATE),
}


def action(number: int) -> Action | None:
    """One published action with all that its page shows; None for a draft."""
    return whole(Action.number == number, Action.is_published)


MEASURES = selectinload(Action.indicators).selectinload(Indicator.measures)
SHARED = selectinload(Action.shared).options(joinedload(Indicator.action), selectinload(Indicator.measures))
#: What is measured of an action, by itself or by what serves it too, with all the years.
MEASURED = MEASURES, SHARED
#: What the page of an action shows, beside its columns. People are read again whole: one of them may be the
#: reader, whose structures decide what is allowed.
WITHOUT_OTHERS = (
    joinedload(Action.lead),
    selectinload(Action.commitments).joinedload(Commitment.theme).joinedload(Theme.convention),
    selectinload(Action.districts),
    selectinload(Action.steps),
    selectinload(Action.schemes),
    selectinload(Action.audience_rows),
    selectinload(Action.partners),
    selectinload(Action.fundings),
    selectinload(Action.milestones),
    selectinload(Action.updates).joinedload(ProgressUpdate.author).selectinload(User.structures),
    MEASURES,
    selectinload(Action.indicators).options(
        joinedload(Indicator.owner).selectinload(User.structures),
        selectinload(Indicator.commitments).joinedload(Commitment.theme).joinedload(Theme.convention),
    ),
    selectinload(Action.proposals),
)
WHOLE = (*WITHOUT_OTHERS, *MEASURED, selectinload(Action.indicators).selectinload(Indicator.also))


def whole(*conditions: Any) -> Action | None:
    """One action with all that its pages show, as the database holds it now."""
    select = db.select(Action).where(*conditions).options(*WITHOUT_OTHERS)
    found = db.session.scalar(select.execution_options(populate_existing=True))
    if found is not None:
        read_others([found])
    return found


def read_others(actions: Collection[Action]) -> None:
    """What else serves these actions, and what else their indicators serve: two statements and their lists.

    Apart, since an action that comes by that way, read again as the database holds it, would lose its lists.
    """
    numbers = [one.id for one in actions]
    db.session.scalars(db.select(Action).where(Action.id.in_(numbers)).options(SHARED)).all()
    own = db.select(Indicator).where(Indicator.action_id.in_(numbers))
    db.session.scalars(own.options(selectinload(Indicator.also))).all()


def decisions_about(action_id: int, limit: int = PAGE) -> list[MeetingDecision]:
    """What meetings decided about an action, the latest first, once their minutes are published."""
    decided = (
        db.select(MeetingDecision)
        .join(Meeting, Meeting.id == MeetingDecision.meeting_id)
        .where(Meeting.is_public, Meeting.minutes_published_at.is_not(None))
        .where(MeetingDecision.actions.any(Action.id == action_id))
        .order_by(MeetingDecision.id.desc())
        .options(joinedload(MeetingDecision.meeting))
    )
    return list(db.session.scalars(decided.limit(limit)))


def of_commitment(commitment_id: int, everybody: bool = True) -> list[Action]:
    """The actions that carry a commitment and that `everybody` reads, or all, with lead and indicators."""
    links = db.select(action_commitment.c.action_id).where(action_commitment.c.commitment_id == commitment_id)
    known = published() if everybody else db.select(Action)
    found = known.where(Action.id.in_(links)).order_by(Action.number)
    return list(db.session.scalars(found.options(joinedload(Action.lead), *MEASURED)))


def measured_of(commitment_id: int) -> list[Indicator]:
    """What is measured of a commitment itself, but what an action in preparation keeps: two statements."""
    told = or_(Indicator.action_id.is_(None), Indicator.action.has(Action.is_published))
    found = db.select(Indicator).join(indicator_commitment).where(told)
    found = found.where(indicator_commitment.c.commitment_id == commitment_id).order_by(Indicator.id)
    options = joinedload(Indicator.action), selectinload(Indicator.measures)
    return list(db.session.scalars(found.options(*options)))


def of_structure(structure_id: int, limit: int = PAGE) -> list[Action]:
    """The published actions that a structure leads."""
    led = published().where(Action.lead_id == structure_id).order_by(Action.number).limit(limit)
    return list(db.session.scalars(led))


def tallies(convention_id: int) -> dict[int, list[Tally]]:
    """How the published actions of each commitment stand, by its id: one statement."""
    return _tallies(action_commitment.c.commitment_id, convention_id)


def theme_tallies(convention_id: int) -> dict[int, list[Tally]]:
    """How the published actions of each theme stand, by its id, each action once: one statement."""
    return _tallies(Commitment.theme_id, convention_id)


def _tallies(by: Any, convention_id: int) -> dict[int, list[Tally]]:
    counted = (
        db.select(by, Action.state, db.func.count(db.distinct(Action.id)))
        .select_from(Action)
        .join(action_commitment, action_commitment.c.action_id == Action.id)
        .join(Commitment, Commitment.id == action_commitment.c.commitment_id)
        .where(Action.is_published, Action.convention_id == convention_id)
        .group_by(by, Action.state)
    )
    states: dict[int, list[ActionState]] = {}
    for key, state, count in db.session.execute(counted):
        states.setdefault(key, []).extend([state] * count)
    return {key: tally(of_key) for key, of_key in states.items()}
