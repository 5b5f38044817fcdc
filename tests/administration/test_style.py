"""The page of the pieces shows each of them: one that is made is seen there, in its states."""

from jinja2.runtime import Macro

from ctg_site.config import ROOT
from tests import factories

#: Those that show nothing by themselves, or that each page has once.
NOT_SHOWN = {
    "ask": "a field of an envie, by its words",
    "answers": "an envie read back",
    "csrf": "hidden",
    "emblem": "in the head of the page",
    "file_tabs": "the pages of a file",
    "form": "what is sent by POST",
    "htmx": "a script",
    "menu": "in the head of the public pages",
    "on_paper": "for the printed sheet",
    "photo": "needs a published photo",
    "proposal_card": "a card, filled by an envie",
    "proposal_state": "a tag, chosen by an envie",
    "tel": "an address",
}


def test_each_piece_is_seen_on_the_page_of_the_pieces(app):
    template = (ROOT / "templates/administration/style.html").read_text()
    held = vars(app.jinja_env.globals["ui"])
    pieces = {name for name, piece in held.items() if isinstance(piece, Macro)}
    missing = {name for name in pieces if f"ui.{name}(" not in template} - NOT_SHOWN.keys()
    assert len(pieces) > 30 and not missing, f"call them in administration/style.html: {missing}"
    assert not {name for name in NOT_SHOWN if name not in pieces}, "gone"


def test_whoever_is_in_reads_it_and_a_field_is_seen_wrong(browser):
    page = browser.sign_in(factories.staff()).get("/equipe/style")
    assert len(page.select(".wrong")) >= 5 and len(page.select("#summary li")) >= 5
    assert [tag["class"] for tag in page.select(".due")][0] == ["due", "late"]
