"""One invented envie: its row, its journal, the words that were published, its lines of the audit trail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

from ctg_site.domain import alerts
from ctg_site.domain.answers import WeekTime
from ctg_site.domain.deadlines import after_working_days, working_days_between
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.town_calendar import local
from ctg_site.domain.vocabulary import (
    Actor,
    AgeBand,
    AuditEvent,
    Channel,
    ProposerKind,
    Visibility,
)
from ctg_site.domain.workflow import WORKFLOWS, Decision, Moderation, Outcome
from ctg_site.effects import receipts
from ctg_site.models.proposals import (
    PROMISED,
    JournalEntry,
    Proposal,
    Revision,
    proposal_commitment,
)
from ctg_site.runtime import Delays

from . import trail
from .lives import Course, Happening
from .sentences import Inventor
from .town import Follower, Ground
from .writing import Batch

#: One in so many speaks of a danger.
IN_DANGER = 300
AGES = ([AgeBand.ADULT, AgeBand.FROM_15_TO_17, AgeBand.UNDER_15, None], [80, 8, 5, 7])
SEEN = ([Visibility.FIRST_NAME, Visibility.WITHOUT_NAME], [3, 1])
WHOLE = frozenset({Decision.ASK_DETAIL, Decision.REFUSE, Decision.REDIRECT, Decision.GROUP, Decision.HIDE})
LIVES = {workflow.attribute for workflow in WORKFLOWS}
ENDED_IN_WORDS = {Outcome.PAUSED, Outcome.STOPPED_BY_AUTHOR, Outcome.NOT_FOLLOWED_UP}


@dataclass(slots=True)
class Hand:
    """What each envie of a chunk is written with."""

    draw: Random
    said: Inventor
    ground: Ground
    delays: Delays
    until: datetime
    batch: Batch
    lines: list[trail.Line]
    #: Numbers of revisions, one for each envie at most.
    revisions: Iterator[int]

    #: The last day of the promise, by the day of arrival.
    promised: dict[date, date]

    def due(self, at: datetime) -> date:
        day = local(at).date()
        if day not in self.promised:
            self.promised[day] = after_working_days(day, self.delays.contact)
        return self.promised[day]

    def token(self) -> str:
        return f"{self.draw.getrandbits(256):064x}"

    def seed(self) -> str:
        return f"{self.draw.getrandbits(128):032x}"

    def likely(self, part: float) -> bool:
        return self.draw.random() < part


class Envie:
    """It is drawn when it is made; `write` adds its rows to the batch."""

    def __init__(self, number: int, created: datetime, life: Course, hand: Hand) -> None:
        self.number, self.created, self.life, self.hand = number, created, life, hand
        draw, ground = hand.draw, hand.ground
        self.centre, colleagues = draw.choice(ground.centres)
        self.by: Follower = draw.choice(colleagues)
        self.title, self.text = hand.said.wish()
        self.first = hand.said.first()
        self.age = draw.choices(*AGES)[0]
        self.seed = hand.seed()
        self.published_at = life.when(Decision.PUBLISH)
        self.grouped_with: int | None = None
        self.joined, self.me_too = 0, 0
        self.offered: dict[str, int] = {}
        #: What its journal tells; readers add what they did.
        self.happened = [
            Happening(created, "file", FileEvent.SUBMIT, "", Actor.AUTHOR),
            *life.happened,
        ]
        self.commitments = self._aims()

    def _aims(self) -> list[Any]:
        """The first aims of the convention are those that people speak of most."""
        aims, draw = self.hand.ground.commitments, self.hand.draw
        count = draw.choices((0, 1, 2), (1, 7, 2))[0] if aims else 0
        chosen = {int(draw.random() ** 2 * len(aims)) for _ in range(count)}
        return [aims[one] for one in sorted(chosen)]

    @property
    def is_public(self) -> bool:
        return self.life.moderation is Moderation.PUBLISHED

    @property
    def is_archived(self) -> bool:
        return self.life.moderation is Moderation.ARCHIVED

    @property
    def is_promised(self) -> bool:
        return self.life.moderation in PROMISED and self.life.outcome is Outcome.OPEN

    def write(self) -> SimpleNamespace:
        """The row that was written, as the search index reads it."""
        hand = self.hand
        row = self._row()
        hand.batch.add(Proposal, **row)
        for one in self.commitments:
            hand.batch.add(proposal_commitment, proposal_id=self.number, commitment_id=one.id)
        self._journal()
        return SimpleNamespace(**row, commitments=self.commitments)

    def _row(self) -> dict[str, Any]:
        life, draw, hand = self.life, self.hand.draw, self.hand
        staff = life.by_staff()
        contacted = staff[0].at if staff else None
        shown = bool(self.published_at or hand.likely(0.6))
        arrived = local(self.created).date()
        contact_due = hand.due(self.created)
        moved = self._moved()
        danger = hand.likely(1 / IN_DANGER) and not self.is_public
        text = f"{self.text} {hand.said.one('danger')}" if danger else self.text
        visibility = draw.choices(*SEEN)[0] if shown else Visibility.PRIVATE
        told = self.published_at and life.moderation is not Moderation.WITHDRAWN
        told = told and (not self.is_archived or life.happened[-1].before == Moderation.PUBLISHED)
        kept = not self.is_archived
        named = told and kept and visibility is Visibility.FIRST_NAME
        return {
            "id": self.number,
            "created_at": self.created,
            "moderation": life.moderation,
            "stage": life.stage,
            "outcome": life.outcome,
            "text": text if kept else "",
            "wants_to_talk": hand.likely(0.2),
            "channel": draw.choices([*Channel], (70, 12, 5, 6, 3, 4))[0],
            "organisation": hand.said.one("organisation") if kept and hand.likely(0.1) else "",
            "proposer_kind": draw.choice([*ProposerKind]),
            "age_band": self.age,
            "week_times": [str(draw.choice([*WeekTime]))] if kept and hand.likely(0.3) else [],
            "visibility": visibility,
            "consented_at": self.created if shown else None,
            "alerts": [str(one) for one in alerts.alerts(text)] if danger and kept else [],
            "district_id": draw.choice(hand.ground.districts) if hand.ground.districts else None,
            "structure_id": self.centre,
            "referent_id": self.by.id if staff else None,
            "grouped_with_id": self.grouped_with,
            "public_title": self.title if told else None,
            "public_text": self.text if told else None,
            "public_name": self.first if named else None,
            "published_at": self.published_at,
            "outcome_word": hand.said.one("reason") if kept and life.outcome in ENDED_IN_WORDS else "",
            "taken_at": contacted,
            "contact_due_on": contact_due,
            "contacted_at": contacted,
            "moved_at": moved,
            "due_on": self._due(contact_due, moved),
            "answered_in": contacted and working_days_between(arrived, local(contacted).date()),
            "joined": self.joined,
            "me_too": self.me_too,
            "offered": self.offered,
            "submission_key": hand.token(),
            **receipts.hashes(self.seed),
            "seed": self.seed if kept else None,
        }

    def _moved(self) -> datetime | None:
        """When the centre last did something: of an open one, not long ago, but for some that are late."""
        staff = self.life.by_staff()
        if not staff:
            return None
        last = staff[-1].at
        if self.is_promised:
            recent = self.hand.until - timedelta(days=self.hand.draw.random() * self.hand.delays.step * 1.1)
            last = max(last, recent)
        return last

    def _due(self, contact_due: date, moved: datetime | None) -> date | None:
        if not self.is_promised:
            return None
        return local(moved).date() + timedelta(days=self.hand.delays.step) if moved else contact_due

    def _journal(self) -> None:
        """All that happened, in order; what the staff decided is in the audit trail too."""
        for one in sorted(self.happened, key=lambda one: one.at):
            self._entry(one, self._revision(one.at) if one.event == Decision.PUBLISH else None)
            if one.actor is Actor.STAFF and one.subject in LIVES:
                called = f"envie n°\u00a0{self.number}"
                said = AuditEvent.DECISION, self.by, called, str(one.event)
                self.hand.lines.append(trail.line(one.at, *said))

    def _entry(self, one: Happening, revision: int | None = None) -> None:
        said = one.event in WHOLE and not self.is_archived
        self.hand.batch.add(
            JournalEntry,
            created_at=one.at,
            proposal_id=self.number,
            subject=one.subject,
            event=str(one.event),
            before=str(one.before),
            reason=self.hand.said.one("reason") if said else "",
            actor=one.actor,
            actor_id=self.by.id if one.actor is Actor.STAFF else None,
            revision_id=revision,
        )

    def _revision(self, at: datetime) -> int | None:
        if self.is_archived:
            return None
        number = next(self.hand.revisions)
        about = {"proposal_id": self.number, "actor_id": self.by.id, "created_at": at}
        self.hand.batch.add(Revision, id=number, title=self.title, text=self.text, **about)
        return number
