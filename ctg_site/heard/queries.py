"""Reads of the words heard: what everybody reads, what one notes, what waits for a person of the staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, true
from sqlalchemy.orm import joinedload

from ctg_site.db import Page, db, now, page_of
from ctg_site.domain.asked import AddressFilters
from ctg_site.domain.heard import HeardState, HeardTab
from ctg_site.domain.policy import AT_A_CENTRE, Role
from ctg_site.models.actions import Action
from ctg_site.models.convention import Theme
from ctg_site.models.heard import HeardWords
from ctg_site.models.people import User
from ctg_site.models.places import District
from ctg_site.models.proposals import Proposal
from ctg_site.services import conventions
from ctg_site.services.owed import Waiting, how_many
from ctg_site.structures.queries import districts

__all__ = ["districts"]

PAGE, PUBLIC_PAGE = 30, 20
#: The same outing goes on while somebody notes again within so long.
OUTING = timedelta(hours=8)
STATES = {
    HeardTab.TO_READ: HeardState.WAITING,
    HeardTab.PUBLISHED: HeardState.PUBLISHED,
    HeardTab.KEPT: HeardState.KEPT,
}
#: What a page tells beside the words.
ABOUT = (
    joinedload(HeardWords.structure),
    joinedload(HeardWords.district),
    joinedload(HeardWords.theme),
    joinedload(HeardWords.proposal),
    joinedload(HeardWords.action),
)


@dataclass(frozen=True, slots=True)
class HeardFilters(AddressFilters):
    """What a reader narrows the page to: the code of a theme, the slug of a district."""

    theme: str = ""
    quartier: str = ""


def heard(number: int) -> HeardWords | None:
    """One line of the book, with all that its page shows."""
    people = joinedload(HeardWords.author), joinedload(HeardWords.decided_by)
    return db.session.scalar(db.select(HeardWords).where(HeardWords.id == number).options(*ABOUT, *people))


def by_key(send_key: str) -> HeardWords | None:
    """What came of this form, if it was sent already."""
    return db.session.scalar(db.select(HeardWords).where(HeardWords.send_key == send_key))


def last_of(user_id: int | None) -> HeardWords | None:
    """The last thing that somebody noted in the outing that goes on."""
    own = HeardWords.author_id == user_id, HeardWords.created_at > now() - OUTING
    noted = db.select(HeardWords).where(*own).order_by(HeardWords.id.desc())
    return db.session.scalar(noted.options(*ABOUT).limit(1))


def noted_in_outing(last: HeardWords) -> int:
    """How many lines one noted on that day in that place."""
    same = (
        HeardWords.author_id == last.author_id,
        HeardWords.created_at > now() - OUTING,
        HeardWords.heard_on == last.heard_on,
        HeardWords.place == last.place,
    )
    return db.session.scalar(db.select(db.func.count(HeardWords.id)).where(*same)) or 0


def listed(person: Any, tab: HeardTab, after: int | None = None) -> Page[HeardWords]:
    """Those that the person may decide of: what waits longest first; of the others, the latest."""
    select = db.select(HeardWords).where(HeardWords.state == STATES[tab], _visible(person))
    oldest_first = tab is HeardTab.TO_READ
    if after is not None:
        select = select.where(HeardWords.id > after if oldest_first else HeardWords.id < after)
    ordered = select.order_by(HeardWords.id if oldest_first else HeardWords.id.desc())
    return page_of(list(db.session.scalars(ordered.options(*ABOUT).limit(PAGE + 1))), PAGE)


def to_read(person: Any, on: date) -> Waiting:
    """Those of the first tab."""
    waiting = HeardWords.state == HeardState.WAITING, _visible(person)
    return how_many(db.select(HeardWords.id, HeardWords.created_at).where(*waiting).order_by(HeardWords.id))


def _visible(person: Any) -> Any:
    """The same rule as the policy's `heard:decide`, said in SQL."""
    if Role.COORDINATOR in person.roles:
        return true()
    return HeardWords.structure_id.in_(sorted(person.structure_ids))


def published() -> Select[Any]:
    """What everybody reads."""
    return db.select(HeardWords).where(HeardWords.state == HeardState.PUBLISHED)


def page(filters: HeardFilters, after: int | None = None) -> Page[HeardWords]:
    """The published ones, the latest first, of a theme and of a district: one statement."""
    select = published()
    if filters.theme:
        themes = db.select(Theme.id).where(Theme.code == filters.theme)
        select = select.where(HeardWords.theme_id.in_(themes))
    if filters.quartier:
        places = db.select(District.id).where(District.slug == filters.quartier)
        select = select.where(HeardWords.district_id.in_(places))
    if after is not None:
        select = select.where(HeardWords.id < after)
    ordered = select.order_by(HeardWords.id.desc()).options(*ABOUT).limit(PUBLIC_PAGE + 1)
    return page_of(list(db.session.scalars(ordered)), PUBLIC_PAGE)


def themes(own: HeardWords | None = None) -> dict[int, str]:
    """What a form offers: those of the current convention, and the one that a line already has."""
    held = [own.theme.convention_id] if own is not None and own.theme is not None else []
    return {theme.id: theme.name for one in conventions.offered(held) for theme in one.themes}


def theme_codes() -> dict[str, str]:
    """By its code, the name of each theme that everybody may choose."""
    return {theme.code: theme.name for one in conventions.offered() for theme in one.themes}


def envie(number: int, person: Any) -> Proposal | None:
    """A file that these words may be tied to: of the person's centres, or published."""
    found = db.session.get(Proposal, number)
    mine = found is not None and (
        found.is_public or Role.COORDINATOR in person.roles or found.structure_id in person.structure_ids
    )
    return found if mine else None


def action(number: int) -> Action | None:
    """A published action, by its number."""
    return db.session.scalar(db.select(Action).where(Action.number == number, Action.is_published))


def to_alert(structure_id: int | None, but: User) -> Iterable[User]:
    """Whom a danger is told at once: the colleagues of the centre, the coordination without one."""
    active = db.select(User).where(User.is_active, User.id != but.id)
    coordination = active.where(User.role == Role.COORDINATOR)
    if structure_id is None:
        return db.session.scalars(coordination)
    at_the_centre = active.where(User.role.in_(AT_A_CENTRE), User.structures.any(id=structure_id))
    return db.session.scalars(at_the_centre).all() or db.session.scalars(coordination)
