"""Parts of public pages read once for many pages: never an old one, and only for who is the public."""

import pytest

from ctg_site.db import db
from ctg_site.models.places import District
from ctg_site.services import kept_parts
from ctg_site.web.front import MOST
from tests import factories
from tests.lens import load_lens

#: Each with filters whose values are kept.
PAGES = ("/envies/", "/actions/", "/agenda/", "/structures/")


@pytest.fixture
def drawing(app, front, clock, queries):
    """Draw a page as nobody has it, and say its text and how many statements it asked."""
    load_lens()

    def drawn(address):
        front.keep_at_most(MOST)
        queries.clear()
        answer = app.test_client(use_cookies=False).get(address)
        assert answer.status_code == 200
        return answer.get_data(as_text=True), len(queries)

    return drawn


@pytest.mark.parametrize("page", PAGES)
def test_the_second_page_says_the_same_for_less(drawing, page):
    factories.published(title="Un jardin")
    (first, before), (second, after) = drawing(page), drawing(page)
    assert first == second and after < before


def test_what_changed_is_read_again(app, drawing):
    district = factories.district(name="Quartier du Lac")
    factories.centre(district=district)
    drawing("/structures/")
    assert "Quartier du Lac" in drawing("/structures/")[0]
    with app.app_context():
        db.session.get(District, district.id).name = "Quartier du Bois"
        db.session.commit()
    db.session.expire_all()
    text, _ = drawing("/structures/")
    assert "Quartier du Bois" in text and "Quartier du Lac" not in text


def test_each_choice_of_filters_is_read_for_itself(drawing):
    """On this page, what one filter offers depends on the others."""
    whole, chosen = drawing("/actions/"), drawing("/actions/?etat=en-cours")
    assert whole[1] <= chosen[1] + 1 and drawing("/actions/?etat=en-cours")[1] < chosen[1]


def test_so_many_are_kept_and_no_more(app, drawing, monkeypatch):
    monkeypatch.setattr(kept_parts, "MOST", 2)
    for number in range(5):
        drawing(f"/structures/?age={number}")
        assert len(app.extensions[kept_parts.KEPT]) <= 2


def test_who_is_not_the_public_reads_anew(app, browser, monkeypatch):
    """Without what stands before Flask, nobody knows what changed."""
    monkeypatch.setitem(app.extensions, kept_parts.KEPT, {})
    for page in PAGES:
        browser.get(page)
    assert not app.extensions[kept_parts.KEPT]
