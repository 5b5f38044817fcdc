"""Reads of the inbox: a page of files by promise, how many each tab holds, who may be given a file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, false, literal, literal_column, or_, true, tuple_, union_all
from sqlalchemy.orm import joinedload

from ctg_site.db import Page, db, now
from ctg_site.domain.policy import AT_A_CENTRE, Role
from ctg_site.domain.vocabulary import Age, Channel, Tab
from ctg_site.domain.workflow import Moderation, Stage
from ctg_site.models.convention import Commitment, Theme
from ctg_site.models.inbox import ASIDE, COUNTS, IN_DANGER, TELLS_OF_DANGER
from ctg_site.models.outbox import BY_PERSON, FOR_AUTHOR, Notice
from ctg_site.models.people import User
from ctg_site.models.places import District, Structure
from ctg_site.models.proposals import Proposal, proposal_commitment
from ctg_site.models.search import SearchKind
from ctg_site.services import search_index

from .filters import Cursor, FileFilters

PAGE = 30
#: Beyond, a tab says « 99+ »: counting more would cost more as the files grow.
MOST_COUNTED = 100
ASIDE_YET = ASIDE, Proposal.moderation == Moderation.RECEIVED
LATEST_FIRST = (Tab.ALL, Tab.PUT_AWAY)
ENDED = (Moderation.WITHDRAWN, Moderation.ARCHIVED)
#: What stands in the band above the list; « et N autres » says the rest.
MOST_IN_DANGER = 10
AGES = {Age.WEEK: 7, Age.MONTH: 30, Age.OLDER: 30}


@dataclass(frozen=True)
class Files(Page[Proposal]):
    """Some files, and how many each tab holds (at most 100)."""

    counts: dict[Tab, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dangers:
    """The first files with words of danger that nobody answered yet; how many more (100 at most)."""

    proposals: Sequence[Proposal] = ()
    more: int = 0


def tabs(person: Any, asked: Tab) -> list[Tab]:
    """The tabs that mean something to this person; what was put away is a tab only while one looks at it."""
    hidden = {Tab.PUT_AWAY} | (set() if person.structure_ids else {Tab.CENTRE})
    return [tab for tab in Tab if tab not in hidden - {asked}]


def page(person: Any, filters: FileFilters, on: date, after: Cursor | None = None) -> Files:
    """The files that the filters leave, the nearest promise first, those without one last; « all », by date.

    One statement for the files, one for the counts. Each reads a bounded number of rows: the first ones
    of each centre, in the order of an index, then merged.
    """
    found = union_all(*(db.select(arm) for arm in _arms(person, filters, on, after))).subquery()
    order = (found.c.id.desc(),) if filters.tab in LATEST_FIRST else (found.c.due_on, found.c.id)
    rows = list(
        db.session.scalars(
            db.select(Proposal)
            .join(found, found.c.id == Proposal.id)
            .order_by(found.c.rank, *order)
            .limit(PAGE + 1)
            .options(
                joinedload(Proposal.structure),
                joinedload(Proposal.district),
                joinedload(Proposal.referent),
            )
        )
    )
    more = len(rows) > PAGE
    last = rows[PAGE - 1] if more else None
    following = Cursor(last.due_on, last.id) if last else None
    return Files(rows[:PAGE], following, counts=_counts(person, filters, on))


def _arms(person: Any, filters: FileFilters, on: date, after: Cursor | None) -> list[Any]:
    """The first files of each centre: those with a promise, those without; before them, the one called."""
    conditions = (*_filters(filters), _in(filters.tab, person, on))
    arms = []
    if filters.number is not None:
        conditions = (*conditions, Proposal.id != filters.number)
        if after is None:
            arms.append(_arm(0, (Proposal.id,), Proposal.id == filters.number, or_(*places(person))))
    for place in places(person, filters):
        if filters.tab in LATEST_FIRST:
            before = Proposal.id < after.id if after else true()
            arms.append(_arm(1, (Proposal.id.desc(),), place, *conditions, before))
            continue
        if after is None or after.due_on is not None:
            here = tuple_(Proposal.due_on, Proposal.id)
            past = here > tuple_(literal(after.due_on), literal(after.id)) if after else true()
            dated = Proposal.due_on.is_not(None), past
            arms.append(_arm(1, (Proposal.due_on, Proposal.id), place, *conditions, *dated))
        undated = Proposal.id > after.id if after and after.due_on is None else true()
        arms.append(_arm(2, (Proposal.id,), place, *conditions, Proposal.due_on.is_(None), undated))
    return arms


def _arm(rank: int, order: tuple[Any, ...], *conditions: Any) -> Any:
    ranked: Any = db.select(literal_column(str(rank)).label("rank"), Proposal.due_on, Proposal.id)
    return ranked.where(*conditions).order_by(*order).limit(PAGE + 1).subquery()


def places(person: Any, filters: FileFilters | None = None) -> list[Any]:
    """The same rule as the policy's `file:read`, said in SQL: one condition for each centre.

    A search already found few files: they are read by number, then sorted out in one condition.
    """
    if Role.COORDINATOR in person.roles:
        return [true()]
    free = {0} if person.receives_proposals else set()
    if filters and filters.search:
        return [db.func.coalesce(Proposal.structure_id, 0).in_(person.structure_ids | free)]
    mine = [Proposal.structure_id == number for number in sorted(person.structure_ids)]
    return [*mine, *([Proposal.structure_id.is_(None)] if free else [])] or [false()]


def dangers(person: Any, filters: FileFilters, on: date) -> Dangers:
    """Those of this list that tell of a danger, whoever waits longest first: one statement, a bounded one."""
    conditions = (*_filters(filters), _in(filters.tab, person, on), IN_DANGER)
    conditions = (*conditions, Proposal.moderation == Moderation.RECEIVED)
    ids = db.select(Proposal.id).order_by(Proposal.id).limit(MOST_COUNTED)
    arms = [db.select(ids.where(place, *conditions).subquery()) for place in places(person, filters)]
    found = union_all(*arms).subquery()
    counted = db.select(Proposal, db.func.count().over()).join(found, found.c.id == Proposal.id)
    first = counted.order_by(Proposal.id).limit(MOST_IN_DANGER).options(joinedload(Proposal.structure))
    rows = db.session.execute(first).all()
    return Dangers([row[0] for row in rows], rows[0][1] - len(rows)) if rows else Dangers()


@dataclass(frozen=True, slots=True)
class Aside:
    """What waits aside: people that came too many at once, machines, those of them that tell of a danger."""

    people: int
    machines: int
    in_danger: int


def aside(person: Any) -> Aside:
    """One statement, over what waits to be sorted by this person."""
    machine, danger = Proposal.machine_like, TELLS_OF_DANGER
    counted = [
        db.func.count().filter(~machine),
        db.func.count().filter(machine, ~danger),
        db.func.count().filter(machine, danger),
    ]
    row = db.session.execute(db.select(*counted).where(*ASIDE_YET, or_(*places(person)))).one()
    return Aside(*row)


def _in(tab: Tab, person: Any, on: date) -> Any:
    """What a tab holds; what is set aside counts in none but its own."""
    if tab is Tab.ASIDE:
        return and_(*ASIDE_YET)
    if tab is Tab.PUT_AWAY:
        return and_(ASIDE, Proposal.moderation == Moderation.ARCHIVED)
    conditions = {
        Tab.TO_READ: Proposal.moderation == Moderation.RECEIVED,
        Tab.WAITING: Proposal.moderation == Moderation.NEEDS_DETAIL,
        Tab.MINE: and_(Proposal.referent_id == person.id, Proposal.moderation.not_in(ENDED)),
        Tab.CENTRE: and_(Proposal.structure_id.in_(person.structure_ids), Proposal.moderation.not_in(ENDED))
        if person.structure_ids
        else false(),
        Tab.LATE: Proposal.due_on < on,
        Tab.UNASSIGNED: and_(Proposal.structure_id.is_(None), Proposal.moderation == Moderation.RECEIVED),
        Tab.TO_TELL: Proposal.id.in_(db.select(Notice.proposal_id).where(BY_PERSON, FOR_AUTHOR)),
        Tab.ALL: true(),
    }
    return and_(COUNTS, conditions[tab])


def _filters(filters: FileFilters) -> list[Any]:
    """What the search and the filters ask of a file."""
    conditions: list[Any] = []
    if filters.search:
        words = filters.search if filters.number is None else str(filters.number)
        conditions.append(
            Proposal.id.in_(db.select(search_index.matching(SearchKind.FILE, words).cte("found")))
        )
    if filters.centre:
        conditions.append(Proposal.structure_id == _id_of(Structure, filters.centre))
    if filters.district:
        # « IS TRUE »: the order of the promises, not the district, chooses the index to walk through.
        conditions.append((Proposal.district_id == _id_of(District, filters.district)).is_(True))
    if filters.theme:
        conditions.append(Proposal.id.in_(_linked_to(filters.theme)))
    if filters.channel:
        conditions.append(Proposal.channel == Channel(filters.channel))
    if filters.stage:
        conditions.append(Proposal.stage == Stage(filters.stage))
    if filters.age:
        age = Age(filters.age)
        instant = now() - timedelta(days=AGES[age])
        older = age is Age.OLDER
        conditions.append(Proposal.created_at < instant if older else Proposal.created_at >= instant)
    return conditions


def _id_of(table: Any, slug: str) -> Any:
    return db.select(table.id).where(table.slug == slug).scalar_subquery()


def _linked_to(theme: str) -> Select[Any]:
    """The files linked to a commitment of this theme, by its code."""
    return (
        db.select(proposal_commitment.c.proposal_id)
        .join(Commitment, Commitment.id == proposal_commitment.c.commitment_id)
        .join(Theme, Theme.id == Commitment.theme_id)
        .where(Theme.code == theme)
    )


def _counts(person: Any, filters: FileFilters, on: date) -> dict[Tab, int]:
    """How many files each tab holds with these filters, up to 100, in one statement."""
    conditions, offered = _filters(filters), tabs(person, filters.tab)
    columns: list[Any] = []
    for tab in offered:
        ids = db.select(Proposal.id).where(*conditions, _in(tab, person, on)).limit(MOST_COUNTED)
        arms = [db.select(ids.where(place).subquery()) for place in places(person, filters)]
        held = union_all(*arms).subquery()
        columns.append(db.select(db.func.count()).select_from(held).scalar_subquery())
    row = db.session.execute(db.select(*columns)).one()
    return {tab: min(count, MOST_COUNTED) for tab, count in zip(offered, row, strict=True)}


def colleagues(proposal: Proposal) -> list[User]:
    """The agents of the centre that has the file, but for whoever follows it already."""
    if proposal.structure_id is None:
        return []
    others = agents(User.structures.any(Structure.id == proposal.structure_id))
    return list(db.session.scalars(others.where(User.id != (proposal.referent_id or 0))))


def other_centres(proposal: Proposal) -> list[Structure]:
    """The centres that receive envies, but for the one that has the file."""
    receiving = db.select(Structure).where(
        Structure.receives_proposals,
        Structure.is_active,
        Structure.id != (proposal.structure_id or 0),
    )
    return list(db.session.scalars(receiving.order_by(Structure.name)))


def in_charge_of(structure_id: int | None) -> list[User]:
    """Who answers for the files of a centre, or for those without one: its agents, else the coordination."""
    of_it = Structure.receives_proposals if structure_id is None else Structure.id == structure_id
    found = list(db.session.scalars(agents(User.structures.any(of_it))))
    return found or list(db.session.scalars(active(Role.COORDINATOR)))


def agents(condition: Any) -> Select[Any]:
    return active(*AT_A_CENTRE).where(condition)


def active(*roles: Role) -> Select[Any]:
    return db.select(User).where(User.is_active, User.role.in_(roles)).order_by(User.name, User.id)
