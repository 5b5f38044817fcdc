"""Somebody answers on a phone, the staff key in a paper, by each kind of hand; every page of it, for axe."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Pointer, said
from tests.journeys.inspection import check_page
from tests.journeys.test_main_journey import heading, sign_in, sit_down

__all__ = ["sit_down"]

SMALL, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
WORDS = "On nous écoute davantage à l’école."
CHANGED = "Qu’est-ce qui a changé pour vous"
LAST = "Qu’est-ce qui compte le plus pour vous"


def first_screen(hands, words=WORDS):
    hands.write(CHANGED, words)
    hands.choose("Dans un quartier")
    hands.press("Continuer")
    heading(hands, "Partie 2")


def second_screen(hands):
    hands.tick("Des places")
    hands.tick("Autre chose")
    hands.choose("Beaucoup")
    hands.press("Continuer")
    heading(hands, "Partie 3")


def rank(hands, label, words):
    """A list is chosen from the same way by everybody: by its name, then the first letters."""
    box = hands.page.get_by_label(label, exact=True)
    if type(hands) is Pointer:
        box.select_option(label=words)
    else:
        hands._reach(box)
        hands.page.keyboard.type(words[:4])
    expect(box.locator("option:checked")).to_have_text(words)


def to_the_check_page(hands, words=WORDS):
    first_screen(hands, words)
    second_screen(hands)
    rank(hands, "1er choix", "JE1 : les jeunes")
    rank(hands, "2e choix", "PE1 : la petite enfance")
    hands.press("Continuer")
    heading(hands, "Relisez avant d’envoyer")


def test_from_the_home_page_to_the_receipt_on_a_phone(sit_down, scenes):
    resident = sit_down(viewport=SMALL)
    resident.page.goto("/")
    resident.follow("Préparons la suite")
    heading(resident, "Préparons la suite")
    resident.follow("Je réponds")
    heading(resident, "Partie 1")
    resident.opened = time.monotonic()
    to_the_check_page(resident)
    expect(resident.page.get_by_text(WORDS)).to_be_visible()
    resident.take_time()
    resident.press("Envoyer mes réponses")
    heading(resident, "Vos réponses sont bien arrivées")
    resident.page.go_back()
    heading(resident, re.compile("Vos réponses sont bien arrivées|Relisez avant d’envoyer"))
    resident.page.goto(f"/repondre/{scenes.consultations['open']}")
    heading(resident, "Vos réponses sont bien arrivées")
    resident.press("Une autre personne répond")
    heading(resident, "Partie 1")


def test_a_paper_is_keyed_in_then_the_next_one(sit_down, scenes):
    agent = sit_down(viewport=WIDE)
    sign_in(agent, scenes)
    agent.page.goto(f"/equipe/consultations/{scenes.consultations['open']}/saisie")
    heading(agent, "Saisir une réponse")
    agent.write(CHANGED, "Rien, ou presque.")
    agent.choose("Ailleurs")
    agent.tick("Des horaires")
    rank(agent, "1er choix", "PA1 : les parents")
    agent.press("Enregistrer, puis la suivante")
    done = agent.page.get_by_text(re.compile("Réponse n°\\s\\d+ enregistrée"))
    expect(done).to_be_visible()
    agent.write(CHANGED, "Une autre fiche.")
    agent.press("Enregistrer, puis la suivante")
    expect(done).to_be_visible()
    agent.follow(re.compile("Corriger la réponse"))
    agent.write(CHANGED, "Une autre fiche, relue.")
    agent.press("Enregistrer la correction")
    said(agent, "est corrigée")
    agent.sure(re.compile("Annuler la réponse"))
    said(agent, "est annulée")


@pytest.fixture
def resident(page, scenes):
    page.watch.expect("422")
    page.goto(f"/repondre/{scenes.consultations['open']}/1")
    return Pointer(page)


def blank(hands):
    pass


def wrong(hands):
    hands.write(CHANGED, "mot " * 600)
    hands.press("Continuer")


def second(hands):
    first_screen(hands)


def too_many(hands):
    first_screen(hands)
    for label in ("Des places", "Des horaires", "Autre chose"):
        hands.tick(label)
    hands.press("Continuer")


def third(hands):
    first_screen(hands)
    second_screen(hands)


def ranked_twice(hands):
    third(hands)
    for label in ("1er choix", "3e choix"):
        rank(hands, label, "JE1 : les jeunes")
    hands.press("Continuer")


def check(hands):
    to_the_check_page(hands, "Mon voisin me menace de mort.")


def missing(hands):
    hands.page.goto(hands.page.url.removesuffix("/1") + "/3")
    hands.press("Continuer")
    hands.press("Envoyer mes réponses")


def begun(hands):
    first_screen(hands)
    hands.page.goto(hands.page.url.removesuffix("/2"))


def receipt(hands):
    to_the_check_page(hands)
    hands.press("Envoyer mes réponses")


def danger(hands):
    check(hands)
    hands.press("Envoyer mes réponses")


STEPS = (blank, wrong, second, too_many, third, ranked_twice, check, missing, begun, receipt, danger)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_each_page_of_whoever_answers(resident, step):
    step(resident)
    check_page(resident.page)


PAGES = ("/consultations/", "/consultations/{open}", "/consultations/{closed}", "/consultations/{to_come}")
PAGES += ("/consultations/{open}/papier", "/repondre/{closed}", "/repondre/{to_come}", "/", "/papier")


@pytest.mark.parametrize("address", PAGES)
def test_each_page_that_everybody_reads(page, scenes, address):
    page.goto(address.format(**scenes.consultations))
    check_page(page)


@pytest.fixture
def agent(page, scenes):
    page.watch.expect("422")
    hands = Pointer(page)
    sign_in(hands, scenes)
    page.goto(f"/equipe/consultations/{scenes.consultations['open']}/saisie")
    return hands


def nothing(hands):
    hands.press("Enregistrer, puis la suivante")


def saved(hands):
    hands.write(CHANGED, "Mon mari me frappe.")
    nothing(hands)


def corrected(hands):
    saved(hands)
    hands.follow(re.compile("Corriger la réponse"))


@pytest.mark.parametrize("step", (blank, nothing, saved, corrected), ids=lambda step: step.__name__)
def test_each_page_of_keying_in(agent, step):
    step(agent)
    check_page(agent.page)


def test_keying_in_is_over_for_one_that_is_to_come(agent, scenes):
    agent.page.goto(f"/equipe/consultations/{scenes.consultations['to_come']}/saisie")
    check_page(agent.page)


def test_the_paper_form_prints_on_a4(page, scenes):
    page.goto(f"/consultations/{scenes.consultations['open']}/papier")
    page.emulate_media(media="print")
    expect(page.get_by_text("Imprimer la fiche")).to_be_hidden()
    assert 1 <= page.pdf(format="A4").count(b"/Type /Page\n") <= 3
