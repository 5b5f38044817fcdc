"""Links that choose a password: by mail, once, for a time, and silent about who has an account."""

import re
from datetime import timedelta

import pytest

from ctg_site.accounts import operations, own_operations, queries
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.tokens import derived_token
from ctg_site.models.access import PasswordReset
from ctg_site.models.outbox import Notice
from ctg_site.models.people import Invitation
from ctg_site.runtime import settings
from ctg_site.services import access, delivery
from ctg_site.staff import operations as staff
from tests import factories
from tests.browser import PASSWORD
from tests.submission.test_at_once import at_once

FORGOTTEN, NEW = "/equipe/oubli", "quatre bateaux sous la lune rousse"


@pytest.fixture
def agent():
    return factories.staff(Role.AGENT, factories.centre())


def deliver():
    db.session.commit()
    return delivery.deliver_pending()


def link_in(text):
    return re.search(r"http://localhost(/equipe/\S+)", text)[1]


def ask(browser, email, status=303):
    browser.get(FORGOTTEN)
    browser.submit("Recevoir un lien", email=email, status=status)


def test_from_the_forgotten_password_to_another_one(browser, other_browser, agent, mailbox):
    other_browser.walk_in(agent)
    ask(browser, agent.email.upper())
    assert deliver() == 1 and mailbox[0]["To"] == agent.email
    link = link_in(mailbox[0].get_content())
    browser.get(link)
    assert agent.email in browser.text
    browser.submit("Choisir ce mot de passe", new_password="motdepasse2026", status=422)
    browser.submit("Choisir ce mot de passe", new_password=NEW, to="/equipe/connexion")
    other_browser.get("/equipe/compte/", status=303)
    browser.get(link, status=404)
    assert operations.sign_in(agent.email, NEW, None) and not operations.sign_in(agent.email, PASSWORD, None)


def test_the_mail_as_bytes(sink, browser, agent):
    ask(browser, agent.email)
    deliver()
    sender, recipients, content = sink.received[0]
    head, _, body = content.partition(b"\r\n\r\n")
    assert recipients == [agent.email] and b"/equipe/oubli/" not in head
    assert b"Choisir un nouveau mot de passe" in head or b"=?utf-8?" in head.lower()
    assert b"Message-ID: <" in head and b"Auto-Submitted: auto-generated" in head


def test_an_address_that_nobody_has_is_answered_alike_and_costs_the_same(browser, agent, queries, mailbox):
    answers, costs = [], []
    invited = factories.staff(Role.PARTNER, password_hash=None)
    closed = factories.staff(Role.PARTNER, is_active=False)
    for email in (agent.email, "personne@example.org", invited.email, closed.email):
        browser.get(FORGOTTEN)
        queries.clear()
        browser.submit("Recevoir un lien", email=email, to="/equipe/connexion")
        costs.append([re.split(r"\W", statement)[0] for statement in queries])
        browser.follow()
        answers.append(browser.text)
    assert len(set(answers)) == 1 and "Si cette adresse a un compte" in answers[0]
    assert costs[0] == costs[1] == costs[2] == costs[3]
    assert deliver() == 1 and len(mailbox) == 1


def test_a_reset_dies_after_an_hour(clock, browser, agent, mailbox):
    ask(browser, agent.email)
    deliver()
    clock.shift(timedelta(minutes=61))
    browser.get(link_in(mailbox[0].get_content()), status=404)
    operations.forget(operations.now())
    assert db.session.scalars(db.select(PasswordReset)).all() == []


def test_a_reset_dies_with_a_change_of_password_and_its_waiting_mail_does_not_leave(browser, agent, mailbox):
    ask(browser, agent.email)
    deliver()
    ask(browser, agent.email)
    browser.walk_in(agent)
    browser.get("/equipe/compte/mot-de-passe")
    browser.submit("Changer mon mot de passe", present_password=PASSWORD, new_password=NEW, status=303)
    browser.get(link_in(mailbox[0].get_content()), status=404)
    assert deliver() == 0


def test_three_mails_an_hour_for_an_address_from_a_place(clock, browser, agent):
    for _ in range(3):
        ask(browser, agent.email)
    ask(browser, agent.email, status=429)
    ask(browser, "personne@example.org")
    own_operations.ask_reset(agent.email, "198.51.100.0/24")


def test_no_secret_is_kept_in_clear(browser, agent, mailbox):
    ask(browser, agent.email)
    staff.invite("nora@example.org", staff.Post("Nora", Role.PARTNER), by=factories.staff(Role.ADMINISTRATOR))
    deliver()
    tokens = [link_in(mail.get_content()).rpartition("/")[2] for mail in mailbox]
    kept = [
        str(vars(row))
        for table in (Notice, Invitation, PasswordReset)
        for row in db.session.scalars(db.select(table))
    ]
    assert len(tokens) == 2 and not [token for token in tokens if any(token in row for row in kept)]


def test_a_new_invitation_kills_the_old_one(browser, mailbox):
    administrator = factories.staff(Role.ADMINISTRATOR)
    user = staff.invite("nora@example.org", staff.Post("Nora", Role.PARTNER), by=administrator)
    deliver()
    staff.invite_again(user.id, by=administrator)
    deliver()
    old, new = (link_in(mail.get_content()) for mail in mailbox)
    browser.get(old, status=404)
    browser.get(new)
    assert "nora@example.org" in browser.text and "Bienvenue, Nora" in browser.text


def test_two_people_with_one_link_choose_one_password(app):
    token = staff.add_staff("nora@example.org", "Nora", Role.PARTNER)
    words = [f"{word} bateaux sous la lune rousse" for word in ("quatre", "cinq", "six", "sept", "huit")]
    acts = [lambda word=word: own_operations.choose_password("invitation", token, word) for word in words]
    results = at_once(app, *acts)
    assert sum(results) == 1
    good = [
        bool(operations.sign_in("nora@example.org", word, f"10.{n}.0.0/24")) for n, word in enumerate(words)
    ]
    assert sum(good) == 1


def test_a_closed_account_opens_by_no_link(browser, agent, mailbox):
    ask(browser, agent.email)
    deliver()
    staff.disable(agent.id)
    browser.get(link_in(mailbox[0].get_content()), status=404)


def test_a_password_made_of_the_person_is_refused_whatever_the_door(browser):
    """The pages ask it of their forms; the command line, and what comes later, ask the operation alone."""
    personal, email = "leroy.town.leroy.bo", "bo.leroy@town.fr"
    token = staff.add_staff(email, "Bo", Role.PARTNER)
    browser.get(f"/equipe/invitation/{token}")
    browser.submit("Choisir ce mot de passe", new_password=personal, status=422)
    assert "contient surtout votre nom ou votre adresse" in browser.text
    with pytest.raises(access.WeakPassword):
        own_operations.choose_password("invitation", token, personal)
    assert own_operations.choose_password("invitation", token, NEW)
    own_operations.ask_reset(email, None)
    reset = db.session.scalars(db.select(PasswordReset)).one()
    token = derived_token(reset.seed, "reset", settings().code_key)
    with pytest.raises(access.WeakPassword):
        own_operations.choose_password("reset", token, personal)
    with pytest.raises(access.WeakPassword):
        own_operations.change_password(queries.by_email(email), personal, "")
    assert operations.sign_in(email, NEW, None)
