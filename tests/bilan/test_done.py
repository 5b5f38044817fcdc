"""What the bilan says was done: published words alone, where they belong, counted as on other pages."""

from datetime import date

import pytest

from ctg_site.convention import queries as conventions
from ctg_site.db import now
from ctg_site.domain.participation import Choice
from ctg_site.domain.vocabulary import PhotoShows
from ctg_site.models.actions import ProgressUpdate
from ctg_site.models.stories import Photo, Quote, Story
from ctg_site.opinions import operations as opinions
from ctg_site.opinions import queries as counted
from tests import factories
from tests.bilan import makers
from tests.lens import load_lens

PAGE = "/bilan/"
LAST_YEAR = date(2025, 5, 5)


@pytest.fixture
def agent():
    return factories.staff()


@pytest.fixture
def action():
    """An action of the first commitment, under way."""
    load_lens()
    return makers.action("under_way", [conventions.current().commitments[0].id])


def news(action, agent, text, is_published=True, on=LAST_YEAR):
    published_at = now() if is_published else None
    told = {"on": on, "public_text": text, "author_id": agent.id, "published_at": published_at}
    return factories.save(ProgressUpdate(action_id=action.id, **told))


def story(agent, title, text, quote="", photo=False, is_published=True):
    """A published envie, and what is told of it."""
    envie = factories.published(title=title)
    made = factories.save(
        Story(
            proposal_id=envie.id,
            actor_id=agent.id,
            text=text,
            published_at=now() if is_published else None,
        )
    )
    if quote:
        said = {"text": quote, "said_by": "une voisine", "consented_on": LAST_YEAR}
        factories.save(Quote(story_id=made.id, actor_id=agent.id, **said))
    if photo:
        shown = {"name": f"photo-{made.id}", "width": 640, "height": 480, "shows": PhotoShows.NOBODY}
        factories.save(Photo(story_id=made.id, actor_id=agent.id, alt=f"Photo de {title}", **shown))
    return envie


def test_news_and_states_are_those_of_published_actions(browser, agent, action):
    news(action, agent, "Le local est ouvert.")
    news(action, agent, "Un mot pas encore publié.", is_published=False)
    hidden = makers.action(
        "done",
        [action.commitments[0].id],
    )
    hidden.is_published = False
    factories.save(hidden)
    news(hidden, agent, "Une action pas encore publiée.")
    browser.get(PAGE)
    assert "1 action en cours." in browser.text and "Le local est ouvert." in browser.text
    assert "pas encore publié" not in browser.text


def test_a_year_tells_the_news_of_that_year_alone(browser, agent, action):
    makers.envies(6)
    news(action, agent, "Le local est ouvert.")
    browser.get(f"{PAGE}?annee=2025")
    assert "Le local est ouvert." in browser.text and "1 action en cours." in browser.text
    browser.get(f"{PAGE}?annee=2026")
    assert "Le local est ouvert." not in browser.text


def test_stories_with_a_photo_and_words_agreed_to(browser, agent):
    for number in range(5):
        story(agent, f"Fête {number}", "Ce soir-là, on a dansé.", f"Parole {number}", photo=number != 4)
    story(agent, "Pas prêt", "Un récit caché.", "Une parole cachée", photo=True, is_published=False)
    browser.get(PAGE)
    pictures = [image["alt"] for image in browser.page.select("main .card img")]
    assert pictures == ["Photo de Fête 3", "Photo de Fête 2", "Photo de Fête 1"]
    assert "Parole 4" in browser.text and "une voisine" in browser.text
    assert (
        "cachée" not in browser.text and "Pas prêt" not in browser.page.select_one("#t_stories").parent.text
    )


def test_opinions_are_the_same_as_elsewhere_and_doubts_face_the_town(browser, action):
    commitment = conventions.current().commitments[0]
    for number in range(7):
        opinions.tap(action, Choice.NOT_YET if number < 3 else Choice.SEEN, f"appareil {number}")
        opinions.tap(commitment, Choice.USEFUL, f"autre {number}")
    there = counted.of_convention(conventions.current().id)
    assert (there.seen, there.not_yet, there.useful) == (4, 3, 7)
    said = "14 avis : 4 l’ont vu, 3 pas encore, 7 disent « utile »."
    doubt = "en cours : 3 avis disent « pas encore vu »"
    makers.envies(8, [commitment.id])
    for address in (PAGE, f"{PAGE}?engagement={commitment.number}", f"{PAGE}?theme={commitment.theme.slug}"):
        browser.get(address)
        assert said in browser.text and doubt in browser.text, address
    browser.get(f"{PAGE}?engagement={conventions.current().commitments[1].number}")
    assert "Personne n’a encore donné son avis." in browser.text and doubt not in browser.text


def test_a_place_tells_its_own_actions_and_words(browser, agent, action):
    centre = factories.centre()
    other = factories.centre()
    makers.envies(6, structure_id=centre.id)
    makers.envies(6, structure_id=other.id)
    action.lead_id = centre.id
    factories.save(action)
    browser.get(f"{PAGE}?centre={centre.slug}")
    assert "1 action en cours." in browser.text
    browser.get(f"{PAGE}?centre={other.slug}")
    assert "Aucune action n’est encore publiée ici." in browser.text
