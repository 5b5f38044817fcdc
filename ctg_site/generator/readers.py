"""What readers do about an invented envie: they join it, say « moi aussi », write under it."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from ctg_site.domain.journal import FileEvent
from ctg_site.domain.participation import JoinState, Offer, RemarkKind, RemarkState
from ctg_site.domain.vocabulary import Actor, ContactWay
from ctg_site.domain.workflow import Outcome
from ctg_site.effects import receipts
from ctg_site.models.opinions import Opinion
from ctg_site.models.participation import Participation
from ctg_site.models.remarks import Remark

from .envies import Envie
from .lives import Happening

#: Most are joined by nobody, a few by many.
MOST = 60
#: What came since then may wait for the centre.
RECENT = timedelta(days=20)
DECIDED = {
    RemarkState.PUBLISHED: FileEvent.REMARK_PUBLISH,
    RemarkState.REFUSED: FileEvent.REMARK_REFUSE,
}
JOINABLE = {Outcome.OPEN, Outcome.PAUSED}


def write(envie: Envie) -> None:
    """Before its row, which keeps how many joined it and what they bring."""
    at = envie.published_at
    if at is None or not envie.is_public:
        return
    ended = None if envie.life.outcome in JOINABLE else envie.life.happened[-1].at
    offered: Counter[str] = Counter()
    for _ in range(_crowd(envie)):
        _join(envie, _after(envie, at, ended), offered, ended)
    envie.offered = dict(offered)
    for _ in range(_crowd(envie)):
        envie.me_too += 1
        _me_too(envie, _after(envie, at, ended))
    for _ in range(min(_crowd(envie), 8) // 2):
        _remark(envie, _after(envie, at, None))


def _crowd(envie: Envie) -> int:
    return min(int(envie.hand.draw.paretovariate(1.1)) - 1, MOST)


def _after(envie: Envie, at: datetime, ended: datetime | None) -> datetime:
    """Some days after its publication, until it ended."""
    return min(at + timedelta(days=envie.hand.draw.expovariate(1 / 20)), ended or envie.hand.until)


def _waiting(envie: Envie, at: datetime) -> tuple[int, int, int]:
    """How often the centre did nothing about it yet, did, or it went no further: old ones seldom wait."""
    return (12, 24, 4) if envie.hand.until - at < RECENT else (1, 48, 7)


def _join(envie: Envie, at: datetime, offered: Counter[str], ended: datetime | None) -> None:
    """It counts unless they left."""
    hand = envie.hand
    offers = sorted({str(hand.draw.choice([*Offer])) for _ in range(2)}, key=[*Offer].index)
    state = hand.draw.choices([*JoinState], _waiting(envie, at))[0]
    if state is not JoinState.LEFT:
        envie.joined += 1
        offered.update(offers)
    seed, called = hand.seed(), state is JoinState.CALLED
    hand.batch.add(
        Participation,
        created_at=at,
        proposal_id=envie.number,
        state=state,
        offers=offers,
        send_key=hand.token(),
        link_hash=receipts.link_hash(seed),
        due_on=hand.due(at) if state is JoinState.NEW else None,
        **({"erased_at": at} if state is JoinState.LEFT else _reached(envie, seed)),
        called_at=at if called else None,
        called_by_id=envie.by.id if called else None,
        ended_at=ended,
    )
    envie.happened.append(_happening(at, FileEvent.JOIN_SENT))


def _reached(envie: Envie, seed: str) -> dict[str, Any]:
    hand = envie.hand
    return {
        "words": hand.said.one("join") if hand.likely(0.5) else "",
        "first_name": hand.said.first(),
        "way": ContactWay.EMAIL,
        "email": f"voisin{hand.draw.randrange(10**6)}@example.org",
        "seed": seed,
    }


def _happening(at: datetime, event: FileEvent, actor: Actor = Actor.SYSTEM) -> Happening:
    return Happening(at, event.subject, event, "", actor)


def _me_too(envie: Envie, at: datetime) -> None:
    envie.hand.batch.add(
        Opinion, created_at=at, proposal_id=envie.number, me_too=True, link_hash=envie.hand.token()
    )


def _remark(envie: Envie, at: datetime) -> None:
    hand = envie.hand
    kind = hand.draw.choice([*RemarkKind])
    state = hand.draw.choices([*RemarkState], _waiting(envie, at))[0]
    decided = None if state is RemarkState.WAITING else min(at + timedelta(days=2), hand.until)
    envie.happened.append(_happening(at, FileEvent.REMARK_SENT))
    if decided:
        envie.happened.append(_happening(decided, DECIDED[state], Actor.STAFF))
    answered = state is RemarkState.PUBLISHED and hand.likely(0.5)
    hand.batch.add(
        Remark,
        created_at=at,
        kind=kind,
        state=state,
        proposal_id=envie.number,
        text=hand.said.one(kind),
        send_key=hand.token(),
        due_on=hand.due(at),
        reason=hand.said.one("reason") if state is RemarkState.REFUSED else "",
        decided_at=decided,
        decided_by_id=envie.by.id if decided else None,
        answer=hand.said.one("answer") if answered else "",
        answered_at=decided if answered else None,
        answered_by_id=envie.by.id if answered else None,
    )
