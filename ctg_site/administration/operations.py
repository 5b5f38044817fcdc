"""Writes of the coordination: places, districts, prepared words, delays; each leaves a line in the trail."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy.exc import IntegrityError

from ctg_site.db import db, operation
from ctg_site.domain.text import address, fold
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import OutOfDate
from ctg_site.models.actions import Scheme
from ctg_site.models.agenda import MeetingKind
from ctg_site.models.outbox import SiteFact
from ctg_site.models.people import User
from ctg_site.models.places import District, PlaceKind, Structure
from ctg_site.models.search import SearchKind
from ctg_site.models.workshop import AnswerTemplate, Reason
from ctg_site.runtime import CONTACT_DELAY, STEP_DELAY, Delays, delays
from ctg_site.services import audit, publishing

from . import queries

#: A row that the coordination keeps.
Setting = Structure | PlaceKind | District | Reason | AnswerTemplate | MeetingKind | Scheme
#: For each kind of row: how the trail names it, and the column that no two rows share.
KINDS: dict[type[Setting], tuple[str, str]] = {
    Structure: ("lieu «\u00a0{0.name}\u00a0»", "name"),
    PlaceKind: ("sorte de lieu «\u00a0{0.name}\u00a0»", "name"),
    District: ("quartier «\u00a0{0.name}\u00a0»", "name"),
    Reason: ("motif n°\u00a0{0.id}", ""),
    MeetingKind: ("sorte de rendez-vous «\u00a0{0.name}\u00a0»", "name"),
    Scheme: ("dispositif «\u00a0{0.name}\u00a0»", "name"),
    AnswerTemplate: ("modèle «\u00a0{0.title}\u00a0»", "title"),
}

#: What the trail says of a change.
WORDS = {
    "name": "nom",
    "title": "titre",
    "text": "texte",
    "kind": "sorte",
    "district_id": "quartier",
    "address": "adresse",
    "phone": "téléphone",
    "receives_proposals": "réception des envies",
    "is_confirmed": "vérification",
    "is_active": "ouverture",
    "use": "décision",
    "sentence": "phrase",
    "other_door": "autre porte",
    "person": "à qui parler",
    "position": "place",
    "is_priority": "quartier prioritaire",
}
#: What it says of all that the public reads of a place beside them.
PUBLIC_SHEET = "fiche publique"


class NameTaken(Exception):
    """Another row of the same kind bears this name, but for capitals and accents."""


class StillUsed(Exception):
    """Something counts on this row: `count` of them."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def create(kind: type[Any], values: dict[str, Any], by: User) -> Any:
    """A new row; NameTaken when its name is."""
    try:
        return _create(kind, values, by)
    except IntegrityError as error:
        raise NameTaken from error


@operation
def _create(kind: type[Any], values: dict[str, Any], by: User) -> Any:
    _name_is_free(kind, values)
    return add(kind, [values], by)[0]


def add(kind: type[Any], rows: Iterable[dict[str, Any]], by: User) -> list[Any]:
    """Inside an operation: new rows of a kind, their names being free."""
    made = [kind(**_coherent(values)) for values in rows]
    if hasattr(kind, "slug"):
        taken = set(db.session.scalars(db.select(kind.slug)))
        for thing in made:
            thing.slug = _free_slug(thing.name, taken)
            taken.add(thing.slug)
    db.session.add_all(made)
    db.session.flush()
    for thing in made:
        note(thing, by, "création")
    return made


def change(thing: Setting, values: dict[str, Any], by: User, version: str) -> None:
    """Change a row that was read at `version`: OutOfDate when somebody changed it since."""
    try:
        _change(thing, values, by, version)
    except IntegrityError as error:
        raise NameTaken from error


@operation
def _change(thing: Setting, values: dict[str, Any], by: User, version: str) -> None:
    if str(thing.version) != version:
        raise OutOfDate
    values = _coherent(values)
    _name_is_free(type(thing), values, but=thing.id)
    if isinstance(thing, Structure) and thing.is_active and not values["is_active"]:
        _may_close(thing)
    if changed := fill(thing, values):
        note(thing, by, ", ".join(changed))
    if isinstance(thing, PlaceKind):
        of_it = db.select(Structure.id).where(Structure.kind == thing.slug)
        publishing.tells_otherwise(SearchKind.STRUCTURE, db.session.scalars(of_it))


def fill(thing: Setting, values: dict[str, Any]) -> list[str]:
    """Inside an operation: give a row its values; what changed, as the trail says it."""
    changed = [name for name, value in values.items() if getattr(thing, name) != value]
    for name in changed:
        setattr(thing, name, values[name])
    return [WORDS.get(name, PUBLIC_SHEET) for name in changed]


def erase(thing: Setting, by: User) -> None:
    """Take away a row that nothing points at, one made by mistake; StillUsed otherwise."""
    try:
        _erase(thing, by)
    except IntegrityError as error:
        raise StillUsed(1) from error


@operation
def _erase(thing: Setting, by: User) -> None:
    count = queries.uses(thing)
    if count:
        raise StillUsed(count)
    note(thing, by, "suppression")
    db.session.delete(thing)


def set_delays(contact: int, step: int, by: User, read: str) -> None:
    """Promise other delays from now on; `read` is what was promised when the person began to write."""
    try:
        _set_delays(Delays(contact, step), by, read)
    except IntegrityError as error:
        raise OutOfDate from error


@operation
def _set_delays(wanted: Delays, by: User, read: str) -> None:
    before = delays()
    if before.said != read:
        raise OutOfDate
    if before == wanted:
        return
    facts = {CONTACT_DELAY: wanted.contact, STEP_DELAY: wanted.step}
    db.session.execute(db.delete(SiteFact).where(SiteFact.key.in_(facts)))
    db.session.add_all([SiteFact(key=key, value=str(value)) for key, value in facts.items()])
    detail = f"contact {before.contact} → {wanted.contact}, étape {before.step} → {wanted.step}"
    audit.record(AuditEvent.SETTING_CHANGED, by, subject="délais", detail=detail)


def note(thing: Any, by: User, detail: str) -> None:
    subject = KINDS[type(thing)][0].format(thing)
    audit.record(AuditEvent.SETTING_CHANGED, by, subject=subject, detail=detail)


def _coherent(values: dict[str, Any]) -> dict[str, Any]:
    """A closed place receives nothing."""
    if "receives_proposals" in values and not values.get("is_active", True):
        return values | {"receives_proposals": False}
    return values


def _may_close(structure: Structure) -> None:
    waiting = queries.files_of(structure)
    if waiting:
        raise StillUsed(waiting)


def _name_is_free(kind: type[Any], values: dict[str, Any], but: int | None = None) -> None:
    """There are few rows of each kind: all their names are compared, without capitals and accents."""
    column = KINDS[kind][1]
    if not column:
        return
    others = db.session.scalars(db.select(getattr(kind, column)).where(kind.id != (but or 0)))
    if fold(values[column]) in {fold(other) for other in others}:
        raise NameTaken


def _free_slug(name: str, taken: Collection[str]) -> str:
    """The address of a new row, made from its name; it stays when the name changes."""
    base = address(name) or "lieu"
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
