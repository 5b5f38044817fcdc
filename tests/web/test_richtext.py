"""The staff's Markdown becomes plain HTML: nothing that acts, nothing that breaks the outline."""

import pytest

from ctg_site.web.richtext import rich

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[lien](javascript:alert(1))",
    "[lien](data:text/html;base64,PHNjcmlwdD4=)",
    "![image](https://elsewhere.example/pixel.png)",
    '<https://elsewhere.example/"onmouseover=alert(1)>',
    "<a href='/' style='position:fixed'>clic</a>",
    "<svg onload=alert(1)>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_acts_gets_through(text):
    html = rich(text)
    for forbidden in ("<script", "<img", "<svg", 'javascript:"', 'href="data', 'href="javascript', 'style="'):
        assert forbidden not in html, f"{text!r} gave {html}"
    assert "onmouseover=" not in html.replace("&quot;", "").split(">")[0].split('href="')[0]


def test_headings_begin_where_the_page_says_and_skip_nothing():
    assert rich("# Un\n\n### Deux") == "<h2>Un</h2>\n<h3>Deux</h3>\n"
    assert rich("## Seul", level=3) == "<h3>Seul</h3>\n"


def test_what_the_staff_write_is_kept():
    html = rich("Un **mot**, [la page](/aide) : oui !\n\n- une\n- deux\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    for part in ("<strong>mot</strong>", 'href="/aide"', "<li>une</li>", "<td>2</td>", "&nbsp;: oui&nbsp;!"):
        assert part in html, html


def test_nothing_gives_nothing():
    assert rich(None) == rich("") == ""
