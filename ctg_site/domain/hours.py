"""Opening hours: read as people write them, and what the clock on the wall makes of them.

Hours belong to the clock of the place: minutes since midnight in its time zone. When that clock jumps or goes
back at night, whoever stands before the door reads it too, so the answer follows it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from .town_calendar import holidays, local

DAY = 24 * 60
#: How far one looks for the next opening: past the longest closing of a summer.
DAYS_AHEAD = 100
TIME = r"(\d{1,2})(?:[h:.](\d{2})?)?"
PIECE = re.compile(rf"{TIME}-{TIME}")
CLOSED = frozenset({"", "-", "ferme", "fermee"})
ALL_DAY = frozenset({"24h/24", "24/24", "24h24"})


class HoursFault(StrEnum):
    UNREADABLE = "unreadable"
    BEYOND = "beyond"
    REVERSED = "reversed"
    OVERLAP = "overlap"


class WrongHours(ValueError):
    """The hours of a day cannot be kept: why, and the words that show it."""

    def __init__(self, fault: HoursFault, words: str) -> None:
        super().__init__(fault, words)
        self.fault, self.words = fault, words


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `opens` to `closes`, in minutes since midnight; closed again at `closes` sharp."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """Days on which the usual hours do not count, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Moment:
    """A minute of a day, by the clock on the wall."""

    day: date
    minute: int


@dataclass(frozen=True, slots=True)
class Status:
    """Open or not. `until`: when it closes, None when never; `opens`: when it opens, None when unknown."""

    is_open: bool
    until: Moment | None = None
    opens: Moment | None = None


def read_day(text: str) -> tuple[Span, ...]:
    """The hours of a day, « 9 h – 12 h, 14 h – 18 h 30 », in order; none when closed. Else WrongHours."""
    plain = _plain(text)
    if plain in CLOSED:
        return ()
    if plain in ALL_DAY:
        return (Span(0, DAY),)
    spans = sorted(_span(piece, text) for piece in re.split(r"[,;/+\n]|et|puis", plain) if piece)
    merged: list[Span] = []
    for span in spans:
        if merged and span.opens < merged[-1].closes:
            raise WrongHours(HoursFault.OVERLAP, text.strip())
        if merged and span.opens == merged[-1].closes:
            merged[-1] = Span(merged[-1].opens, span.closes)
        else:
            merged.append(span)
    return tuple(merged)


def _plain(text: str) -> str:
    """The same hours without spaces, capitals, accents and words of politeness."""
    text = text.lower().replace("é", "e").replace("à", "a").strip(" .\n")
    text = re.sub(r"\bheures?\b", "h", text)
    text = text.replace("midi", "12h").replace("minuit", "24h")
    text = re.sub(r"\bjusqu['’]a\b|\ba\b|(?<=[h\d\s])a(?=[\s\d])|[–—−]", "-", text)
    text = re.sub(r"\bde\b|\bdes\b", "", text)
    return re.sub(r"[ \t\u00a0\u202f]", "", text)


def _span(piece: str, text: str) -> Span:
    found = PIECE.fullmatch(piece)
    if found is None:
        raise WrongHours(HoursFault.UNREADABLE, text.strip())
    opens, closes = _minutes(found[1], found[2], piece), _minutes(found[3], found[4], piece)
    opens, closes = opens % DAY, closes or DAY
    if closes <= opens:
        raise WrongHours(HoursFault.REVERSED, piece)
    return Span(opens, closes)


def _minutes(hours: str, minutes: str | None, piece: str) -> int:
    total = int(hours) * 60 + int(minutes or 0)
    if int(minutes or 0) > 59 or total > DAY:
        raise WrongHours(HoursFault.BEYOND, piece)
    return total


def wall(instant: datetime) -> Moment:
    """What the clock on the wall shows at this instant."""
    shown = local(instant)
    return Moment(shown.date(), shown.hour * 60 + shown.minute)


@dataclass(frozen=True, slots=True)
class Week:
    """The usual hours by weekday (Monday is 0), the days that are closed, and whether holidays are worked."""

    days: dict[int, tuple[Span, ...]]
    closures: tuple[ClosedDays, ...] = ()
    on_holidays: bool = False

    def spans(self, day: date) -> tuple[Span, ...]:
        """The hours of one day of the calendar."""
        if any(closed.first <= day <= closed.last for closed in self.closures):
            return ()
        if not self.on_holidays and day in holidays(day.year):
            return ()
        return self.days.get(day.weekday(), ())

    def status(self, instant: datetime) -> Status | None:
        """Open or not at this instant; None when nobody gave the hours of this place."""
        if not any(self.days.values()):
            return None
        now = wall(instant)
        for span in self.spans(now.day):
            if span.opens <= now.minute < span.closes:
                return Status(True, until=self._closing(now.day, span.closes))
        return Status(False, opens=self._opening(now))

    def _closing(self, day: date, minute: int) -> Moment | None:
        """When it really closes: hours that end at midnight may go on the next day."""
        for _ in range(DAYS_AHEAD):
            if minute < DAY:
                return Moment(day, minute)
            following = self.spans(day + timedelta(1))
            if not following or following[0].opens > 0:
                return Moment(day, DAY)
            day, minute = day + timedelta(1), following[0].closes
        return None

    def _opening(self, now: Moment) -> Moment | None:
        for ahead in range(DAYS_AHEAD):
            day = now.day + timedelta(ahead)
            for span in self.spans(day):
                if ahead or span.opens > now.minute:
                    return Moment(day, span.opens)
        return None


def week_of(hours: Iterable[tuple[int, int, int]], **options: object) -> Week:
    """A week from (weekday, opens, closes)."""
    days: dict[int, tuple[Span, ...]] = {}
    for weekday, opens, closes in sorted(hours):
        days[weekday] = (*days.get(weekday, ()), Span(opens, closes))
    return Week(days, **options)  # type: ignore[arg-type]
