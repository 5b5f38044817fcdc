"""Those who joined an envie: counted as the public reads it, and told when the envie moves."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy.orm.attributes import set_committed_value

from ctg_site.db import db, in_bulk, now
from ctg_site.domain.participation import JoinState
from ctg_site.domain.workflow import ENDED, MODERATION, OUTCOME, Decision, Outcome, Workflow
from ctg_site.effects import outbox
from ctg_site.models.participation import Participation
from ctg_site.models.proposals import Proposal

GOING_ON = {Outcome.OPEN, Outcome.PAUSED}
#: The decisions that take an envie from the public's eyes, or give it back.
SEEN = {
    *(Decision.HIDE, Decision.RESTORE, Decision.MAKE_PRIVATE, Decision.SHOW),
    *(Decision.WITHDRAW, Decision.WITHDRAW_FOR_AUTHOR),
}


def count(proposal: Proposal, people: Iterable[Participation], change: int) -> None:
    """Inside an operation that holds the envie: these people count from now on (1), or no more (-1).

    A statement of its own: who reads the file must not be told that it changed under their eyes.
    """
    offered, joined = Counter(proposal.offered), proposal.joined
    for person in people:
        joined += change
        for offer in person.offers:
            offered[offer] += change
    values = {"joined": joined, "offered": {offer: many for offer, many in offered.items() if many > 0}}
    written = db.update(Proposal).where(Proposal.id == proposal.id).values(**values)
    in_bulk(written)
    for name, value in values.items():
        set_committed_value(proposal, name, value)


def followed(proposal: Proposal, workflow: Workflow, event: StrEnum) -> None:
    """Inside an operation, after a change of the envie: those who joined it are told, each in their way."""
    if not (workflow is OUTCOME or (workflow is MODERATION and event in SEEN)):
        return
    db.session.flush()
    ended = proposal.moderation in ENDED or proposal.outcome not in GOING_ON
    dated = db.update(Participation).where(Participation.proposal_id == proposal.id)
    dated = dated.values(ended_at=now() if ended else None)
    in_bulk(dated)
    for person in counted(proposal):
        outbox.tell_participant(person, "joined_moved", subject=workflow.attribute, event=str(event))


def counted(proposal: Proposal) -> list[Participation]:
    """Those who joined it, and count."""
    if not proposal.joined:
        return []
    there = db.select(Participation).where(
        Participation.proposal_id == proposal.id,
        Participation.state != JoinState.LEFT,
        Participation.counting(),
    )
    return list(db.session.scalars(there.order_by(Participation.id)))
