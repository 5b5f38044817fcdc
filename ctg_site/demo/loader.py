"""Loads the invented demonstration, once, into a database that holds nothing real."""

from ctg_site.accounts.totp import secret_of
from ctg_site.db import db, now, operation
from ctg_site.domain import codes
from ctg_site.effects.site import settings
from ctg_site.follow_up import queries as follow_up
from ctg_site.models.access import KeptWriting, PasswordReset, RecoveryCode, SecondFactor
from ctg_site.models.outbox import Notice, SiteFact
from ctg_site.models.people import District, Invitation, StaffSession, Structure, User, membership
from ctg_site.models.proposals import (
    Contact,
    Draft,
    JournalEntry,
    Message,
    Note,
    Proposal,
    Revision,
)
from ctg_site.serving import DEMO_KEY

from . import script, writer

LOADED, LOADING = "1", "loading"
#: The tables that a loading fills, each after those that point at it.
FILLED = (
    *(table.__table__ for table in (Notice, Revision, Note, Message, JournalEntry, Contact, Draft, Proposal)),
    *(table.__table__ for table in (Invitation, StaffSession)),
    *(table.__table__ for table in (KeptWriting, PasswordReset, RecoveryCode, SecondFactor)),
    membership,
    *(table.__table__ for table in (User, Structure, District)),
)


class NotADemonstration(Exception):
    """Invented data would be mixed with real ones; the message says why, and what to do."""


def load() -> list[str]:
    """Load the demonstration unless it is there already; one line for each sign-in and each known code.

    NotADemonstration when the settings do not say so, or when the database holds files of its own.
    """
    if not settings().demo:
        raise NotADemonstration("the site is not a demonstration: set CTG_DEMO=1, with a database of its own")
    scenario = script.read(now())
    mark = _mark()
    if mark is None and _holds_something():
        raise NotADemonstration(
            "the database holds files, places or accounts of its own: give CTG_DATABASE_URL another database"
        )
    if mark != LOADED:
        _begin()
        writer.write(scenario)
        _end()
    return [*_sign_ins(scenario), *_codes(scenario)]


def _mark() -> str | None:
    found: str | None = db.session.scalar(db.select(SiteFact.value).where(SiteFact.key == DEMO_KEY))
    return found


def _holds_something() -> bool:
    tables = (Proposal, Draft, User, Structure, District)
    return any(db.session.scalar(db.select(table.id).limit(1)) is not None for table in tables)


@operation
def _begin() -> None:
    """Announce the loading; what an interrupted one left is erased, it had begun on an empty database."""
    for table in FILLED:
        db.session.execute(db.delete(table))
    db.session.execute(db.delete(SiteFact).where(SiteFact.key == DEMO_KEY))
    db.session.add(SiteFact(key=DEMO_KEY, value=LOADING))


@operation
def _end() -> None:
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
