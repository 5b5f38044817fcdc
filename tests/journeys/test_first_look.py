"""What one sees first: how long the home page is, the head of each page, the first file of the inbox."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.entry import sign_in
from tests.journeys.hands import Pointer

TELEPHONE = {"width": 320, "height": 568}
WIDTHS = (320, 768, 1024, 1280, 1440, 1920)
EDGES = """() => {
  const text = document.querySelector('h1').getBoundingClientRect().left;
  const brand = document.querySelector('.brand').getBoundingClientRect().left;
  const rows = [...document.querySelectorAll('.top .nav > li')].filter(one => one.checkVisibility())
    .map(one => one.getBoundingClientRect()).map(box => Math.round((box.top + box.bottom) / 2));
  return {text, brand, rows: new Set(rows).size};
}"""
#: The pit-head, with what the drawing shows of itself.
PIT = """() => {
  const street = document.querySelector('.street').getBoundingClientRect();
  return [...document.querySelectorAll('.pit')].map(one => one.getBoundingClientRect()).every(
    box => box.left >= 0 && box.right <= innerWidth && box.top >= street.top - 1
      && box.bottom <= street.bottom + 3);
}"""


def size(page, width):
    page.set_viewport_size({"width": width, "height": 568 if width == 320 else 900})


def test_home_is_short_and_says_little(page):
    size(page, 320)
    page.goto("/")
    content = page.locator("main").bounding_box()
    assert content["y"] + content["height"] <= 4 * TELEPHONE["height"], "four windows of a telephone, at most"
    assert len(page.locator("main").inner_text().split()) <= 250


@pytest.mark.parametrize("path", ["/", "/envies/"])
def test_brand_and_text_stand_on_one_line_and_the_menu_on_one_row(page, path):
    page.goto(path)
    for width in WIDTHS:
        size(page, width)
        seen = page.evaluate(EDGES)
        assert abs(seen["brand"] - seen["text"]) <= 1, f"{width} px: {seen}"
        assert seen["rows"] <= (1 if width >= 1024 else 0), f"{width} px: {seen}"
        follow = page.get_by_role("link", name="Suivre mon envie")
        assert follow.is_visible() and follow.bounding_box()["y"] < 200


@pytest.mark.parametrize("path", ["/envies/", "/recherche"])
def test_words_and_what_they_find_are_in_the_first_window(page, scenes, path):
    size(page, 320)
    page.goto(path)
    hands = Pointer(page)
    hands.write("Que cherchez-vous" if path == "/recherche" else "Chercher un mot", "jardin")
    expect(page).to_have_url(re.compile("q=jardin"))
    page.evaluate("scrollTo(0, 0)")
    field, found = (
        page.locator("#q").bounding_box(),
        page.locator("#register h3, ol.found h3").first.bounding_box(),
    )
    assert field["y"] < found["y"] and found["y"] + found["height"] <= TELEPHONE["height"], (field, found)
    choices = page.locator(".chips").first
    if choices.count():
        assert choices.bounding_box()["y"] > found["y"], "words, what they find, then what may be chosen"


def test_the_drawing_is_whole_where_it_matters(page):
    page.goto("/")
    for width in (320, 375, 768, 1280, 1920):
        size(page, width)
        assert page.evaluate(PIT), f"{width} px: the pit-head is cut"


def test_the_menu_opens_without_a_script(new_page):
    page = new_page(java_script_enabled=False, viewport=TELEPHONE)
    page.goto("/")
    agenda = page.locator("header").get_by_role("link", name="Agenda")
    assert not agenda.is_visible()
    page.locator("header summary").click()
    assert agenda.is_visible()
    page.set_viewport_size({"width": 1024, "height": 700})
    page.goto("/")
    assert agenda.is_visible() and not page.locator("header summary").is_visible()


def test_the_first_file_is_in_the_first_window_of_a_telephone(page, scenes):
    sign_in(Pointer(page), scenes, scenes.agent)
    size(page, 320)
    page.goto("/equipe/envies/")
    first = page.locator("#files .box.warn li a, #files tbody tr").first.bounding_box()
    assert first["y"] < TELEPHONE["height"] - 40


def test_forced_colours_underline_the_tab_where_one_is(page, scenes):
    page.emulate_media(forced_colors="active")
    sign_in(Pointer(page), scenes, scenes.agent)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/equipe/envies/")
    style = "one => getComputedStyle(one).borderBottomColor"
    here = page.locator(".tabs a[aria-current]").evaluate(style)
    others = page.locator(".tabs a:not([aria-current])").evaluate_all(f"all => all.map({style})")
    assert others and here not in others
