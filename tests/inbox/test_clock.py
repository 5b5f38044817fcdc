"""One clock: what starts it, what stops it, and what each state of a file promises."""

from datetime import date, timedelta

import pytest

from ctg_site.accompaniment import operations as accompaniment
from ctg_site.db import operation
from ctg_site.domain.policy import SYSTEM
from ctg_site.domain.workflow import MODERATION, Conclusion, Decision, Move
from ctg_site.follow_up import operations as follow_up
from ctg_site.moderation import operations as moderation
from ctg_site.services import progress
from tests import factories

CONTACT, STEP = date(2026, 12, 8), date(2026, 12, 24)
PHONE = {"way": "phone", "phone": "06 39 98 00 01", "email": ""}


@pytest.fixture(autouse=True)
def stopped(clock):
    return clock


@pytest.mark.parametrize(
    ("event", "due"),
    [
        (Decision.ASK_DETAIL, STEP),
        (Decision.KEEP_PRIVATE, STEP),
        (Decision.PUBLISH, STEP),
        (Decision.REFUSE, None),
        (Decision.REDIRECT, None),
        (Decision.GROUP, None),
        (Decision.WITHDRAW_FOR_AUTHOR, None),
    ],
)
def test_a_decision_is_a_contact_and_promises_what_it_must(centre, event, due):
    proposal = factories.reread(factories.decided(event, centre, reason="Voici pourquoi."))
    assert (proposal.due_on, proposal.answered_in) == (due, 0)
    assert proposal.contacted_at and proposal.moved_at


def test_what_only_arrives_or_is_taken_is_no_contact(centre, agent):
    proposal = factories.proposal(centre)
    factories.take(proposal, by=agent)
    taken = factories.reread(proposal)
    assert (taken.due_on, taken.contacted_at) == (CONTACT, None)


def test_the_days_of_the_first_answer_are_kept(centre, agent, stopped):
    proposal = factories.proposal(centre)
    stopped.shift(timedelta(days=7))
    moderation.answer(proposal, "Bonjour.", by=agent)
    stopped.shift(timedelta(days=7))
    moderation.answer(proposal, "Encore bonjour.", by=agent)
    after = factories.reread(proposal)
    assert after.answered_in == 5 and after.due_on == date(2027, 1, 7)


def test_a_first_contact_by_hand_is_made_when_it_is_told(centre, agent):
    proposal = factories.decided(Decision.REFUSE, centre, by=agent, reason="Voici pourquoi.", **PHONE)
    waiting = factories.reread(proposal)
    assert (waiting.due_on, waiting.contacted_at) == (CONTACT, None)
    moderation.told(waiting, by=agent)
    assert factories.reread(proposal).due_on is None and factories.reread(proposal).contacted_at


def test_nothing_to_tell_is_no_contact(centre, agent):
    proposal = factories.proposal(centre)
    moderation.told(proposal, by=agent)
    assert factories.reread(proposal).contacted_at is None


@pytest.mark.parametrize("event", [Conclusion.PAUSE, Conclusion.SUCCEED, Conclusion.STOP, Conclusion.DROP])
def test_an_end_or_a_rest_promises_nothing_until_it_is_taken_up(centre, agent, event, stopped):
    proposal = factories.decided(Decision.KEEP_PRIVATE, centre, by=agent)
    accompaniment.conclude(proposal, event, by=agent, version=proposal.version, reason="Pourquoi.")
    assert proposal.due_on is None
    stopped.shift(timedelta(days=2))
    accompaniment.conclude(proposal, Conclusion.RESUME, by=agent, version=proposal.version)
    assert factories.reread(proposal).due_on == STEP + timedelta(days=2)


def test_each_step_starts_the_clock_again(centre, agent, stopped):
    proposal = factories.decided(Decision.KEEP_PRIVATE, centre, by=agent)
    stopped.shift(timedelta(days=20))
    accompaniment.move(proposal, Move.MEET, by=agent, version=proposal.version)
    assert factories.reread(proposal).due_on == STEP + timedelta(days=20)


def test_withdrawing_stops_it(centre):
    proposal = factories.proposal(centre)
    follow_up.withdraw(proposal, by=factories.author(proposal))
    assert factories.reread(proposal).due_on is None


@operation
def archive(proposal):
    progress.change(proposal, MODERATION, Decision.ARCHIVE, by=SYSTEM)


def test_archiving_stops_it(centre):
    proposal = factories.proposal(centre)
    archive(proposal)
    assert factories.reread(proposal).due_on is None


@pytest.mark.parametrize("event", [Decision.REFUSE, Decision.REDIRECT, Decision.GROUP])
def test_contesting_promises_a_new_answer(centre, event, stopped):
    proposal = factories.decided(event, centre, reason="Voici pourquoi.")
    stopped.shift(timedelta(days=7))
    follow_up.contest(proposal, "Relisez.", by=factories.author(proposal))
    assert factories.reread(proposal).due_on == date(2026, 12, 15)


def test_an_answer_to_a_question_is_read_within_the_promise(centre):
    proposal = factories.decided(Decision.ASK_DETAIL, centre, reason="Où ?")
    follow_up.write_message(proposal, "Au parc.", by=factories.author(proposal))
    assert factories.reread(proposal).due_on == CONTACT


def test_a_message_of_the_author_neither_stops_nor_delays(centre):
    proposal = factories.proposal(centre)
    follow_up.write_message(proposal, "Bonjour ?", by=factories.author(proposal))
    after = factories.reread(proposal)
    assert (after.due_on, after.contacted_at) == (CONTACT, None)


def test_asking_to_be_published_promises_an_answer(centre):
    proposal = factories.decided(Decision.KEEP_PRIVATE, centre, visibility="private")
    follow_up.choose_visibility(proposal, "without_name", by=factories.author(proposal))
    assert factories.reread(proposal).due_on == CONTACT


def test_the_file_says_which_promise_runs(desk, centre, agent):
    proposal = factories.proposal(centre)
    desk.get(f"/equipe/envies/{proposal.id}")
    assert "Premier contact promis avant le mardi 8 décembre : encore deux semaines" in desk.text
    desk.submit("Envoyer le message", message="Bonjour.")
    desk.follow()
    assert "Réponse promise avant le jeudi 24 décembre" in desk.text
    desk.submit("Enregistrer la décision", decision_event="keep_private")
    desk.follow()
    assert "Prochaine étape promise avant le jeudi 24 décembre" in desk.text
