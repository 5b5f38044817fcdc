"""Reads of « J’en suis »: the envie to join, one participation, the lists of the centre."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import joinedload

from ctg_site.db import Page, db, page_of
from ctg_site.domain import codes
from ctg_site.domain.participation import JoinState
from ctg_site.domain.policy import Role
from ctg_site.models.outbox import BY_PERSON, Notice
from ctg_site.models.participation import Participation
from ctg_site.models.proposals import Proposal
from ctg_site.runtime import settings
from ctg_site.services.owed import Waiting, how_many

PAGE = 50
#: What comes on the list of calls; the rest comes back when these are done.
MOST_CALLED = 30


@dataclass(frozen=True, slots=True)
class Joinable:
    """An envie that the public read one day: it may be joined, or it is too late."""

    proposal: Proposal

    @property
    def is_open(self) -> bool:
        return self.proposal.is_joinable


def joinable(number: int) -> Joinable | None:
    """An envie that was published, whatever became of it; what never was is as unknown as no envie."""
    published = db.select(Proposal).where(Proposal.id == number, Proposal.published_at.is_not(None))
    found = db.session.scalar(published.options(joinedload(Proposal.structure)))
    return Joinable(found) if found else None


def file(number: int) -> Proposal | None:
    """The envie that people joined, for its centre."""
    found = db.select(Proposal).where(Proposal.id == number)
    return db.session.scalar(found.options(joinedload(Proposal.structure)))


def participation(number: int | None) -> Participation | None:
    """One participation with its envie and the centre that calls."""
    return _one(Participation.id == number) if number else None


def by_key(send_key: str) -> Participation | None:
    return _one(Participation.send_key == send_key)


def _one(condition: Any) -> Participation | None:
    with_its_envie = joinedload(Participation.proposal).joinedload(Proposal.structure)
    return db.session.scalar(db.select(Participation).where(condition).options(with_its_envie))


def by_link(secret: str) -> int | None:
    """The participation that a secret link opens; who stepped back is as unknown as who never came."""
    digest = codes.hashed(secret, settings().code_key)
    alive = Participation.link_hash == digest, Participation.state != JoinState.LEFT
    return db.session.scalar(db.select(Participation.id).where(*alive))


@dataclass(frozen=True)
class Joined(Page[Participation]):
    """Some people who joined, and what must be told to each, by its number."""

    to_tell: dict[int, list[Notice]] = field(default_factory=dict)


def people(proposal: Proposal, aside: bool, after: int | None = None) -> Joined:
    """Those who joined, in their order, but for those who stepped back; or those set aside."""
    select = db.select(Participation).where(
        Participation.proposal_id == proposal.id,
        Participation.state != JoinState.LEFT,
        Participation.to_check.is_(aside),
        Participation.id > (after or 0),
    )
    select = select.options(joinedload(Participation.called_by))
    found = list(db.session.scalars(select.order_by(Participation.id).limit(PAGE + 1)))
    page = page_of(found, PAGE)
    return Joined(page.rows, page.following, to_tell=_to_tell([one.id for one in page.rows]))


def _to_tell(numbers: Iterable[int]) -> dict[int, list[Notice]]:
    """What a person of the centre must tell each of them by hand."""
    select = db.select(Notice).where(Notice.participation_id.in_(list(numbers)), BY_PERSON)
    found: dict[int, list[Notice]] = defaultdict(list)
    for notice in db.session.scalars(select.order_by(Notice.id)):
        found[notice.participation_id or 0].append(notice)
    return dict(found)


def aside(proposal: Proposal, machine_like: bool) -> list[Participation]:
    """All that was set aside and waits to be looked at, with or without the signs of a machine."""
    waiting = db.select(Participation).where(
        Participation.proposal_id == proposal.id,
        Participation.state == JoinState.NEW,
        Participation.to_check,
        Participation.machine_like.is_(machine_like),
    )
    return list(db.session.scalars(waiting.order_by(Participation.id)))


@dataclass(frozen=True, slots=True)
class Summary:
    """Where the centre is with those who joined: to call, late, set aside, of which like a machine."""

    waiting: int
    late: int
    aside: int
    machines: int


def summary(proposal: Proposal, on: date) -> Summary:
    """One statement, over those whom nobody called yet."""
    new, check = Participation.state == JoinState.NEW, Participation.to_check
    counted = [
        db.func.count().filter(new, ~check),
        db.func.count().filter(new, ~check, Participation.due_on < on),
        db.func.count().filter(new, check),
        db.func.count().filter(new, check, Participation.machine_like),
    ]
    row = db.session.execute(db.select(*counted).where(Participation.proposal_id == proposal.id)).one()
    return Summary(*row)


@dataclass(frozen=True, slots=True)
class ToCall:
    """An envie some of whose people wait for a call, or for news that no mail tells."""

    proposal: Proposal
    waiting: int
    first_due: date | None
    to_tell: int


def to_call(person: Any) -> list[ToCall]:
    """The envies of somebody's centres whose people wait, those promised first: three statements at most."""
    of_mine = _of(person)
    waiting = (
        db.select(Participation.proposal_id, db.func.count(), db.func.min(Participation.due_on))
        .join(Proposal, Proposal.id == Participation.proposal_id)
        .where(Participation.state == JoinState.NEW, Participation.counting(), *of_mine)
        .where(Participation.due_on.is_not(None))
        .group_by(Participation.proposal_id)
        .order_by(db.func.min(Participation.due_on), Participation.proposal_id)
        .limit(MOST_CALLED)
    )
    told = (
        db.select(Notice.proposal_id, db.func.count(db.distinct(Notice.participation_id)))
        .join(Proposal, Proposal.id == Notice.proposal_id)
        .where(Notice.participation_id.is_not(None), BY_PERSON, *of_mine)
        .group_by(Notice.proposal_id)
        .order_by(Notice.proposal_id)
        .limit(MOST_CALLED)
    )
    due = {number: (count, first) for number, count, first in db.session.execute(waiting)}
    news: dict[int, int] = dict(db.session.execute(told).all())
    wanted = list(dict.fromkeys([*due, *news]))
    if not wanted:
        return []
    loaded = db.select(Proposal).where(Proposal.id.in_(wanted)).options(joinedload(Proposal.structure))
    files = {file.id: file for file in db.session.scalars(loaded)}
    return [ToCall(files[one], *due.get(one, (0, None)), news.get(one, 0)) for one in wanted]


def waiting_for_a_call(person: Any, on: date) -> Waiting:
    """Those who joined an envie of somebody's centres, whom nobody called yet."""
    new = Participation.state == JoinState.NEW, Participation.counting()
    people = (
        db.select(Participation.id, Participation.due_on)
        .join(Proposal, Proposal.id == Participation.proposal_id)
        .where(*new, Participation.due_on.is_not(None), *_of(person))
    )
    return how_many(people.order_by(Participation.due_on, Participation.id))


def _of(person: Any) -> list[Any]:
    """The files somebody answers for: those of their centres, or of every centre for the coordination."""
    if Role.COORDINATOR in person.roles:
        return []
    return [Proposal.structure_id.in_(person.structure_ids)]


def late(on: date) -> list[tuple[int, int]]:
    """The envies whose people should have been called before this day, and how many: for `remind`."""
    owed = (
        db.select(Participation.proposal_id, db.func.count())
        .where(Participation.state == JoinState.NEW, Participation.counting())
        .where(Participation.due_on < on)
        .group_by(Participation.proposal_id)
        .order_by(Participation.proposal_id)
    )
    return [(number, count) for number, count in db.session.execute(owed)]
