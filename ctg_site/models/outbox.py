"""Tables: what must be told to somebody, what slows a flood down, what the database knows of itself."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, and_, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime, state_column
from ctg_site.domain.vocabulary import NoticeFault, NoticeWay

from .collecting import Bearer
from .meetings import Registration
from .participation import Participation
from .people import User
from .proposals import Proposal
from .reports import Report
from .subscriptions import Subscriber


class Notice(Model):
    """Tell this person this: an e-mail leaves by itself, any other way is a task of the centre.

    It holds no address: a mail is rendered at sending, from the author's contact, the member of staff,
    the report, the registration to a meeting, whoever joined an envie, asked for news or bears actions.
    """

    __tablename__ = "notice"
    template: Mapped[str]
    way: Mapped[NoticeWay] = state_column(NoticeWay)
    context: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id"), index=True)
    participation_id: Mapped[int | None] = mapped_column(ForeignKey("participation.id"), index=True)
    subscriber_id: Mapped[int | None] = mapped_column(ForeignKey("subscriber.id"), index=True)
    bearer_id: Mapped[int | None] = mapped_column(ForeignKey("bearer.id"), index=True)
    message_key: Mapped[str] = mapped_column(unique=True)
    attempts: Mapped[int] = mapped_column(default=0)
    try_after: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: When it was first handed to the mail server; its days of patience run from there.
    first_tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    gave_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Why it cannot leave, once given up; nothing when there was nobody, or nothing, to tell.
    fault: Mapped[NoticeFault | None] = state_column(NoticeFault)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    proposal: Mapped[Proposal | None] = relationship(lazy="raise_on_sql")
    user: Mapped[User | None] = relationship(foreign_keys=user_id, lazy="raise_on_sql")
    report: Mapped[Report | None] = relationship(lazy="raise_on_sql")
    registration: Mapped[Registration | None] = relationship(lazy="raise_on_sql")
    participation: Mapped[Participation | None] = relationship(lazy="raise_on_sql")
    subscriber: Mapped[Subscriber | None] = relationship(lazy="raise_on_sql")
    bearer: Mapped[Bearer | None] = relationship(lazy="raise_on_sql")

    @property
    def is_for_author(self) -> bool:
        """It speaks to the author of an envie: not to the staff about it, nor to whoever joined it."""
        return self.proposal_id is not None and self.participation_id is None and self.user_id is None


#: The same in SQL. « IS TRUE »: what waits, not these columns that are mostly empty, chooses the index.
FOR_AUTHOR = and_(
    Notice.proposal_id.is_not(None), Notice.participation_id.is_(None), Notice.user_id.is_(None)
).is_(True)
#: What somebody is still to be told: a mail that was given up for want of anybody to read it tells nothing.
UNTOLD = and_(Notice.done_at.is_(None), or_(Notice.gave_up_at.is_(None), Notice.fault.is_not(None)))
#: A mail that cannot leave, and a person has not taken care of yet.
STUCK = and_(Notice.done_at.is_(None), Notice.fault.in_(tuple(NoticeFault)))
#: What a person must tell: by another way than a mail, or because the mail cannot leave. An index for each.
BY_PERSON = or_(
    and_(Notice.done_at.is_(None), Notice.way.in_([way for way in NoticeWay if way is not NoticeWay.EMAIL])),
    STUCK,
)
#: What nobody was told yet, and no mail server was ever handed: it may be taken back as if it never was.
UNSENT = or_(
    BY_PERSON,
    and_(
        Notice.way == NoticeWay.EMAIL,
        Notice.done_at.is_(None),
        Notice.gave_up_at.is_(None),
        Notice.attempts == 0,
    ),
)

Index("ix_notice_waiting", Notice.done_at, Notice.way, Notice.try_after)
Index("ix_notice_stuck", Notice.fault, Notice.done_at)


#: A letter that waits for somebody to let it go, after a restoration: no turn of the loop comes so late.
HELD_UNTIL = datetime(9000, 1, 1, tzinfo=UTC)
HELD = and_(Notice.done_at.is_(None), Notice.gave_up_at.is_(None), Notice.try_after >= HELD_UNTIL)


class RateCount(Model):
    """How many times something was tried from one place in one window of time."""

    __tablename__ = "rate_count"
    key: Mapped[str] = mapped_column(unique=True)
    hits: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SiteFact(Model):
    """What the database knows of itself: that it holds a demonstration, for instance."""

    __tablename__ = "site_fact"
    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str]


class TableVersion(Model):
    """What changed (`versions.py`): for each table a number, another one each time that it is written.

    Drawn in the very transaction that writes: whoever reads the new rows reads it too.
    """

    __tablename__ = "table_version"
    name: Mapped[str] = mapped_column(unique=True)
    value: Mapped[int] = mapped_column(BigInteger)
