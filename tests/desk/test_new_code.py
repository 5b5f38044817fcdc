"""A lost code: given again to its owner, the old one dead, the act journalled, the author warned."""

import pytest

from ctg_site.db import db
from ctg_site.domain import codes
from ctg_site.domain.policy import Role
from ctg_site.models.desk import DeskReceipt
from ctg_site.models.outbox import Notice
from ctg_site.services import delivery
from tests import factories

NEW_CODE = "/equipe/saisie/nouveau-code"


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def agent(browser, centre):
    agent = factories.staff(Role.AGENT, centre, name="Dominique")
    browser.sign_in(agent)
    return agent


def give(browser, proposal):
    browser.get(f"/equipe/envies/{proposal.id}")
    browser.click("Elle a perdu son code")
    browser.submit("Donner un nouveau code", recognised=True)
    browser.follow()
    return " ".join(group.text for group in browser.page.select(".code span"))


def opens(browser, code, status=303):
    browser.get("/suivi")
    browser.submit("Ouvrir", code=code, status=status)


def test_the_new_code_opens_and_the_old_one_does_not(app, browser, other_browser, agent, centre):
    proposal = factories.proposal(centre)
    old = codes.code_of(proposal.seed, app.extensions["ctg_settings"].code_key)
    new = give(browser, proposal)
    assert new and new.replace(" ", "") != old
    opens(other_browser, old, status=422)
    opens(other_browser, new)
    other_browser.follow()
    assert "Le centre vous a donné un nouveau code." in other_browser.text
    journal = factories.reread(proposal).journal
    assert (journal[-1].event, journal[-1].actor_id) == ("new_code", agent.id)


def test_the_author_is_told_by_mail_without_the_code(browser, agent, centre, mailbox):
    proposal = factories.proposal(centre)
    db.session.execute(db.delete(Notice))
    new = give(browser, proposal)
    db.session.commit()
    delivery.deliver_pending()
    assert [mail["To"] for mail in mailbox] == ["camille@example.org"]
    assert mailbox[0]["Subject"] == f"Un nouveau code pour votre envie d’agir n°\u00a0{proposal.id}"
    assert new not in mailbox[0].get_content() and "Appelez vite" in mailbox[0].get_content()


def test_nobody_is_told_by_a_task_of_what_they_hold_in_hand(browser, agent, centre):
    give(browser, factories.proposal(centre, way="visit", email=""))
    assert db.session.scalars(db.select(Notice)).all() == []


def test_a_code_given_again_kills_the_receipts_before_it(browser, agent, centre):
    proposal = factories.proposal(centre)
    give(browser, proposal)
    first = browser.url
    give(browser, proposal)
    browser.get(first)
    assert not browser.page.select(".code")
    assert [bool(one.seed) for one in db.session.scalars(db.select(DeskReceipt))] == [False, True]


def test_the_person_is_recognised_first(browser, agent, centre):
    proposal = factories.proposal(centre)
    before = proposal.code_hash
    browser.get(f"{NEW_CODE}/{proposal.id}")
    browser.submit("Donner un nouveau code", status=422)
    assert "Vérifiez que c’est bien la personne" in browser.text
    assert factories.reread(proposal).code_hash == before


def test_only_for_an_open_file_of_ones_own_centre(browser, agent):
    browser.get(f"{NEW_CODE}/{factories.proposal(factories.centre()).id}", status=404)
    browser.get(f"{NEW_CODE}/{factories.withdrawn().id}", status=404)
    browser.get(f"{NEW_CODE}/{factories.proposal().id}", status=403)


def test_a_page_open_with_the_old_code_closes(app, browser, other_browser, agent, centre):
    proposal = factories.proposal(centre)
    opens(other_browser, codes.code_of(proposal.seed, app.extensions["ctg_settings"].code_key))
    other_browser.follow()
    give(browser, proposal)
    other_browser.get("/suivi")
    assert "Votre code de suivi" in other_browser.text
