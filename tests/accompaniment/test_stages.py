"""Stages and outcomes, from the page of the accompaniment: told to the author, with their reason."""

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.services import delivery
from ctg_site.wording import operations as wording
from tests import factories
from tests.typography import flat

PUBLIC = {"issue_public": "La place manque pour le moment."}


def form(proposal, act):
    return f'form[action="/equipe/envies/{proposal.number}/{act}"]'


def test_accompanying_moves_the_public_story(at, desk, proposal, other_browser, mailbox):
    here = f"/equipe/envies/{proposal.number}/accompagnement"
    at().submit(form(proposal, "etape"), etape_event="meet", to=here)
    desk.follow()
    desk.submit(form(proposal, "issue"), issue_event="succeed", to=here)
    other_browser.get(f"/envies/{proposal.number}")
    assert "Réalisée" in other_browser.text
    after = factories.reread(proposal)
    assert (after.stage, after.outcome) == ("meeting", "realised")
    db.session.commit()
    delivery.deliver_pending()
    assert "C’est réalisé." in mailbox[-1].get_content()


def test_going_back_a_step_says_why(at, desk, proposal):
    at().submit(form(proposal, "etape"), etape_event="plan")
    desk.follow()
    desk.submit(form(proposal, "etape"), etape_event="back_to_meeting", status=422)
    assert "Expliquez ce choix à la personne" in desk.text
    desk.submit(form(proposal, "etape"), etape_event="back_to_meeting", etape_reason="Le groupe a changé.")
    after = factories.reread(proposal)
    assert after.stage == "meeting" and after.messages[-1].text == "Le groupe a changé."


def test_the_author_reads_why_it_stops(at, desk, proposal, other_browser, follow_up):
    at().submit(form(proposal, "issue"), issue_event="drop", issue_reason="Le terrain est vendu.", **PUBLIC)
    follow_up(other_browser, proposal)
    assert "Le terrain est vendu." in other_browser.text
    assert factories.reread(proposal).due_on is None


def test_a_prepared_sentence_says_why(at, desk, proposal, other_browser, follow_up):
    wording.load_first()
    choices = {tag.text: tag["value"] for tag in at().page.select("[name=issue_prepared] option")}
    pause = next(value for words, value in choices.items() if words.startswith("Mettre en pause"))
    desk.submit(form(proposal, "issue"), issue_event="drop", issue_prepared=pause, status=422)
    assert "Cette phrase n’est pas faite pour ce choix." in desk.text
    desk.submit(form(proposal, "issue"), issue_event="pause", issue_reason="On se rappelle.", **PUBLIC)
    follow_up(other_browser, proposal)
    assert "On se rappelle." in other_browser.text
    assert "{" not in factories.reread(proposal).messages[-1].text


@pytest.mark.parametrize(("act", "event"), [("etape", "meet"), ("issue", "succeed")])
def test_whoever_comes_too_late_is_told(at, desk, proposal, centre, act, event):
    at()
    stale = desk.page
    factories.take(proposal, by=factories.staff(Role.AGENT, centre))
    desk.page = stale
    desk.submit(form(proposal, act), status=409, **{f"{act}_event": event, f"{act}_reason": "Un mot gardé."})
    assert "a changé pendant que vous écriviez" in desk.text


def test_what_the_life_cycle_does_not_offer_is_refused(at, desk, proposal):
    version = at().page.select_one("[name=etape_version]")["value"]
    forged = {"etape_event": "back_to_welcome", "etape_version": version, "etape_reason": "Parce que."}
    desk.post(f"/equipe/envies/{proposal.number}/etape", forged, status=422)
    assert factories.reread(proposal).stage == "welcome"


def test_the_authors_of_grouped_files_follow(at, desk, proposal, centre, mailbox):
    joined = factories.proposal(centre)
    joined.grouped_with_id = proposal.id
    db.session.commit()
    at().submit(form(proposal, "etape"), etape_event="meet")
    db.session.commit()
    delivery.deliver_pending()
    told = [flat(mail.get_content()) for mail in mailbox if f"{joined.number}" in mail["Subject"]]
    assert "L’envie que vous avez rejointe avance : on se rencontre." in told[-1]
