"""Writes of the direction of a centre: who stands in for whom, a leaver’s files handed over in one act."""

from datetime import date

from ctg_site.db import db, operation
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.effects import outbox
from ctg_site.models.people import Absence, User
from ctg_site.models.places import Structure
from ctg_site.services import audit, progress
from ctg_site.words.french import day, today

from . import queries


@operation
def say_absent(structure: Structure, who: int, stand_in: int, first: date, last: date, by: User) -> None:
    """These days, both included, a colleague answers for what somebody of the centre follows."""
    away, present = _member(structure, who), _member(structure, stand_in)
    db.session.add(Absence(user_id=away.id, stand_in_id=present.id, first_day=first, last_day=last))
    outbox.tell_staff(present, "stand_in", who=away.name, first=day(first), last=day(last))
    detail = f"{present.name} répond du {day(first)} au {day(last)}"
    audit.record(AuditEvent.ABSENCE_SAID, by, subject=away.name, detail=detail)


@operation
def take_back_absence(structure: Structure, absence_id: int, by: User) -> bool:
    """Whoever was away is back; False when it is no longer said."""
    absence = db.session.get(Absence, absence_id)
    if absence is None:
        return False
    away = _member(structure, absence.user_id)
    db.session.delete(absence)
    audit.record(AuditEvent.ABSENCE_SAID, by, subject=away.name, detail="de retour")
    return True


@operation
def hand_over(structure: Structure, leaver_id: int, colleague_id: int, by: User) -> int:
    """Give a colleague every open file of the centre that somebody follows; how many.

    Each author reads the function of whoever follows their envie now; the colleague gets one letter.
    """
    colleague = _member(structure, colleague_id)
    leaver = db.session.get(User, leaver_id)
    files = queries.followed(structure, leaver_id) if leaver and leaver_id != colleague_id else []
    for file in files:
        progress.entrust(file, colleague, by)
    if files and leaver:
        outbox.tell_staff(colleague, "handed_over", who=leaver.name, count=len(files))
        detail = f"{colleague.name}, {len(files)}"
        audit.record(AuditEvent.HANDED_OVER, by, subject=leaver.name, detail=detail)
    return len(files)


def _member(structure: Structure, number: int) -> User:
    found = {one.id: one.person for one in queries.team(structure, today()) if one.here}
    if number not in found:
        raise InvalidTransition(f"person {number} does not work in this centre")
    return found[number]
