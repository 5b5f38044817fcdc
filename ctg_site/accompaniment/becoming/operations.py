"""Writes: an envie becomes an action of the convention, one that is there or one that begins with it."""

from ctg_site.db import operation
from ctg_site.domain.workflow import OUTCOME, Conclusion, InvalidTransition
from ctg_site.models.actions import Action
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.services import progress, thread


@operation
def become(action: Action, proposal: Proposal, by: User, version: int, reason: str = "") -> None:
    """An envie becomes this action. It is locked first: so does an action that tells its envies."""
    if not thread.may_tie(by, action):
        raise InvalidTransition("nobody but its own centre reads this action yet")
    _conclude(proposal, by, version, reason)
    thread.tie(proposal, action, by)


@operation
def begin_action(proposal: Proposal, by: User, version: int, reason: str = "") -> None:
    """An envie becomes an action that begins with it; the coordination publishes it."""
    _conclude(proposal, by, version, reason)
    thread.tie(proposal, thread.begin_from(proposal, by), by)


def _conclude(proposal: Proposal, by: User, version: int, reason: str) -> None:
    progress.change(proposal, OUTCOME, Conclusion.BECOME_ACTION, by, version=version, reason=reason)
    proposal.outcome_word = ""
