"""What is kept of people: each kind, why the law allows it, until when; the words are in its slice."""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class LegalBasis(StrEnum):
    """Why the law allows to keep it (RGPD, article 6)."""

    MISSION = "mission"
    CONSENT = "consent"
    DUTY = "duty"


class KeptData(StrEnum):
    """A kind of data about somebody; its value names it in CTG_RETENTION and on the command line."""

    DRAFT = "draft"
    DESK_ENTRY = "desk_entry"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    ENDED = "ended"
    SILENT = "silent"
    PUBLISHED = "published"
    COMPANION = "companion"
    PARTICIPANT = "participant"
    PARTICIPANT_LINK = "participant_link"
    DATES_REPLY = "dates_reply"
    LINKED_CODES = "linked_codes"
    PICTURE = "picture"
    BEARER = "bearer"
    REGISTRATION = "registration"
    REGISTRATION_LINK = "registration_link"
    TAP = "tap"
    REMARK = "remark"
    REMARK_PUBLISHED = "remark_published"
    HEARD = "heard"
    HEARD_PUBLISHED = "heard_published"
    REPORT = "report"
    ANSWER_DRAFT = "answer_draft"
    ANSWER = "answer"
    SUBSCRIPTION_ASKED = "subscription_asked"
    SUBSCRIPTION = "subscription"
    LETTER = "letter"
    RIGHTS = "rights"
    SEARCH = "search"
    STAFF_SESSION = "staff_session"
    STAFF_READING = "staff_reading"
    STAFF_REMINDER = "staff_reminder"
    STAFF_ABSENCE = "staff_absence"
    STAFF_SIGNED = "staff_signed"
    STAFF_UNUSED = "staff_unused"
    STAFF_GONE = "staff_gone"
    VISIT = "visit"
    NETWORK = "network"
    AUDIT = "audit"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Life:
    """How long; of nothing at all: until the next turn."""

    months: int = 0
    days: int = 0
    hours: int = 0

    @property
    def span(self) -> timedelta:
        """The same of what is counted in hours or days."""
        return timedelta(days=self.days, hours=self.hours)

    def before(self, instant: datetime) -> datetime:
        """The moment since when it is over, at that instant; a month ends on the same day, or the last."""
        year, month = divmod(instant.year * 12 + instant.month - 1 - self.months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        back = instant.replace(year=year, month=month + 1, day=min(instant.day, last))
        return back - self.span


@dataclass(frozen=True, slots=True)
class KeepingRule:
    """Why one kind of data may be kept, and how long when the town says nothing else."""

    basis: LegalBasis
    life: Life


MISSION, CONSENT, DUTY = LegalBasis
RULES: dict[KeptData, KeepingRule] = {
    KeptData.DRAFT: KeepingRule(MISSION, Life(hours=24)),
    KeptData.DESK_ENTRY: KeepingRule(MISSION, Life(hours=24)),
    KeptData.WITHDRAWN: KeepingRule(MISSION, Life()),
    KeptData.REFUSED: KeepingRule(MISSION, Life(months=6)),
    KeptData.ENDED: KeepingRule(MISSION, Life(months=12)),
    KeptData.SILENT: KeepingRule(MISSION, Life(months=12)),
    KeptData.PUBLISHED: KeepingRule(CONSENT, Life(months=12)),
    KeptData.COMPANION: KeepingRule(CONSENT, Life(months=1)),
    KeptData.PARTICIPANT: KeepingRule(CONSENT, Life(months=1)),
    KeptData.PARTICIPANT_LINK: KeepingRule(CONSENT, Life(hours=24)),
    KeptData.DATES_REPLY: KeepingRule(CONSENT, Life()),
    KeptData.LINKED_CODES: KeepingRule(CONSENT, Life()),
    KeptData.PICTURE: KeepingRule(CONSENT, Life()),
    KeptData.BEARER: KeepingRule(MISSION, Life(days=90)),
    KeptData.REGISTRATION: KeepingRule(CONSENT, Life(months=1)),
    KeptData.REGISTRATION_LINK: KeepingRule(CONSENT, Life(hours=24)),
    KeptData.TAP: KeepingRule(MISSION, Life(hours=1)),
    KeptData.REMARK: KeepingRule(MISSION, Life(months=6)),
    KeptData.REMARK_PUBLISHED: KeepingRule(CONSENT, Life(months=60)),
    KeptData.HEARD: KeepingRule(MISSION, Life(months=12)),
    KeptData.HEARD_PUBLISHED: KeepingRule(CONSENT, Life(months=60)),
    KeptData.REPORT: KeepingRule(MISSION, Life(months=6)),
    KeptData.ANSWER_DRAFT: KeepingRule(MISSION, Life(hours=48)),
    KeptData.ANSWER: KeepingRule(MISSION, Life(months=12)),
    KeptData.SUBSCRIPTION_ASKED: KeepingRule(CONSENT, Life(days=7)),
    KeptData.SUBSCRIPTION: KeepingRule(CONSENT, Life(months=36)),
    KeptData.LETTER: KeepingRule(MISSION, Life(months=12)),
    KeptData.RIGHTS: KeepingRule(DUTY, Life(months=12)),
    KeptData.SEARCH: KeepingRule(MISSION, Life(months=12)),
    KeptData.STAFF_SESSION: KeepingRule(DUTY, Life(days=30)),
    KeptData.STAFF_READING: KeepingRule(MISSION, Life(days=1)),
    KeptData.STAFF_REMINDER: KeepingRule(MISSION, Life(days=30)),
    KeptData.STAFF_ABSENCE: KeepingRule(MISSION, Life(months=12)),
    KeptData.STAFF_SIGNED: KeepingRule(MISSION, Life(months=60)),
    KeptData.STAFF_UNUSED: KeepingRule(DUTY, Life(months=12)),
    KeptData.STAFF_GONE: KeepingRule(DUTY, Life(months=12)),
    KeptData.VISIT: KeepingRule(DUTY, Life(hours=48)),
    KeptData.NETWORK: KeepingRule(DUTY, Life(hours=24)),
    KeptData.AUDIT: KeepingRule(DUTY, Life(months=12)),
    KeptData.LOG: KeepingRule(DUTY, Life(months=6)),
}
#: What a town may choose, in months: the delays that no page counts in hours or days.
CHOSEN = {kept: rule.life.months for kept, rule in RULES.items() if rule.life.months}
#: Longer, nobody would believe that it is needed.
MOST_MONTHS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A line of the table of periods: what a slice says of one kind of data, in words, and how it ends.

    `columns` names, by table, what holds it; `forget` erases at an instant what is past its time and says
    how many rows, by transactions that may stop anywhere; without one, the data ends with another line.
    `each_turn`: cheap and short, the mail loop does it too; the rest is for the daily purge.
    """

    kept: KeptData
    what: str
    why: str
    who: str
    since: str
    remains: str
    columns: Mapping[str, str] = field(default_factory=dict)
    forget: Callable[[datetime], int] | None = None
    each_turn: bool = False
