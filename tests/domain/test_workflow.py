"""The three life cycles, each state against each event, and the guards that no button can go around."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import product

import pytest

from ctg_site.domain.policy import POLICY, VISITOR, Permission, Person, Role, allowed
from ctg_site.domain.workflow import (
    MODERATION,
    OUTCOME,
    STAGE,
    Conclusion,
    Decision,
    Forbidden,
    InvalidTransition,
    Moderation,
    Move,
    Outcome,
    Stage,
)

M, D, S, V, R, C = Moderation, Decision, Stage, Move, Outcome, Conclusion
AGENT = Person(id=7, roles=frozenset({Role.AGENT}), structure_ids=frozenset({1}), receives_proposals=True)
COORDINATOR = Person(id=8, roles=frozenset({Role.COORDINATOR}))


@dataclass
class File:
    id: int = 1
    structure_id: int | None = 1
    moderation: Moderation = M.RECEIVED
    stage: Stage = S.WELCOME
    outcome: Outcome = R.OPEN
    may_be_public: bool = True
    is_public: bool = False
    published_at: datetime | None = None
    own_name_of_id: int | None = None
    contested_id: int | None = None
    to_check: bool = False
    erased_at: datetime | None = None
    extra: dict = field(default_factory=dict)


DECIDED = {
    D.PUBLISH: M.PUBLISHED,
    D.KEEP_PRIVATE: M.PRIVATE,
    D.REFUSE: M.NOT_PUBLISHABLE,
    D.REDIRECT: M.REDIRECTED,
    D.GROUP: M.GROUPED,
}
EXPECTED = {
    **{
        (source, event): target
        for source in (M.RECEIVED, M.NEEDS_DETAIL)
        for event, target in DECIDED.items()
    },
    (M.PRIVATE, D.PUBLISH): M.PUBLISHED,
    (M.RECEIVED, D.ASK_DETAIL): M.NEEDS_DETAIL,
    (M.NEEDS_DETAIL, D.GIVE_DETAIL): M.RECEIVED,
    (M.NEEDS_DETAIL, D.GIVE_DETAIL_FOR_AUTHOR): M.RECEIVED,
    (M.GROUPED, D.UNGROUP): M.RECEIVED,
    (M.GROUPED, D.LOSE_HEAD): M.RECEIVED,
    (M.PUBLISHED, D.HIDE): M.HIDDEN,
    (M.HIDDEN, D.RESTORE): M.PUBLISHED,
    **{(s, D.TAKE_BACK): M.RECEIVED for s in {*DECIDED.values(), M.NEEDS_DETAIL} - {M.GROUPED}},
    **{(s, D.CONTEST): M.RECEIVED for s in (M.NOT_PUBLISHABLE, M.REDIRECTED, M.GROUPED, M.HIDDEN)},
    (M.PRIVATE, D.SHOW): M.PUBLISHED,
    (M.PRIVATE, D.ASK_PUBLICATION): M.RECEIVED,
    (M.PUBLISHED, D.MAKE_PRIVATE): M.PRIVATE,
    **{
        (state, event): M.WITHDRAWN
        for state in set(M) - {M.WITHDRAWN, M.ARCHIVED}
        for event in (D.WITHDRAW, D.WITHDRAW_FOR_AUTHOR)
    },
    (M.RECEIVED, D.PUT_AWAY): M.ARCHIVED,
    (M.ARCHIVED, D.PUT_BACK): M.RECEIVED,
    **{(state, D.ARCHIVE): M.ARCHIVED for state in set(M) - {M.ARCHIVED}},
}


@pytest.mark.parametrize(("state", "event"), list(product(M, D)))
def test_every_state_and_decision(state, event):
    if (state, event) in EXPECTED:
        assert MODERATION.find(state, event).target == EXPECTED[state, event]
    else:
        with pytest.raises(InvalidTransition):
            MODERATION.find(state, event)


@pytest.mark.parametrize(("state", "event"), list(product(S, V)))
def test_stages_skip_forwards_freely_and_go_back_with_a_reason(state, event):
    row = next(row for row in STAGE.transitions if row.event == event)
    order = list(S)
    goes_back = event.startswith("back")
    possible = (
        order.index(state) > order.index(row.target)
        if goes_back
        else order.index(state) < order.index(row.target)
    )
    assert (state in row.sources) == possible
    assert row.reason_required == goes_back


@pytest.mark.parametrize(("state", "event"), list(product(R, C)))
def test_what_ended_may_only_resume(state, event):
    going_on = {R.OPEN, R.PAUSED}
    possible = state is not R.OPEN if event is C.RESUME else state in going_on
    if event is C.PAUSE:
        possible = state is R.OPEN
    row = next(row for row in OUTCOME.transitions if row.event == event)
    assert (state in row.sources) == possible


def test_publishing_needs_the_consent_of_the_author():
    with pytest.raises(InvalidTransition):
        MODERATION.step(AGENT, File(may_be_public=False), D.PUBLISH)
    assert D.PUBLISH not in [row.event for row in MODERATION.open_to(AGENT, File(may_be_public=False))]


def test_nobody_publishes_what_they_wrote_for_their_own_centre():
    with pytest.raises(Forbidden):
        MODERATION.step(AGENT, File(own_name_of_id=AGENT.id), D.PUBLISH)
    assert MODERATION.step(COORDINATOR, File(own_name_of_id=AGENT.id), D.PUBLISH)


def test_a_contested_decision_is_taken_by_somebody_else():
    with pytest.raises(Forbidden):
        MODERATION.step(AGENT, File(contested_id=AGENT.id), D.REFUSE)
    assert MODERATION.step(COORDINATOR, File(contested_id=AGENT.id), D.REFUSE)


def test_only_what_is_set_aside_is_put_away_and_nothing_else_may_be_done_with_it():
    with pytest.raises(InvalidTransition):
        MODERATION.step(AGENT, File(), D.PUT_AWAY)
    with pytest.raises(InvalidTransition):
        MODERATION.step(AGENT, File(moderation=M.ARCHIVED), D.PUT_BACK)
    aside = File(to_check=True)
    assert MODERATION.step(AGENT, aside, D.PUT_AWAY).target is M.ARCHIVED
    with pytest.raises(InvalidTransition):
        MODERATION.step(
            AGENT, File(moderation=M.ARCHIVED, to_check=True, erased_at=datetime.now(UTC)), D.PUT_BACK
        )
    assert not MODERATION.open_to(AGENT, aside)
    for permission in (Permission.FILE_TAKE, Permission.FILE_ASSIGN, Permission.FILE_WRITE):
        assert not allowed(COORDINATOR, permission, aside)


def test_only_what_was_read_by_a_person_comes_back_by_itself():
    author = Person(proposal_id=1)
    never, before = File(moderation=M.PRIVATE), File(moderation=M.PRIVATE, published_at=datetime.now(UTC))
    assert [row.event for row in MODERATION.open_to(author, never)] == [D.ASK_PUBLICATION, D.WITHDRAW]
    assert [row.event for row in MODERATION.open_to(author, before)] == [D.SHOW, D.WITHDRAW]


def test_every_permission_has_its_rule_and_strangers_have_few():
    assert set(POLICY) == set(Permission)
    open_to_all = {permission for permission in Permission if allowed(VISITOR, permission, File())}
    assert open_to_all == {
        Permission.SITE_READ,
        Permission.PROPOSAL_SUBMIT,
        Permission.FOLLOW_UP_OPEN,
        Permission.REGISTRATION_SEND,
        Permission.JOIN_SEND,
        Permission.VALUES_SEND,
        Permission.NEWS_ASK,
        Permission.STAFF_SIGN_IN,
        Permission.RIGHTS_ASK,
    }


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PARTNER])
def test_administrators_and_partners_see_no_file(role):
    person = Person(id=9, roles=frozenset({role}), structure_ids=frozenset({1}), receives_proposals=True)
    about_files = [p for p in Permission if p.startswith(("file:", "contact:", "inbox:"))]
    assert not [
        p for p in about_files if allowed(person, p, File()) or allowed(person, p, File(structure_id=None))
    ]


def test_an_agent_handles_their_centre_reads_the_unassigned_and_nothing_else():
    assert allowed(AGENT, Permission.CONTACT_READ, File())
    assert allowed(AGENT, Permission.FILE_READ, File(structure_id=None))
    assert not allowed(AGENT, Permission.CONTACT_READ, File(structure_id=None))
    assert not allowed(AGENT, Permission.FILE_READ, File(structure_id=2))
