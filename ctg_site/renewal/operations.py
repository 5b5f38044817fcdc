"""Writes: what becomes of each theme and commitment of a convention in the one that follows it."""

from dataclasses import dataclass

from ctg_site.db import db, operation
from ctg_site.domain.conventions import COMING, ConventionEvent
from ctg_site.domain.policy import Permission, allowed
from ctg_site.domain.renewal import OF_THE_OLD, Continuity, needs_why
from ctg_site.domain.workflow import Forbidden, InvalidTransition
from ctg_site.models.convention import Convention
from ctg_site.models.people import User
from ctg_site.models.renewal import ContinuityLine
from ctg_site.words.labels import label

from . import queries


@dataclass(frozen=True, slots=True)
class PartFate:
    """What becomes of a part: in which part of the next convention it goes on, by its row, and why."""

    continuity: Continuity
    goes_on_in: int | None = None
    why: str = ""


class FateRefused(Exception):
    """It cannot be: nothing explains it, or it goes on nowhere."""


@operation
def decide(convention: Convention, kind: str, number: int, fate: PartFate, by: User) -> ContinuityLine:
    """Say what becomes of a theme or of a commitment, of this convention or new in the next one.

    Once the next one has begun, the table stays as everybody read it. FateRefused as above.
    """
    decided = _open(convention, kind, number, by)
    column = "theme" if kind == "theme" else "commitment"
    _check(decided, fate)
    line = decided.line
    if line is None:
        line = ContinuityLine(next_id=decided.comparison.new.id)
        own = f"new_{column}_id" if decided.is_new else f"old_{column}_id"
        setattr(line, own, number)
        db.session.add(line)
    line.fate, line.why = fate.continuity, fate.why
    if not decided.is_new:
        ends = fate.continuity is Continuity.DROPPED
        setattr(line, f"new_{column}_id", None if ends else fate.goes_on_in)
    _note(decided, label(fate.continuity), by)
    return line


@operation
def undecide(convention: Convention, kind: str, number: int, by: User) -> None:
    """It is not decided any more."""
    decided = _open(convention, kind, number, by)
    if decided.line is None:
        raise InvalidTransition("it is not decided")
    db.session.delete(decided.line)
    _note(decided, "à décider", by)


def _open(convention: Convention, kind: str, number: int, by: User) -> queries.DecidedPart:
    if not allowed(by, Permission.CONVENTION_KEEP, convention):
        raise Forbidden("the continuity table is the coordination’s")
    decided = queries.decided(convention.period, kind, number)
    if decided is None:
        raise InvalidTransition("neither convention holds it")
    if decided.comparison.new.state not in COMING:
        raise InvalidTransition("the next convention has begun")
    return decided


def _check(decided: queries.DecidedPart, fate: PartFate) -> None:
    if needs_why(fate.continuity) and not fate.why:
        raise FateRefused("a sentence says why")
    if decided.is_new:
        if fate.continuity is not Continuity.NEW or decided.comparison.comes_from(decided.part):
            raise FateRefused("it goes on from another one")
        return
    if fate.continuity not in OF_THE_OLD:
        raise FateRefused("it was there already")
    known = {one.id for one in decided.offered}
    if fate.continuity is not Continuity.DROPPED and fate.goes_on_in not in known:
        raise FateRefused("it goes on nowhere")
    new = (one for one in decided.offered if one.id == fate.goes_on_in)
    if any(decided.comparison.news_of(one) is not None for one in new):
        raise FateRefused("what it goes on in is said to be new")


def _note(decided: queries.DecidedPart, said: str, by: User) -> None:
    name = queries.name_of(decided.part)
    decided.comparison.new.note_down(ConventionEvent.CONTINUITY, by, f"{name}\u00a0: {said}")
