"""The clock that the people of the town live by, and their public holidays: both follow the settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

#: A day of each season: two clocks that agree on both are one clock for people.
SEASONS = (datetime(2026, 1, 15, 12), datetime(2026, 7, 15, 12))


@dataclass(frozen=True, slots=True)
class Region:
    """Where the same days are holidays: its name, the one the library gives it, the clocks of its towns."""

    name: str
    subdivision: str | None
    zones: tuple[str, ...]

    def lives_by(self, zone: ZoneInfo) -> bool:
        """Whether this clock shows the hours of this region."""
        return _offsets(zone) in {_offsets(ZoneInfo(own)) for own in self.zones}


MAINLAND = Region("métropole", None, ("Europe/Paris",))
REGIONS = (
    MAINLAND,
    Region("Alsace-Moselle", "6AE", ("Europe/Paris",)),
    Region("Guadeloupe", "971", ("America/Guadeloupe",)),
    Region("Martinique", "972", ("America/Martinique",)),
    Region("Guyane", "973", ("America/Cayenne",)),
    Region("La Réunion", "974", ("Indian/Reunion",)),
    Region("Mayotte", "976", ("Indian/Mayotte",)),
    Region("Saint-Barthélemy", "BL", ("America/St_Barthelemy",)),
    Region("Saint-Martin", "MF", ("America/Marigot",)),
    Region("Saint-Pierre-et-Miquelon", "PM", ("America/Miquelon",)),
    Region("Nouvelle-Calédonie", "NC", ("Pacific/Noumea",)),
    Region("Polynésie française", "PF", ("Pacific/Tahiti", "Pacific/Marquesas", "Pacific/Gambier")),
    Region("Wallis-et-Futuna", "WF", ("Pacific/Wallis",)),
)


def _offsets(zone: ZoneInfo) -> tuple[object, ...]:
    return tuple(day.replace(tzinfo=zone).utcoffset() for day in SEASONS)


@dataclass(frozen=True, slots=True)
class TownCalendar:
    """The clock of a town, and the region whose holidays it keeps."""

    zone: ZoneInfo = ZoneInfo("Europe/Paris")
    region: Region = MAINLAND


class Settled:
    """Holds the calendar of the site, which its factory settles before anybody is answered."""

    __slots__ = ("calendar",)

    def __init__(self) -> None:
        self.calendar = TownCalendar()


_SITE = Settled()


def settle(calendar: TownCalendar) -> None:
    """From now on all that this process says of hours and days follows this calendar."""
    _SITE.calendar = calendar


def settled() -> TownCalendar:
    return _SITE.calendar


def local(instant: datetime) -> datetime:
    """This instant as the clocks of the town show it."""
    return instant.astimezone(_SITE.calendar.zone)


def at(day: date, hour: time = time()) -> datetime:
    """The instant when the clocks of the town show this hour of this day; without an hour, when it begins."""
    return datetime.combine(day, hour, _SITE.calendar.zone)


def holidays(year: int) -> frozenset[date]:
    """The public holidays of the town; the library knows those of 1803 to 2100."""
    return frozenset(_holidays(_SITE.calendar.region.subdivision, year))


def holiday(day: date) -> str:
    """The name of this public holiday, as the town says it; nothing on another day."""
    return _holidays(_SITE.calendar.region.subdivision, day.year).get(day, "").replace("'", "’")


@cache
def _holidays(subdivision: str | None, year: int) -> Mapping[date, str]:
    from holidays.countries.france import France

    return MappingProxyType(dict(France(years=year, subdiv=subdivision, language="fr").items()))
