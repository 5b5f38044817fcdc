"""The door of the staff: guesses fill neither the trail nor the machine, no stranger locks anybody out."""

import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from ipaddress import ip_network

import pytest

from ctg_site.accounts import operations, own_operations
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.audit import AuditEntry
from ctg_site.services import access, delivery
from ctg_site.slots import AllTaken
from ctg_site.web import guard
from tests import factories
from tests.browser import PASSWORD, shown_code

SIGN_IN, CODE = "/equipe/connexion", "/equipe/connexion/code"
CENTRE = "198.51.100.0/24"


@pytest.fixture
def agent():
    return factories.staff(Role.AGENT, factories.centre())


@pytest.fixture
def in_a_centre(app, settings, monkeypatch):
    monkeypatch.setitem(
        app.extensions, "ctg_settings", replace(settings, centre_networks=(ip_network(CENTRE),))
    )


@contextmanager
def sitting_at(browser, address):
    browser.client.environ_base["REMOTE_ADDR"] = address
    yield browser


def wrong(browser, email, status=422):
    browser.get(SIGN_IN)
    browser.submit("Se connecter", email=email, password="pas le bon", status=status)


def right(browser, email, status=303):
    browser.get(SIGN_IN)
    browser.submit("Se connecter", email=email, password=PASSWORD, status=status)


def lines(event):
    db.session.rollback()
    return list(
        db.session.scalars(db.select(AuditEntry).where(AuditEntry.event == event).order_by(AuditEntry.number))
    )


def test_thirty_wrong_ones_in_ten_minutes_from_a_place_whatever_the_accounts(
    clock, browser, agent, monkeypatch
):
    for number in range(30):
        wrong(browser, f"personne{number}@example.org")
    monkeypatch.setattr(access, "is_password", lambda *a: pytest.fail("a password was hashed"))
    wrong(browser, "encore@example.org", status=429)
    assert browser.response.headers["Retry-After"]
    monkeypatch.undo()
    right(browser, agent.email, status=429)
    with sitting_at(browser, "203.0.113.9"):
        right(browser, agent.email)


def test_what_is_asked_of_accounts_that_nobody_has_fills_no_trail(clock, browser, agent):
    for number in range(12):
        wrong(browser, f"personne{number}@example.org")
        browser.get("/equipe/oubli")
        browser.submit("Recevoir un lien", email=f"personne{number}@example.org", status=303)
    assert db.session.scalars(db.select(AuditEntry)).all() == []
    wrong(browser, agent.email)
    browser.get("/equipe/oubli")
    browser.submit("Recevoir un lien", email=agent.email, status=303)
    assert [line.subject for line in lines("sign_in_failed") + lines("password_asked")] == [
        f"compte n°\u00a0{agent.id}"
    ] * 2


def test_both_cost_the_same(browser, agent, queries):
    costs = []
    for email in (agent.email, "personne@example.org"):
        browser.get(SIGN_IN)
        queries.clear()
        browser.submit("Se connecter", email=email, password="pas le bon", status=422)
        costs.append([statement.split()[0] for statement in queries])
    assert costs[0] == costs[1]


def test_links_to_choose_a_password_have_a_limit_by_place(clock, agent):
    for number in range(20):
        own_operations.ask_reset(f"personne{number}@example.org", "192.0.2.0/24")
    with pytest.raises(operations.TooManyTries):
        own_operations.ask_reset(agent.email, "192.0.2.0/24")
    own_operations.ask_reset(agent.email, "203.0.113.0/24")


def test_a_stranger_at_the_public_screen_locks_out_nobody_who_signed_in_before(
    clock, in_a_centre, browser, other_browser, agent
):
    for address in ("198.51.100.7", "203.0.113.7"):  # a centre, then an operator's shared network
        with sitting_at(browser, address), sitting_at(other_browser, address):
            right(browser, agent.email)
            browser.get("/equipe/envies/")
            browser.client.delete_cookie("ctg_equipe", path="/equipe")
            for _ in range(5):
                wrong(other_browser, agent.email)
            wrong(other_browser, agent.email, status=429)
            for number in range(40):
                wrong(other_browser, f"personne{number}@example.org", status=422 if number < 25 else 429)
            right(browser, agent.email)


def test_in_a_centre_each_screen_counts_alone(clock, in_a_centre, browser, other_browser, agent):
    with sitting_at(browser, "198.51.100.7"), sitting_at(other_browser, "198.51.100.99"):
        for _ in range(5):
            wrong(browser, agent.email)
        wrong(browser, agent.email, status=429)
        right(other_browser, agent.email)


def test_a_known_browser_counts_its_own_tries_and_is_known_for_its_own_accounts(
    clock, browser, other_browser, agent
):
    other = factories.staff(Role.PARTNER)
    right(browser, agent.email)
    for _ in range(5):
        wrong(browser, agent.email)
    wrong(browser, agent.email, status=429)
    for _ in range(5):
        wrong(other_browser, other.email)
    right(browser, other.email, status=429)


def test_what_we_never_signed_makes_no_browser_known(clock, browser, other_browser, agent):
    right(browser, agent.email)
    kept = browser.client.get_cookie("ctg_appareil", path="/equipe")
    assert kept.http_only and kept.same_site == "Lax" and agent.email not in kept.value
    for _ in range(5):
        wrong(other_browser, agent.email)
    for forged in ("", "a.b.c", kept.value[:-2], "WyJtYXJrIiwxXQ.x.y"):
        other_browser.client.set_cookie("ctg_appareil", forged, path="/equipe")
        right(other_browser, agent.email, status=429)


def test_a_second_factor_is_locked_by_no_stranger_of_the_same_place(clock, browser, other_browser):
    coordinator = factories.staff(Role.COORDINATOR)
    browser.walk_in(coordinator)
    right(other_browser, coordinator.email)
    other_browser.follow()
    for _ in range(5):
        other_browser.submit("Entrer", totp="000000", status=422)
    other_browser.submit("Entrer", totp="000000", status=429)
    browser.walk_in(coordinator)


def test_the_fifth_wrong_code_of_a_day_writes_to_the_person_once(clock, browser, mailbox):
    coordinator = factories.staff(Role.COORDINATOR)
    right(browser, coordinator.email)
    browser.follow()
    for number in range(1, 14):
        with sitting_at(browser, f"203.0.{number}.9"):
            browser.submit("Entrer", totp="000000", status=422)
        db.session.commit()
        delivery.deliver_pending()
        assert len(mailbox) == (number >= 5), number
    (mail,) = mailbox
    assert mail["To"] == coordinator.email and "cinq codes faux" in mail.get_content()
    browser.submit("Entrer", totp=shown_code(coordinator.email))


def test_thirty_wrong_codes_in_an_hour_close_the_door_wherever_they_come_from(clock, browser):
    """Whoever knows the password may ask from many places: together they guess no more than from one."""
    coordinator = factories.staff(Role.COORDINATOR)
    right(browser, coordinator.email)
    browser.follow()
    for number in range(30):
        with sitting_at(browser, f"203.0.{number}.9"):
            browser.submit("Entrer", totp="000000", status=422)
    with sitting_at(browser, "203.0.99.9"):
        browser.submit("Entrer", totp=shown_code(coordinator.email), status=429)
        clock.shift(3600)
        browser.sign_in(coordinator).get("/equipe/envies/")


def test_a_session_asked_for_its_password_counts_alone(clock, browser, other_browser, agent):
    browser.walk_in(agent)
    for _ in range(5):
        wrong(other_browser, agent.email)
    browser.get("/equipe/compte/mot-de-passe")
    new = "quatre bateaux sous la lune rousse"
    browser.submit("Changer mon mot de passe", present_password=PASSWORD, new_password=new, status=303)


def test_two_passwords_are_hashed_at_once_and_who_waits_too_long_is_told(app, browser, agent, monkeypatch):
    together, most, lock = [0], [0], threading.Lock()

    def slowly(*args):
        with lock:
            together[0] += 1
            most[0] = max(most[0], together[0])
        time.sleep(0.05)
        with lock:
            together[0] -= 1
        return True

    monkeypatch.setattr(access, "hasher", type("Slow", (), {"hash": slowly, "verify": slowly}))
    threads = [threading.Thread(target=access.is_password, args=("x", "y")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == access.AT_ONCE == 2 and not access.hashing.mine
    monkeypatch.setattr(access, "PATIENCE", 0.05)
    held = [access.hashing.take(), access.hashing.take()]
    try:
        with pytest.raises(AllTaken):
            access.hashed("le jardin de la rue bleue")
        right(browser, agent.email, status=503)
    finally:
        for place in held:
            access.hashing.give_back(place)
    assert PASSWORD not in browser.response.text


@pytest.mark.parametrize(
    ("said", "network"),
    [
        ("203.0.114.7", "203.0.114.0/24"),
        ("::ffff:203.0.114.7", "203.0.114.0/24"),
        ("203.0.114.7:1000", "203.0.114.0/24"),
        ("[::ffff:203.0.114.7]:1000", "203.0.114.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/56"),
        ("[2001:db8:1:2::3]", "2001:db8:1::/56"),
        ("[2001:db8:1:2::3]:443", "2001:db8:1::/56"),
        ("198.51.100.7", None),
        ("::ffff:198.51.100.7", None),
        ("198.51.100.7:50000", None),
        ("", "unknown"),
        ("unix:", "unknown"),
        ("203.0.114.7:1000:1", "unknown"),
    ],
)
def test_an_address_is_read_however_it_travelled(app, in_a_centre, said, network):
    with app.test_request_context("/", environ_overrides={"REMOTE_ADDR": said}):
        assert guard.network() == network
        assert guard.own_network() == (network or "198.51.100.7")
