"""Tables: who asked for news by e-mail, and of what."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime, now

from .actions import Action
from .convention import ID_NEVER_REUSED, Theme
from .proposals import Proposal


class Subscriber(Model):
    """An address that wants news: one digest a week at most, whatever it follows."""

    __tablename__ = "subscriber"
    email: Mapped[str] = mapped_column(unique=True)
    #: What the links of its mails are made from, and the hash of the secret that they hold.
    seed: Mapped[str] = mapped_column(unique=True)
    link_hash: Mapped[str] = mapped_column(unique=True)
    #: The end of what the last digest told.
    told_until: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    subscriptions: Mapped[list["Subscription"]] = relationship(
        back_populates="subscriber", order_by="Subscription.id", lazy="raise_on_sql"
    )


FOLLOWED = "proposal_id", "action_id", "theme_id"


class Subscription(Model):
    """One thing followed by one address; nothing is sent of it before `confirmed_at`."""

    __tablename__ = "subscription"
    __table_args__ = (
        CheckConstraint(
            " + ".join(f"CASE WHEN {one} IS NULL THEN 0 ELSE 1 END" for one in FOLLOWED) + " = 1",
            name="follows_one_thing",
        ),
        UniqueConstraint("subscriber_id", "proposal_id"),
        UniqueConstraint("subscriber_id", "action_id"),
        UniqueConstraint("subscriber_id", "theme_id"),
        ID_NEVER_REUSED,
    )
    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscriber.id"))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    #: When it was asked for last; what nobody confirms is forgotten a week later.
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    subscriber: Mapped[Subscriber] = relationship(back_populates="subscriptions", lazy="raise_on_sql")
    proposal: Mapped[Proposal | None] = relationship(lazy="raise_on_sql")
    action: Mapped[Action | None] = relationship(lazy="raise_on_sql")
    theme: Mapped[Theme | None] = relationship(lazy="raise_on_sql")


Index("ix_subscription_waiting", Subscription.confirmed_at, Subscription.asked_at)
