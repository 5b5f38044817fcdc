"""Somebody finds an envie by a misspelt plural, chooses among those found, and is helped when nothing is."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Keyboard, Pointer
from tests.journeys.inspection import check_page

WIDE = {"width": 1280, "height": 900}
WAYS = {
    "with a script": (Pointer, {}),
    "without a script": (Pointer, {"java_script_enabled": False}),
    "by keyboard alone": (Keyboard, {}),
}


@pytest.fixture(params=WAYS)
def reader(request, new_page):
    """Somebody with a device, and the hands to use it."""
    hands, options = WAYS[request.param]
    return hands(new_page(**options, viewport=WIDE))


def test_an_envie_is_found_by_a_misspelt_plural(reader, scenes):
    reader.page.goto("/")
    reader.follow("Chercher")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Chercher sur le site")
    reader.write("Que cherchez-vous", "JARDINS partager")
    reader.press("Chercher")
    expect(reader.page).to_have_url(re.compile(r"/recherche\?q=JARDINS"))
    found = reader.page.locator("#results")
    expect(found.get_by_role("heading", name=re.compile("Envies d’agir"))).to_be_visible()
    expect(found.locator("mark").first).to_have_text(re.compile("jardin", re.IGNORECASE))
    reader.follow("Voir toutes ces envies, choisir et trier")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Les envies d’agir")
    reader.follow("enlever ces mots")
    expect(reader.page).to_have_url(re.compile("/envies/$"))


def test_a_close_word_is_searched_at_once_and_said(reader, scenes):
    reader.page.goto("/recherche")
    reader.write("Que cherchez-vous", "jadrin")
    reader.press("Chercher")
    expect(reader.page.locator("#results")).to_contain_text("Résultats pour «\u00a0jardin\u00a0»")
    expect(reader.page.locator("#results mark").first).to_be_visible()


def test_results_come_while_one_types_with_few_requests(page, scenes):
    page.goto("/recherche")
    asked = []
    page.on("request", lambda sent: asked.append(sent.url) if "/recherche" in sent.url else None)
    field = page.get_by_label("Que cherchez-vous")
    field.press_sequentially("j", delay=30)
    page.wait_for_timeout(700)
    assert not asked, "a lone letter asks nothing"
    field.press_sequentially("ardin", delay=30)
    expect(page.locator("#results mark").first).to_be_visible()
    assert len(asked) == 1, asked
    expect(page).to_have_url(re.compile(r"/recherche\?q=jardin"))
    expect(field).to_be_focused()
    check_page(page)


READ = (
    *("/recherche", "/recherche?q=jardin", "/recherche?q=jardin&dans=lieux", "/recherche?q=xylophone"),
    *("/recherche?q=de+la", "/recherche?q=" + "a" * 300),
    *("/envies/?q=jardin", "/envies/?q=jardin&tri=rejointes", "/envies/?q=xylophone&etape=welcome"),
)


@pytest.mark.parametrize("path", READ)
def test_pages_that_are_read(page, scenes, path):
    page.watch.expect("422")
    page.goto(path)
    check_page(page)
