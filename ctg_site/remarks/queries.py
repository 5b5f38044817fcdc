"""Reads of the remarks: what one writes about, what everybody reads, what waits for a person of the staff."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, false, literal, or_, true, tuple_
from sqlalchemy.orm import joinedload

from ctg_site.db import Page, db, page_of
from ctg_site.domain.participation import RemarkKind, RemarkState, RemarkTab
from ctg_site.domain.policy import AT_A_CENTRE, Role
from ctg_site.filing import people_in_charge
from ctg_site.models.actions import Action, action_commitment
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.models.remarks import Remark
from ctg_site.services import conventions
from ctg_site.services.owed import Waiting, how_many

#: Of the staff's lists; of the public's pages; how many before the rest has a page of its own.
PAGE, PUBLIC_PAGE, SHOWN = 30, 20, 10
#: Beyond, a tab says « 99+ ».
MOST_COUNTED = 100
OF_AN_ENVIE = (RemarkKind.QUESTION, RemarkKind.ENCOURAGEMENT)
ABOUT = (
    joinedload(Remark.proposal),
    joinedload(Remark.action),
    joinedload(Remark.commitment).joinedload(Commitment.theme).joinedload(Theme.convention),
)
STATES = {
    RemarkTab.TO_READ: (RemarkState.WAITING, False),
    RemarkTab.ASIDE: (RemarkState.WAITING, True),
    RemarkTab.PUBLISHED: (RemarkState.PUBLISHED, None),
    RemarkTab.REFUSED: (RemarkState.REFUSED, None),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a reader writes about: a published envie, a published action or a commitment."""

    proposal: Proposal | None = None
    action: Action | None = None
    commitment: Commitment | None = None
    is_public: bool = True

    @property
    def thing(self) -> Any:
        return self.proposal or self.action or self.commitment

    @property
    def kinds(self) -> tuple[RemarkKind, ...]:
        """What may be said of it; of an envie there is a choice."""
        return (RemarkKind.COMMENT,) if self.proposal is None else OF_AN_ENVIE


def proposal(number: int) -> Subject | None:
    """A published envie."""
    found = db.session.get(Proposal, number)
    return Subject(proposal=found) if found is not None and found.is_public else None


def action(number: int) -> Subject | None:
    """A published action."""
    select = db.select(Action).where(Action.number == number, Action.is_published)
    found = db.session.execute(select).scalar_one_or_none()
    return Subject(action=found) if found is not None else None


def commitment(period: str, number: str) -> Subject | None:
    """A commitment of a convention, by its number in any case."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{4}", period):
        return None
    found = db.session.execute(
        db.select(Commitment)
        .join(Theme, Theme.id == Commitment.theme_id)
        .join(Convention, Convention.id == Theme.convention_id)
        .where(Convention.period == period, Commitment.number == number.upper(), conventions.is_public())
        .options(joinedload(Commitment.theme).joinedload(Theme.convention))
    ).scalar_one_or_none()
    return Subject(commitment=found) if found is not None else None


def called(words: str) -> Subject | None:
    """What people call « envie 12 », « action n° 3 » or « JE1 », of the latest convention that has it."""
    numbered = re.fullmatch(r"(envie|action)\s*(?:n\s*[°º]?\s*)?(\d{1,9})", words.strip(), re.I | re.A)
    if numbered is not None:
        found = proposal if numbered[1].lower() == "envie" else action
        return found(int(numbered[2]))
    held = db.select(Convention.period).join(Commitment, Commitment.convention_id == Convention.id)
    known = held.where(Commitment.number == words.strip().upper(), Convention.id.in_(conventions.begun()))
    period = db.session.scalar(known.order_by(Convention.starts_on.desc()).limit(1))
    return commitment(period, words.strip()) if period else None


def column_of(thing: Any) -> Any:
    """The column that says what a remark is about."""
    columns: dict[Any, Any] = {
        Proposal: Remark.proposal_id,
        Action: Remark.action_id,
        Commitment: Remark.commitment_id,
    }
    return columns[type(thing)]


def published() -> Select[Any]:
    """What everybody reads, the newest first, each with the function of whoever answered."""
    newest = db.select(Remark).where(Remark.state == RemarkState.PUBLISHED).order_by(Remark.id.desc())
    return newest.options(joinedload(Remark.answered_by))


def about(thing: Any, after: int | None = None, size: int = SHOWN) -> Page[Remark]:
    """The published remarks about an envie, an action or a commitment: one statement."""
    select = published().where(column_of(thing) == thing.id)
    if after is not None:
        select = select.where(Remark.id < after)
    return page_of(list(db.session.scalars(select.limit(size + 1))), size)


def of_commitments(ids: Sequence[int], limit: int = 3) -> list[Remark]:
    """The latest published ones about these commitments and their published actions: one statement."""
    links = db.select(action_commitment.c.action_id).where(action_commitment.c.commitment_id.in_(ids))
    actions = db.select(Action.id).where(Action.is_published, Action.id.in_(links))
    about_them = or_(Remark.commitment_id.in_(ids), Remark.action_id.in_(actions))
    return list(db.session.scalars(published().where(about_them).options(*ABOUT).limit(limit)))


def remarks(person: Any, tab: RemarkTab, after: int | None = None) -> Page[Remark]:
    """Those that the person may read: a danger, then what waits longest; of what is decided, the latest."""
    select = db.select(Remark).where(*_in(tab), _visible(person)).limit(PAGE + 1).options(*ABOUT)
    if tab in {RemarkTab.TO_READ, RemarkTab.ASIDE}:
        calm = case((Remark.alerts, 0), else_=1)
        if after is not None:
            last = db.select(calm).where(Remark.id == after).scalar_subquery()
            select = select.where(tuple_(calm, Remark.id) > tuple_(last, literal(after)))
        return page_of(list(db.session.scalars(select.order_by(calm, Remark.id))), PAGE)
    if after is not None:
        select = select.where(Remark.id < after)
    return page_of(list(db.session.scalars(select.order_by(Remark.id.desc()))), PAGE)


def set_aside(numbers: Sequence[int], person: Any) -> Sequence[Remark]:
    """Those of these that are set aside, without a danger, and that the person may read; held."""
    mine = *_in(RemarkTab.ASIDE), Remark.alerts.is_(False), Remark.id.in_(numbers), _visible(person)
    held = db.select(Remark).where(*mine).order_by(Remark.id).with_for_update(of=Remark).options(*ABOUT)
    return db.session.scalars(held).all()


def to_read(person: Any) -> int:
    """How many wait for this person; a hundred at most are counted."""
    waiting = db.select(Remark.id).where(*_in(RemarkTab.TO_READ), _visible(person)).limit(MOST_COUNTED)
    return db.session.scalar(db.select(db.func.count()).select_from(waiting.subquery())) or 0


def waiting_to_be_read(person: Any, on: date) -> Waiting:
    """The same, and since when the first waits."""
    words = db.select(Remark.id, Remark.created_at).where(*_in(RemarkTab.TO_READ), _visible(person))
    return how_many(words.order_by(Remark.id))


def _in(tab: RemarkTab) -> tuple[Any, ...]:
    state, aside = STATES[tab]
    return (Remark.state == state, *(() if aside is None else (Remark.to_check.is_(aside),)))


def _visible(person: Any) -> Any:
    """The same rule as the policy's `remark:decide`, said in SQL."""
    if Role.COORDINATOR in person.roles:
        return true()
    if not AT_A_CENTRE & person.roles:
        return false()
    ids, free = sorted(person.structure_ids), true() if person.receives_proposals else false()
    return or_(Remark.proposal_id.in_(_envies(ids, free)), Remark.action_id.in_(_led(ids)))


def _envies(ids: Any, free: Any) -> Select[Any]:
    """The envies of these structures; those without a centre too, if `free`."""
    without = and_(Proposal.structure_id.is_(None), free)
    return db.select(Proposal.id).where(or_(Proposal.structure_id.in_(ids), without))


def _led(ids: Any) -> Select[Any]:
    return db.select(Action.id).where(Action.lead_id.in_(ids))


def remark(number: int) -> Remark | None:
    """One remark with what it is about, and who decided and answered."""
    return db.session.execute(
        db.select(Remark)
        .where(Remark.id == number)
        .options(*ABOUT, joinedload(Remark.decided_by), joinedload(Remark.answered_by))
    ).scalar_one_or_none()


def by_key(send_key: str) -> Remark | None:
    """The remark that came of this form, if it was sent already."""
    return db.session.execute(db.select(Remark).where(Remark.send_key == send_key)).scalar_one_or_none()


def thing_of(remark: Remark) -> Any:
    """What a remark is about."""
    if remark.proposal_id is not None:
        return db.session.get_one(Proposal, remark.proposal_id)
    if remark.action_id is not None:
        return db.session.get_one(Action, remark.action_id)
    return db.session.get_one(Commitment, remark.commitment_id)


def to_alert(thing: Any) -> Iterable[User]:
    """Whom a danger is told at once: who reads words about this thing."""
    if isinstance(thing, Proposal):
        return people_in_charge(thing.structure_id)
    if isinstance(thing, Action) and thing.lead_id is not None:
        return people_in_charge(thing.lead_id)
    return db.session.scalars(db.select(User).where(User.is_active, User.role == Role.COORDINATOR))
