"""Everybody reads the consultations: the list, a page, the form to print; what is prepared stays hidden."""

from datetime import timedelta

import pytest

from ctg_site.domain.participation import ConsultationState, QuestionKind
from ctg_site.models.consultations import Option, Section
from ctg_site.services.clock import today
from tests.consultations import makers
from tests.factories import save

CLOSED, TOLD, DRAFT = ConsultationState.CLOSED, ConsultationState.TOLD, ConsultationState.DRAFT


def test_an_empty_list_says_what_one_may_do(browser):
    browser.get("/consultations/")
    assert "Aucune consultation n’est ouverte" in browser.text and "terminées" not in browser.text


def test_the_list_puts_each_in_its_place(browser):
    day = today()
    makers.make_consultation(title="Celle d’aujourd’hui", closes_on=day)
    makers.make_consultation(
        title="Celle de demain", opens_on=day + timedelta(days=1), closes_on=day + timedelta(days=9)
    )
    makers.make_consultation(CLOSED, title="Celle que l’on lit")
    makers.make_consultation(TOLD, title="Celle qui est dite")
    makers.make_consultation(DRAFT, title="Celle qui se prépare")
    browser.get("/consultations/")
    said = {card.h3.get_text(): card.get_text() for card in browser.page.select(".card")}
    assert list(said) == [
        "Celle d’aujourd’hui",
        "Celle de demain",
        "Celle qui est dite",
        "Celle que l’on lit",
    ]
    assert "Dernier jour" in said["Celle d’aujourd’hui"] and "À venir" in said["Celle de demain"]
    assert "Résultats publiés" in said["Celle qui est dite"] and "Terminée" in said["Celle que l’on lit"]


def test_one_that_is_open_leads_to_its_questions(browser):
    made = makers.make_consultation()
    browser.get("/")
    browser.click("Préparons la suite", to=None)
    assert "Ce n’est pas un sondage représentatif" in browser.text and "5 questions" in browser.text
    assert browser.page.select_one(".prose strong").text == "cinq minutes"
    assert browser.page.select_one(f'a[href="/repondre/{made.id}"]')
    assert browser.page.select_one(f'a[href="/consultations/{made.id}/papier"]')


def test_one_that_is_over_leads_to_its_results_once_they_are_there(browser):
    closed, told = makers.make_consultation(CLOSED), makers.make_consultation(TOLD)
    browser.get(f"/consultations/{closed.id}")
    assert "terminée" in browser.text and not browser.page.select_one('a[href$="/resultats"]')
    browser.get(f"/consultations/{told.id}")
    assert browser.page.select_one(f'a[href="/consultations/{told.id}/resultats"]')
    assert not browser.page.select_one('a[href^="/repondre"]')


def test_what_is_prepared_is_nowhere(browser):
    made = makers.make_consultation(DRAFT, title="Rien à voir")
    for page in ("", "/papier"):
        browser.get(f"/consultations/{made.id}{page}", status=404)
    browser.get(f"/repondre/{made.id}", status=404)
    browser.get(f"/repondre/{made.id}/1", status=404)
    for page in ("/", "/consultations/", "/plan-du-site"):
        browser.get(page)
        assert "Rien à voir" not in browser.text
    assert f"/consultations/{made.id}" not in sitemap(browser)


def sitemap(browser):
    return browser.client.get("/sitemap.xml").text


def test_the_sitemap_the_menu_and_the_paper_page_know_it(browser):
    made = makers.make_consultation()
    assert f"/consultations/{made.id}<" in sitemap(browser)
    browser.get("/papier")
    assert browser.page.select_one(f'a[href="/consultations/{made.id}/papier"]')
    assert browser.page.select_one('.nav a[href="/consultations/"]')
    browser.get("/plan-du-site")
    assert browser.page.select_one('main a[href="/consultations/"]')


def test_the_paper_form_has_the_numbers_of_the_screens(browser):
    made = makers.make_consultation()
    browser.get(f"/consultations/{made.id}/papier")
    asked = [heading.get_text(" ") for heading in browser.page.select(".asked h3")]
    assert [words.partition(".")[0] for words in asked] == ["1", "2", "3", "4", "5"]
    browser.get(f"/repondre/{made.id}/2")
    assert browser.page.select_one("legend").get_text().startswith("3. ")


def test_twenty_things_are_not_all_put_in_order(browser):
    made = makers.make_consultation(kinds=())
    asked = makers.question(QuestionKind.RANKING, most=None)
    asked.options += [Option(position=9 + place, label=f"Chose {place}") for place in range(16)]
    save(Section(consultation_id=made.id, position=0, title="Tout", questions=[asked]))
    browser.get(f"/repondre/{made.id}/1")
    assert len(browser.page.select("select")) == 5 and "Choisissez-en 5 au plus" in browser.text
    browser.get(f"/consultations/{made.id}/papier")
    assert "Allez jusqu’à 5" in browser.text and len(browser.page.select(".ticks li")) == 20


@pytest.mark.parametrize("address", ["/consultations/", "/consultations/1", "/consultations/1/papier"])
def test_the_pages_ask_as_much_of_a_full_database(browser, queries, address):
    first = makers.make_consultation()
    makers.contribution(first)
    browser.get(address)
    queries.clear()
    browser.get(address)
    few = len(queries)
    makers.many(first, 40)
    for _ in range(8):
        makers.make_consultation(TOLD, kinds=(QuestionKind.FREE,))
    queries.clear()
    browser.get(address)
    assert len(queries) == few


def test_the_list_goes_on_page_by_page(browser):
    for number in range(23):
        makers.make_consultation(TOLD, kinds=(), title=f"Numéro {number}")
    browser.get("/consultations/")
    assert len(browser.page.select(".card")) == 20
    browser.click("Plus anciennes")
    assert len(browser.page.select(".card")) == 3 and "Vous pouvez répondre" not in browser.text
    browser.get("/consultations/?apres=1")
    assert "Il n’y en a pas d’autre" in browser.text
