"""A number that is shown is one that a finger can call, on each page that everybody reads."""

import re

from bs4 import BeautifulSoup

NUMBER = re.compile(r"(?<!\d)0\d(?:[ .\u00a0\u202f]\d\d){4}(?!\d)")
#: Where a number is only an example of how to write one.
WRITTEN = "code, input, textarea, script, [id$='_hint']"
#: Pages that no search engine needs, and that show numbers all the same.
APART = (
    "/parcours?age=4",
    "/recherche?q=punaises",
    "/envies/proposer",
    "/envies/proposer?parler=1",
    "/suivi",
)


def not_called(html):
    page = BeautifulSoup(html, "html.parser")
    return [
        text.strip()[:80]
        for text in page.find_all(string=NUMBER)
        if not any(
            tag.name == "a" and tag.get("href", "").startswith(("tel:", "sms:")) for tag in text.parents
        )
        and not any(tag in page.select(WRITTEN) for tag in text.parents)
    ]


def test_each_number_of_a_public_page_is_a_link(demonstration, app):
    client = app.test_client(use_cookies=False)
    listed = re.findall(r"<loc>https?://[^/]+([^<]*)</loc>", client.get("/sitemap.xml").text)
    wrong, shown = {}, 0
    for path in (*listed, *APART):
        answer = client.get(path)
        if answer.mimetype == "text/html":
            shown += len(NUMBER.findall(answer.text))
            if found := not_called(answer.text):
                wrong[path] = found
    assert len(listed) > 60 and shown > 100 and not wrong, f"write it with ui.phone(…): {wrong}"


def test_one_that_is_only_text_is_seen():
    assert not_called("<p>Appelez le 03 53 01 00 00.</p>")
    assert not not_called('<p><a href="tel:+33353010000">03 53 01 00 00</a></p>')
