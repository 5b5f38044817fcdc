"""The coordination sets reasons, places and delays; the administrator reads the trail: three ways each."""

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
#: Each journey makes rows of its own: they share one site.
rows = count(1)


@pytest.fixture(params=WAYS)
def sit_down(request, new_page):
    hands, options = WAYS[request.param]
    return lambda: hands(new_page(viewport=WIDE, **options))


def heading(hands, text):
    expect(hands.page.get_by_role("heading", level=1)).to_have_text(text)


def open_settings(hands, part):
    hands.unfold("Le site")
    hands.follow("Réglages")
    heading(hands, "Réglages")
    hands.follow(part)
    heading(hands, part)


def promise(hands):
    return hands.page.locator(".promise")


def test_a_coordinator_rewrites_a_reason_adds_a_place_and_changes_the_promise(sit_down, scenes):
    hands, number = sit_down(), next(rows)
    sign_in(hands, scenes, scenes.coordinator)

    open_settings(hands, "Les motifs")
    hands.follow("Ajouter un motif")
    heading(hands, "Un nouveau motif")
    hands.write("La phrase pour la personne", f"Nous avons déjà une envie semblable, la {number}.")
    hands.write("À qui parler", "Appelez {centre} au {telephone}.")
    hands.press("Voir ce que cela donne")
    shown = hands.page.get_by_role("region", name="Ce que la personne lira")
    expect(shown).to_contain_text("Appelez Centre Exemple au 03 53 01 00 00.")
    hands.press("Enregistrer")
    heading(hands, "Les motifs")
    said(hands, "Ce motif est enregistré.")
    expect(hands.page.get_by_text(f"une envie semblable, la {number}.")).to_be_visible()

    open_settings(hands, "Les lieux")
    hands.follow("Ajouter un lieu")
    hands.write("Nom", f"Maison des Lilas {number}")
    hands.write("Téléphone", "03 53 01 00 30")
    hands.press("Enregistrer")
    said(hands, "Ce lieu est enregistré.")
    hands.follow(f"Maison des Lilas {number}")
    hands.write("Adresse", "3 rue de l’Exemple")
    hands.press("Enregistrer")
    said(hands, "Ce lieu est enregistré.")

    for days, said_as in (("7", r"7\sjours de travail"), ("10", "deux semaines")):
        open_settings(hands, "Les délais promis")
        hands.write("Jours de travail avant un premier contact", days)
        hands.press("Enregistrer")
        said(hands, "Les délais sont enregistrés.")
        hands.page.goto("/charte")
        expect(promise(hands)).to_contain_text(re.compile(said_as))
        hands.page.goto("/equipe/reglages/")


def test_what_was_typed_wrong_is_told_and_kept(sit_down, scenes):
    hands = sit_down()
    hands.page.watch.expect("422")
    sign_in(hands, scenes, scenes.coordinator)
    hands.page.goto("/equipe/reglages/motifs/nouveau")
    hands.write("La phrase pour la personne", "Bonjour {prenom}.")
    hands.press("Enregistrer")
    expect(hands.page.locator("main")).to_contain_text("ne sait pas remplir {prenom}")
    expect(hands.page.get_by_label("La phrase pour la personne").first).to_have_value("Bonjour {prenom}.")


def test_two_people_at_the_same_place(new_page, scenes):
    first, second = Pointer(new_page(viewport=WIDE)), Pointer(new_page(viewport=WIDE))
    second.page.watch.expect("409")
    sign_in(first, scenes, scenes.coordinator)
    sign_in(second, scenes, scenes.administrator)
    for hands in (first, second):
        hands.page.goto("/equipe/reglages/quartiers")
        hands.follow(re.compile("Mésanges"))
    first.write("Nom", "Les Mésanges d’hier")
    second.write("Nom", "Les Mésanges de demain")
    first.press("Enregistrer")
    said(first, "Ce quartier est enregistré.")
    second.press("Enregistrer")
    expect(second.page.get_by_role("alert")).to_contain_text("Les Mésanges d’hier")
    expect(second.page.get_by_label("Nom")).to_have_value("Les Mésanges de demain")
    check_page(second.page)
    second.write("Nom", "Les Mésanges")
    second.press("Enregistrer")
    said(second, "Ce quartier est enregistré.")


def test_the_administrator_reads_and_verifies_the_trail(sit_down, scenes):
    hands = sit_down()
    sign_in(hands, scenes, scenes.administrator)
    hands.follow("Journal")
    heading(hands, "Le journal")
    hands.follow("Vérifier les dernières lignes")
    expect(hands.page.get_by_text("La chaîne est intacte.")).to_be_visible()
    hands.press("Chercher")
    heading(hands, "Le journal")


PAGES = (
    "/equipe/reglages/",
    "/equipe/reglages/structures",
    "/equipe/reglages/structures/1",
    "/equipe/reglages/quartiers",
    "/equipe/reglages/quartiers/nouveau",
    "/equipe/reglages/motifs",
    "/equipe/reglages/motifs/1",
    "/equipe/reglages/modeles",
    "/equipe/reglages/modeles/1",
    "/equipe/reglages/delais",
    "/equipe/reglages/mentions",
    "/equipe/convention/buts",
    "/equipe/convention/domaines",
    "/equipe/conventions/",
    "/equipe/conventions/2022-2026",
    "/equipe/conventions/nouvelle",
)


def test_every_page_of_the_settings_is_accessible(new_page, scenes):
    hands = Pointer(new_page())
    sign_in(hands, scenes, scenes.coordinator)
    for address in PAGES:
        hands.page.goto(address)
        check_page(hands.page)


ERRORS = {
    "/equipe/reglages/structures/nouvelle": "Nom",
    "/equipe/reglages/quartiers/1": "Nom",
    "/equipe/reglages/motifs/1": "La phrase pour la personne",
    "/equipe/reglages/modeles/nouveau": "Le message",
    "/equipe/reglages/delais": "Jours, au plus, entre deux étapes",
}


def test_every_refusal_is_accessible(new_page, scenes):
    hands = Pointer(new_page())
    hands.page.watch.expect("422")
    sign_in(hands, scenes, scenes.coordinator)
    for address, label in ERRORS.items():
        hands.page.goto(address)
        hands.write(label, "")
        hands.press("Enregistrer")
        expect(hands.page.get_by_role("alert")).to_be_visible()
        check_page(hands.page)
    hands.page.goto("/equipe/reglages/motifs/1")
    hands.press("Voir ce que cela donne")
    expect(hands.page.get_by_role("region", name="Ce que la personne lira")).to_be_visible()
    check_page(hands.page)


def test_the_trail_is_accessible(new_page, scenes):
    hands = Pointer(new_page())
    sign_in(hands, scenes, scenes.administrator)
    for address in ("/equipe/journal/", "/equipe/journal/?verifier=1", "/equipe/journal/?du=2999-01-01"):
        hands.page.goto(address)
        check_page(hands.page)
