"""What the inspection remembers: a look judged sound is not judged again, any fault is seen."""

import pytest

from tests.journeys import inspection
from tests.journeys.inspection import HEADERS_ALONE, SCRIPT, check_page, contrast_faults, run_axe

pytestmark = pytest.mark.skipif(HEADERS_ALONE, reason="axe inspects on SQLite alone")

PAGE = """<!doctype html><html lang="fr"><title>Essai</title><style>{}</style><main>
<h1>Un essai</h1><p id="grey">Une phrase <b>grise</b> et <a href="#">un lien</a></p><p class="one">x</p>
<label for="field">Nom</label><input id="field"><i class="box"></i></main>"""
SOUND = (
    "body { background: white } #grey { color: #555; font-size: 16px } .one { color: #bbb } a { color: #00c }"
)
FAULTS = (
    "#grey { color: #aaa }",
    "b { color: #aaa }",
    "a { color: #aaf }",
    "main { background: #777 }",
    "body { background: #777 }",
    "main { opacity: .4 }",
    "#field { color: #aaa; background: white }",
    "@media (prefers-color-scheme: dark) { label { color: #aaa } }",
    "@media (min-width: 700px) { #grey { color: #aaa } }",
    ".box { position: absolute; z-index: -1; inset: 0; background: #777 }",
)


@pytest.fixture
def page(chromium):
    """A page of no site, which says what it is given."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(autouse=True)
def nothing_judged(monkeypatch):
    monkeypatch.setattr(inspection, "sound", set())


def show(page, css):
    page.set_content(PAGE.format(SOUND + css))
    page.evaluate(SCRIPT)


@pytest.mark.parametrize("css", FAULTS)
def test_a_contrast_that_fails_is_seen_each_time_after_one_that_passes(page, css):
    show(page, "")
    check_page(page)
    for _ in range(2):
        show(page, css)
        with pytest.raises(AssertionError, match="color-contrast"):
            check_page(page)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p class='one'>x</p>", "<p class='one'>xylophone</p>"),
        ("<p class='one'>•••</p>", "<p class='one'>xylophone</p>"),
        ("<p style='color: #888; font-size: 40px'>xyz</p>", "<p style='color: #888'>xyz</p>"),
        ("<button class='one' disabled>xyz</button>", "<button class='one'>xyz</button>"),
    ],
)
def test_what_axe_lets_pass_makes_nothing_else_pass(page, before, after):
    for text, wrong in ((before, False), (after, True)):
        page.set_content(PAGE.format(SOUND).replace('<p class="one">x</p>', text))
        page.evaluate(SCRIPT)
        assert bool(contrast_faults(page)) is wrong


def test_a_look_judged_sound_is_judged_once(page, monkeypatch):
    asked = []
    monkeypatch.setattr(inspection, "run_axe", lambda *one: asked.append(one) or run_axe(*one))
    for _ in range(2):
        show(page, "")
        assert contrast_faults(page) == []
    assert len(asked) == 1
