"""The public bilan: the one place that counts what it says, for its pages and the home page."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ctg_site.actions.queries import tallies
from ctg_site.convention import queries as conventions
from ctg_site.db import db
from ctg_site.domain.asked import AddressFilters
from ctg_site.domain.bilan import Counted, Progress, PromiseKept, progress, promise_kept, told_within
from ctg_site.domain.conventions import COMING
from ctg_site.domain.evaluation import Tally
from ctg_site.models.convention import Commitment, Convention
from ctg_site.models.places import District, Structure
from ctg_site.models.proposals import Proposal
from ctg_site.runtime import promised
from ctg_site.services import kept_figures

from .counting_queries import Whole, by_year, grouped, realised_in, serving
from .counting_queries import whole as counted_whole


@dataclass(frozen=True, slots=True)
class BilanFilters(AddressFilters):
    """What the reader looks at: one thing at a time, so that no crossing shows anybody."""

    annee: str = ""
    theme: str = ""
    engagement: str = ""
    quartier: str = ""
    centre: str = ""

    @property
    def first(self) -> tuple[str, str]:
        """The name and the value of the one that is followed; nothing for the whole town."""
        return next(iter(self.chosen.items()), ("", ""))


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """Envies of a year, a theme, a commitment, a district or a centre: `word` is its value in the address.

    `counted` is None where they are too few to be told apart.
    """

    word: str
    name: str
    counted: Counted | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """All the groups of one sort; `filter` is the word of the address.

    `together`: how many envies those not told apart hold, where each envie is of one group; else None.
    """

    filter: str
    groups: list[ToldGroup]
    together: int | None = None
    #: The convention whose words these are, when it is not the current one.
    period: str = ""

    @property
    def told(self) -> list[ToldGroup]:
        return [one for one in self.groups if one.counted]

    @property
    def merged(self) -> list[ToldGroup]:
        """Those that are not told apart."""
        return [one for one in self.groups if one.counted is None]

    @property
    def most(self) -> int:
        return max((one.counted.received for one in self.groups if one.counted), default=0)

    def of(self, word: str) -> ToldGroup | None:
        return next((one for one in self.groups if word and one.word == word), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """A commitment, how far it is, and its published actions by state."""

    commitment: Commitment
    progress: Progress
    actions: list[Tally]


def whole(on: date) -> Whole:
    """The town at a glance: one statement."""
    return counted_whole(on, promised().contact)


def lately(on: date) -> Whole:
    """The same as pages say it, a minute old at most."""
    found: Whole = kept_figures.figures("", lambda: whole(on))
    return found


def realised_lately(on: date) -> int:
    """How many envies were realised this year, a minute old at most."""
    found: int = kept_figures.figures(f"realised {on.year}", lambda: realised_in(on.year))
    return found


def promise(found: Whole) -> PromiseKept | None:
    """How the first promise is kept, over all the envies whose delay is measured."""
    return promise_kept(found.delays, found.late, promised().contact)


def standings(convention: Convention | None) -> list[Standing]:
    """Each commitment of a convention, in the order of the act: one statement."""
    if convention is None:
        return []
    states = tallies(convention.id)
    return [
        Standing(one, progress(tally.state for tally in states.get(one.id, [])), states.get(one.id, []))
        for one in convention.commitments
    ]


def others(convention: Convention | None) -> list[Convention]:
    """The other conventions that began, in the order of the years: one statement."""
    return [one for one in conventions.line() if one is not convention and one.state not in COMING]


def breakdown(name: str, found: Whole, convention: Convention | None, on: date) -> Breakdown:
    """The envies by what this word of the address says: two statements at most."""
    return BREAKDOWNS[name](found, convention, on)


def lately_by(name: str, found: Whole, convention: Convention | None, on: date) -> Breakdown:
    """The same as pages say it, a minute old at most."""
    of = f"{name} {convention.period}" if convention else name
    kept: Breakdown = kept_figures.figures(of, lambda: breakdown(name, found, convention, on))
    return kept


def empty_year(name: str, word: str) -> ToldGroup | None:
    """A year in which nothing came; None when these words name no year."""
    return ToldGroup(word, word, Counted()) if name == "annee" and A_YEAR.fullmatch(word) else None


def breakdowns(found: Whole, convention: Convention | None, on: date) -> dict[str, Breakdown]:
    """All of them, by the word of the address, as pages say them."""
    return {name: lately_by(name, found, convention, on) for name in BREAKDOWNS}


A_YEAR = re.compile("20[0-9]{2}")
Names = Mapping[Any, tuple[str, str]]


def _breakdown(name: str, within: int, names: Names, groups: Mapping[Any, Counted]) -> Breakdown:
    """`names`: by key, the word of the address and the words that people read; in their order."""
    counts = {key: one.received for key, one in groups.items()}
    told = dict.fromkeys((key for key, count in counts.items() if count == 0), 0)
    told |= told_within(within, counts)
    return Breakdown(name, _groups(names, groups, told), within - sum(told.values()))


def _groups(names: Names, groups: Mapping[Any, Counted], told: Mapping[Any, int]) -> list[ToldGroup]:
    return [
        ToldGroup(word, words, groups[key] if key in told else None) for key, (word, words) in names.items()
    ]


def _years(found: Whole, convention: Convention | None, on: date) -> Breakdown:
    years = range(found.first_year or on.year, on.year + 1)
    groups = by_year(years[0], on, promised().contact) if found.first_year else {}
    groups = dict.fromkeys(years, Counted()) | groups
    names = {year: (str(year), str(year)) for year in years}
    return _breakdown("annee", found.counted.received, names, groups)


def _themes(found: Whole, convention: Convention | None, on: date) -> Breakdown:
    if convention is None:
        return Breakdown("theme", [])
    groups = _by_theme(convention, on)
    names = {one.id: (one.slug, one.name) for one in convention.themes}
    counts = {key: one.received for key, one in groups.items()}
    told = told_within(found.counted.received, counts)
    return Breakdown("theme", _groups(names, groups, told), period=_past(convention))


def _past(convention: Convention) -> str:
    return "" if convention.is_current else convention.period


def _by_theme(convention: Convention, on: date) -> dict[Any, Counted]:
    pairs = serving([one.id for one in convention.commitments], Commitment.theme_id)
    return grouped(pairs.c.key, on, promised().contact, pairs)


def _commitments(found: Whole, convention: Convention | None, on: date) -> Breakdown:
    """Within each theme: what is told of its commitments leaves nobody alone in it either."""
    if convention is None:
        return Breakdown("engagement", [])
    pairs = serving([one.id for one in convention.commitments])
    groups, themes = grouped(pairs.c.key, on, promised().contact, pairs), _by_theme(convention, on)
    told: dict[Any, int] = {}
    for theme in convention.themes:
        of_theme = {one.id: groups[one.id].received for one in theme.commitments if one.id in groups}
        whole_theme = themes.get(theme.id, Counted()).received
        told |= told_within(whole_theme, told_within(found.counted.received, of_theme))
    names = {one.id: (one.number, f"{one.number}\u00a0: {one.plain_title}") for one in convention.commitments}
    return Breakdown("engagement", _groups(names, groups, told), period=_past(convention))


def _places(name: str, key: Any, model: Any, *conditions: Any) -> Callable[..., Breakdown]:
    def of(found: Whole, convention: Convention | None, on: date) -> Breakdown:
        groups = grouped(key, on, promised().contact)
        rows = db.session.execute(
            db.select(model.id, model.slug, model.name).where(*conditions).order_by(model.name)
        )
        names: dict[Any, tuple[str, str]] = {number: (slug, called) for number, slug, called in rows}
        if None in groups:
            names[None] = "", NOWHERE[name]
        return _breakdown(name, found.counted.received, names, groups)

    return of


NOWHERE = {"quartier": "Quartier non dit", "centre": "Pas encore de centre"}
#: A place that receives envies no more keeps those that it received.
HOLDS = Structure.receives_proposals | Structure.id.in_(
    db.select(Proposal.structure_id).where(Proposal.structure_id.is_not(None))
)
BREAKDOWNS: dict[str, Callable[[Whole, Convention | None, date], Breakdown]] = {
    "annee": _years,
    "theme": _themes,
    "engagement": _commitments,
    "quartier": _places("quartier", Proposal.district_id, District),
    "centre": _places("centre", Proposal.structure_id, Structure, HOLDS),
}
