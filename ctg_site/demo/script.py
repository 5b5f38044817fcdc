"""Reads the demonstration's file, and places on the calendar all that happens in it."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from ctg_site.domain.deadlines import is_working_day
from ctg_site.domain.policy import Role
from ctg_site.domain.town_calendar import at, local
from ctg_site.domain.vocabulary import Channel
from ctg_site.web.typesetting import typeset

LENS = Path(__file__).with_name("lens.yaml")

#: The keys of the file that are answers of the form, by the name the form gives them.
ANSWERS = {
    "texte": "text",
    "parler": "talk",
    "quartier": "district",
    "centre": "structure",
    "qui": "proposer_kind",
    "organisation": "organisation",
    "age": "age_band",
    "reponse": "way",
    "phone": "phone",
    "email": "email",
    "address": "address",
    "prenom": "first_name",
    "visible": "visibility",
}
#: Who the site itself is, in the file.
SITE = "site"
#: The ways that need an open centre.
AT_THE_CENTRE = {Channel.DESK, Channel.PHONE, Channel.PAPER}
OPENING, CLOSING, SOON_AFTER = time(9, 5), time(18), timedelta(minutes=11)


@dataclass(frozen=True, slots=True)
class InventedPlace:
    slug: str
    name: str
    kind: str
    district: str
    address: str
    phone: str
    receives: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """An account of the staff, with the password and the telephone's seed that the demonstration gives."""

    key: str
    name: str
    role: Role
    email: str
    password: str
    structures: tuple[str, ...]
    seed: str
    function: str
    shown_name: str


@dataclass(frozen=True, slots=True)
class PlayStep:
    """Something that happens to an envie; `by` is a colleague's key, SITE, or nothing for its author."""

    did: str
    by: str | None
    when: datetime
    title: str = ""
    text: str = ""
    choice: str = ""
    #: The key of the envie that this one joins.
    joins: str = ""
    #: The whole line of the file, for what has more to say.
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """An envie of the demonstration: the answers as the form keeps them, and what happened next."""

    key: str
    sent: datetime
    channel: Channel
    answers: dict[str, Any]
    #: Who typed it for somebody; who wrote it in the name of their own centre.
    typed_by: str | None
    entered_by: str | None
    #: Why it was set aside, if it was.
    flood: bool
    machine_like: bool
    followed: str
    steps: tuple[PlayStep, ...] = field(repr=False)

    @property
    def seed(self) -> str | None:
        """What its follow-up code is made from, when the demonstration gives that code away."""
        return f"demonstration {self.key}" if self.followed else None


@dataclass(frozen=True, slots=True)
class Script:
    """The whole demonstration; `wishes` come in the order in which they were sent."""

    districts: dict[str, str]
    priority: frozenset[str]
    places: tuple[InventedPlace, ...]
    staff: tuple[Colleague, ...]
    wishes: tuple[Wish, ...]


def read(until: datetime, path: Path = LENS) -> Script:
    """The file, with every moment counted back from `until`: all of them are before it."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    wishes = [_wish(entry, local(until)) for entry in raw["envies"]]
    return Script(
        districts=raw["quartiers"],
        priority=frozenset(raw["prioritaires"]),
        places=tuple(_place(entry) for entry in raw["structures"]),
        staff=tuple(_colleague(entry) for entry in raw["equipe"]),
        wishes=tuple(sorted(wishes, key=lambda wish: wish.sent)),
    )


def _place(entry: dict[str, Any]) -> InventedPlace:
    return InventedPlace(
        slug=entry["cle"],
        name=entry["nom"],
        kind=entry["sorte"],
        district=entry["quartier"],
        address=entry["adresse"],
        phone=entry["telephone"],
        receives=entry["recoit"],
    )


def _colleague(entry: dict[str, Any]) -> Colleague:
    return Colleague(
        key=entry["cle"],
        name=entry["nom"],
        role=Role(entry["role"]),
        email=entry["email"],
        password=entry["mot_de_passe"],
        structures=tuple(entry.get("structures", ())),
        seed=entry.get("telephone_de_codes", ""),
        function=entry.get("fonction", ""),
        shown_name=entry.get("prenom_lu", ""),
    )


def _wish(entry: dict[str, Any], until: datetime) -> Wish:
    channel = Channel(entry["canal"])
    day = until.date() - timedelta(entry["jour"])
    while channel in AT_THE_CENTRE and not is_working_day(day):
        day -= timedelta(1)
    sent = at(day, time.fromisoformat(entry["heure"]))
    sent = min(sent, until - timedelta(hours=1))
    return Wish(
        key=entry["cle"],
        sent=sent,
        channel=channel,
        answers={ANSWERS[name]: value for name, value in entry.items() if name in ANSWERS},
        typed_by=entry.get("saisie_par"),
        entered_by=entry.get("ecrite_par"),
        flood=entry.get("a_verifier", False),
        machine_like=entry.get("machine", False),
        followed=entry.get("suivi", ""),
        steps=_steps(entry.get("suite", ()), sent, until),
    )


def _steps(entries: Any, sent: datetime, until: datetime) -> tuple[PlayStep, ...]:
    steps, moment = [], sent
    for entry in entries:
        moment = _next(moment, entry.get("apres", 0), "par" in entry, until)
        steps.append(_step(entry, moment))
    return tuple(steps)


def _step(entry: dict[str, Any], when: datetime) -> PlayStep:
    by = entry.get("par")
    text = entry.get("texte") or entry.get("mot") or ""
    return PlayStep(
        did=entry["fait"],
        by=by,
        when=when,
        title=typeset(entry.get("titre", "")),
        text=typeset(text) if by else text,
        choice=entry.get("choix", ""),
        joins=entry.get("avec", ""),
        details=entry,
    )


def _next(before: datetime, days: int, at_work: bool, until: datetime) -> datetime:
    """`days` after `before`, a little later the same day for none; the staff act on working days only.

    What would come after `until` is drawn back to half-way, so that the order is kept.
    """
    moment = before + timedelta(days) + SOON_AFTER
    if at_work and not (is_working_day(moment.date()) and OPENING <= moment.time() < CLOSING):
        day = moment.date() + timedelta(moment.time() >= OPENING)
        while not is_working_day(day):
            day += timedelta(1)
        moment = at(day, OPENING)
    return moment if moment < until else before + (until - before) / 2
