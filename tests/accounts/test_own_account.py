"""One's own account: where one is signed in, the password, and what time does to a session."""

from datetime import timedelta

import pytest

from ctg_site.accounts import operations, queries
from ctg_site.db import db
from ctg_site.domain.devices import device_words
from ctg_site.domain.policy import Role
from ctg_site.models.people import StaffSession
from tests import factories
from tests.browser import PASSWORD, Browser

ACCOUNT, NEW = "/equipe/compte/", "quatre bateaux sous la lune rousse"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def agent():
    return factories.staff(Role.AGENT, factories.centre())


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140",
            "Edge, Linux",
        ),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_device_is_known_again_by_a_few_words(sign, words):
    assert device_words(sign) == words


def test_sessions_are_listed_closed_one_by_one_or_all_but_mine(app, browser, other_browser, agent):
    browser.client.environ_base["HTTP_USER_AGENT"] = FIREFOX
    third = Browser(app.test_client())
    for one in (browser, other_browser, third):
        one.walk_in(agent)
    browser.get(ACCOUNT)
    rows = [row.text for row in browser.page.select("tbody tr")]
    assert len(rows) == 3 and sum("Cette session" in row for row in rows) == 1
    assert "Firefox, Windows" in browser.text
    newest = browser.page.select("tbody tr form")[0]["action"]
    browser.post(newest, to=ACCOUNT)
    browser.get(ACCOUNT)
    assert len(browser.page.select("tbody tr")) == 2
    browser.submit("Oui, fermer toutes les autres", to=ACCOUNT)
    for one in (other_browser, third):
        one.get(ACCOUNT, status=303)
    browser.get(ACCOUNT)
    assert len(browser.page.select("tbody tr")) == 1


def test_nobody_closes_the_session_of_somebody_else_nor_the_one_they_are_in(browser, other_browser, agent):
    browser.walk_in(agent)
    other_browser.walk_in(factories.staff(Role.PARTNER))
    numbers = {row.user_id: row.id for row in db.session.scalars(db.select(StaffSession))}
    other_browser.get(ACCOUNT)
    for number in numbers.values():
        other_browser.post(f"/equipe/compte/sessions/{number}/fermer", to=ACCOUNT)
    browser.get(ACCOUNT)
    other_browser.get(ACCOUNT)


def test_a_session_closed_meanwhile_leads_to_the_sign_in_page(browser, agent, monkeypatch):
    browser.walk_in(agent)
    monkeypatch.setattr(queries, "session_of", lambda token: None)
    browser.get("/equipe/compte/second-facteur", status=303)
    assert "/equipe/connexion" in browser.response.location


def test_the_page_costs_the_same_with_many_sessions(browser, agent, queries):
    browser.walk_in(agent)
    browser.get(ACCOUNT)
    queries.clear()
    browser.get(ACCOUNT)
    few = len(queries)
    for _ in range(12):
        operations.sign_in(agent.email, PASSWORD, None)
    queries.clear()
    browser.get(ACCOUNT)
    assert len(queries) == few <= 9 and len(browser.page.select("tbody tr")) == 13


def test_changing_the_password_asks_the_present_one_and_closes_the_other_sessions(
    browser, other_browser, agent
):
    other_browser.walk_in(agent)
    browser.walk_in(agent)
    before = browser.client.get_cookie("ctg_equipe", path="/equipe").value
    browser.get("/equipe/compte/mot-de-passe")
    browser.submit("Changer mon mot de passe", present_password="non", new_password=NEW, status=422)
    assert "Ce n’est pas votre mot de passe actuel" in browser.text
    browser.submit(
        "Changer mon mot de passe", present_password=PASSWORD, new_password="Lens 2026", status=422
    )
    assert "trop court" in browser.text and PASSWORD not in str(browser.page)
    browser.submit("Changer mon mot de passe", present_password=PASSWORD, new_password=NEW, to=ACCOUNT)
    browser.get(ACCOUNT)
    other_browser.get(ACCOUNT, status=303)
    browser.client.set_cookie("ctg_equipe", before, path="/equipe")
    browser.get(ACCOUNT, status=303)
    assert operations.sign_in(agent.email, NEW, None) and not operations.sign_in(agent.email, PASSWORD, None)


def test_guessing_the_present_password_is_slowed(clock, browser, agent):
    browser.walk_in(agent)
    browser.get("/equipe/compte/mot-de-passe")
    for _ in range(5):
        browser.submit("Changer mon mot de passe", present_password="non", new_password=NEW, status=422)
    browser.submit("Changer mon mot de passe", present_password=PASSWORD, new_password=NEW, status=429)


def test_somebody_who_asks_stays_thirty_minutes_more(clock, browser, agent):
    browser.walk_in(agent)
    browser.get(ACCOUNT)
    assert browser.page.select_one("#stay").has_attr("hidden")
    for _ in range(3):
        clock.shift(timedelta(minutes=26))
        browser.submit("Garder ma session ouverte", to="/equipe/")
    clock.shift(timedelta(minutes=26))
    browser.post("/equipe/rester", headers={"HX-Request": "true"}, status=204)
    assert "HX-Redirect" not in browser.response.headers
    clock.shift(timedelta(minutes=31))
    browser.post("/equipe/rester", headers={"HX-Request": "true"}, status=204)
    assert "HX-Redirect" in browser.response.headers


def test_what_is_past_its_day_is_forgotten(clock, agent):
    operations.sign_in(agent.email, PASSWORD, None)
    clock.shift(timedelta(hours=35))
    assert operations.forget(clock_now()) == 0
    clock.shift(timedelta(hours=2))
    assert operations.forget(clock_now()) == 1 and queries.sessions(agent.id) == []


def clock_now():
    db.session.commit()
    return operations.now()
