"""The day of an agent before the inbox: find, give, pass on; with a script, without, by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Keyboard, Pointer, said
from tests.journeys.inspection import check_page
from tests.journeys.test_main_journey import WAYS, heading, sign_in

SEARCH = "Chercher un mot ou un numéro"
GIVE = "Confier à une autre personne"


@pytest.fixture(params=WAYS)
def agent(request, new_page, scenes):
    hands, options = WAYS[request.param]
    someone = hands(new_page(**options, viewport={"width": 1280, "height": 900}))
    someone.has_script = not options
    sign_in(someone, scenes)
    return someone


def pick(hands, label, option):
    """Choose in a list: by its name, or by typing its beginning."""
    field = hands.page.get_by_label(label, exact=True)
    if isinstance(hands, Keyboard):
        hands._reach(field)
        hands.page.keyboard.type(option[:12])
    else:
        field.select_option(label=option)


def found(hands, text):
    expect(hands.page.get_by_role("heading", level=2).first).to_contain_text(text)


def test_find_a_file_give_it_to_a_colleague_then_to_another_centre(agent):
    page = agent.page
    agent.write(SEARCH, "vergers")
    agent.press("Chercher")
    expect(page).to_have_url(re.compile("mots=vergers"))
    found(agent, "À lire")
    expect(page.get_by_label(SEARCH)).to_have_value("vergers")
    if agent.has_script:
        expect(page.locator("#search_now")).to_be_focused()
        expect(page.locator("#heard")).to_contain_text("À lire")
    agent.unfold("Filtrer les envies")
    pick(agent, "Quartier", "Mésanges nord")
    agent.press("Filtrer")
    expect(page).to_have_url(re.compile("quartier=mesanges-nord"))
    agent.follow(re.compile("verger"))
    heading(agent, re.compile("Un verger à partager"))
    number = page.url.rpartition("/")[2]

    agent.follow(re.compile(GIVE))
    heading(agent, re.compile("Confier l’envie"))
    agent.choose("Karim Exemple, animateur famille")
    agent.press("Confier")
    said(agent, "C’est fait. La personne choisie")
    expect(page.get_by_text("Karim Exemple la suit.")).to_be_visible()

    agent.follow(re.compile(GIVE))
    agent.choose("Centre des Alouettes")
    agent.write("Votre mot à l’autre centre", "Elle habite votre quartier.")
    agent.press("Transmettre")
    heading(agent, "Les envies")
    said(agent, "C’est fait. L’autre centre")
    agent.write(SEARCH, f"n° {number}")
    agent.press("Chercher")
    expect(page.get_by_role("heading", name="Aucune envie ne correspond")).to_be_visible()
    agent.follow("Effacer les filtres")
    expect(page.get_by_role("heading", name="Aucune envie ne correspond")).to_have_count(0)


def test_back_finds_the_list_as_it_was(page, scenes):
    hands = Pointer(page)
    sign_in(hands, scenes)
    hands.unfold("Chercher")
    hands.write(SEARCH, "jardin")
    hands.press("Chercher")
    expect(page).to_have_url(re.compile("mots=jardin"))
    hands.unfold("À lire")
    hands.follow("En attente de la personne")
    expect(page).to_have_url(re.compile("voir=en-attente.*mots=jardin"))
    page.go_back()
    expect(page.get_by_label(SEARCH)).to_have_value("jardin")
    expect(page.locator(".tabs [aria-current=page]")).to_contain_text("À lire")


@pytest.mark.parametrize(
    "query", ["?voir=toutes&mots=jardin&canal=online", "?mots=zzz&voir=mon-centre", "?voir=en-retard"]
)
def test_the_inbox_filtered_and_empty(page, scenes, query):
    sign_in(Pointer(page), scenes)
    page.goto(f"/equipe/envies/{query}")
    check_page(page)


def test_the_inbox_after_a_swap(page, scenes):
    hands = Pointer(page)
    sign_in(hands, scenes)
    hands.unfold("Chercher")
    hands.unfold("Filtrer les envies")
    hands.page.get_by_label("Quartier", exact=True).select_option(label="Mésanges nord")
    hands.press("Filtrer")
    expect(page).to_have_url(re.compile("quartier="))
    expect(page.locator("#filter_now")).to_be_focused()
    check_page(page)


def test_a_filter_that_is_not_offered(page, scenes):
    page.watch.expect("422")
    sign_in(Pointer(page), scenes)
    page.goto("/equipe/envies/?quartier=nulle-part&age=hier")
    check_page(page)


def test_giving_with_errors(page, scenes):
    page.watch.expect("422", "Response Status Error")
    hands = Pointer(page)
    sign_in(hands, scenes)
    page.goto(f"/equipe/envies/{scenes.files['long']}/confier")
    check_page(page)
    hands.press("Transmettre")
    expect(page.locator("#summary")).to_be_focused()
    check_page(page)
