"""A visit that is left is over on the server: a copy of its cookie, of a shared screen say, opens nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from werkzeug.test import Client

from ctg_site.db import db, now
from ctg_site.factory import create_app
from ctg_site.models.proposals import Message
from ctg_site.models.visits import EndedVisit
from ctg_site.services import visits
from ctg_site.slices import SLICES
from ctg_site.words.french import hour
from tests import factories
from tests.agenda.test_places import ASKED, open_meeting
from tests.browser import Browser
from tests.consultations.makers import make_consultation
from tests.consultations.test_answering import all_screens, send
from tests.typography import flat

AREAS = {area.path: area for part in SLICES for area in part.areas}
FOLLOW_UP, DRAFT, ANSWER = AREAS["/suivi"], AREAS["/envies/proposer"], AREAS["/repondre"]
REGISTRATION, JOIN = AREAS["/inscription"], AREAS["/rejoindre"]


def author(browser, proposal=None):
    proposal = proposal or factories.proposal(factories.centre(), text="Un verger partagé")
    browser.get(f"/suivi/{factories.link(proposal)}", status=303)
    return browser.get("/suivi")


def companion(browser):
    author(browser)
    browser.get("/suivi/inviter")
    browser.submit("form[action='/suivi/inviter']")
    browser.follow()
    code = browser.page.select_one(".code").get_text("").replace(" ", "")
    browser.get("/suivi")
    browser.submit("Quitter", to="/suivi")
    browser.follow()
    browser.submit("form[action='/suivi']", code=code)
    browser.follow()
    browser.submit("form[action='/suivi/invitation']")
    browser.get("/suivi/porter")


def draft(browser):
    browser.get("/envies/proposer")
    browser.submit("Continuer", text="Un jardin partagé au pied de l’immeuble")
    browser.get("/envies/proposer")


def sent_envie(browser):
    draft(browser)
    browser.submit("Reprendre")
    browser.follow()
    browser.submit("Continuer", way="visit")
    browser.follow()
    browser.submit("Envoyer mon envie")
    browser.follow()


def registration(browser):
    browser.get(f"/inscription/{open_meeting().number}")
    browser.submit("Je m’inscris", **ASKED)
    browser.follow()


def given_code(browser):
    registration(browser)
    link = browser.page.select_one(".noscreen").text.strip().partition("localhost")[2]
    browser.get(link, status=303)
    browser.follow()


def participation(browser):
    browser.get(f"/rejoindre/{factories.published(factories.centre()).number}")
    browser.submit("J’en suis", offers=["time"], way="visit")
    browser.follow()


def answers(browser):
    all_screens(browser, make_consultation(on=date.today()))


def sent_answers(browser):
    made = make_consultation(on=date.today())
    all_screens(browser, made)
    send(browser, made)


#: What opens a visit, its area, how it is left, what only it shows.
VISITS = {
    "the follow-up": (author, FOLLOW_UP, "Quitter", "/suivi", "Un verger partagé"),
    "the follow-up withdrawn": (author, FOLLOW_UP, "withdraw", "/suivi", "Un verger partagé"),
    "a companion": (companion, FOLLOW_UP, "Oui, j’arrête", "/suivi/porter", "Vous portez cette envie"),
    "a draft": (draft, DRAFT, "Oui, effacer", "/envies/proposer/envie", "Un jardin partagé"),
    "an envie sent": (sent_envie, DRAFT, "Quitter", "/envies/proposer/recu", "est bien arrivée"),
    "an envie, then another": (
        *(sent_envie, DRAFT, "Proposer une autre envie"),
        *("/envies/proposer/recu", "est bien arrivée"),
    ),
    "a place": (registration, REGISTRATION, "Quitter", "/inscription/recu", "Votre place est réservée"),
    "a place to give back": (
        given_code,
        REGISTRATION,
        "Quitter",
        "/inscription/code",
        "Mon inscription",
    ),
    "j’en suis": (participation, JOIN, "Quitter", "/rejoindre/recu", "vous en êtes"),
    "answers": (answers, ANSWER, "Oui, tout effacer", "/repondre/1/verifier", "On nous écoute"),
    "answers sent": (
        *(sent_answers, ANSWER, "Une autre personne répond"),
        *("/repondre/1/recu", "sont bien arrivées"),
    ),
}


@pytest.mark.parametrize("named", VISITS)
def test_a_copied_cookie_opens_nothing_once_the_visit_is_left(app, browser, other_browser, named):
    open_it, area, way_out, page, shown = VISITS[named]
    open_it(browser)
    kept = browser.client.get_cookie(area.cookie, path=area.path).value
    other_browser.client.set_cookie(area.cookie, kept, path=area.path)
    assert shown in other_browser.get(page).get_text(" "), "the copy shows it as long as nobody left"
    if way_out == "withdraw":
        browser.get("/suivi/retirer")
        way_out = "form[action='/suivi/retirer']"
    browser.submit(way_out)
    other_browser.client.set_cookie(area.cookie, kept, path=area.path)
    db.session.commit()
    with app.app_context():
        answer = other_browser.client.get(page)
    assert answer.status_code in {200, 303} and shown not in answer.text, "the server opens it again"


def test_nothing_is_written_with_a_copy(app, browser, other_browser):
    author(browser)
    kept = browser.client.get_cookie("ctg_suivi", path="/suivi").value
    token = browser.page.select_one("input[name=csrf_token]")["value"]
    browser.submit("Quitter")
    other_browser.client.set_cookie("ctg_suivi", kept, path="/suivi")
    other_browser.post("/suivi/message", {"message": "Moi aussi", "csrf_token": token}, status=400)
    assert db.session.scalars(db.select(Message)).all() == []


def test_another_code_ends_the_visit_of_who_was_there_before(app, browser, other_browser):
    author(browser)
    kept = browser.client.get_cookie("ctg_suivi", path="/suivi").value
    author(browser, factories.proposal(text="Un four à pain"))
    assert "Un four à pain" in browser.text
    other_browser.client.set_cookie("ctg_suivi", kept, path="/suivi")
    other_browser.get("/suivi")
    assert "verger" not in other_browser.text


def test_two_hours_at_most_however_often_it_is_read(clock, browser):
    browser.get("/suivi")
    clock.shift(timedelta(minutes=20))
    author(browser)
    for _ in range(5):
        clock.shift(timedelta(minutes=23))
        browser.get("/suivi")
        assert "Un verger partagé" in browser.text
    clock.shift(timedelta(minutes=6))
    browser.get("/suivi")
    assert "Un verger partagé" not in browser.text


def told_until(browser):
    return flat(browser.page.select_one("#stay time").text)


def test_the_follow_up_tells_until_when_it_stays_open_and_is_asked_to_stay(clock, browser):
    browser.get("/suivi")
    assert browser.page.select_one("#stay") is None, "nobody is in yet"
    author(browser)
    began, told = now(), "Un verger partagé"
    assert told_until(browser) == flat(hour(began + timedelta(minutes=30)))
    browser.get("/suivi/coordonnees")
    clock.shift(timedelta(minutes=12))
    browser.submit("Rester ici", to="/suivi")
    browser.follow()
    assert told_until(browser) == flat(hour(began + timedelta(minutes=42)))
    assert "Vous pouvez rester jusqu’à" in browser.text
    browser.submit("#stay", target="stay", status=200)
    assert flat(browser.response.text) == flat(hour(began + timedelta(minutes=42)))
    clock.shift(timedelta(minutes=31))
    browser.submit("#stay", status=400)
    assert "Cette page a trop attendu" in browser.text and told not in browser.text


def test_reading_ends_after_two_hours_and_acting_after_a_day(clock, browser):
    author(browser)
    for _ in range(4):
        clock.shift(timedelta(minutes=29))
        browser.get("/suivi")
    assert browser.page.select_one("#stay")["data-minutes"] == "0", (
        "two hours end in four minutes: it is said at once"
    )
    browser.submit("Rester ici")
    browser.follow()
    assert browser.page.select_one("#stay")["data-minutes"] == "25"
    for _ in range(44):
        clock.shift(timedelta(minutes=29))
        browser.submit("Rester ici")
        browser.follow()
        assert "Un verger partagé" in browser.text
    for _ in range(2):
        clock.shift(timedelta(minutes=29))
        browser.get("/suivi")
    assert "Un verger partagé" not in browser.text


@pytest.mark.parametrize("minutes", [31, 121])
def test_words_sent_too_late_are_given_back(clock, browser, minutes):
    author(browser)
    for _ in range(minutes // 30 - 1):
        clock.shift(timedelta(minutes=29, seconds=50))
        browser.get("/suivi")
    clock.shift(timedelta(minutes=31) if minutes == 31 else timedelta(minutes=2))
    words = "Je suis libre le mercredi, et j’ai trouvé deux voisins pour m’aider"
    if minutes == 121:
        clock.shift(timedelta(minutes=28, seconds=30))
    browser.submit("form[action='/suivi/message']", message=words, status=400)
    assert words in browser.page.select_one("textarea").text
    browser.submit("Envoyer à nouveau", status=403)
    assert words in browser.page.select_one("textarea").text and "écrivez votre code" in browser.text


def test_the_ends_of_visits_are_forgotten_with_their_cookies(clock, browser):
    author(browser)
    browser.submit("Quitter")
    assert len(db.session.scalars(db.select(EndedVisit)).all()) == 1
    visits.forget(now())
    assert len(db.session.scalars(db.select(EndedVisit)).all()) == 1
    visits.forget(now() + timedelta(minutes=31))
    assert db.session.scalars(db.select(EndedVisit)).all() == []


def test_leaving_twice_is_leaving_once(app):
    visits.end("number", timedelta(hours=1))
    visits.end("number", timedelta(hours=1))
    assert visits.is_over("number") and not visits.is_over("another")


@pytest.fixture
def over_tls(settings, app):
    """The site as it is served for good: an address in https, whoever ends the TLS in front."""
    made = create_app(replace(settings, base_url="https://envies.example.org"))
    yield Browser(made.test_client())
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


def names(response):
    return sorted(cookie.partition("=")[0] for cookie in response.headers.getlist("Set-Cookie"))


def test_over_tls_no_other_host_of_the_town_may_set_a_cookie_of_ours(app, settings, over_tls):
    agent = factories.staff("agent", factories.centre())
    client, base = over_tls.client, "https://envies.example.org"
    for area in AREAS.values():
        answer = client.get(area.path, base_url=base)
        assert names(answer) in ([], [f"__Secure-{area.cookie}"])
        assert all("Secure" in cookie for cookie in answer.headers.getlist("Set-Cookie"))
    page = client.get("/equipe/connexion", base_url=base)
    token = page.text.partition('name="csrf_token" value="')[2].partition('"')[0]
    data = {"email": agent.email, "password": factories.PASSWORD, "csrf_token": token}
    answer = client.post("/equipe/connexion", base_url=base, data=data, headers={"Origin": base})
    assert names(answer) == ["__Secure-ctg_appareil", "__Secure-ctg_equipe"]
    assert client.get("/equipe/envies/", base_url=base).status_code == 200
    forged = client.get_cookie("__Secure-ctg_equipe", "envies.example.org", "/equipe").value
    stranger = Client(client.application, use_cookies=True)
    stranger.set_cookie("ctg_equipe", forged, domain="envies.example.org", path="/equipe", secure=True)
    assert stranger.get("/equipe/envies/", base_url=base).status_code == 303, "the bare name is read"
    listed = client.get("/donnees-personnelles", base_url=base).text
    assert "__Secure-ctg_suivi" in listed and "__Secure-ctg_appareil" in listed


def test_over_tls_every_answer_keeps_browsers_on_it_whoever_ends_it(over_tls):
    client = over_tls.client
    sheet = client.get("/", headers={"Host": "envies.example.org"}).text.partition('stylesheet" href="')[2]
    for address in ("/", "/suivi", "/nulle-part", "/healthz", sheet.partition('"')[0], "/favicon.ico"):
        answer = client.get(address, headers={"Host": "envies.example.org"})  # in plain HTTP, behind the TLS
        assert "max-age=31536000" in answer.headers["Strict-Transport-Security"], address
        answer.close()


def test_without_tls_no_browser_is_sent_to_it(browser):
    for address in ("/", "/favicon.ico"):
        with browser.client.get(address, base_url="https://localhost") as answer:
            assert "Strict-Transport-Security" not in answer.headers
