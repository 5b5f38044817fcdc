"""Fingers, eyes and preferences: large targets, a focus that is seen, forced colours, no motion, zoom."""

import pytest

from tests.journeys.conftest import LARGE_LETTERS, launched
from tests.journeys.hands import Pointer
from tests.journeys.inspection import OVERFLOWING, check_page

PAGES = (
    *("/", "/envies/proposer", "/suivi", "/envies/", "/aide", "/conventions/2022-2026/"),
    *("/structures/", "/parcours?age=4", "/bilan/"),
)
TARGETS = "main .button, main button, main .choice, main summary, .nav a.button, header summary"
SMALL = """(elements) => elements
  .filter(element => element.checkVisibility())
  .map(element => [element.getBoundingClientRect(), element.outerHTML.slice(0, 90)])
  .filter(([box]) => box.height < 44 || box.width < 44)
  .map(([box, html]) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${html}`)"""
OUTLINE = """() => {
  const style = getComputedStyle(document.activeElement);
  const label = document.activeElement.closest('label, .choice, .card');
  const around = label ? getComputedStyle(label) : style;
  const seen = one => one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) >= 2;
  return seen(style) || seen(around) ? '' : document.activeElement.outerHTML.slice(0, 100);
}"""
MOVING = """() => [...document.querySelectorAll('*')]
  .filter(element => parseFloat(getComputedStyle(element).transitionDuration) > 0.01
    || parseFloat(getComputedStyle(element).animationDuration) > 0.01)
  .map(element => element.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("path", PAGES)
def test_residents_targets_are_44_pixels(page, path):
    page.goto(path)
    small = page.locator(TARGETS).evaluate_all(SMALL)
    assert not small, small


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("forced", ["none", "active"])
def test_the_focus_is_seen_everywhere(page, path, forced):
    page.emulate_media(forced_colors=forced)
    page.goto(path)
    unseen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        unseen.append(page.evaluate(OUTLINE))
    assert not any(unseen), [html for html in unseen if html]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_for_whoever_asked_for_rest(page, path):
    page.emulate_media(reduced_motion="reduce")
    page.goto(path)
    assert page.evaluate(MOVING) == []


@pytest.mark.parametrize("path", PAGES)
def test_text_twice_as_large_and_spaced_overflows_nothing(page, path):
    page.set_viewport_size({"width": 640, "height": 800})
    page.goto(path)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(OVERFLOWING) == []


@pytest.fixture(scope="module")
def large_letters(chromium):
    browser = launched(chromium.browser_type, LARGE_LETTERS)
    yield browser
    browser.close()


def test_letters_twice_as_large_overflow_no_telephone(large_letters, site):
    context = large_letters.new_context(base_url=site, viewport={"width": 320, "height": 640})
    page, wide = context.new_page(), {}
    for path in (*PAGES, "/mentions-legales", "/demander-mes-droits"):
        page.goto(path)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        wide[path] = page.evaluate(OVERFLOWING)
    context.close()
    assert not any(wide.values()), f"see static/css/large.css: {wide}"


def test_forced_colours_hide_nothing_from_axe(page):
    page.emulate_media(forced_colors="active")
    page.goto("/envies/proposer")
    check_page(page, widths=(375,), schemes=("light",))


def test_the_form_begins_without_a_script(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/")
    Pointer(page).follow("Je propose une envie")
    assert page.locator("textarea").is_visible()
