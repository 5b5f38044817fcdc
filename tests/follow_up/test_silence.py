"""« Ne plus m’écrire », at any time: neither letter nor call, and the file says it."""

import pytest

from ctg_site.db import db
from ctg_site.domain.workflow import Decision
from ctg_site.models.outbox import Notice
from ctg_site.services import delivery
from tests import factories


def ways(proposal):
    db.session.expire_all()
    found = db.select(Notice.way).where(Notice.proposal_id == proposal.id, Notice.done_at.is_(None))
    return {str(way) for way in db.session.scalars(found)}


def test_silence_stops_the_letters_that_wait_and_those_to_come(opened, mailbox):
    proposal = factories.decided(Decision.KEEP_PRIVATE)
    browser = opened(proposal)
    browser.submit("Ne plus m’écrire", to="/suivi")
    browser.follow()
    assert "plus de lettre, plus d’appel" in browser.text and "M’écrire à nouveau" in browser.text
    agent = factories.staff("agent", factories.reread(proposal).structure)
    factories.moderation.answer(proposal, "Venez nous voir.", by=agent)
    delivery.deliver_pending()
    assert mailbox == [] and ways(proposal) == {"visit"}
    browser.submit("M’écrire à nouveau", to="/suivi")
    delivery.deliver_pending()
    assert {mail["To"] for mail in mailbox} == {"camille@example.org"} and ways(proposal) == set()


def test_asked_twice_is_asked_once(opened):
    proposal = factories.proposal()
    browser = opened(proposal)
    page = browser.page
    browser.submit("Ne plus m’écrire", to="/suivi")
    browser.page = page
    browser.submit("Ne plus m’écrire", to="/suivi")
    assert [line.event for line in factories.reread(proposal).journal].count("silenced") == 1


def test_a_corrected_number_stays_silent(opened):
    proposal = factories.decided(Decision.KEEP_PRIVATE)
    browser = opened(proposal)
    browser.submit("Ne plus m’écrire", to="/suivi")
    browser.get("/suivi/coordonnees")
    browser.submit("Enregistrer", way="phone", phone="06 39 98 00 01", to="/suivi")
    assert ways(proposal) == {"visit"}


def test_the_file_says_so(browser):
    centre = factories.centre()
    proposal = factories.proposal(centre)
    factories.follow_up.silence(proposal, by=factories.author(proposal))
    browser.sign_in(factories.staff("agent", centre))
    browser.get(f"/equipe/envies/{proposal.id}")
    assert "Ni lettre, ni appel : la personne l’a demandé" in browser.text
    assert "Ne veut plus ni lettre ni appel" in browser.text


@pytest.mark.parametrize("answers", [{"way": "visit", "email": ""}, {"age_band": "under_15"}])
def test_who_is_written_to_by_nobody_is_offered_nothing(opened, answers):
    browser = opened(factories.proposal(**answers))
    assert "Ne plus m’écrire" not in browser.text


def test_each_letter_to_an_author_tells_how_to_stop(mailbox):
    factories.decided(Decision.KEEP_PRIVATE)
    delivery.deliver_pending()
    assert len(mailbox) == 2
    for mail in mailbox:
        said = mail.get_content().replace("\u00a0", " ")
        assert "Choisissez « Ne plus m’écrire » dans votre suivi : http" in said


def test_a_letter_to_the_staff_tells_no_such_thing(mailbox):
    centre = factories.centre()
    factories.staff("agent", centre)
    factories.proposal(centre, text="On me frappe à la maison.", way="visit", email="")
    delivery.deliver_pending()
    assert mailbox and all("Ne plus m’écrire" not in mail.get_content() for mail in mailbox)
