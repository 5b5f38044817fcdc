"""The block of another site: light, without a cookie nor a program; no other page is ever in a frame."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from ctg_site.open_data.embedding import PARTS
from tests import factories
from tests.agenda import makers
from tests.canaries import Filler
from tests.consultations.makers import make_consultation
from tests.test_canaries import addresses, public_rules

BLOCK = "/integrer/bloc"


def policy(answer):
    return dict(
        part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";")
    )


@pytest.fixture
def news(clock):
    for number in range(5):
        factories.published(
            title=f"Une envie au nom plutôt long, comme en écrivent les habitants {number} " * 3
        )
    for number in range(5):
        makers.meeting(title=f"Une rencontre au nom plutôt long, pour parler du quartier {number} " * 2)
    return make_consultation()


def test_it_tells_the_news_in_its_own_frame(files, browser, news):
    answer = files.get(BLOCK)
    assert answer.status_code == 200 and len(answer.data) <= 6 * 1024
    assert "Set-Cookie" not in answer.headers
    told = policy(answer)
    assert told["default-src"] == "'none'" and told["frame-ancestors"] == "*" and "script-src" not in told
    assert told["sandbox"] == "allow-popups allow-popups-to-escape-sandbox"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    page = BeautifulSoup(answer.text, "html.parser")
    assert not page.select("script, form, img, link, iframe, [onclick]")
    assert page.base["target"] == "_blank" and "href" not in page.base.attrs
    links = page.select("a")
    assert len(links) == 3 + 3 + 1 + 1
    for link in links:
        assert link["href"].startswith("http://localhost/") and link["rel"] == ["noopener"]
        assert files.get(link["href"].removeprefix("http://localhost")).status_code == 200
    browser.get(BLOCK)


@pytest.mark.parametrize("part", PARTS)
def test_one_chooses_what_it_shows(browser, news, part):
    browser.get("/integrer/")
    browser.submit("Voir le code", montrer=[part])
    code = BeautifulSoup(browser.page.select_one("main code").get_text(), "html.parser").iframe
    assert code["src"] == f"http://localhost{BLOCK}?montrer={part}"
    assert set(code["sandbox"]) == {"allow-popups", "allow-popups-to-escape-sandbox"} and code["title"]
    browser.get(code["src"].removeprefix("http://localhost"))
    assert len(browser.page.select("h2")) == 1


@pytest.mark.parametrize(
    "asked", ["", "?montrer=", "?montrer=inconnu", "?montrer=%00", "?montrer=" + "a" * 5000]
)
def test_whatever_is_asked_for_it_shows_all(files, news, asked):
    assert files.get(BLOCK + asked).text.count("<h2>") == (3 if "%00" not in asked else 0)


def test_two_parts_are_written_as_html_asks(browser):
    browser.get("/integrer/?montrer=agenda&montrer=envies")
    code = browser.page.select_one("main code").get_text()
    assert (
        f'src="http://localhost{BLOCK}?montrer=agenda&amp;montrer=envies"' in code
        or "envies&amp;montrer" in code
    )
    assert BeautifulSoup(code, "html.parser").iframe["src"].count("montrer=") == 2


def test_an_empty_site_shows_an_empty_block(browser):
    browser.get(BLOCK)
    assert "Aucun rendez-vous n’est annoncé." in browser.text


def test_the_settings_say_who_may_show_it(app, files, browser, settings, monkeypatch):
    town = replace(settings, framed_by=("https://www.ville.example", "https://centre.example"))
    monkeypatch.setitem(app.extensions, "ctg_settings", town)
    assert policy(files.get(BLOCK))["frame-ancestors"] == "https://www.ville.example https://centre.example"
    monkeypatch.setitem(app.jinja_env.globals, "site", town)
    browser.get("/integrer/")
    assert "https://www.ville.example" in browser.text


def test_a_few_statements_whatever_there_is(files, queries, news):
    queries.clear()
    files.get(BLOCK)
    assert len(queries) <= 3
    queries.clear()
    files.get(f"{BLOCK}?montrer=envies")
    assert len(queries) == 1


def test_every_other_answer_refuses_frames(app, files):
    filled = Filler()
    filled.fill()
    seen = 0
    for rule in public_rules(app):
        for address in list(addresses(app, rule, filled))[:2]:
            answer = files.get(address)
            if answer.status_code == 200 and rule.rule == BLOCK:
                continue
            seen += 1
            assert policy(answer)["frame-ancestors"] == "'none'", address
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", address
    assert seen > 80
    for address in (f"{BLOCK}/", "/integrer", "/nulle-part", "/equipe/connexion"):
        assert policy(files.get(address))["frame-ancestors"] == "'none'", address
    assert re.search("405", str(app.test_client().post(BLOCK).status))


def test_refused_it_is_in_no_frame(app, files, monkeypatch):
    def away(*_):
        raise RuntimeError

    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr("ctg_site.open_data.embedding_views.proposals.latest", away)
    answer = files.get(BLOCK)
    assert answer.status_code == 500 and policy(answer)["frame-ancestors"] == "'none'"
