"""Reads of following: what may be followed, what a link shows, and the thing that a mail speaks of."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.actions import queries as actions
from ctg_site.convention import queries as convention
from ctg_site.db import db
from ctg_site.domain.participation import Followed
from ctg_site.domain.tokens import token_hash
from ctg_site.models.actions import Action
from ctg_site.models.convention import Theme
from ctg_site.models.proposals import Proposal
from ctg_site.models.subscriptions import Subscriber, Subscription
from ctg_site.proposals import queries as proposals

#: Where a subscription keeps the thing of each kind.
COLUMNS: dict[Followed, Any] = {
    Followed.ENVIE: Subscription.proposal_id,
    Followed.ACTION: Subscription.action_id,
    Followed.THEME: Subscription.theme_id,
}
#: What a subscription is about, in the statement that brings it.
ABOUT = (
    joinedload(Subscription.proposal),
    joinedload(Subscription.action),
    joinedload(Subscription.theme).joinedload(Theme.convention),
)


@dataclass(frozen=True, slots=True)
class Thing:
    """What somebody follows, as the public reads it now."""

    kind: Followed
    id: int
    title: str
    #: Where everybody reads it.
    address: str


def thing(kind: Followed, number: int = 0, period: str = "", slug: str = "") -> Thing | None:
    """What may be followed at this address; nothing when the public does not read it."""
    if kind is Followed.ENVIE:
        return _envie(proposals.proposal(number))
    if kind is Followed.ACTION:
        return _action(db.session.scalar(actions.published().where(Action.number == number)))
    return _theme(convention.theme(period, slug))


def _envie(proposal: Proposal | None) -> Thing | None:
    if proposal is None or not proposal.is_public:
        return None
    return Thing(Followed.ENVIE, proposal.id, proposal.public_title or "", f"/envies/{proposal.number}")


def _action(action: Action | None) -> Thing | None:
    if action is None or not action.is_public:
        return None
    return Thing(Followed.ACTION, action.id, action.title, f"/actions/{action.number}")


def _theme(theme: Theme | None) -> Thing | None:
    if theme is None:
        return None
    return Thing(
        Followed.THEME, theme.id, theme.name, f"/conventions/{theme.convention.period}/{theme.slug}/"
    )


def about(subscription: Subscription) -> Thing | None:
    """The thing of a subscription read with ABOUT; nothing while the public does not read it."""
    return _envie(subscription.proposal) or _action(subscription.action) or _theme(subscription.theme)


def subscriber(secret: str) -> Subscriber | None:
    """Whoever holds this secret, with all that they follow: two statements, without looking through."""
    return db.session.execute(
        db.select(Subscriber)
        .where(Subscriber.link_hash == token_hash(secret))
        .options(selectinload(Subscriber.subscriptions).options(*ABOUT))
    ).scalar_one_or_none()


def subscription(number: int) -> Subscription | None:
    """One subscription with its thing, as the database holds them now."""
    select = db.select(Subscription).where(Subscription.id == number).options(*ABOUT)
    return db.session.execute(select.execution_options(populate_existing=True)).scalar_one_or_none()
