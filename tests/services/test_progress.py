"""The one door of an envie: whatever the staff do to it is in the trail; what its author does is not."""

import pytest

from ctg_site.accompaniment import operations as accompaniment
from ctg_site.accompaniment import queries
from ctg_site.accompaniment.becoming import operations as becoming
from ctg_site.accompaniment.stories import operations
from ctg_site.db import db, operation
from ctg_site.domain.policy import SYSTEM, Permission, Role
from ctg_site.domain.vocabulary import AuditEvent, Channel, StoryVoice
from ctg_site.domain.workflow import (
    MODERATION,
    OUTCOME,
    STAGE,
    WORKFLOWS,
    Conclusion,
    Decision,
    Moderation,
    Move,
    OutOfDate,
    Stage,
)
from ctg_site.follow_up import operations as follow_up
from ctg_site.inbox import sorting_operations as sorting
from ctg_site.models.audit import AuditEntry
from ctg_site.models.proposals import Proposal
from ctg_site.moderation import operations as moderation
from ctg_site.services import progress
from tests import factories
from tests.lens import load_lens

#: Who else than a member of the staff makes a transition: the author, or the site itself.
OTHERS = {Permission.FOLLOW_UP_USE, Permission.FOLLOW_UP_WRITE, Permission.FILE_ARCHIVE}
BY_STAFF = [(life, row) for life in WORKFLOWS for row in life.transitions if row.permission not in OTHERS]
WHY = "Voici pourquoi."


def grouping(proposal, by):
    head = factories.proposal(proposal.structure)
    moderation.group(proposal, head, joining=proposal.id, by=by, version=proposal.version, reason=WHY)


#: What has another door than a decision, and the words of the trail when it is not named there by its event.
def becomes(proposal, by):
    load_lens()
    becoming.begin_action(proposal, by=by, version=proposal.version, reason=WHY)


DOORS = {
    Decision.GROUP: grouping,
    Decision.GIVE_DETAIL_FOR_AUTHOR: lambda proposal, by: accompaniment.note_words(
        proposal, "Au parc.", Channel.PHONE, by=by
    ),
    Conclusion.BECOME_ACTION: becomes,
    Decision.PUT_AWAY: sorting.put_away,
    Decision.PUT_BACK: sorting.put_back,
}
ACTS = {MODERATION: moderation.decide, STAGE: accompaniment.move, OUTCOME: accompaniment.conclude}
SAID = {Decision.PUT_AWAY: "rangée", Decision.PUT_BACK: "remise"}


def do(life, event, proposal, by):
    """This transition, as the pages of the staff bring it about."""
    if event in DOORS:
        DOORS[event](proposal, by=by)
    else:
        more = {"public": WHY} if life is OUTCOME else {}
        ACTS[life](proposal, event, by=by, version=proposal.version, reason=WHY, **more)


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def agent(centre):
    return factories.staff(Role.COORDINATOR, centre)


def placed(centre, life, row):
    """An envie in a state from which this row leads elsewhere."""
    sort = {Decision.PUT_AWAY, Decision.PUT_BACK}
    made = (factories.aside if row.event in sort else factories.proposal)(centre)
    values = {life.attribute: min(row.sources)}
    db.session.execute(db.update(Proposal).where(Proposal.id == made.id).values(values))
    db.session.commit()
    return factories.reread(made)


def trail(proposal):
    """What the trail says of this envie, in the order of the lines."""
    lines = db.select(AuditEntry).where(AuditEntry.subject == proposal.called).order_by(AuditEntry.number)
    return [(line.event, line.detail, line.actor_id) for line in db.session.scalars(lines)]


@pytest.mark.parametrize(("life", "row"), BY_STAFF, ids=[str(row.event) for _, row in BY_STAFF])
def test_what_the_staff_do_leaves_its_line_in_the_trail(centre, agent, life, row):
    proposal = placed(centre, life, row)
    do(life, row.event, proposal, agent)
    assert getattr(factories.reread(proposal), life.attribute) is row.target
    detail = SAID.get(row.event, str(row.event))
    assert trail(proposal) == [(AuditEvent.DECISION, detail, agent.id)]


def test_a_story_that_changes_the_stage_says_both(centre, agent):
    proposal = factories.reread(factories.published(centre))
    operations.write_story(proposal, "Le jardin a ouvert.", StoryVoice.STAFF, None, by=agent, version=0)
    version = queries.story(proposal).version
    operations.publish_story(proposal, by=agent, version=version)
    assert (AuditEvent.DECISION, Move.TELL, agent.id) in trail(proposal)
    assert AuditEvent.STORY_PUBLISHED in db.session.scalars(db.select(AuditEntry.event)).all()


def test_many_put_away_at_once_are_one_line(centre, agent):
    swept = [factories.aside(centre), factories.aside(centre)]
    assert sorting.sweep(by=agent, in_danger=False) == 2
    assert [trail(one) for one in swept] == [[], []]
    last = db.session.scalar(db.select(AuditEntry).order_by(AuditEntry.number.desc()).limit(1))
    assert (last.detail, last.actor_id) == ("2 rangées", agent.id)


def test_an_old_page_changes_nothing_and_says_what_happened(centre, agent):
    proposal = factories.decided(Decision.KEEP_PRIVATE, centre, by=agent)
    before = trail(proposal)
    with pytest.raises(OutOfDate) as refused:
        accompaniment.move(proposal, Move.MEET, by=agent, version=proposal.version - 1)
    assert refused.value.happened.event == Decision.KEEP_PRIVATE
    assert trail(proposal) == before and factories.reread(proposal).stage is Stage.WELCOME


@operation
def archive(proposal):
    progress.change(proposal, MODERATION, Decision.ARCHIVE, by=SYSTEM)


def test_the_end_of_an_envie_frees_those_grouped_with_it_whoever_ends_it(centre):
    head = factories.proposal(centre)
    member = factories.grouped(factories.proposal(centre), head, by=factories.staff(Role.AGENT, centre))
    archive(factories.reread(head))
    freed = factories.reread(member)
    assert (freed.moderation, freed.grouped_with_id) == (Moderation.RECEIVED, None)
    assert trail(head) == [] and "lose_head" in [line.event for line in freed.journal]


def test_what_an_author_does_is_in_the_journal_alone(centre):
    proposal = factories.proposal(centre)
    follow_up.withdraw(proposal, by=factories.author(proposal))
    assert trail(proposal) == [] and "withdraw" in [line.event for line in factories.reread(proposal).journal]
