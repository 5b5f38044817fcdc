"""A reader reports a published envie and its centre answers, by each kind of hand; every page, for axe."""

from time import monotonic

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Pointer, said
from tests.journeys.inspection import check_page
from tests.journeys.test_main_journey import heading, sign_in, sit_down

__all__ = ["sit_down"]

DESK = "/equipe/signalements/"
TABS = ("a-traiter", "mis-de-cote", "traites")


def test_from_the_reader_to_the_answer(sit_down, scenes):
    reader, agent = sit_down(), sit_down(viewport={"width": 1280, "height": 900})
    reader.page.goto(f"/envies/{scenes.files['published']}")
    reader.follow("Signaler un problème")
    heading(reader, "Signaler un problème")
    reader.opened = monotonic()
    reader.choose("Il y a une erreur")
    reader.write("Dites-le avec vos mots", "L’école n’est pas la bonne.")
    reader.write("Votre adresse e-mail", "lecteur@example.org")
    reader.take_time()
    reader.press("Envoyer le signalement")
    heading(reader, "Votre signalement est bien arrivé")
    number = reader.page.locator(".lead strong").inner_text()

    sign_in(agent, scenes)
    agent.follow("Signalements")
    heading(agent, "Les signalements")
    agent.follow(f"n° {number} : Il y a une erreur")
    expect(agent.page.get_by_text("L’école n’est pas la bonne.")).to_be_visible()
    agent.choose("Rien à changer")
    agent.write("Votre réponse", "Merci. L’école est bien celle-là.")
    agent.press("Répondre et clore")
    said(agent, "Le signalement est traité.")


@pytest.fixture
def reader(page, scenes):
    page.watch.expect("422")
    page.goto(f"/signaler/{scenes.files['published']}")
    return Pointer(page)


def blank(hands):
    pass


def missing(hands):
    hands.write("Votre adresse e-mail", "lecteur@")
    hands.press("Envoyer le signalement")


def receipt(hands):
    hands.choose("Autre chose")
    hands.press("Envoyer le signalement")


def danger(hands):
    hands.choose("Quelqu’un est peut-être en danger")
    hands.press("Envoyer le signalement")


@pytest.mark.parametrize("step", (blank, missing, receipt, danger), ids=lambda step: step.__name__)
def test_each_page_of_the_reader(reader, step):
    step(reader)
    check_page(reader.page)


@pytest.mark.parametrize("tab", TABS)
def test_the_lists(page, scenes, tab):
    sign_in(Pointer(page), scenes)
    page.goto(f"{DESK}?voir={tab}")
    check_page(page)


def test_a_report_an_error_and_its_end(page, scenes):
    page.watch.expect("422")
    hands = Pointer(page)
    sign_in(hands, scenes)
    page.goto(f"{DESK}{scenes.reports[0]}")
    check_page(page)
    hands.press("Répondre et clore")
    check_page(page)
    page.goto(f"{DESK}{scenes.reports[2]}")
    hands.choose("Rien à changer")
    hands.press("Clore")
    page.goto(f"{DESK}{scenes.reports[2]}")
    check_page(page)
