"""Loads the invented demonstration, once, into a database that holds nothing real."""

from collections.abc import Callable
from typing import Any

from ctg_site.accounts.totp import secret_of
from ctg_site.db import db, now, operation
from ctg_site.domain import codes
from ctg_site.follow_up import queries as follow_up
from ctg_site.models.outbox import SiteFact
from ctg_site.models.search import SearchDocument, SearchKind
from ctg_site.runtime import settings
from ctg_site.services import publishing
from ctg_site.serving import DEMO_KEY

from . import recording, script, writer
from .haste import in_haste

LOADED, LOADING = "1", "loading"
CHUNK = 200
#: Tables that a loading leaves alone: what `flask ctg init` writes, the trail that nothing erases,
#: the counters, what changed.
KEPT = frozenset(
    {*recording.GROUND, *recording.AGAIN, "site_fact", "rate_count", "audit_entry", "table_version"}
)


def filled() -> list[Any]:
    """Every other table, each after those that point at it."""
    return [table for table in reversed(db.metadata.sorted_tables) if table.name not in KEPT]


class NotADemonstration(Exception):
    """Invented data would be mixed with real ones; the message says why, and what to do."""


def load(say: Callable[[str], None] = lambda line: None) -> list[str]:
    """Load the demonstration unless it is there already; one line for each sign-in and each known code.

    `say` is told what is being written, since it takes some seconds.
    NotADemonstration when the settings do not say so, or when the database holds files of its own.
    """
    if not settings().demo:
        raise NotADemonstration("the site is not a demonstration: set CTG_DEMO=1, with a database of its own")
    scenario = script.read(now())
    mark = _mark()
    if mark is None and _holds_something():
        raise NotADemonstration(
            "the database holds files, places, accounts or pages of its own: "
            "give CTG_DATABASE_URL another database"
        )
    if mark != LOADED:
        copied = recording.fits()
        _begin()
        if copied:
            say("Copying the invented town as it was played beforehand…")
            recording.write_files()
            recording.write()
        else:
            _play(scenario, say)
        _mark_loaded()
    return [*_sign_ins(scenario), *_codes(scenario)]


def _play(scenario: script.Script, say: Callable[[str], None]) -> None:
    """Through the operations of the site: for another convention, or other first words, than the recorded."""
    with in_haste():
        writer.write(scenario, say)
    _sort()


def _mark() -> str | None:
    found: str | None = db.session.scalar(db.select(SiteFact.value).where(SiteFact.key == DEMO_KEY))
    return found


def _holds_something() -> bool:
    some = (db.select(db.literal(1)).select_from(table).limit(1) for table in filled())
    return any(db.session.scalar(one) is not None for one in some)


@operation
def _begin() -> None:
    """Announce the loading; what an interrupted one left is erased, it had begun on an empty database."""
    for table in filled():
        db.session.execute(db.delete(table))
    db.session.execute(db.delete(SearchDocument).where(SearchDocument.kind == SearchKind.FILE))
    convention = publishing.words_of(SearchKind.COMMITMENT)
    publishing.sweep(convention, now())
    db.session.execute(db.delete(SiteFact).where(SiteFact.key == DEMO_KEY))
    db.session.add(SiteFact(key=DEMO_KEY, value=LOADING))


@operation
def _sort() -> None:
    """What was played out of order is found in the order of its dates."""
    done, _ = publishing.index_again(SearchKind.ENVIE, None, CHUNK)
    while done is not None:
        done, _ = publishing.index_again(SearchKind.ENVIE, done, CHUNK)


@operation
def _mark_loaded() -> None:
    db.session.execute(db.update(SiteFact).where(SiteFact.key == DEMO_KEY).values(value=LOADED))


def _sign_ins(scenario: script.Script) -> list[str]:
    names = {place.slug: place.name for place in scenario.places}
    return [
        f"{colleague.role:<14}{colleague.email:<30}{colleague.password:<36}"
        + (", ".join(names[slug] for slug in colleague.structures) or _telephone(colleague.seed))
        for colleague in scenario.staff
    ]


def _telephone(seed: str) -> str:
    """The key to type in an application of codes, for whoever needs one."""
    return f"codes from the key {secret_of(seed, settings().code_key)}" if seed else "-"


def _codes(scenario: script.Script) -> list[str]:
    """The codes that still open something: the envie may have been withdrawn, the key may have changed."""
    return [line for wish in scenario.wishes if wish.seed and (line := _code(wish.seed, wish.followed))]


def _code(seed: str, why: str) -> str:
    code = codes.code_of(seed, settings().code_key)
    number = follow_up.by_code(code)
    return f"{'follow-up':<14}{'-'.join(codes.groups(code)):<30}envie n° {number} : {why}" if number else ""
