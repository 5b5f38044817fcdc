"""The thread between an envie and its actions: tied from either end, and its people told when these move."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_
from sqlalchemy.orm import joinedload

from ctg_site.db import db, insert
from ctg_site.domain.evaluation import OVER, ActionNews
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.policy import Permission, allowed
from ctg_site.domain.workflow import ENDED, NoConvention
from ctg_site.effects import outbox
from ctg_site.models.actions import Action, action_commitment, action_proposal
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import Proposal, proposal_commitment

from . import clock, participants
from .action_history import note, touch

#: What is tied to an action: an envie, or through the one that it was grouped with.
OWN_OR_HEAD = Proposal.id, Proposal.grouped_with_id


def actions_of(proposal: Proposal) -> list[Action]:
    """The actions that an envie is linked to, those that nobody else reads yet included: one statement."""
    tied = db.select(action_proposal.c.action_id).where(action_proposal.c.proposal_id == proposal.id)
    return list(db.session.scalars(db.select(Action).where(Action.id.in_(tied)).order_by(Action.number)))


def may_tie(person: Any, action: Action) -> bool:
    """An envie becomes what everybody reads, or an action of one's own centre."""
    own = allowed(person, Permission.ACTION_FOLLOW, action)
    return own or allowed(person, Permission.ACTION_READ, action)


def offered(person: Any) -> list[tuple[int, str]]:
    """The actions that an envie may become, number and title: of the current convention, or not over."""
    current = db.select(Convention.id).where(Convention.is_current).scalar_subquery()
    ours = or_(Action.convention_id == current, Action.state.not_in(OVER))
    found = db.session.scalars(db.select(Action).where(ours).order_by(Action.number))
    return [(action.number, action.title) for action in found if may_tie(person, action)]


def begin(title: str, by: Any) -> Action:
    """Inside an operation: an action of the current convention that nobody but the staff reads yet."""
    locked = db.select(Convention.id).where(Convention.is_current).with_for_update()
    convention_id = db.session.execute(locked).scalar_one_or_none()
    if convention_id is None:
        raise NoConvention("no convention is current")
    last = db.session.execute(db.select(db.func.max(Action.number))).scalar_one() or 0
    made = Action(number=last + 1, title=title, convention_id=convention_id, changed_on=clock.today())
    db.session.add(made)
    db.session.flush()
    note(made, by, "creation", {}, {"title": title})
    return made


def begin_from(proposal: Proposal, by: Any) -> Action:
    """Inside an operation: an action that begins with the words, the centre and the aims of an envie.

    Of one that the public does not read, its number alone: other centres read actions.
    """
    title, words = (proposal.public_title, proposal.public_text) if proposal.is_public else (None, None)
    made = begin(title or proposal.called.capitalize(), by)
    made.plain_text, made.lead_id = words or "", proposal.structure_id
    aims = (
        db.select(proposal_commitment.c.commitment_id)
        .join(Commitment, Commitment.id == proposal_commitment.c.commitment_id)
        .join(Theme, Theme.id == Commitment.theme_id)
        .where(proposal_commitment.c.proposal_id == proposal.id, Theme.convention_id == made.convention_id)
    )
    for number in list(db.session.scalars(aims)):
        db.session.execute(action_commitment.insert().values(action_id=made.id, commitment_id=number))
    return made


def tie(proposal: Proposal, action: Action, by: Any) -> None:
    """Inside an operation that holds the action: this envie became it, or feeds it; twice is once.

    Its version moves: whoever was writing on its page is told so, and takes nothing away.
    """
    tied = db.select(action_proposal.c.proposal_id).where(action_proposal.c.action_id == action.id)
    before = set(db.session.scalars(tied))
    row = insert(action_proposal).values(action_id=action.id, proposal_id=proposal.id)
    db.session.execute(row.on_conflict_do_nothing())
    lists = [sorted(map(str, numbers)) for numbers in (before, before | {proposal.id})]
    if proposal.id not in before:
        touch(action)
        note(action, by, "identite", {"proposals": lists[0]}, {"proposals": lists[1]})
    proposal.note_down(FileEvent.ACTION_LINKED, by, before=str(action.number))


@dataclass(frozen=True, slots=True)
class News:
    """Something of an action to be told, to the people of these envies alone or of all its own."""

    action: Action
    what: ActionNews
    envies: frozenset[int] | None = None

    def is_for(self, envie: Proposal) -> bool:
        """It, or the one that it was grouped with, is among those to be told."""
        return self.envies is None or not self.envies.isdisjoint({envie.id, envie.grouped_with_id})

    @property
    def context(self) -> dict[str, Any]:
        """What a letter needs of it."""
        return {"number": self.action.number, "what": str(self.what)}


def news_of(action: Action, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[News]:
    """What a change of an action brings to be told, from what its history keeps of it."""
    done = [
        {one["title"] for one in kept.get("milestones", ()) if one["done_on"]} for kept in (before, after)
    ]
    tied = set(after.get("proposals", ())) - set(before.get("proposals", ()))
    return [
        *([News(action, ActionNews.LINKED, frozenset(map(int, tied)))] if tied else []),
        *([News(action, ActionNews.STATE)] if before.get("state") != after.get("state") else []),
        *([News(action, ActionNews.MILESTONE)] if done[1] - done[0] else []),
    ]


def tell(news: Iterable[News], by: Any) -> None:
    """Inside an operation: of what the public reads, each author and each person who joined is told.

    Once for the same news that still waits to be told; three statements, whatever the number of actions.
    """
    shown = [one for one in news if one.action.is_published]
    tied = _tied({one.action.id for one in shown}) if shown else {}
    waiting = _waiting({envie.id for envies in tied.values() for envie in envies}) if tied else []
    for one in shown:
        for envie in filter(one.is_for, tied.get(one.action.id, ())):
            if (envie.id, one.context) not in waiting:
                _tell(envie, one, by)


def _tell(envie: Proposal, news: News, by: Any) -> None:
    linked = news.what is ActionNews.LINKED
    envie.note_down(
        FileEvent.ACTION_LINKED if linked else FileEvent.ACTION_MOVED, by, before=str(news.action.number)
    )
    outbox.tell_author(envie, envie.contact, "action_moved", **news.context)
    for person in participants.counted(envie):
        outbox.tell_participant(person, "joined_action_moved", **news.context)


def _tied(actions: set[int]) -> dict[int, list[Proposal]]:
    """The envies of each of these actions, those grouped with them too, whose author is still spoken to."""
    found = (
        db.select(action_proposal.c.action_id, Proposal)
        .join(Proposal, or_(*(one == action_proposal.c.proposal_id for one in OWN_OR_HEAD)))
        .where(action_proposal.c.action_id.in_(actions))
        .where(Proposal.moderation.not_in(ENDED), Proposal.counting())
        .order_by(Proposal.id)
        .options(joinedload(Proposal.contact))
    )
    tied: dict[int, list[Proposal]] = {}
    for number, envie in db.session.execute(found):
        tied.setdefault(number, []).append(envie)
    return tied


def _waiting(envies: set[int]) -> list[tuple[int, dict[str, Any]]]:
    """What the authors of these envies are still to be told."""
    waits = Notice.template == "action_moved", Notice.done_at.is_(None), Notice.gave_up_at.is_(None)
    rows = db.select(Notice.proposal_id, Notice.context).where(Notice.proposal_id.in_(envies), *waits)
    return [(number, context) for number, context in db.session.execute(rows)]
