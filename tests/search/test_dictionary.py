"""The coordination completes the dictionary; what is looked for in vain is counted, by its words alone."""

from datetime import timedelta

import pytest

from ctg_site.db import db, now
from ctg_site.domain.policy import Role
from ctg_site.models.search import MissedSearch
from ctg_site.search import words_operations as operations
from ctg_site.search import words_queries as queries
from tests import factories
from tests.administration.test_settings import noted

WORDS = "/equipe/reglages/mots"


@pytest.fixture
def keeper(other_browser):
    return other_browser.sign_in(factories.staff(Role.COORDINATOR))


def missed():
    found = queries.missed()
    db.session.commit()
    return found


def test_a_word_added_finds_at_once_and_is_forgotten_when_it_is_taken_away(keeper, browser):
    factories.published(None, "Un potager")
    browser.get("/recherche?q=courgettière")
    assert "Rien pour" in browser.text
    keeper.get(WORDS)
    keeper.submit("Ajouter", typed="courgettière, champ de courges", meant="potager", to=WORDS)
    for query in ("courgettière", "courgettieres", "un champ de courges", "courgetière"):
        for address in ("/recherche?q=", "/envies/?q="):
            browser.get(f"{address}{query}")
            assert "Un potager" in browser.text, query
    said = "dictionnaire «\u00a0courgettière, champ de courges = potager\u00a0»"
    assert noted() == [(said, "création")]
    keeper.get(WORDS)
    keeper.submit("Retirer ces mots : courgettière, champ de courges", to=WORDS)
    assert noted()[0] == (said, "suppression")
    browser.get("/recherche?q=courgettière")
    assert "Rien pour" in browser.text


def test_what_the_search_does_not_read_is_refused_and_stays_written(keeper, monkeypatch):
    keeper.get(WORDS)
    keeper.submit("Ajouter", typed="le la de", meant="potager", status=422)
    assert keeper.page.select_one("#meant")["value"] == "potager"
    keeper.submit("Ajouter", typed="courge", meant="de la", status=422)
    monkeypatch.setattr(operations, "MOST_GROUPS", 0)
    keeper.submit("Ajouter", typed="courge", meant="potager", status=422)
    assert "Le dictionnaire est plein" in keeper.text and queries.groups() == []


def test_the_page_of_a_search_in_vain_says_so_by_itself_and_the_coordination_reads_it(keeper, browser):
    for query in ("Ukulélé", "ukulele !", "je cherche un ukulélé"):
        browser.get(f"/recherche?q={query}")
        form = browser.page.select_one("#missed form")
        assert form["data-hx-trigger"].startswith("load delay:")
        browser.post(form["data-hx-post"], {"q": query}, status=204)
    assert missed() == [("ukulele", 3)]
    keeper.get("/equipe/reglages/introuvables")
    assert "3 fois" in keeper.text.replace("\u00a0", " ")
    keeper.click("Ajouter au dictionnaire : ukulele")
    assert keeper.page.select_one("#typed")["value"] == "ukulele"


def test_a_search_that_finds_says_nothing(browser):
    factories.published(None, "Un potager")
    browser.get("/recherche?q=potager")
    assert not browser.page.select("#missed form")


@pytest.mark.parametrize(
    "query",
    [
        "06 39 98 00 01",
        "marie@example.org",
        "ma fille Lina",
        "12 rue Victor Hugo",
        "je veux mourir",
        "suicide",
        "a" * 31,
        "tuba cor basson hautbois clarinette",
        "de la",
        "x" * 300,
    ],
)
def test_nothing_is_kept_that_tells_of_somebody(database, browser, query):
    browser.post("/recherche/sans-reponse", {"q": query}, status=204)
    assert missed() == []


def test_another_site_counts_nothing(browser):
    browser.post(
        "/recherche/sans-reponse", {"q": "ukulele"}, status=400, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert missed() == []


def test_rows_are_bounded_by_network_by_month_and_by_year(database, monkeypatch):
    monkeypatch.setattr(operations, "MOST_A_MONTH", 2)
    for words in ("tuba", "basson", "clarinette", "tuba"):
        operations.note_missed(words, None)
    assert missed() == [("tuba", 2), ("basson", 1)]
    monkeypatch.setattr(operations, "PER_NETWORK", (1, 60))
    for _ in range(3):
        operations.note_missed("basson", "a network")
    assert missed() == [("basson", 2), ("tuba", 2)]
    assert operations.forget(now()) == 0
    assert operations.forget(now() + timedelta(days=400)) == 2
    assert db.session.scalar(db.select(db.func.count(MissedSearch.id))) == 0


def test_the_coordination_tries_a_sentence_and_sees_what_the_site_reads(keeper):
    desk = keeper
    desk.get("/equipe/reglages/phrase")
    desk.submit("Essayer", phrase="Mon mari me frappe, je m'appelle Lina j'ai 9 ans")
    assert "Un danger peut-être" in desk.text or "Un enfant en danger peut-être" in desk.text
    assert "Lina" in desk.text and "/aide" in desk.text
    desk.get(f"/equipe/reglages/phrase?phrase={'a' * 2000}", status=422)
    assert desk.page.select_one("textarea[name=phrase]").text.strip() == "a" * 2000
