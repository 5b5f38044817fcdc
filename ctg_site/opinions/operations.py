"""Writes of the opinions: one tap, its changes, what is set aside, the coordination's answer.

Each one that counts moves the tally of what it is about, in the same transaction.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ctg_site import throttle
from ctg_site.db import advisory_lock, db, in_bulk, insert, now, operation
from ctg_site.domain import codes
from ctg_site.domain.participation import QUESTIONS, Choice, Fate
from ctg_site.domain.retention import RULES, KeptData
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import OutOfDate
from ctg_site.models.opinions import (
    COLUMNS,
    Judged,
    Opinion,
    OpinionAnswer,
    OpinionTally,
    Target,
    called,
    columns_of,
)
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.runtime import settings
from ctg_site.services import audit

from . import queries

#: The question that each choice answers, and what it says there.
ANSWERS = {
    Choice.SEEN: ("seen", True),
    Choice.NOT_YET: ("seen", False),
    Choice.USEFUL: ("useful", True),
    Choice.TO_IMPROVE: ("useful", False),
    Choice.ME_TOO: ("me_too", True),
}
#: The same tap of the same device within this time is one opinion. The computers of a centre are alike and
#: share an address: there, only a finger that slipped.
TWICE, TWICE_IN_A_CENTRE = timedelta(minutes=2), timedelta(seconds=5)
#: From one network, what comes beyond waits until a person looks: of all opinions, and about one thing.
FLOOD, FLOOD_ON_ONE = (40, 10), (12, 60)
#: What recognises a double tap is forgotten then.
TRACE_LIFE = RULES[KeptData.TAP].life.span
#: The number of a lock on PostgreSQL: two people who settle the same flood wait for each other.
LOCK = 2_026_112_551


@operation
def tap(target: Target, choice: Choice, device: str, network: str | None = None) -> Opinion:
    """Somebody nobody knows says this, from this device; the same tap twice is one opinion."""
    return keep(target, choice, device, network)


def keep(target: Target, choice: Choice, device: str, network: str | None) -> Opinion:
    """Inside an operation that holds the target: keep an opinion, and count it.

    What looks like a flood is set aside: kept, not counted. `device` tells a double tap from another
    person's; only its hash is kept, and not for long.
    """
    instant, tap_key = now(), _tap_key(target, choice, device)
    twice = TWICE_IN_A_CENTRE if network is None else TWICE
    tapped = queries.by_tap(tap_key, since=instant - twice)
    if tapped is not None and tapped.seed is not None and choice in tapped.choices:
        return tapped
    # Both are counted each time.
    calm = [
        _within(FLOOD, "opinion", network),
        _within(FLOOD_ON_ONE, f"opinion {columns_of(target)}", network),
    ]
    seed = codes.new_seed()
    opinion = Opinion(
        **columns_of(target),
        wave=None if all(calm) else instant.replace(minute=0, second=0, microsecond=0),
        tap_key=tap_key,
        seed=seed,
        link_hash=codes.hashed(_link(seed), settings().code_key),
    )
    db.session.add(opinion)
    _say(opinion, choice)
    db.session.flush()
    return opinion


@operation
def change(opinion: Opinion, choice: Choice) -> None:
    """Answer a question otherwise, or the other question."""
    _say(opinion, choice)


@operation
def take_back(opinion: Opinion) -> None:
    """Say nothing any more: it counts no longer."""
    before = opinion.choices
    opinion.seen = opinion.useful = opinion.me_too = None
    opinion.changed_at = now()
    _move(opinion, before)


def secret(opinion: Opinion) -> str:
    """The secret of its link, just after the tap."""
    return _link(opinion.seed or "")


def _link(seed: str) -> str:
    return codes.link_of(seed, settings().code_key)


def _within(limit: tuple[int, int], what: str, network: str | None) -> bool:
    return throttle.within(*limit, what, network)


def _tap_key(target: Target, choice: Choice, device: str) -> str:
    """Salted by the day, and by what was tapped: nothing follows a device from one page to another."""
    said = f"tap:{now():%Y-%m-%d}:{columns_of(target)}:{choice}:{device}"
    return hmac.new(settings().secret_key.encode(), said.encode(), hashlib.sha256).hexdigest()


def _say(opinion: Opinion, choice: Choice) -> None:
    before = opinion.choices
    question, answer = ANSWERS[choice]
    setattr(opinion, question, answer)
    opinion.changed_at = now()
    _move(opinion, before)


def _move(opinion: Opinion, before: list[Choice]) -> None:
    """Let the tally follow, unless the opinion is set aside."""
    if opinion.wave is None:
        moves = {one: (one in opinion.choices) - (one in before) for one in Choice}
        about = {column: getattr(opinion, column) for column in COLUMNS.values()}
        _count({column: number for column, number in about.items() if number is not None}, moves)


def _count(about: dict[str, int], moves: Mapping[Choice, int]) -> None:
    """Add to the tally of one thing, whoever else does so at the same time."""
    if not any(moves.values()):
        return
    if "proposal_id" in about:
        _count_on_the_envie(about["proposal_id"], moves[Choice.ME_TOO])
        return
    added = {str(choice): moves[choice] for question in QUESTIONS for choice in question}
    added["doubts"] = moves[Choice.NOT_YET] + moves[Choice.TO_IMPROVE]
    db.session.execute(
        insert(OpinionTally)
        .values(**about, **added, created_at=now())
        .on_conflict_do_update(
            index_elements=list(about),
            set_={name: getattr(OpinionTally, name) + move for name, move in added.items()},
        )
    )


def _count_on_the_envie(number: int, move: int) -> None:
    """A statement of its own: who reads the file must not be told that it changed under their eyes."""
    counted = db.update(Proposal).where(Proposal.id == number).values(me_too=Proposal.me_too + move)
    in_bulk(counted)


@operation
def settle(waves: list[tuple[dict[str, int], datetime]], until: int, fate: Fate, by: User) -> int:
    """Count or drop what these hours set aside about these things, up to the last one read; how many."""
    advisory_lock(LOCK)
    settled = [_settle(about, wave, until, fate) for about, wave in sorted(waves, key=str)]
    audit.record(AuditEvent.DECISION, by, "avis mis de côté", f"{sum(settled)} avis, {DONE[fate]}")
    return sum(settled)


DONE = {Fate.COUNT: "comptés", Fate.DROP: "écartés"}


def _settle(about: dict[str, int], wave: datetime, until: int, fate: Fate) -> int:
    of_the_wave = [getattr(Opinion, column) == number for column, number in about.items()]
    of_the_wave += [Opinion.wave == wave, Opinion.id <= until]
    change: Any = db.delete(Opinion) if fate is Fate.DROP else db.update(Opinion).values(wave=None)
    statement = change.where(*of_the_wave).returning(Opinion.seen, Opinion.useful, Opinion.me_too)
    rows = db.session.execute(statement.execution_options(synchronize_session=False)).all()
    if fate is Fate.COUNT:
        said = [Opinion(**row._mapping).choices for row in rows]
        _count(about, {choice: sum(choice in one for one in said) for choice in Choice})
    return len(rows)


@operation
def answer(target: Judged, text: str, by: User, version: int) -> None:
    """Answer publicly; what was answered before is kept, and no longer shown."""
    _end_standing(target, version)
    db.session.add(OpinionAnswer(**columns_of(target), text=text, actor_id=by.id))
    audit.record(AuditEvent.DECISION, by, called(target), "réponse aux avis publiée")


@operation
def withdraw_answer(target: Judged, by: User, version: int) -> None:
    """Show no answer any more."""
    if _end_standing(target, version):
        audit.record(AuditEvent.DECISION, by, called(target), "réponse aux avis retirée")


def _end_standing(target: Target, version: int) -> bool:
    """`version`: the number of the answer that was read, 0 for none; OutOfDate when another one came."""
    standing = queries.standing_answer(target)
    if (standing.id if standing else 0) != version:
        raise OutOfDate
    if standing is not None:
        standing.ended_at = now()
    return standing is not None


@operation
def forget(instant: datetime) -> int:
    """Forget what recognised a double tap; the links go on opening."""
    old = db.update(Opinion).where(Opinion.tap_key.is_not(None), Opinion.created_at <= instant - TRACE_LIFE)
    return in_bulk(old.values(tap_key=None, seed=None))
