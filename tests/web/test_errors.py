"""Every error is a sentence that says what to do; nothing typed is lost; no page tells its insides."""

import re
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError
from werkzeug.test import create_environ, run_wsgi_app

from ctg_site.db import db
from ctg_site.proposals import queries as register
from ctg_site.submission import operations as submission
from tests import factories
from tests.browser import Browser
from tests.typography import flat


def away(*args, **kwargs):
    raise OperationalError("SELECT", {}, Exception("database is locked"))


def test_an_unknown_page(browser):
    browser.get("/nulle-part", status=404)
    assert "Vérifiez l’adresse" in browser.text and "Traceback" not in browser.response.text


@pytest.mark.parametrize(
    "path", ["/envies/", "/convention/", "/equipe/saisie/1/effacer", "/envies/proposer/envoyer"]
)
def test_a_wrong_method(browser, path):
    response = browser.client.open(path, method="PUT" if path.endswith("/") else "GET")
    assert response.status_code == 405 and "Revenez à la page d’avant" in response.text
    assert "POST" in response.allow or "GET" in response.allow, "a program is told which verbs are good"


@pytest.mark.parametrize("method", ["TRACE", "BREW"])
def test_an_unknown_verb(browser, method):
    assert browser.client.open("/", method=method).status_code == 405


@pytest.mark.parametrize("path", ["/.git/config", "/.env", "/metrics", "/static/", "/static/../app.py"])
def test_nothing_of_the_inside_is_served(browser, path):
    assert browser.client.get(path).status_code == 404


def test_the_database_away_keeps_the_text_in_the_page(browser, monkeypatch):
    browser.get("/envies/proposer")
    text = "Une grainothèque au pied de l’immeuble, avec un banc"
    with monkeypatch.context() as broken:
        broken.setattr(submission, "keep", away)
        browser.submit("Continuer", text=text, status=503)
    assert browser.response.headers["Retry-After"] == "60"
    assert text in browser.page.select_one("textarea").text
    browser.submit("Envoyer à nouveau", to="/envies/proposer/contact")


def fill_in(browser):
    """Every screen of an envie but the last one, where one sends it."""
    browser.get("/envies/proposer")
    browser.submit("Continuer", text="Un jardin partagé au pied de l’immeuble")
    browser.follow()
    browser.submit("Continuer", way="visit")
    return browser.follow()


@pytest.mark.parametrize("fault", [away, lambda *a, **k: 1 / 0])
def test_the_last_screen_says_that_the_text_is_kept_and_sends_it_again(app, browser, monkeypatch, fault):
    fill_in(browser)
    with monkeypatch.context() as broken:
        broken.setattr(submission, "submit", fault)
        broken.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
        broken.setattr(app, "testing", False)
        browser.submit("Envoyer mon envie", status=503 if fault is away else 500)
    assert "n’est pas perdu : nous le gardons 24 heures" in browser.text
    browser.submit("Envoyer à nouveau", to="/envies/proposer/recu")


def test_a_lost_race_gives_back_what_was_typed_the_short_words_too(browser, monkeypatch):
    proposal = factories.published(centre := factories.centre())
    browser.sign_in(factories.staff("agent", centre)).get(f"/equipe/envies/{proposal.number}")
    typed = {"title": "Un jardin", "words": "Un jardin partagé au pied de l’immeuble, ouvert à tout le monde"}
    browser.post(f"/equipe/envies/{proposal.number}/correction", typed | {"version": "0"}, status=409)
    given_back = {tag["name"]: flat(tag.get_text()) for tag in browser.page.select("textarea")}
    assert given_back == typed, "the words, and not the version of the page"
    assert not browser.page.find("button", string=re.compile("Envoyer")), "the file is opened again first"


def test_refused_cookies_are_told_on_the_second_failure(app):
    browser = Browser(app.test_client(use_cookies=False))
    typed = "Une grainothèque au pied de l’immeuble, avec un banc"
    browser.get("/envies/proposer")
    browser.submit("Continuer", text=typed, status=400)
    assert "la page a trop attendu, ou votre navigateur le refuse" in browser.text
    browser.submit("Envoyer à nouveau", status=400)
    assert "Votre navigateur refuse les cookies" in browser.text and "autorisez-les" in browser.text
    assert flat(browser.page.select_one("textarea").get_text()) == typed
    assert app.extensions["ctg_settings"].contact_phone in browser.text


def test_a_session_that_ended_may_be_sent_again(browser):
    browser.get("/envies/proposer")
    token = browser.page.select_one("input[name=csrf_token]")["value"]
    browser.client.delete_cookie("ctg_envie", path="/envies/proposer")
    typed = "Une grainothèque au pied de l’immeuble, avec un banc"
    browser.post("/envies/proposer/envie", {"text": typed, "csrf_token": token}, status=400)
    browser.submit("Envoyer à nouveau", to="/envies/proposer/contact")


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=3)])
def test_a_clock_set_back_closes_no_session(browser, other_browser, clock, back):
    agent = factories.staff("agent", factories.centre())
    browser.get("/envies/proposer")
    other_browser.sign_in(agent).get("/equipe/envies/")
    clock.shift(-back)
    browser.submit("Continuer", text="Un jardin partagé", to="/envies/proposer/contact")
    other_browser.get("/equipe/envies/")


def test_a_session_too_old_is_another_one(browser, clock):
    browser.get("/suivi")
    clock.shift(timedelta(minutes=31))
    browser.submit("form[method=post]", code="XXXX-XXXX-XXXXX", status=400)


def test_the_database_away_leaves_the_last_good_public_pages(browser, front, monkeypatch):
    factories.published(title="Un jardin")
    browser.get("/envies/")
    with monkeypatch.context() as broken:
        broken.setattr(register, "register", away)
        browser.get("/envies/")
        assert "Un jardin" in browser.text
        browser.get("/envies/?apres=7", status=503)
        assert "Réessayez dans quelques minutes" in browser.text


def test_the_database_away_does_not_break_the_staffs_pages_further(app, browser, monkeypatch):
    browser.sign_in(factories.staff("agent", factories.centre()))
    with monkeypatch.context() as broken:
        broken.setattr(app.login_manager, "_user_callback", away)
        browser.get("/equipe/envies/", status=503)
    browser.get("/equipe/envies/")


def test_a_bug_says_nothing_of_itself(app, browser, monkeypatch):
    monkeypatch.setattr(register, "register", lambda *a: 1 / 0)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(app, "testing", False)
    browser.get("/envies/?apres=3", status=500)
    assert "ZeroDivision" not in browser.response.text and "Ce n’est pas de votre faute" in browser.text


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "localhost.elsewhere.example", "localhost@a", "a b", ""]
)
def test_a_forged_host_is_refused_for_pages_and_for_static_files(browser, host):
    browser.get("/")
    sheet = browser.page.select_one("link[rel=stylesheet]")["href"]
    for address in ("/", "/suivi", sheet, "/favicon.ico", "/static/site.css"):
        answer = browser.client.get(address, environ_overrides={"HTTP_HOST": host})
        assert answer.status_code == 400 and answer.mimetype == "text/plain", address
        assert answer.headers["X-Request-Id"] and "Set-Cookie" not in answer.headers
    for headers in ({}, {"Origin": "http://localhost"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = browser.client.post("/suivi", headers=headers, environ_overrides={"HTTP_HOST": host})
        assert answer.status_code == 400 and answer.mimetype == "text/plain", headers


@pytest.mark.parametrize(("protocol", "status"), [("HTTP/1.0", 200), ("HTTP/1.1", 400)])
def test_an_old_machine_of_the_house_alone_may_name_no_host(app, protocol, status):
    for address in ("/healthz", "/static/site.css"):
        environ = create_environ(address, base_url="http://127.0.0.1")
        del environ["HTTP_HOST"]
        answered = run_wsgi_app(app, environ | {"SERVER_PROTOCOL": protocol}, buffered=True)
        assert answered[1].startswith(str(status)), address


def test_reading_changes_nothing(app, browser, queries):
    factories.published()
    queries.clear()
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.arguments:
            browser.client.get(rule.rule)
    db.session.rollback()
    writes = [q for q in queries if q.split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert not writes


def test_every_answer_carries_the_headers(app, browser):
    for path in (
        "/",
        "/nulle-part",
        "/envies/proposer",
        "/equipe/connexion",
        "/healthz",
        "/static/nulle-part.css",
    ):
        headers = browser.client.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["X-Request-Id"]
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_static_files_are_named_after_their_content_and_kept_for_ever(browser):
    browser.get("/")
    address = browser.page.select_one("link[rel=stylesheet]")["href"]
    response = browser.client.get(address)
    assert response.status_code == 200 and "immutable" in response.headers["Cache-Control"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    response.close()
