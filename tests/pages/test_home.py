"""The home page shows what was done, before it tells anything."""

from datetime import timedelta

import pytest

from ctg_site.db import db, now, operation
from ctg_site.domain.bilan import worth
from ctg_site.domain.vocabulary import Actor, PhotoShows
from ctg_site.domain.workflow import OUTCOME, Conclusion, Outcome
from ctg_site.models.convention import Commitment
from ctg_site.models.proposals import JournalEntry, Proposal
from ctg_site.models.stories import Photo, Story
from ctg_site.pages.drawing import MOST_LIT, street
from ctg_site.services import kept_figures
from tests import factories
from tests.lens import load_lens
from tests.typography import flat


@pytest.fixture
def agent(database):
    return factories.staff()


def done(title, by, **told):
    """A published envie that became realised some time ago."""
    tell(factories.published(title=title).id, title, by, **told)


@operation
def tell(number, title, by, photo=False, ago=timedelta(0), theme=""):
    envie = db.session.get_one(Proposal, number)
    envie.outcome = Outcome.REALISED
    line = JournalEntry(proposal_id=envie.id, subject=OUTCOME.attribute, event=Conclusion.SUCCEED)
    line.actor, line.actor_id, line.created_at = Actor.STAFF, by.id, now() - ago
    story = Story(proposal_id=envie.id, actor_id=by.id, text="Six bacs sont arrivés. On a bu un café.")
    story.published_at = now()
    db.session.add_all((line, story))
    db.session.flush()
    if photo:
        shot = {"story_id": story.id, "actor_id": by.id, "name": title, "width": 1600, "height": 1200}
        db.session.add(Photo(**shot, alt="Des bacs.", shows=PhotoShows.NOBODY))
    if theme:
        served = db.select(Commitment).where(Commitment.number == theme)
        db.session.refresh(envie, ["commitments"])
        envie.commitments = [db.session.scalars(served).one()]


def lit(page):
    return sum(path["d"].count("z") for path in page.select(".street .lit"))


def test_what_was_done_comes_with_its_photo_or_its_pictogram_and_one_sentence(browser, agent):
    load_lens()
    done("Des jeux", agent, theme="JE1")
    done("Un banc", agent)
    done("Des bacs", agent, photo=True)
    done("Une fête", agent)
    factories.published(title="Pas encore")
    cards = browser.get("/").select("#fait ~ .cards .card")
    assert [flat(card.h3.text) for card in cards] == ["Des bacs", "Une fête", "Un banc"]
    image = cards[0].img
    assert image["src"].endswith("/petite") and "640w" in image["srcset"] and "1600w" in image["srcset"]
    assert image["loading"] == "lazy" and image["alt"] == "Des bacs."
    assert [flat(card.p.text) for card in cards] == ["Six bacs sont arrivés"] * 3
    assert all(card.select_one(".gable") for card in cards[1:])
    faces = browser.get("/envies/").select(".card")
    assert [card.get("data-theme") for card in faces if "Des jeux" in card.h2.text] == ["JE"]


def test_a_window_is_lit_for_each_envie_realised_this_year_and_words_say_so(browser, clock, agent):
    page = browser.get("/")
    assert lit(page) == 0 and "La première peut être la vôtre." in browser.text
    done("Un banc", agent)
    done("Une fête", agent)
    done("Un vieux banc", agent, ago=timedelta(days=400))
    page = browser.get("/")
    assert lit(page) == 2 and "2 fenêtres allumées : 2 envies réalisées cette année." in browser.text


def test_a_street_holds_whatever_a_year_brings():
    for realised in (1, MOST_LIT, MOST_LIT + 1, 99, 400, 12_345):
        drawn = street(realised)
        burning = sum(window.is_lit for house in drawn.houses for window in house.windows)
        assert 0 < burning <= MOST_LIT and burning * drawn.each >= realised
        assert drawn.each == worth(realised, MOST_LIT)
    assert [house.code for house in street(1).houses if any(one.is_lit for one in house.windows)] == ["AVS"]


def test_an_empty_home_still_looks_meant(browser):
    page = browser.get("/")
    assert "La première histoire est à écrire" in browser.text
    assert "Aucun rendez-vous n’est encore fixé." in browser.text
    assert [flat(door.text) for door in page.select(".doors a")] == [
        *("Une envie", "Mon enfant", "Près de chez moi", "Où en est mon envie")
    ]
    assert page.select_one("a[href='/envies/proposer?parler=1']")


def test_home_costs_the_same_whatever_it_shows(browser, queries, agent):
    def cost():
        kept_figures.forget()
        queries.clear()
        browser.get("/")
        return len(queries)

    load_lens()
    done("Un banc", agent, photo=True)
    few = cost()
    for rank in range(5):
        done(f"Un autre, {rank}", agent, photo=True)
    assert cost() == few <= 9


def test_the_menu_stands_once_and_the_follow_up_outside_what_is_folded(browser):
    page = browser.get("/")
    (menu,) = page.select("header nav")
    addresses = [link["href"] for link in menu.select("a")]
    assert len(set(addresses)) == len(addresses) > 8
    assert [link["href"] for link in menu.select("a") if not link.find_parent("details")] == ["/suivi"]
    assert addresses[1] == "/envies/proposer", "what residents do comes first"
