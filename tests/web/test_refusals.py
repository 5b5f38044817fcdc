"""What is refused gives nothing of what it lacked: no token, no cookie, no word of another site as ours."""

import logging
import re

import pytest
from sqlalchemy.exc import OperationalError

from ctg_site.db import db
from ctg_site.slices import SLICES
from tests import factories
from tests.access_matrix import MATRIX, VALUES
from tests.browser import Browser
from tests.typography import flat

WORDS = "Inscrivez-vous chez nous, c’est gratuit et c’est la mairie qui le dit"
#: What a browser says of a form that a page of another site sends, of a sibling host, or of another port.
FOREIGN = (
    {"Origin": "https://elsewhere.example"},
    {"Origin": "http://localhost:8121"},
    {"Origin": "http://["},
    {"Origin": "http://localhost.elsewhere.example", "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "null"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://elsewhere.example"},
)
NOTHING_SAID = ({}, {"Origin": "null"}, {"Sec-Fetch-Site": "none"})


def written(rule):
    for name, value in VALUES.items():
        rule = rule.replace(name, value)
    return rule


def send(browser, address, headers, **data):
    """A form that another page sends, with the token of this browser, and words of its own."""
    db.session.commit()
    token = browser.page.select_one("input[name=csrf_token]")
    data = {"text": WORDS, "email": "mallory@elsewhere.example", **data}
    data |= {"csrf_token": token["value"]} if token else {}
    with browser.client.application.app_context():
        return browser.client.post(address, data=data, headers=headers)


def faults(answer):
    if answer.status_code != 400:
        yield f"answered {answer.status}"
    if "Set-Cookie" in answer.headers:
        yield f"a cookie: {answer.headers['Set-Cookie']}"
    if answer.headers["Cache-Control"] != "no-store":
        yield "kept by caches"
    yield from (
        f"it holds {sign}"
        for sign in ("<form", "<input", "<textarea", "csrf_token", "mallory", "gratuit")
        if sign in answer.text
    )
    if "Cet envoi ne vient pas d’ici" not in flat(answer.text):
        yield "no sentence"


def test_no_write_of_another_site_is_given_a_field_a_token_or_a_cookie(app, browser, other_browser):
    """Whatever the address, for nobody, for a member of the staff, and with the cookies of a visitor."""
    browser.sign_in(factories.staff("administrator")).get("/equipe/comptes/inviter")
    for area in (one for part in SLICES for one in part.areas):
        other_browser.client.get(area.path)
    posts = sorted(written(rule) for method, rule in MATRIX if method == "POST") + ["/nulle-part", "/aide"]
    broken = [
        f"POST {address} {headers}: {fault}"
        for address in posts
        for headers in FOREIGN[:: 1 if address.startswith(("/suivi", "/envies", "/equipe/comptes")) else 3]
        for person in (browser, other_browser)
        for fault in faults(send(person, address, headers))
    ]
    assert not broken, "\n".join(broken[:40])


@pytest.mark.parametrize("headers", FOREIGN)
def test_another_site_ends_nothing_here(browser, headers):
    browser.get("/envies/proposer")
    browser.submit("Continuer", text="Un jardin partagé au pied de l’immeuble")
    without = Browser(browser.client.application.test_client(use_cookies=False))
    for person in (browser, without):  # a browser keeps its cookies to itself, and takes what it is given
        assert "Set-Cookie" not in send(person, "/envies/proposer/envie", headers).headers
    browser.get("/envies/proposer")
    assert "Une envie est commencée" in browser.text or "Un jardin partagé" in browser.text


@pytest.mark.parametrize("headers", FOREIGN)
def test_another_site_changes_no_cookie_not_even_one_of_a_visit_that_is_over(browser, headers):
    """The site itself would take such a cookie away: not when another site is who asks."""
    browser.get(f"/suivi/{factories.link(factories.proposal())}", status=303)
    browser.get("/suivi")
    kept = browser.client.get_cookie("ctg_suivi", path="/suivi").value
    browser.submit("Quitter")
    browser.client.set_cookie("ctg_suivi", kept, path="/suivi")
    assert "Set-Cookie" not in send(browser, "/suivi/message", headers).headers
    db.session.commit()
    assert "Set-Cookie" in browser.client.get("/suivi").headers, "this test proves nothing"


def test_another_site_is_refused_before_anything_is_asked_of_the_database(app, browser, monkeypatch):
    """A view that receives more than usual looks who is there first: were the database away, its error page
    would offer to send again what another site sent."""

    def away(*args):
        raise OperationalError("SELECT", {}, Exception("database is locked"))

    browser.sign_in(factories.staff("agent", factories.centre()))
    monkeypatch.setattr(app.login_manager, "_user_callback", away)
    address = "/equipe/envies/1/accompagnement/recit/photo"
    assert not [*faults(send(browser, address, {"Origin": "http://localhost:8121"}))]


def lose_the_token(browser, headers, **data):
    browser.get("/envies/proposer")
    token = browser.page.select_one("input[name=csrf_token]")["value"]
    browser.client.delete_cookie("ctg_envie", path="/envies/proposer")
    data = {"text": "Une grainothèque au pied de l’immeuble, avec un banc", "csrf_token": token, **data}
    with browser.client.application.app_context():
        return browser.client.post("/envies/proposer/envie", data=data, headers=headers)


@pytest.mark.parametrize("headers", NOTHING_SAID)
def test_a_lost_token_is_not_given_again_when_nobody_says_where_the_form_was(browser, headers):
    for data in ({}, {"envoye_a_nouveau": "1"}):
        answer = lose_the_token(browser, headers, **data)
        assert answer.status_code == 400 and "Set-Cookie" not in answer.headers
        assert "csrf_token" not in answer.text and "Envoyer à nouveau" not in answer.text
        assert "une grainothèque" in answer.text.lower(), "the words are there to be copied"
        assert "Copiez votre texte" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://localhost"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "none"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_lost_token_is_given_again_to_a_page_of_ours(browser, headers):
    answer = lose_the_token(browser, headers)
    assert answer.status_code == 400 and "Envoyer à nouveau" in answer.text and "csrf_token" in answer.text


REFUSED = {
    "origin": lambda client: client.post("/suivi", headers={"Origin": "https://elsewhere.example"}),
    "token": lambda client: client.post("/suivi", headers={"Sec-Fetch-Site": "same-origin"}),
    "nul": lambda client: client.get("/envies/?q=%00"),
    "host": lambda client: client.get("/envies/", headers={"Host": "elsewhere.example"}),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_is_refused_leaves_a_line_with_its_reason_and_its_number(app, caplog, reason):
    caplog.set_level(logging.INFO, "ctg_site.access")
    with app.app_context():
        answer = REFUSED[reason](app.test_client())
    (line,) = (record for record in caplog.records if record.name == "ctg_site.access")
    assert line.levelname == "WARNING" and line.ctg["refused"] == reason
    assert line.ctg["request"] == answer.headers["X-Request-Id"] and line.ctg["status"] == answer.status_code


@pytest.mark.parametrize("target", [None, "register"])
def test_a_page_that_fails_says_the_number_of_its_line(app, browser, monkeypatch, target):
    monkeypatch.setattr("ctg_site.proposals.queries.register", lambda *a: 1 / 0)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(app, "testing", False)
    browser.get("/envies/?apres=3", status=500, target=target)
    number = browser.response.headers["X-Request-Id"]
    assert re.fullmatch("[0-9a-f]{16}", number) and number in browser.text
