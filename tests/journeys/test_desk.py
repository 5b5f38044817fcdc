"""An agent writes down an envie for somebody, by each kind of hand; and every page of it, for axe."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Pointer, said
from tests.journeys.inspection import check_page
from tests.journeys.test_main_journey import follow_up, heading, news, sign_in, sit_down

__all__ = ["sit_down"]

DESK = "/equipe/saisie"
WORDS = "Un café du matin pour les anciens de la fosse."
WIDE = {"width": 1280, "height": 900}


def type_in(hands, text=WORDS, age="18 ans et plus"):
    hands.choose("Téléphone")
    hands.write("L’envie, avec les mots de la personne", text)
    hands.choose("Seul ou seule")
    hands.choose(age)


def read_back(hands, **answers):
    type_in(hands, **answers)
    if answers.get("age") != "Moins de 15 ans":
        hands.choose("Par téléphone")
        hands.write("Son numéro de téléphone", "06 39 98 00 07")
        hands.write("Son prénom", "Germaine")
    hands.press("Relire avec la personne")
    heading(hands, "Relisez à voix haute")


def file(hands):
    hands.choose("Relu avec la personne")
    hands.choose("La personne est d’accord pour que le centre garde ces informations")
    hands.press("Enregistrer l’envie")
    heading(hands, re.compile("Reçu de l’envie n°"))
    return " ".join(hands.page.locator(".code").inner_text().split())


def test_from_the_telephone_to_the_receipt_in_hand(sit_down, scenes):
    agent, resident = sit_down(viewport=WIDE), sit_down(viewport=WIDE)
    sign_in(agent, scenes)
    agent.follow("Saisir une envie")
    heading(agent, "Saisir une envie")
    read_back(agent)
    expect(agent.page.get_by_text("06 39 98 00 07")).to_be_visible()
    code = file(agent)
    follow_up(resident, code)
    expect(news(resident).get_by_text("Le centre a écrit votre envie avec vous.")).to_be_visible()

    agent.sure("C’est remis, saisir une autre envie")
    said(agent, "est remis")
    expect(agent.page.get_by_label("Téléphone", exact=True)).to_be_checked()
    agent.page.go_back()
    expect(agent.page.locator(".code")).to_have_count(0)


def test_a_lost_code_is_given_again(sit_down, scenes):
    agent, resident = sit_down(viewport=WIDE), sit_down(viewport=WIDE)
    sign_in(agent, scenes)
    agent.page.goto(f"/equipe/envies/{scenes.files['contested']}")
    agent.follow("Elle a perdu son code")
    agent.choose("J’ai vérifié que c’est bien la personne")
    agent.press("Donner un nouveau code")
    heading(agent, re.compile("Reçu de l’envie n°"))
    follow_up(resident, " ".join(agent.page.locator(".code").inner_text().split()))


@pytest.fixture
def desk(page, scenes):
    page.watch.expect("422")
    hands = Pointer(page)
    sign_in(hands, scenes)
    page.goto(DESK)
    return hands


def test_only_the_detail_of_the_chosen_way_is_shown(desk):
    phone, email = (
        desk.page.get_by_label("Son numéro de téléphone"),
        desk.page.get_by_label("Son adresse e-mail"),
    )
    expect(phone).to_be_hidden()
    desk.choose("Par SMS")
    expect(phone).to_be_visible()
    expect(email).to_be_hidden()
    desk.choose("Moins de 15 ans")
    expect(phone).to_be_hidden()
    expect(desk.page.locator("#first_name")).to_be_hidden()


def blank(hands):
    pass


def missing(hands):
    hands.press("Relire avec la personne")


def child_check(hands):
    read_back(hands, age="Moins de 15 ans")


def danger_check(hands):
    read_back(hands, text="Mon voisin me frappe.")


def unticked(hands):
    read_back(hands)
    hands.press("Enregistrer l’envie")


def changed(hands):
    read_back(hands)
    hands.follow("Modifier")


def begun(hands):
    read_back(hands)
    hands.page.goto(DESK)


def receipt(hands):
    read_back(hands)
    file(hands)


def danger_receipt(hands):
    danger_check(hands)
    file(hands)


STEPS = (blank, missing, child_check, danger_check, unticked, changed, begun, receipt, danger_receipt)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_each_page_of_the_desk(desk, step):
    step(desk)
    check_page(desk.page)


def test_the_pages_of_a_new_code(desk, scenes):
    desk.page.goto(f"{DESK}/nouveau-code/{scenes.files['refused']}")
    check_page(desk.page)
    desk.press("Donner un nouveau code")
    check_page(desk.page)


def test_a_receipt_already_handed_over(desk):
    receipt(desk)
    address = desk.page.url
    desk.sure("C’est remis, saisir une autre envie")
    desk.page.goto(address)
    check_page(desk.page)
