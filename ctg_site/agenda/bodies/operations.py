"""Writes about the bodies: add one, say what it does and who sits there, stop it, take it away."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from ctg_site.db import db, operation
from ctg_site.domain.meetings import BodyKind, College
from ctg_site.domain.text import address, fold
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import InvalidTransition, NoConvention, OutOfDate
from ctg_site.models.agenda import BodySeat
from ctg_site.models.convention import Convention, GoverningBody
from ctg_site.models.people import User
from ctg_site.services import audit

from . import queries


class BodyNameTaken(Exception):
    """Another body bears this name, or has its address."""


@dataclass(frozen=True, slots=True)
class Seat:
    college: College
    function: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Composition:
    """What is said of a body: what it does, who sits there; its name, of one that the act does not name."""

    mandate: str = ""
    sitting: Sequence[Seat] = ()
    theme_id: int | None = None
    is_ended: bool = False
    name: str = ""
    plain_text: str = ""


@operation
def add(kind: BodyKind, said: Composition, by: User) -> GoverningBody:
    """A body more of the town; its address, made from its name, stays when the name changes.

    Without a convention there is nothing to conduct, nor to speak of. Its row is what two people wait for.
    """
    current = db.select(Convention.id).where(Convention.is_current).with_for_update()
    if db.session.execute(current).scalar_one_or_none() is None:
        raise NoConvention("no convention is current")
    _refuse_taken(said.name)
    same = db.select(db.func.max(GoverningBody.position)).where(GoverningBody.kind == kind)
    last = db.session.execute(same).scalar_one() or 0
    made = GoverningBody(kind=kind, position=last + 1, key=address(said.name), official_text="")
    _say(made, said)
    db.session.add(made)
    db.session.flush()
    _seat(made, said)
    _note(made, by, "création")
    return made


@operation
def compose(body: GoverningBody, said: Composition, by: User, version: int | None) -> None:
    """What it is asked to do, who sits there, whether it meets still; the words of the act stay."""
    if body.version != version:
        raise OutOfDate
    if not body.is_of_the_act:
        _refuse_taken(said.name, but=body.id)
    stops = said.is_ended and not body.is_ended
    _say(body, said)
    # The version moves with the seats too, so that two people never compose over each other.
    body.version = body.version + 1
    db.session.execute(db.delete(BodySeat).where(BodySeat.body_id == body.id))
    _seat(body, said)
    _note(body, by, "arrêt" if stops else "composition")


@operation
def erase(body: GoverningBody, by: User) -> None:
    """Take away one that was added by mistake; what the act names, and what has met, stays."""
    if body.is_of_the_act or queries.has_met(body):
        raise InvalidTransition("the act names it, or it has met")
    db.session.execute(db.delete(BodySeat).where(BodySeat.body_id == body.id))
    _note(body, by, "suppression")
    db.session.delete(body)


def _say(body: GoverningBody, said: Composition) -> None:
    body.mandate, body.theme_id, body.is_ended = said.mandate, said.theme_id, said.is_ended
    if not body.is_of_the_act:
        body.name, body.plain_text = said.name, said.plain_text


def _seat(body: GoverningBody, said: Composition) -> None:
    db.session.add_all(BodySeat(body_id=body.id, **asdict(seat)) for seat in said.sitting)


def _refuse_taken(name: str, but: int = 0) -> None:
    for other in db.session.scalars(db.select(GoverningBody).where(GoverningBody.id != but)):
        if fold(other.name) == fold(name) or (not but and other.key == address(name)):
            raise BodyNameTaken


def _note(body: GoverningBody, by: User, detail: str) -> None:
    subject = f"instance «\u00a0{body.name}\u00a0»"
    audit.record(AuditEvent.SETTING_CHANGED, by, subject=subject, detail=detail)
