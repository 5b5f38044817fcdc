"""An envie in Arabic is read from the right and aloud in Arabic, wherever the public meets it."""

import json
import re

from tests import factories

TITLE, TEXT = "حديقة في الحي", "نريد حديقة يزرع فيها الجميع."


def voice(element):
    return element.get("lang"), element.get("dir")


def test_it_says_so_on_every_page_and_in_the_feed(app, browser):
    envie = factories.published(title=TITLE, text=TEXT)
    browser.get(f"/envies/{envie.number}")
    assert voice(browser.page.h1) == voice(browser.page.select_one(".lead.words")) == ("ar", "rtl")
    facts = json.loads(browser.page.select_one("script[type='application/ld+json']").string)
    assert TEXT in json.dumps(facts, ensure_ascii=False) and '"inLanguage": "ar"' in json.dumps(facts)
    browser.get("/envies/")
    assert voice(browser.page.select_one(".card .words")) == ("ar", "rtl")
    feed = app.test_client().get("/envies.atom").text
    assert f'<title xml:lang="ar">{TITLE}</title>' in feed
    assert re.search(rf'<content type="text" xml:lang="ar">{TEXT}', feed)


def test_french_says_nothing_more(browser):
    envie = factories.published(title="Un jardin", text="On cultive.")
    browser.get(f"/envies/{envie.number}")
    assert voice(browser.page.h1) == (None, None)
