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
from . import years_queries


class DraftRefused(Exception):
    """Why the next convention does not take these days; `other` is the one in the way, if one is."""

    def __init__(self, fault: DraftFault, days: PeriodDays, other: PeriodDays | None = None) -> None:
        super().__init__(str(fault))
        self.fault, self.days, self.other = fault, days, other


@dataclass(frozen=True, slots=True)
class DraftFrame:
    """What is said of the whole of a draft: its title and its days, both included."""

    title: str
    first_day: date
    last_day: date

    @property
    def days(self) -> PeriodDays:
        return PeriodDays(f"{self.first_day.year}-{self.last_day.year}", self.first_day, self.last_day)


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
    frame = DraftFrame(source.title, source.last_day + timedelta(days=1), last_day)
    known = years_queries.everything()
    if any(one.state in COMING for one in known):
        raise DraftRefused(DraftFault.ALREADY, frame.days)
    _refuse(frame.days, known)
    made = Convention(
        period=frame.days.name,
        title=frame.title,
        starts_on=frame.first_day,
        ends_on=frame.last_day,
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


def _refuse(days: PeriodDays, others: list[Convention]) -> None:
    if days.last_day <= days.first_day:
        raise DraftRefused(DraftFault.ENDS_BEFORE, days)
    if too_long(days.first_day, days.last_day):
        raise DraftRefused(DraftFault.TOO_LONG, days)
    if other := overlapped(PeriodDays("", days.first_day, days.last_day), [one.days for one in others]):
        raise DraftRefused(DraftFault.OVERLAPS, days, other)
    if any(one.period == days.name for one in others):
        raise DraftRefused(DraftFault.KNOWN, days)


@operation
def set_frame(convention: Convention, frame: DraftFrame, by: User) -> Convention:
    """Give the draft another title and other days. DraftRefused when its days cannot be.

    Its years are its address: they follow its days as long as the coordination alone reads it.
    """
    drafted(convention.id, by)
    without_act(convention)
    _refuse(frame.days, [one for one in years_queries.everything() if one.id != convention.id])
    if convention.is_public and _years(convention) != (frame.first_day.year, frame.last_day.year):
        raise DraftRefused(DraftFault.PUBLISHED, frame.days, convention.days)
    convention.title, convention.starts_on, convention.ends_on = frame.title, frame.first_day, frame.last_day
    if not convention.is_public:
        convention.period = frame.days.name
    convention.note_down(ConventionEvent.REWRITTEN, by, "titre et jours")
    return convention


def _years(convention: Convention) -> tuple[int, int]:
    return convention.starts_on.year, convention.ends_on.year


@operation
def rewrite_theme(theme: Theme, name: str, summary: str, by: User) -> None:
    """Say otherwise what a theme of the draft is about."""
    convention = drafted(theme.convention_id, by)
    theme.name, theme.summary = name, summary
    convention.note_down(ConventionEvent.REWRITTEN, by, theme.code)


@operation
def rewrite_commitment(commitment: Commitment, words: CommitmentWords, by: User) -> None:
    """Say otherwise what a commitment of the draft aims at; words of an act never change."""
    convention = drafted(commitment.convention_id, by)
    commitment.plain_title, commitment.plain_text = words.title, words.text
    convention.note_down(ConventionEvent.REWRITTEN, by, commitment.number)


def _allow(by: User) -> None:
    if not allowed(by, Permission.CONVENTION_KEEP):
        raise Forbidden("the draft is the coordination’s")


def without_act(convention: Convention) -> None:
    """An act says its own title, days, themes and commitments: they are written there."""
    if convention.has_act:
        raise InvalidTransition("its act says so")


def drafted(number: int, by: User) -> Convention:
    """The convention of this row, which must be coming."""
    _allow(by)
    convention = db.session.get_one(Convention, number)
    if convention.state not in COMING:
        raise InvalidTransition("it has begun: its words stay")
    return convention
