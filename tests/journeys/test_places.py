"""A parent finds what exists for a child of four; the coordination says when a place opens; axe sees all."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.entry import sign_in
from tests.journeys.hands import Keyboard, Pointer, said
from tests.journeys.inspection import check_page

WIDE = {"width": 1280, "height": 900}
WAYS = {
    "with a script": (Pointer, {}),
    "without a script": (Pointer, {"java_script_enabled": False}),
    "by keyboard alone": (Keyboard, {}),
}


@pytest.fixture(params=WAYS)
def sit_down(request, new_page):
    """Give somebody a device, and the hands to use it."""
    hands, options = WAYS[request.param]
    return lambda: hands(new_page(**options, viewport=WIDE))


def heading(hands, text):
    expect(hands.page.get_by_role("heading", level=1)).to_have_text(text)


def pick(hands, label, option):
    """An option of a list: with the pointer, or with the arrows."""
    field = hands.page.get_by_label(label)
    if not isinstance(hands, Keyboard):
        field.select_option(label=option)
        return
    hands._reach(field)
    for _ in range(field.locator("option").count()):
        if field.evaluate("list => list.selectedOptions[0].textContent") == option:
            return
        hands.page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows never reached {option!r}")


def test_a_parent_finds_what_is_open_to_a_four_year_old_in_two_taps(sit_down):
    parent = sit_down()
    parent.page.goto("/")
    parent.follow("Mon enfant")
    heading(parent, "Mon enfant")
    parent.follow("3–6 ans")
    heading(parent, re.compile(r"Mon enfant, de 3 à 6\sans"))
    parent.unfold("Dites votre quartier")
    pick(parent, "Votre quartier", "Les Mésanges")
    parent.press("Trier")
    expect(parent.page).to_have_url(re.compile(r"/parcours\?age=3-6&quartier="))
    expect(parent.page.get_by_role("link", name="Appeler").first).to_be_visible()
    parent.follow("École des Mésanges")
    heading(parent, "École des Mésanges")
    expect(parent.page.locator("a[href^='tel:']").first).to_be_visible()
    parent.page.go_back()
    heading(parent, re.compile(r"Mon enfant, de 3 à 6\sans"))


def test_a_choice_leaves_fewer_places_and_is_taken_back(sit_down):
    reader = sit_down()
    reader.page.goto("/structures/")
    reader.unfold("Choisir parmi les lieux")
    pick(reader, "Sorte de lieu", "École (1)")
    reader.press("Voir ces lieux")
    expect(reader.page).to_have_url(re.compile("sorte=ecole"))
    expect(reader.page.locator("#places article")).to_have_count(1)
    reader.follow("Sorte de lieu : enlever ce choix")
    expect(reader.page).to_have_url(re.compile(r"/structures/$"))
    expect(reader.page.locator("#places article")).not_to_have_count(1)


def test_the_coordination_gives_a_place_its_hours(sit_down, scenes):
    desk = sign_in(sit_down(), scenes, scenes.coordinator)
    desk.page.goto("/equipe/reglages/structures")
    desk.follow("Crèche des Pinsons")
    desk.follow("Sa fiche publique, ses horaires, ses fermetures")
    heading(desk, "Crèche des Pinsons, fiche publique")
    desk.follow("Horaires")
    desk.write("Lundi", "18 h – 9 h")
    desk.page.watch.expect("422")
    desk.press("Enregistrer les horaires")
    expect(desk.page.locator("main")).to_contain_text("finit avant de commencer")
    desk.write("Lundi", "7h30 à 18h30")
    desk.press("Enregistrer les horaires")
    said(desk, "Les horaires sont enregistrés.")
    expect(desk.page.get_by_label("Lundi")).to_have_value(re.compile(r"^7\sh\s30\sà\s18\sh\s30$"))
    desk.follow("Voir comme un habitant")
    expect(desk.page.get_by_role("row", name=re.compile("Lundi"))).to_contain_text("7 h 30")


READ = (
    *("/structures/", "/structures/?sorte=ecole&acces=oui", "/structures/?sorte=ecole&pour=aines"),
    *("/structures/?sorte=chateau&age=99", "/structures/ecole-des-mesanges", "/structures/mesanges"),
    *("/parcours", "/parcours?age=4", "/parcours?age=quatre", "/parcours?age=24"),
    *("/bienvenue/", "/bienvenue/ar", "/bienvenue/en", "/aide/venir-avec-un-enfant"),
)


@pytest.mark.parametrize("path", READ)
def test_pages_that_are_read(page, path):
    page.watch.expect("422")
    page.goto(path)
    check_page(page)


def test_a_swap_keeps_the_page_right(page):
    page.goto("/structures/")
    hands = Pointer(page)
    hands.unfold("Choisir parmi les lieux")
    hands.page.get_by_label("Entrée sans marche").check()
    hands.press("Voir ces lieux")
    expect(page).to_have_url(re.compile("acces="))
    expect(page.locator("#heard")).to_have_text(re.compile("lieu"))
    check_page(page)


def test_pages_of_the_coordination(new_page, scenes):
    page = new_page(viewport=WIDE)
    page.watch.expect("422")
    desk = sign_in(Pointer(page), scenes, scenes.coordinator)
    page.goto("/equipe/reglages/structures")
    desk.follow("École des Mésanges")
    desk.follow("Sa fiche publique, ses horaires, ses fermetures")
    check_page(page)
    desk.write("Adresse e-mail", "sans arobase")
    desk.press("Enregistrer")
    check_page(page)
    desk.follow("Horaires")
    check_page(page)
    desk.write("Lundi", "le matin")
    desk.press("Enregistrer les horaires")
    check_page(page)
    desk.follow("Fermetures")
    check_page(page)
    desk.press("Annoncer la fermeture")
    check_page(page)
    page.goto("/equipe/passerelles/")
    check_page(page)
    page.goto("/equipe/passerelles/nouvelle/creche")
    desk.press("Enregistrer")
    check_page(page)


def test_pages_written_by_the_coordination(new_page, scenes):
    page = new_page(viewport=WIDE)
    page.watch.expect("422")
    desk = sign_in(Pointer(page), scenes, scenes.coordinator)
    page.goto("/equipe/pages/")
    check_page(page)
    desk.follow("مرحبا")
    check_page(page)
    desk.press("Voir ce que cela donne")
    expect(page.get_by_text("Ce que tout le monde lira")).to_be_visible()
    check_page(page)
    desk.follow("Version 1")
    check_page(page)
    page.goto("/equipe/pages/nouvelle")
    desk.press("Enregistrer")
    check_page(page)
