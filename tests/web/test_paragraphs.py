"""What somebody typed is shown as they laid it out, and is never code."""

import re

import pytest

from ctg_site.config import ROOT
from ctg_site.web.paragraphs import paragraphs
from tests import factories


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Un banc.", "<p>Un banc.</p>"),
        ("Un banc,\r\ndeux arbres.", "<p>Un banc,<br>deux arbres.</p>"),
        ("Un banc.\n\n \nDeux arbres.\n", "<p>Un banc.</p><p>Deux arbres.</p>"),
        ("<b>1 & 2</b>\n<script>", "<p>&lt;b&gt;1 &amp; 2&lt;/b&gt;<br>&lt;script&gt;</p>"),
        ("", ""),
        (None, ""),
    ],
)
def test_an_empty_line_makes_a_paragraph_and_the_end_of_a_line_a_line(typed, shown):
    assert paragraphs(typed) == shown


def test_an_envie_is_read_as_it_was_typed(browser):
    envie = factories.published(text="Les premières\ntomates.\n\nEt la soupe.")
    told = browser.get(f"/envies/{envie.number}").select_one("h1 ~ .words")
    assert [str(part) for part in told.select("p")] == [
        "<p>Les premières<br/>tomates.</p>",
        "<p>Et la soupe.</p>",
    ]


def test_no_page_cuts_what_somebody_typed_at_each_line():
    """The act and the plain texts of the convention, whose paragraphs are lines, keep their own way."""
    own = {"components.html", "parts.html"}
    found = [
        path.name
        for path in (ROOT / "templates").rglob("*.html")
        if path.name not in own and re.search(r"splitlines\(\) if \w+\.strip", path.read_text())
    ]
    assert not found, "write `|paragraphs`: an empty line makes a paragraph, a line break a line"
