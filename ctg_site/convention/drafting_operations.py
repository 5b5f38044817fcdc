"""Writes: the next convention is begun from the one of today, then its plain words are written again."""

from dataclasses import dataclass
from datetime import date, timedelta

from ctg_site.db import db, operation
from ctg_site.domain.conventions import COMING, ConventionEvent, PeriodDays, overlapped, too_long
from ctg_site.domain.policy import Permission, allowed
from ctg_site.domain.renewal import DraftFault
from ctg_site.domain.workflow import Forbidden, InvalidTransition
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.models.people import User
from ctg_site.services import clock

from . import drafting_queries as queries
from . import lasting_operations as lasting
from . import years_queries


class DraftRefused(Exception):
    """Why the next convention is not begun, and the day that it would begin."""

    def __init__(self, fault: DraftFault, first_day: date) -> None:
        super().__init__(str(fault))
        self.fault, self.first_day = fault, first_day


class CommitmentUsed(Exception):
    """Something hangs on a drafted commitment: an opinion, a comment, a line of the continuity table."""


@dataclass(frozen=True, slots=True)
class CommitmentWords:
    """The plain words of a commitment of the draft."""

    title: str
    text: str


@operation
def start_over(source: Convention, last_day: date, by: User) -> Convention:
    """Begin the next convention with the themes and the plain words of this one, the day after its end.

    It is prepared: nobody else reads it, and nothing official is said. DraftRefused when its days cannot be.
    """
    _allow(by)
    first_day = source.last_day + timedelta(days=1)
    period = f"{first_day.year}-{last_day.year}"
    if fault := _fault(PeriodDays(period, first_day, last_day)):
        raise DraftRefused(fault, first_day)
    made = Convention(
        period=period,
        title=source.title,
        starts_on=first_day,
        ends_on=last_day,
        signatories=[],
        introduction=source.introduction,
        source_title="",
        source_reference="",
        source_adopted_on=clock.today(),
        source_received_on=clock.today(),
        source_vote="",
    )
    db.session.add(made)
    db.session.flush()
    for theme in queries.themes(source.id):
        _copy(theme, made)
    made.note_down(ConventionEvent.DRAFTED, by, source.period)
    return made


def _copy(theme: Theme, convention: Convention) -> None:
    kept = ("position", "code", "slug", "name", "summary")
    own = Theme(
        convention_id=convention.id, official_heading="", **{name: getattr(theme, name) for name in kept}
    )
    db.session.add(own)
    db.session.flush()
    kept = ("position", "number", "key", "plain_title", "plain_text")
    for one in theme.commitments:
        said = {name: getattr(one, name) for name in kept}
        db.session.add(Commitment(convention_id=convention.id, theme_id=own.id, official_text="", **said))


def _fault(days: PeriodDays) -> DraftFault | None:
    known = years_queries.everything()
    if any(one.state in COMING for one in known):
        return DraftFault.ALREADY
    if days.last_day <= days.first_day:
        return DraftFault.ENDS_BEFORE
    if too_long(days.first_day, days.last_day):
        return DraftFault.TOO_LONG
    if any(one.period == days.name for one in known):
        return DraftFault.KNOWN
    return DraftFault.OVERLAPS if overlapped(days, [one.days for one in known]) else None


@operation
def rewrite_theme(theme: Theme, name: str, summary: str, by: User) -> None:
    """Say otherwise what a theme of the draft is about."""
    convention = _drafted(theme.convention_id, by)
    theme.name, theme.summary = name, summary
    convention.note_down(ConventionEvent.REWRITTEN, by, theme.code)


@operation
def rewrite_commitment(commitment: Commitment, words: CommitmentWords, by: User) -> None:
    """Say otherwise what a commitment of the draft aims at; words of an act never change."""
    convention = _drafted(commitment.convention_id, by)
    commitment.plain_title, commitment.plain_text = words.title, words.text
    convention.note_down(ConventionEvent.REWRITTEN, by, commitment.number)


@operation
def add_commitment(theme: Theme, words: CommitmentWords, by: User) -> Commitment:
    """Add a commitment at the end of a theme of the draft, under the next number of the theme."""
    convention = _drafted(theme.convention_id, by)
    if convention.has_act:
        raise InvalidTransition("its act says its commitments")
    number, place = queries.next_number(theme)
    made = Commitment(
        convention_id=convention.id,
        theme_id=theme.id,
        position=place,
        number=number,
        key=number.lower(),
        plain_title=words.title,
        plain_text=words.text,
        official_text="",
    )
    db.session.add(made)
    convention.note_down(ConventionEvent.REWRITTEN, by, f"+ {number}")
    return made


@operation
def remove_commitment(commitment: Commitment, by: User) -> None:
    """Take a commitment out of the draft. CommitmentUsed when something hangs on it."""
    convention = _drafted(commitment.convention_id, by)
    if convention.has_act:
        raise InvalidTransition("its act says its commitments")
    if lasting.hangs_on({Commitment.__table__: [commitment.id]}):
        raise CommitmentUsed
    convention.note_down(ConventionEvent.REWRITTEN, by, f"− {commitment.number}")
    db.session.delete(commitment)


def _allow(by: User) -> None:
    if not allowed(by, Permission.CONVENTION_KEEP):
        raise Forbidden("the draft is the coordination’s")


def _drafted(number: int, by: User) -> Convention:
    """The convention of this row, which must be coming."""
    _allow(by)
    convention = db.session.get_one(Convention, number)
    if convention.state not in COMING:
        raise InvalidTransition("it has begun: its words stay")
    return convention
