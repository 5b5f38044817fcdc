"""A reader asks, the centre publishes and answers, everybody reads it: three ways; then each page."""

from itertools import count
from time import monotonic

import pytest
from playwright.sync_api import expect

from tests.journeys import entry
from tests.journeys.hands import Keyboard, Pointer, said
from tests.journeys.inspection import check_page

WIDE = {"width": 1280, "height": 900}
WAYS = {
    "with a script": (Pointer, {}),
    "without a script": (Pointer, {"java_script_enabled": False}),
    "by keyboard alone": (Keyboard, {}),
}
DESK = "/equipe/paroles/"
COMMITMENT = "/conventions/2022-2026/engagements/JE1"
walks = count(1)


@pytest.fixture(params=WAYS)
def sit_down(request, new_page):
    hands, options = WAYS[request.param]
    return lambda **more: hands(new_page(**options, **more))


def heading(hands, text):
    expect(hands.page.get_by_role("heading", level=1)).to_have_text(text)


def test_from_the_question_to_its_public_answer(sit_down, scenes):
    reader, agent = sit_down(), sit_down(viewport=WIDE)
    envie = f"/envies/{scenes.files['published']}"
    number = "un deux trois".split()[next(walks) - 1]
    question = f"Le banc sera-t-il à l’ombre ? Je demande pour la voisine du {number}."
    answer = f"Oui, sous le tilleul du {number}."
    reader.page.goto(envie)
    reader.follow("Écrire une question ou un encouragement")
    reader.opened = monotonic()
    reader.choose("Une question")
    reader.write("Vos mots", question)
    reader.take_time()
    reader.press("Envoyer")
    heading(reader, "Vos mots sont bien arrivés")
    reader.page.goto(envie)
    expect(reader.page.get_by_text(question)).to_have_count(0)

    entry.sign_in(agent, scenes, scenes.agent)
    agent.page.goto("/equipe/envies/")
    agent.follow("Paroles à relire")
    heading(agent, "Les paroles")
    agent.follow(question)
    agent.choose("Publier")
    agent.press("Enregistrer la décision")
    said(agent, "C’est publié.")
    agent.write("La réponse du centre", answer)
    agent.press("Publier la réponse")
    said(agent, "Votre réponse est publiée.")

    reader.page.goto(envie)
    expect(reader.page.get_by_text(question)).to_be_visible()
    expect(reader.page.get_by_text(answer)).to_be_visible()


def blank(hands):
    pass


def missing(hands):
    hands.press("Envoyer")


def receipt(hands):
    hands.write("Vos mots", "Merci à toute l’équipe.")
    hands.press("Envoyer")


def danger(hands):
    hands.write("Vos mots", "Il la frappe, que faire ?")
    hands.press("Envoyer")


@pytest.mark.parametrize("step", (blank, missing, receipt, danger), ids=lambda step: step.__name__)
def test_each_page_of_the_reader(page, scenes, step):
    page.watch.expect("422")
    hands = Pointer(page)
    page.goto(COMMITMENT)
    hands.follow("Écrire un commentaire")
    step(hands)
    check_page(page)


def test_each_page_of_the_staff_and_of_the_public(page, scenes):
    page.watch.expect("422")
    hands = Pointer(page)
    for words in ("Un premier mot, assez long pour que la page le montre sur deux lignes.", "Un autre."):
        page.goto(COMMITMENT)
        hands.follow("Écrire un commentaire")
        hands.opened = monotonic()
        hands.write("Vos mots", words)
        hands.take_time()
        hands.press("Envoyer")
    entry.sign_in(hands, scenes, scenes.coordinator)
    page.goto(DESK)
    check_page(page)
    hands.follow("Un premier mot")
    hands.press("Enregistrer la décision")
    check_page(page)
    hands.choose("Publier")
    hands.press("Enregistrer la décision")
    hands.write("La réponse du centre", "Merci de le dire. Nous y travaillons.")
    hands.press("Publier la réponse")
    said(hands, "Votre réponse est publiée.")
    check_page(page)
    for address in (COMMITMENT, f"{COMMITMENT}/paroles", f"{DESK}?voir=publiees", f"{DESK}noter"):
        page.goto(address)
        check_page(page)
