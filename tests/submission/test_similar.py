"""While somebody writes: up to three published envies that look alike, to join or not; never in the way."""

import pytest

from ctg_site.db import db
from ctg_site.models.proposals import Draft
from ctg_site.submission import queries as submission
from tests import factories
from tests.proposals.test_poster import hide

FORM = "/envies/proposer"
ALIKE = f"{FORM}/semblables"


def garden(**values):
    return factories.published(title="Un jardin partagé", text="Cultiver des légumes ensemble.", **values)


def write(browser, text, to):
    browser.get(f"{FORM}/envie")
    browser.submit("Continuer", text=text, to=to)


def test_an_alike_one_is_shown_and_one_may_go_on(browser):
    envie = garden()
    write(browser, "Je voudrais un jardin partagé pour ma cité", ALIKE)
    browser.follow()
    assert "Cette envie ressemble à la vôtre" in browser.text and "Cultiver des légumes" in browser.text
    (link,) = [tag for tag in browser.page.select("main a") if "Rejoindre" in tag.get_text()]
    assert link["href"] == f"/rejoindre/{envie.number}" and "Un jardin partagé" in link.get_text()
    browser.submit("La mienne est différente", to=f"{FORM}/contact")


def test_joining_keeps_the_draft(browser):
    envie = garden()
    write(browser, "un jardain partager", ALIKE)
    browser.follow()
    browser.get(f"/rejoindre/{envie.number}")
    browser.get(FORM)
    assert "Une envie est commencée" in browser.text
    browser.get(f"{FORM}/envie")
    assert browser.page.select_one("textarea").text.strip() == "un jardain partager"


def test_the_same_words_are_not_asked_about_twice_others_are(browser):
    garden()
    write(browser, "Un jardin pour tous", ALIKE)
    write(browser, "Un jardin pour tous", f"{FORM}/contact")
    write(browser, "Un potager pour tous", ALIKE)
    browser.get(ALIKE)


@pytest.mark.parametrize(
    "text", ["Une piste de danse", "Un terrain de foot", "La la la", "😀 abc", "Je veux aider"]
)
def test_nothing_close_is_shown_and_nothing_slows(browser, text):
    garden()
    write(browser, text, f"{FORM}/contact")
    browser.get(ALIKE, status=303, to=f"{FORM}/contact")


def test_somebody_who_would_rather_talk_goes_on(browser):
    garden()
    browser.get(FORM)
    browser.submit("Je préfère en parler", to=f"{FORM}/parler")


def test_danger_is_never_compared(browser):
    garden()
    write(browser, "Un jardin, car mon mari me frappe", f"{FORM}/contact")
    browser.get(ALIKE, status=303, to=f"{FORM}/contact")


def test_only_published_words_are_compared_and_shown(browser):
    hidden, waiting = garden(), factories.proposal(text="Un jardin canari")
    hide(hidden)
    assert waiting.number and submission.similar("Un jardin") == []
    write(browser, "Un jardin", f"{FORM}/contact")


@pytest.mark.parametrize(
    ("outcome", "said", "leads"),
    [
        ("realised", "Cela existe déjà : allez-y", "Voir où et avec qui"),
        ("became_action", "Cela existe déjà : allez-y", "Voir où et avec qui"),
        ("carried_by_association", "Cela existe déjà : allez-y", "Voir où et avec qui"),
        ("entrusted_to_town", "On en a parlé : voici la réponse", "Lire ce qu’elle est devenue"),
        ("not_followed_up", "On en a parlé : voici la réponse", "Lire ce qu’elle est devenue"),
        ("stopped_by_author", "On en a parlé : voici la réponse", "Lire ce qu’elle est devenue"),
    ],
)
def test_what_is_over_is_met_and_leads_to_its_page(browser, outcome, said, leads):
    envie = factories.reread(garden())
    envie.outcome = outcome
    factories.save(envie)
    write(browser, "Un jardin partagé", ALIKE)
    browser.follow()
    assert said in browser.text.replace("\u00a0", " ") and "Rejoindre" not in browser.text
    (link,) = [tag for tag in browser.page.select("main a") if leads in tag.get_text()]
    assert link["href"] == f"/envies/{envie.number}"


def test_what_is_not_public_is_never_met(browser):
    for decision in ("not_publishable", "redirected", "hidden", "withdrawn", "archived", "private"):
        envie = factories.reread(garden())
        envie.moderation = decision
        factories.save(envie)
    assert submission.similar("Un jardin partagé") == []


def test_neighbours_in_the_words_of_others_are_met(browser):
    factories.published(title="Une boîte à livres devant la mairie", text="Pour échanger des romans.")
    factories.published(title="Rénover l’aire de jeux du parc", text="Le sol est usé.")
    assert [one.public_title for one in submission.similar("échanger des bouquins")] == [
        "Une boîte à livres devant la mairie"
    ]


def test_three_at_most_the_closest_first(browser):
    for title in (
        "Un jardin pour les oiseaux",
        "Un jardin partagé",
        "Un jardin de roses",
        "Jardin et compost",
    ):
        factories.published(title=title, text=title)
    found = submission.similar("Un jardin partagé")
    assert len(found) == 3 and found[0].public_title == "Un jardin partagé"


def test_misspelt_words_find_what_is_published(browser):
    factories.published(title="Un atelier de couture", text="Coudre ensemble.")
    factories.published(title="Un skatepark", text="Près du stade.")
    assert [one.public_title for one in submission.similar("atelié coutture")] == ["Un atelier de couture"]


def test_it_costs_the_same_whatever_is_published(browser, queries):
    counts = []
    for number in (2, 30):
        for at in range(number):
            factories.published(title=f"Un jardin numéro {at}", text="Des légumes " * 30)
        db.session.commit()
        queries.clear()
        assert submission.similar("un jardin partagé avec des légumes et un zzyzx")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10, counts


def test_the_page_without_draft_leads_to_the_start(browser):
    browser.get(ALIKE, status=303, to=f"{FORM}/envie")
    assert db.session.scalars(db.select(Draft)).all() == []
