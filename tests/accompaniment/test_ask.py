"""« C’est fait ? »: asked some weeks later, once, by the author’s own way; the answer moves the centre."""

from datetime import timedelta

import pytest

from ctg_site.accompaniment import operations
from ctg_site.db import db
from ctg_site.domain.vocabulary import StepKind
from ctg_site.domain.workflow import Conclusion, Move
from ctg_site.services import clock as promises
from ctg_site.services import delivery
from tests import factories

WEEKS = timedelta(weeks=6, days=1)


@pytest.fixture
def realised(clock, proposal, agent):
    """An envie whose realisation began more than six weeks ago."""
    move(proposal, agent, Move.REALISE)
    clock.shift(WEEKS)
    return factories.reread(proposal)


def move(proposal, agent, event):
    fresh = factories.reread(proposal)
    operations.move(fresh, event, by=factories.by_email(agent.email), version=fresh.version)


def test_it_is_asked_once(realised, mailbox, events):
    assert operations.ask_if_done() == 1
    assert operations.ask_if_done() == 0
    db.session.commit()
    delivery.deliver_pending()
    asked = [mail for mail in mailbox if "C’est fait" in mail["Subject"]]
    assert len(asked) == 1 and events(realised)[-1] == "ask_done"


def test_never_before_its_time(clock, proposal, agent):
    move(proposal, agent, Move.REALISE)
    clock.shift(timedelta(weeks=6) - timedelta(hours=1))
    assert operations.ask_if_done() == 0


def test_a_project_waits_for_its_last_step(clock, proposal, agent):
    move(proposal, agent, Move.PLAN)
    clock.shift(timedelta(weeks=4))
    done = operations.Done(kind=StepKind.CALL, on=promises.today(), text="On avance")
    operations.add_step(factories.reread(proposal), done, by=factories.by_email(agent.email))
    clock.shift(timedelta(weeks=4))
    assert operations.ask_if_done() == 0
    clock.shift(timedelta(weeks=3))
    assert operations.ask_if_done() == 1


@pytest.mark.parametrize("ended", ["a conclusion", "a withdrawal"])
def test_nobody_is_asked_about_what_ended(realised, agent, ended):
    if ended == "a withdrawal":
        factories.follow_up.withdraw(realised, by=factories.author(realised))
    else:
        by = factories.by_email(agent.email)
        operations.conclude(realised, Conclusion.SUCCEED, by=by, version=realised.version)
    assert operations.ask_if_done() == 0


@pytest.mark.parametrize(
    ("button", "said", "event"),
    [("Oui, c’est fait", "c’est fait", "done"), ("Non, pas encore", "pas encore", "not_yet")],
)
def test_the_author_answers_with_a_button(
    realised, agent, other_browser, follow_up, mailbox, events, browser, button, said, event
):
    operations.ask_if_done()
    follow_up(other_browser, realised)
    other_browser.submit(button, to="/suivi")
    other_browser.follow()
    assert "C’est fait ?" not in other_browser.text
    assert events(realised)[-1] == event and factories.reread(realised).due_on
    db.session.commit()
    delivery.deliver_pending()
    assert mailbox[-1]["To"] == agent.email
    browser.sign_in(agent)
    browser.get(f"/equipe/envies/{realised.number}/accompagnement")
    assert f"la personne a répondu : {said}" in browser.text.replace(" .", ".")


def test_it_is_answered_once_and_only_when_asked(realised, other_browser, follow_up):
    follow_up(other_browser, realised)
    assert "C’est fait ?" not in other_browser.text
    other_browser.post("/suivi/c-est-fait", {"done": "oui"}, status=409)
    operations.ask_if_done()
    follow_up(other_browser, realised)
    other_browser.post("/suivi/c-est-fait", {"done": "peut-être"}, status=422)
    follow_up(other_browser, realised)
    page = other_browser.page
    other_browser.submit("Oui, c’est fait")
    other_browser.page = page
    other_browser.submit("Non, pas encore", status=409)
    assert factories.reread(realised).said_done is True
