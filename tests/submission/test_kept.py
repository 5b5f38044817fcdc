"""The words are kept while they are typed: quietly, without going on, not as an answer."""

from ctg_site.db import db
from ctg_site.models.proposals import Draft
from tests.submission.saying import FORM, answer, write


def type_on(browser, text, age="adult"):
    """What htmx sends once the person pauses."""
    typed = {"text": text, "age_band": age, "keep": "1"}
    return browser.post(f"{FORM}/envie", typed, status=200, target="kept")


def test_a_pause_keeps_the_words_and_says_when(browser):
    browser.get(FORM)
    form = browser.page.select_one("form[data-hx-post]")
    assert (form["data-hx-trigger"], form["data-hx-target"]) == ("input delay:2s", "#kept")
    said = type_on(browser, "Une fête").get_text(" ")
    assert "Gardé à" in said and len(browser.page.select("#kept")) == 1
    assert db.session.scalars(db.select(Draft)).one().answers["text"] == "Une fête"


def test_what_is_half_written_is_no_answer_yet(browser):
    browser.get(FORM)
    type_on(browser, "U")
    browser.get(FORM)
    browser.submit("Reprendre", to=f"{FORM}/envie")
    browser.follow()
    assert browser.page.select_one("textarea").text.strip() == "U"
    assert browser.page.select_one("[name=age_band][checked]")["value"] == "adult"


def test_what_comes_late_from_a_page_already_left_changes_nothing(browser):
    write(browser, text="Une fête des voisins")
    answer(browser, way="visit")
    type_on(browser, "Une f")
    browser.get(f"{FORM}/verifier")
    assert "Une fête des voisins" in browser.text


def test_how_much_is_left_is_said_without_a_script(browser):
    browser.get(FORM)
    left = browser.page.select_one("#text_hint [data-most]")
    assert left["data-most"] == "1500" and "1\u00a0500 caractères au plus." in left.text
