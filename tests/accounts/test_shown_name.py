"""A first name that its owner lets the people they answer read; else a function alone."""

import pytest

from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision
from ctg_site.services import delivery
from tests import factories

ACCOUNT = "/equipe/compte/"


@pytest.fixture
def centre():
    return factories.centre(name="La Lune")


@pytest.fixture
def karim(centre):
    return factories.staff(Role.AGENT, centre, name="Karim Exemple", function="animateur")


def last(mailbox, address):
    """The latest letter to somebody, its spaces as a reader sees them."""
    delivery.deliver_pending()
    found = [mail for mail in mailbox if mail["To"] == address]
    return " ".join(found[-1].get_body().get_content().split())


def allow(browser, agent, first_name="Karim"):
    browser.sign_in(agent)
    browser.get(ACCOUNT)
    browser.submit("Enregistrer mon choix", shown_name=first_name, to=ACCOUNT)
    browser.follow()


def test_by_default_a_function_alone_is_read(browser, karim, centre):
    proposal = factories.decided(Decision.KEEP_PRIVATE, centre, by=karim)
    browser.get(f"/suivi/{factories.link(proposal)}", status=303)
    browser.follow()
    assert "Votre contact : animateur" in browser.text and "Karim" not in browser.text


def test_the_first_name_is_read_on_the_follow_up_once_allowed_and_no_more_when_taken_back(
    browser, other_browser, karim, centre
):
    proposal = factories.published(centre)
    factories.take(proposal, by=karim)
    factories.moderation.answer(factories.reread(proposal), "Venez.", by=factories.by_email(karim.email))
    allow(other_browser, karim)
    assert "votre prénom et votre fonction" in other_browser.text
    browser.get(f"/suivi/{factories.link(proposal)}", status=303)
    browser.follow()
    assert "Karim, animateur, La Lune" in browser.text and "Votre contact : Karim, animateur" in browser.text
    browser.get(f"/envies/{proposal.number}")
    assert "animateur" in browser.text and "Karim" not in browser.text, "never on a public page"
    allow(other_browser, karim, "")
    assert "votre fonction seulement" in other_browser.text
    browser.get("/suivi")
    assert "Karim" not in browser.text and "animateur" in browser.text


def test_letters_name_who_answers_as_they_allow(browser, karim, centre, mailbox):
    centre.referent_id = karim.id
    factories.save(centre)
    factories.proposal(centre, way="email", email="lou@example.org")
    assert "animateur, La Lune, vous répond avant" in last(mailbox, "lou@example.org")
    allow(browser, karim)
    proposal = factories.proposal(centre, way="email", email="nour@example.org")
    assert "Karim, animateur, La Lune, vous répond avant" in last(mailbox, "nour@example.org")
    factories.take(proposal, by=karim)
    factories.moderation.answer(factories.reread(proposal), "Venez.", by=factories.by_email(karim.email))
    assert "Votre contact : Karim, animateur, La Lune." in last(mailbox, "nour@example.org")


def test_who_left_is_named_no_longer(browser, other_browser, karim, centre):
    proposal = factories.published(centre)
    factories.take(proposal, by=karim)
    allow(other_browser, karim)
    left = factories.by_email(karim.email)
    left.is_active = False
    factories.save(left)
    browser.get(f"/suivi/{factories.link(proposal)}", status=303)
    browser.follow()
    assert "Karim" not in browser.text


def test_too_long_a_first_name_is_told_and_kept(browser, karim):
    browser.sign_in(karim)
    browser.get(ACCOUNT)
    browser.submit("Enregistrer mon choix", shown_name="K" * 41, status=422)
    assert "Ce prénom" in browser.text and browser.page.select_one("[name=shown_name]")["value"] == "K" * 41
