"""The coordination builds a consultation, opens and closes it; reads answers and tells: three ways each."""

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
PAGE = "/equipe/consultations"
#: Each journey has a consultation of its own to read.
walks = count()


@pytest.fixture(params=WAYS)
def sit_down(request, new_page):
    hands, options = WAYS[request.param]
    return lambda: hands(new_page(viewport=WIDE, **options))


def heading(hands, text):
    expect(hands.page.get_by_role("heading", level=1)).to_have_text(text)


def test_from_nothing_to_closed(sit_down, scenes):
    desk, resident = sit_down(), sit_down()
    desk.page.watch.expect("422")
    sign_in(desk, scenes, scenes.coordinator)
    desk.page.goto(f"{PAGE}/nouvelle")
    desk.write("Titre", "Les bancs du quartier")
    desk.write("Présentation", "Dites où **mettre** des bancs.")
    desk.press("Enregistrer")
    said(desk, "C’est commencé.")
    address = desk.page.url
    desk.follow("Ajouter une partie")
    desk.write("Titre de la partie", "Des bancs")
    desk.press("Enregistrer la partie")
    said(desk, "La partie est ajoutée.")
    desk.follow("Un seul choix")
    desk.write("La question", "Où mettre un banc ?")
    desk.press("Enregistrer la question")
    heading(desk, re.compile("Nouvelle question"))
    expect(desk.page.locator("main")).to_contain_text("Écrivez les choix, un par ligne.")
    desk.write("Les choix, un par ligne", "Au parc\nÀ l’arrêt du bus")
    desk.press("Enregistrer la question")
    said(desk, "La question est ajoutée.")
    desk.follow("Voir comme un habitant")
    expect(desk.page.get_by_text("1. Où mettre un banc")).to_be_visible()
    desk.follow("Revenir à la consultation")
    desk.press("Ouvrir la consultation")
    said(desk, "C’est ouvert.")
    resident.page.goto(f"/consultations/{address.rpartition('/')[2]}")
    heading(resident, "Les bancs du quartier")
    desk.sure("Clore la consultation")
    said(desk, "C’est clos.")


def test_from_answers_to_results_that_everybody_reads(sit_down, scenes):
    desk, resident = sit_down(), sit_down()
    number = scenes.consultations[f"read_{next(walks)}"]
    desk.page.watch.expect("422")
    sign_in(desk, scenes, scenes.coordinator)
    desk.page.goto(f"{PAGE}/{number}")
    desk.follow("Lire les réponses à la question 1")
    first = desk.page.locator("article").first.get_attribute("id").removeprefix("answer_")
    desk.write(f"Étiquette de la réponse {first}", "Bonjours")
    desk.press(f"Poser sur la réponse {first}")
    said(desk, "L’étiquette est posée.")
    desk.follow(f"Citer, ou changer les étiquettes de la réponse {first}")
    desk.write("Ce que tout le monde lira", "Bonsoir.")
    desk.press("Citer ces mots")
    expect(desk.page.locator("main")).to_contain_text("Gardez seulement des mots de la réponse")
    desk.write("Ce que tout le monde lira", "Bonjour.")
    desk.press("Citer ces mots")
    said(desk, "Ces mots seront lus avec les résultats.")
    desk.press("J’ai lu ces réponses")
    desk.follow("Revenir à la consultation")
    desk.follow("Aperçu des résultats")
    desk.press("Publier les résultats")
    said(desk, "Les résultats sont publiés.")
    desk.follow("L’écrire")
    desk.write("Ce qui a été décidé ensuite", "Un banc de plus.")
    desk.press("Enregistrer")
    said(desk, "C’est enregistré.")
    resident.page.goto(f"/consultations/{number}")
    resident.follow("Lire les résultats")
    expect(resident.page.get_by_text("7 personnes sur 7 choisissent")).to_have_count(2)
    expect(resident.page.locator("blockquote")).to_have_text("Bonjour.")
    expect(resident.page.get_by_text("Un banc de plus.")).to_be_visible()


def test_every_page_holds_at_every_width(new_page, scenes):
    desk = Pointer(new_page(viewport=WIDE))
    number = scenes.consultations["read_3"]
    sign_in(desk, scenes, scenes.coordinator)
    desk.page.goto(f"{PAGE}/")
    check_page(desk.page)
    desk.press("Commencer avec les trois questions")
    check_page(desk.page)
    draft = desk.page.url
    for link in ("Modifier", "Ajouter une partie", "Voir comme un habitant", "Classement d’engagements"):
        desk.page.goto(draft)
        if link.startswith("Classement"):
            desk.unfold("Ajouter une question à la partie 1")
        desk.follow(link)
        check_page(desk.page)
    for page in ("", "/presentation", "/a-verifier", "/resultats", "/suite"):
        desk.page.goto(f"{PAGE}/{number}{page}")
        check_page(desk.page)
    desk.page.goto(f"{PAGE}/{number}")
    desk.follow("Lire les réponses à la question 1")
    check_page(desk.page)
    desk.follow("Citer, ou changer les étiquettes")
    check_page(desk.page)
    desk.page.goto(f"{PAGE}/{number}/resultats")
    desk.press("Publier les résultats")
    desk.page.goto(f"/consultations/{number}/resultats")
    check_page(desk.page)
