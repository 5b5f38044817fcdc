"""An envie carried by several: invited, accepted, told apart, never shown how to reach its author."""

from datetime import timedelta

import pytest

from ctg_site.db import db, now
from ctg_site.domain.policy import Person, Role
from ctg_site.domain.workflow import Decision, Moderation
from ctg_site.follow_up import companion_operations, operations, queries
from ctg_site.models.participation import Companion
from ctg_site.models.places import Structure
from ctg_site.models.proposals import JournalEntry, Message
from ctg_site.services import delivery
from tests import factories
from tests.submission.test_at_once import at_once


@pytest.fixture
def envie():
    return factories.proposal(factories.centre(), text="Un verger partagé")


@pytest.fixture
def author(browser, envie):
    browser.get(f"/suivi/{factories.link(envie)}", status=303)
    browser.follow()
    return browser


def code_on(browser):
    return browser.page.select_one(".code").get_text("").replace(" ", "")


def invited(author):
    author.get("/suivi/inviter")
    author.submit("form[action='/suivi/inviter']")
    author.follow()
    return code_on(author)


def accepted(author, other, first_name="Nadia", **values):
    """Somebody accepts, and holds a code of their own."""
    code = invited(author)
    other.get("/suivi")
    other.submit("form[action='/suivi']", code=code, to="/suivi/invitation")
    other.follow()
    other.submit("J’accepte", first_name=first_name, to="/suivi/porter", **values)
    other.follow()
    return code_on(other)


def test_somebody_accepts_and_follows_with_a_code_of_their_own(author, other_browser, envie, mailbox):
    invitation = invited(author)
    own = accepted(author, other_browser)
    assert own != invitation
    other_browser.get("/suivi")
    assert "Vous portez cette envie avec la personne qui l’a eue." in other_browser.text
    assert "Un verger partagé" in other_browser.text
    for secret in ("camille@example.org", "Camille"):
        assert secret not in other_browser.response.text
    author.get("/suivi/inviter")
    assert "Nadia" in author.text
    delivery.deliver_pending()
    assert [mail["To"] for mail in mailbox if "porte l’envie avec vous" in mail["Subject"]] == [
        "camille@example.org"
    ]


def test_the_companion_writes_and_completes_and_the_messages_say_who(author, other_browser, envie, app):
    code = accepted(author, other_browser)
    other_browser.get("/suivi")
    other_browser.submit("Envoyer mon message", message="Je suis libre samedi.")
    other_browser.submit("Enregistrer", text="Un verger partagé, avec des ruches")
    other_browser.follow()
    assert "Vous , " in other_browser.text and "avec des ruches" in other_browser.text
    author.get("/suivi")
    assert "Une personne qui porte l’envie avec vous" in author.text
    assert "La personne qui porte l’envie avec vous a modifié le texte." in author.text
    assert db.session.scalar(db.select(Message.companion_id)) == 1
    staff = factories.staff(Role.AGENT, db.session.get(Structure, envie.structure_id))
    other_browser.sign_in(staff).get(f"/equipe/envies/{envie.id}")
    assert "Une personne qui porte l’envie avec l’auteur ou l’autrice" in other_browser.text
    assert "2 personnes, avec leur propre code" in other_browser.text
    events = db.session.scalars(db.select(JournalEntry.event)).all()
    assert {"companion_invite", "companion_accept", "companion_edit"} <= set(events)
    assert code


def test_the_companion_may_not_act_as_the_author(author, other_browser):
    accepted(author, other_browser)
    other_browser.get("/suivi")
    for act in ("visibilite", "contester", "c-est-fait", "retirer", "inviter", "inviter/1/retirer"):
        assert not other_browser.page.select(f'[action="/suivi/{act}"], a[href="/suivi/{act}"]')
        other_browser.post(f"/suivi/{act}", status=403)
        other_browser.get("/suivi")
    other_browser.get("/suivi/retirer", status=403)
    other_browser.get("/suivi/inviter", status=403)


def test_the_answer_of_a_companion_is_an_answer(other_browser, browser):
    made = factories.decided(Decision.ASK_DETAIL, reason="Où ?")
    browser.get(f"/suivi/{factories.link(made)}", status=303)
    accepted(browser, other_browser)
    other_browser.get("/suivi")
    other_browser.submit("Envoyer mon message", message="Près du stade.")
    assert factories.reread(made).moderation is Moderation.RECEIVED


def test_each_may_end_it_and_the_code_opens_nothing_any_more(author, other_browser):
    code = accepted(author, other_browser)
    author.get("/suivi/inviter")
    author.submit("Oui, arrêter : 1")
    other_browser.get("/suivi")
    assert "Votre code de suivi" in other_browser.text
    other_browser.submit("form[action='/suivi']", code=code, status=422)
    assert "Ce code n’ouvre aucune envie." in other_browser.text
    code = accepted(author, other_browser)
    other_browser.submit("Oui, j’arrête")
    other_browser.follow()
    other_browser.submit("form[action='/suivi']", code=code, status=422)
    assert db.session.scalars(db.select(Companion.first_name)).all() == ["", ""]


def test_a_companion_ended_meanwhile_writes_nothing(author, other_browser):
    accepted(author, other_browser)
    other_browser.get("/suivi")
    author.get("/suivi/inviter")
    author.submit("Oui, arrêter : 1")
    other_browser.submit("Envoyer mon message", message="Trop tard.", status=404)
    assert db.session.scalar(db.select(db.func.count(Message.id))) == 0


def test_an_invitation_serves_once(author, other_browser, app):
    code = invited(author)
    for browser in (other_browser, third := type(other_browser)(app.test_client())):
        browser.get("/suivi")
        browser.submit("form[action='/suivi']", code=code, to="/suivi/invitation")
        browser.follow()
    form = other_browser.page
    other_browser.submit("J’accepte", to="/suivi/porter")
    other_browser.page = form
    other_browser.submit("J’accepte", to="/suivi/porter")
    third.submit("J’accepte", to="/suivi")
    third.follow()
    assert "Cette invitation n’ouvre plus rien." in third.text
    third.get("/suivi")
    third.submit("form[action='/suivi']", code=code, status=422)


def test_of_a_child_no_name_is_kept(author, other_browser):
    accepted(author, other_browser, first_name="Léo", is_child="under_15")
    assert db.session.scalar(db.select(Companion.first_name)) == ""


def test_five_at_most_and_the_same_form_once(author):
    author.get("/suivi/inviter")
    form = author.page
    for _ in range(2):
        author.page = form
        author.submit("Inviter une personne")
    assert db.session.scalar(db.select(db.func.count(Companion.id))) == 1
    for _ in range(4):
        invited(author)
    author.follow() if author.response.location else author.get("/suivi/inviter")
    assert "Vous êtes déjà assez nombreux" in author.text
    author.post("/suivi/inviter", {"key": "another"})
    assert db.session.scalar(db.select(db.func.count(Companion.id))) == 5


def test_nobody_ends_the_companions_of_somebody_else(author, other_browser, app, envie):
    accepted(author, other_browser)
    other = factories.proposal()
    thief = type(author)(app.test_client())
    thief.get(f"/suivi/{factories.link(other)}", status=303)
    thief.get("/suivi/inviter")
    thief.post("/suivi/inviter/1/retirer", to="/suivi/inviter")
    assert queries.carriers(envie) == 2


def test_a_withdrawn_envie_opens_to_no_companion(author, other_browser, envie):
    code = accepted(author, other_browser)
    operations.withdraw(envie, by=factories.author(envie))
    other_browser.get("/suivi")
    other_browser.submit("form[action='/suivi']", code=code, status=422)
    assert "Ce code n’ouvre aucune envie." in other_browser.text
    companion_operations.forget(now())
    assert db.session.scalar(db.select(Companion.first_name)) == ""


def test_the_link_opens_the_invitation_then_nothing(author, other_browser):
    invited(author)
    link = author.page.select_one(".ticket [translate=no]:not(.code)").get_text()
    address = link.partition("localhost")[2]
    other_browser.get(address, status=303, to="/suivi/invitation")
    assert other_browser.response.headers["Referrer-Policy"] == "no-referrer"
    other_browser.follow()
    other_browser.submit("J’accepte")
    other_browser.get(address, status=303, to="/suivi")


def test_old_invitations_and_seeds_are_forgotten(author, envie):
    invited(author)
    companion_operations.forget(now() + timedelta(hours=25))
    db.session.expire_all()
    kept = db.session.scalar(db.select(Companion))
    assert kept.seed is None and kept.state == "invited"
    assert companion_operations.forget(now() + timedelta(days=31)) == 1
    assert queries.companions(envie) == []
    last = db.session.scalars(db.select(JournalEntry).order_by(JournalEntry.id.desc())).first()
    assert (last.event, last.actor) == ("companion_close", "system"), "its end leaves a line, of nobody"


def test_ten_invitations_at_once_are_five(app, envie):
    def invite(number):
        def act():
            try:
                by = Person(proposal_id=envie.id)
                return companion_operations.invite(queries.followed(envie.id), f"key {number}", by=by).id
            except companion_operations.Full:
                return "full"

        return act

    results = at_once(app, *map(invite, range(10)))
    assert results.count("full") == 5
    assert db.session.scalar(db.select(db.func.count(Companion.id))) == 5
