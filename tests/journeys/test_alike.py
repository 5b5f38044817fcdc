"""While writing, an envie that looks alike is offered, by each kind of hand; the data of pages stays data."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Pointer
from tests.journeys.inspection import check_page
from tests.journeys.test_main_journey import heading, sit_down

__all__ = ["sit_down"]

FACTS = """() => [...document.querySelectorAll("script[type='application/ld+json']")]
  .map(one => JSON.parse(one.textContent)["@type"])"""
ALIKE = re.compile("ressemblent? à la vôtre")


def write(hands, text):
    hands.page.goto("/envies/proposer")
    hands.write("Dites-le avec vos mots", text)
    hands.press("Continuer")


def test_mine_is_different(sit_down, scenes):
    resident = sit_down()
    write(resident, "un jardain partagé")
    heading(resident, ALIKE)
    expect(resident.page.get_by_role("link", name="Rejoindre").first).to_be_visible()
    resident.press("La mienne est différente")
    heading(resident, "Comment vous répondre ?")


def test_rather_join_and_the_words_wait(sit_down, scenes):
    resident = sit_down()
    write(resident, "Un jardin partagé, avec des fleurs")
    heading(resident, ALIKE)
    resident.follow("Rejoindre")
    expect(resident.page).to_have_url(re.compile(r"/rejoindre/\d+$"))
    resident.page.goto("/envies/proposer")
    heading(resident, "Une envie est commencée")


def test_the_page_of_what_is_alike(page):
    write(Pointer(page), "Un jardin partagé pour tous")
    heading(Pointer(page), ALIKE)
    check_page(page)


@pytest.mark.parametrize("kind", ["envie", "meeting", "home"])
def test_the_data_of_a_page_is_read_and_never_refused(page, scenes, kind):
    meeting = next(iter(scenes.meetings.values()))
    page.goto(
        {"envie": f"/envies/{scenes.files['published']}", "meeting": f"/agenda/{meeting}", "home": "/"}[kind]
    )
    assert {"envie": "CreativeWork", "meeting": "Event", "home": "WebSite"}[kind] in page.evaluate(FACTS)
    page.wait_for_load_state("networkidle")


def test_a_poster_is_handed_over(page, scenes):
    page.goto(f"/envies/{scenes.files['published']}")
    with page.expect_download() as download:
        Pointer(page).follow("Affiche à imprimer")
    assert download.value.suggested_filename == f"affiche-envie-{scenes.files['published']}.pdf"
