"""What a slice says of itself, in its own `slice.py`: whatever walks the slices keeps no list."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import Blueprint

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import Period
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.models.search import SearchKind
from ctg_site.services.owed import Due
from ctg_site.services.publishing import IndexSource
from ctg_site.web.areas import Area


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """Where a menu leads; `name` is what its pages say in the block `here`, `rank` its place among all.

    With a permission, it is of the menu of the staff.
    """

    rank: int
    name: str
    endpoint: str
    label: str
    permission: Permission | None = None
    #: Drawn as what the page is for.
    is_button: bool = False
    #: Seen on a telephone without opening the menu.
    is_at_hand: bool = False


@dataclass(frozen=True, slots=True)
class Town:
    """The invented town of the demonstration: its accounts and its envies, by their keys in `lens.yaml`."""

    people: Mapping[str, User]
    sent: Mapping[str, Proposal]

    @property
    def coordination(self) -> User:
        """Who writes when nobody is named."""
        return self.people["coralie"]


@dataclass(frozen=True, slots=True)
class Slice:
    """Its views; what it keeps of people, and until when; what it tells each day.

    A reminder is given the day in the town, and says a line for each thing that it told.
    """

    blueprints: tuple[Blueprint, ...] = ()
    keeps: tuple[Period, ...] = ()
    reminds: tuple[Callable[[date], Iterator[str]], ...] = ()
    #: The long work that somebody asked it for, by what a log calls it: done between two laps of letters.
    works: Mapping[str, Callable[[], Any]] = field(default_factory=dict)
    #: Where it remembers its visitor.
    areas: tuple[Area, ...] = ()
    menu: tuple[MenuEntry, ...] = ()
    #: What it may make somebody owe today, and what was done since an instant, in sentences.
    owes: tuple[Due, ...] = ()
    did: tuple[Callable[[User, datetime], Iterable[str]], ...] = ()
    #: What the search finds of it.
    indexes: Mapping[SearchKind, IndexSource] = field(default_factory=dict)
    #: By endpoint, the rows that have a public page each: what its address holds, when it `changed` if known.
    lists: Mapping[str, Callable[[], Any]] = field(default_factory=dict)
    #: The endpoints that everybody may ask for and no search engine needs, each with its reason.
    apart: Mapping[str, str] = field(default_factory=dict)
    #: The endpoints that another site may show in a frame, each with what it may load (its `style-src`).
    framed: Mapping[str, str] = field(default_factory=dict)
    #: The tables whose rows the public reads: with what it reads of each, or nothing when any change counts.
    shows: Mapping[type, Sequence[str]] = field(default_factory=dict)
    #: Plays its part of the demonstration by its own operations: before the first envie, once all are there.
    opens: Callable[[Town], None] | None = None
    plays: Callable[[Town], None] | None = None
