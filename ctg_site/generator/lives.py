"""The course of an invented envie: what happens and when, by the rows of the three life cycles alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from ctg_site.domain.journal import FileEvent
from ctg_site.domain.vocabulary import Actor
from ctg_site.domain.workflow import (
    MODERATION,
    OUTCOME,
    STAGE,
    Conclusion,
    Decision,
    Moderation,
    Move,
    Outcome,
    Stage,
    Workflow,
)

D, C = Decision, Conclusion
#: How often each way to be read is taken, in parts of the whole.
READ: tuple[tuple[int, tuple[Decision, ...]], ...] = (
    (2, ()),
    (2, (D.ASK_DETAIL,)),
    (52, (D.PUBLISH,)),
    (6, (D.ASK_DETAIL, D.GIVE_DETAIL, D.PUBLISH)),
    (11, (D.KEEP_PRIVATE,)),
    (4, (D.REFUSE,)),
    (5, (D.REDIRECT,)),
    (4, (D.GROUP,)),
    (2, (D.PUBLISH, D.HIDE)),
    (4, (D.WITHDRAW,)),
    (3, (D.PUBLISH, D.WITHDRAW)),
    (3, (D.KEEP_PRIVATE, D.ARCHIVE)),
    (2, (D.PUBLISH, D.ARCHIVE)),
)
ENDS: tuple[tuple[int, tuple[Conclusion, ...]], ...] = (
    (52, ()),
    (18, (C.SUCCEED,)),
    (5, (C.BECOME_ACTION,)),
    (5, (C.HAND_OVER,)),
    (5, (C.ENTRUST,)),
    (5, (C.PAUSE,)),
    (2, (C.PAUSE, C.RESUME)),
    (4, (C.STOP,)),
    (4, (C.DROP,)),
)
MOVES = (Move.MEET, Move.SUPPORT, Move.PLAN, Move.REALISE, Move.TELL)
#: How many of them were made when it is at rest.
MOVED = (8, 5, 4, 4, 3, 3)
#: Whoever does not belong to the staff.
OTHERS = {D.GIVE_DETAIL: Actor.AUTHOR, D.WITHDRAW: Actor.AUTHOR, D.ARCHIVE: Actor.SYSTEM}
#: Days between two things that happen, in the middle: to be read, then to be followed.
READING, FOLLOWING = 4, 30
ACCOMPANIED = {Moderation.PUBLISHED, Moderation.PRIVATE}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened: a transition, or an event of the file."""

    at: datetime
    subject: str
    event: StrEnum
    before: str
    actor: Actor


@dataclass(slots=True)
class Course:
    """Where it is now, and all that led there."""

    moderation: Moderation = Moderation.RECEIVED
    stage: Stage = Stage.WELCOME
    outcome: Outcome = Outcome.OPEN
    happened: list[Happening] = field(default_factory=list)

    def when(self, event: StrEnum) -> datetime | None:
        """When this last happened."""
        return next((one.at for one in reversed(self.happened) if one.event == event), None)

    def by_staff(self) -> list[Happening]:
        return [one for one in self.happened if one.actor is Actor.STAFF]


def live(draw: Random, created: datetime, until: datetime, may_group: bool) -> Course:
    """What happened to an envie that came then, as far as today; it is grouped only where a head is."""
    life, instant = Course(), created
    for workflow, event, days in _course(draw, life, may_group):
        instant += timedelta(days=draw.expovariate(1 / days))
        if instant > until:
            break
        if workflow is None:
            life.happened.append(Happening(instant, "file", event, "", Actor.STAFF))
            continue
        before = getattr(life, workflow.attribute)
        who = OTHERS.get(event, Actor.STAFF) if isinstance(event, Decision) else Actor.STAFF
        life.happened.append(Happening(instant, workflow.attribute, event, before, who))
        setattr(life, workflow.attribute, workflow.find(before, event).target)
    return life


def _course(draw: Random, life: Course, may_group: bool) -> Iterator[tuple[Workflow | None, StrEnum, float]]:
    """What is to happen, and after how many days: read first, then followed where it goes on."""
    decisions = _drawn(draw, READ)
    if D.GROUP in decisions and not may_group:
        decisions = (D.PUBLISH,)
    if decisions and decisions[0] not in OTHERS:
        yield None, FileEvent.TAKE, READING
    for decision in decisions:
        yield MODERATION, decision, FOLLOWING * 3 if decision is D.ARCHIVE else READING
    if life.moderation in ACCOMPANIED:
        for move in MOVES[: _drawn(draw, tuple(zip(MOVED, range(len(MOVED)), strict=True)))]:
            yield STAGE, move, FOLLOWING
        for conclusion in _drawn(draw, ENDS):
            yield OUTCOME, conclusion, FOLLOWING


def _drawn(draw: Random, choices: tuple[tuple[int, Any], ...]) -> Any:
    return draw.choices([one for _, one in choices], [weight for weight, _ in choices])[0]
