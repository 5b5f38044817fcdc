"""The coordination builds an action from nothing and keeps it alive; a resident finds it: three ways each."""

import re
from itertools import count

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
#: Each journey has an action and a meeting of its own: they share one site.
actions, meetings = count(1), count(0)
SECTIONS = ("identite", "besoin", "deroule", "porteurs", "moyens", "etat", "indicateurs", "bilan")


@pytest.fixture(params=WAYS)
def sit_down(request, new_page):
    hands, options = WAYS[request.param]
    return lambda: hands(new_page(viewport=WIDE, **options))


def heading(hands, text):
    expect(hands.page.get_by_role("heading", level=1)).to_have_text(text)


def begin(hands, title):
    hands.page.goto("/equipe/actions/")
    hands.write("Le titre de la nouvelle action", title)
    hands.press("Commencer")
    said(hands, "L’action est commencée.")
    return hands.page.url


def test_from_nothing_to_a_public_page_that_tells_its_progress(sit_down, scenes):
    desk, resident = sit_down(), sit_down()
    number = next(meetings)
    title = f"Un conseil des jeunes {number}"
    sign_in(desk, scenes, scenes.coordinator)
    page = begin(desk, title)
    desk.follow("En clair, pour qui, où")
    desk.write("En clair", "Les jeunes décident d’un budget.")
    desk.tick("Adolescents, 11 à 17 ans")
    desk.press("Enregistrer cette partie")
    said(desk, "La section est enregistrée.")
    desk.follow("Où elle en est")
    desk.choose("En cours")
    desk.press("Enregistrer cette partie")
    desk.follow("Voir comme un habitant")
    expect(desk.page.get_by_text("Les jeunes décident d’un budget.")).to_be_visible()
    desk.page.goto(page)
    desk.press("Publier cette action")
    said(desk, "C’est enregistré.")
    desk.write("Ce que le public lira", "Le premier conseil a eu lieu.")
    desk.press("Enregistrer la nouvelle")
    said(desk, "C’est publié.")

    resident.page.goto("/")
    resident.follow("Les actions")
    heading(resident, "Les actions")
    resident.follow(title)
    heading(resident, title)
    expect(resident.page.get_by_text("Le premier conseil a eu lieu.")).to_be_visible()

    close(desk, page, title, scenes.meetings[f"close {number}"])
    resident.page.reload()
    expect(resident.page.get_by_text("Terminée", exact=True)).to_be_visible()
    expect(resident.page.get_by_text("Le conseil continue l’an prochain.")).to_be_visible()


def close(desk, page, title, meeting):
    """A meeting decides about the action, then the action is done."""
    desk.page.goto(f"/equipe/agenda/{meeting}")
    desk.unfold("Noter une décision")
    desk.write("Ce qui est décidé", "Le conseil continue l’an prochain.")
    desk.unfold("Actions concernées")
    desk.tick(re.compile(re.escape(title)))
    desk.press("Noter la décision")
    said(desk, "est notée")
    desk.follow("Écrire le compte rendu")
    desk.write("Compte rendu", "Un bilan partagé.")
    desk.choose("Tout le monde peut le lire sur le site")
    desk.press("Enregistrer")
    said(desk, "Le compte rendu est publié.")
    desk.page.goto(page)
    desk.follow("Où elle en est")
    desk.choose("Terminée")
    desk.press("Enregistrer cette partie")
    said(desk, "La section est enregistrée.")
    desk.follow("Le bilan, et la suite")
    desk.write("Ce qui marche", "Les jeunes viennent.")
    desk.choose("Continuer")
    desk.press("Enregistrer cette partie")
    said(desk, "La section est enregistrée.")


def test_what_is_typed_is_kept_by_itself(new_page, scenes):
    hands = Pointer(new_page(viewport=WIDE))
    sign_in(hands, scenes, scenes.coordinator)
    begin(hands, f"Une action qui attend {next(actions)}")
    hands.follow("Pourquoi, et ce qu’elle vise")
    hands.page.get_by_label("Ce qu’on a constaté").press_sequentially("Peu de lieux")
    expect(hands.page.locator("#kept")).to_contain_text("Votre brouillon est gardé")
    hands.page.reload()
    hands.follow("Reprendre mon brouillon")
    expect(hands.page.get_by_label("Ce qu’on a constaté")).to_have_value("Peu de lieux")


def test_the_filters_change_the_list_in_place(new_page, scenes):
    hands = Pointer(new_page(viewport=WIDE))
    sign_in(hands, scenes, scenes.coordinator)
    begin(hands, f"Une action filtrée {next(actions)}")
    hands.press("Publier cette action")
    said(hands, "C’est enregistré.")
    page = hands.page
    page.goto("/actions/")
    hands.unfold("Choisir parmi les actions")
    value = page.get_by_label("Où elle en est").locator("option", has_text="À lancer").get_attribute("value")
    page.get_by_label("Où elle en est").select_option(value)
    expect(page).to_have_url(re.compile("etat=to_launch"))
    expect(page.get_by_role("link", name="Où elle en est : enlever ce choix")).to_be_visible()
    check_page(page)
    page.goto("/actions/?theme=nulle-part")
    check_page(page)


def test_every_page_of_an_action(new_page, scenes):
    hands = Pointer(new_page(viewport=WIDE))
    page = hands.page
    page.watch.expect("422")
    sign_in(hands, scenes, scenes.coordinator)
    page.goto("/equipe/actions/")
    hands.press("Commencer")
    check_page(page)
    address = begin(hands, "Une action de " + "très " * 20 + "long titre")
    hands.press("Enregistrer la nouvelle")
    check_page(page)
    for section in SECTIONS:
        page.goto(f"{address}/{section}")
        check_page(page)
    page.goto(f"{address}/indicateurs")
    hands.write("Ce qu’on mesure", "Jeunes présents")
    hands.press("Enregistrer cette partie")
    check_page(page)
    hands.write("En quoi", "personnes")
    hands.press("Enregistrer cette partie")
    hands.follow("Jeunes présents")
    hands.write("Année", "2024")
    hands.write("Visé", "20")
    hands.write("Constaté", "beaucoup")
    hands.press("Enregistrer les valeurs")
    check_page(page)
    hands.write("Constaté", "12")
    hands.press("Enregistrer les valeurs")
    page.goto(f"{address}/apercu")
    expect(page.locator("svg.bars")).to_be_visible()
    check_page(page)
    page.goto("/equipe/actions/tableur")
    hands.press("Importer ce fichier")
    check_page(page)
