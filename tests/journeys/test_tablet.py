"""The shared tablet: two people one after the other, and nothing of the first is left for the second."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Pointer
from tests.journeys.inspection import check_page
from tests.journeys.test_main_journey import heading, sign_in

TABLET, CODE = "/borne", "482913"
WORDS = "Un cours de tricot pour les débutants du quartier."
NUMBER = "06 39 98 00 41"
DESK = {"width": 810, "height": 1080}
WELCOME = "De quoi avez-vous envie pour votre quartier ?"
KEPT = """async () => [document.cookie, {...localStorage}, {...sessionStorage},
  (await indexedDB.databases()).length, (await caches.keys()).length]"""


def lend(hands, scenes):
    sign_in(hands, scenes)
    hands.page.goto("/equipe/borne")
    hands.write("Un code pour quitter", CODE)
    hands.press("Commencer")
    heading(hands, WELCOME)
    return hands


@pytest.fixture(params=("with a script", "without a script"))
def tablet(request, new_page, scenes):
    page = new_page(viewport=DESK, java_script_enabled=request.param == "with a script")
    page.watch.expect("422", "Clear-Site-Data")
    return lend(Pointer(page), scenes)


@pytest.fixture
def scripted(new_page, scenes):
    page = new_page(viewport=DESK)
    page.watch.expect("422", "Clear-Site-Data")
    return lend(Pointer(page), scenes)


def write(hands, text=WORDS):
    hands.press("Je propose une envie")
    hands.write("Dites-le avec vos mots", text)
    hands.choose("18 ans et plus")
    hands.press("Continuer")
    heading(hands, re.compile("Comment vous répondre"))


def send(hands):
    hands.choose("Par téléphone")
    hands.write("Votre numéro de téléphone", NUMBER)
    hands.press("Continuer")
    heading(hands, "Relisez avant d’envoyer")
    hands.take_time(3.1)
    hands.press("Envoyer mon envie")
    heading(hands, "Votre envie est bien arrivée")


def nothing_is_left(hands, *said):
    """Neither on the page, nor behind Back, nor in what a form proposes."""
    heading(hands, WELCOME)
    for _ in range(3):
        hands.page.go_back()
        hands.page.wait_for_load_state()
        for text in said:
            expect(hands.page.locator("body")).not_to_contain_text(text)
            fields = hands.page.locator("main :is(textarea, input[type=tel])").evaluate_all(
                "all => all.map(one => one.value)"
            )
            assert text not in fields
    hands.page.goto(TABLET)
    hands.press("Je propose une envie")
    expect(hands.page.get_by_label("Dites-le avec vos mots")).to_have_value("")
    expect(hands.page.get_by_label("18 ans et plus", exact=True)).not_to_be_checked()


def test_the_second_person_finds_nothing_of_the_first(tablet, scenes):
    write(tablet)
    send(tablet)
    code = " ".join(tablet.page.locator(".code").inner_text().split())
    expect(tablet.page.locator(".square img")).to_be_visible()
    tablet.press("J’ai mon code, j’ai fini")
    nothing_is_left(tablet, WORDS, NUMBER, code)
    tablet.page.goto("/equipe/envies/")
    heading(tablet, "Connexion de l’équipe")


def test_the_browser_keeps_nothing(scripted):
    write(scripted)
    send(scripted)
    scripted.press("J’ai mon code, j’ai fini")
    heading(scripted, WELCOME)
    assert scripted.page.evaluate(KEPT) == ["", {}, {}, 0, 0]
    cookies = {one["name"]: one for one in scripted.page.context.cookies() if one["path"] == TABLET}
    assert list(cookies) == ["ctg_borne"] and cookies["ctg_borne"]["expires"] == -1
    assert cookies["ctg_borne"]["httpOnly"]


def test_a_minute_without_touch_is_announced_and_may_be_extended(scripted):
    page = scripted.page
    page.clock.install()
    scripted.press("Je propose une envie")
    scripted.write("Dites-le avec vos mots", WORDS)
    warning = page.get_by_role("alert").filter(has_text="Vous êtes encore là")
    page.clock.fast_forward(39_000)
    expect(warning).to_be_hidden()
    page.clock.fast_forward(2_000)
    expect(warning).to_be_visible()
    expect(warning).to_be_in_viewport(ratio=1)
    check_page(page)
    scripted.press("Oui, je continue")
    expect(warning).to_be_hidden()
    page.clock.fast_forward(39_000)
    expect(page.get_by_label("Dites-le avec vos mots")).to_have_value(WORDS)
    page.clock.fast_forward(22_000)
    nothing_is_left(scripted, WORDS)


def test_without_a_script_the_page_says_when_it_closes(new_page, scenes):
    page = new_page(viewport=DESK, java_script_enabled=False)
    hands = lend(Pointer(page), scenes)
    hands.press("Je propose une envie")
    hands.write("Dites-le avec vos mots", WORDS)
    hands.press("Il me faut plus de temps")
    expect(page.get_by_label("Dites-le avec vos mots")).to_have_value(WORDS)
    page.goto(f"{TABLET}/encore-la")
    page.wait_for_url(re.compile(f"{TABLET}$"), timeout=25_000)
    nothing_is_left(hands, WORDS)


def test_wrong_codes_are_counted_and_the_right_one_leaves(tablet):
    tablet.follow("Équipe du centre : quitter")
    for _ in range(2):
        tablet.write("Le code de l’équipe", "111213")
        tablet.press("Quitter")
        expect(tablet.page.get_by_text("Ce n’est pas le bon code")).to_be_visible()
    tablet.write("Le code de l’équipe", CODE)
    tablet.press("Quitter")
    heading(tablet, "Connexion de l’équipe")
    tablet.page.goto(TABLET)
    heading(tablet, "Cette tablette est arrêtée")


def test_ten_wrong_codes_and_one_waits(scripted):
    scripted.follow("Équipe du centre : quitter")
    for _ in range(10):
        scripted.write("Le code de l’équipe", "111213")
        scripted.press("Quitter")
        scripted.page.wait_for_load_state()
    scripted.write("Le code de l’équipe", CODE)
    scripted.press("Quitter")
    expect(scripted.page.get_by_text("Attendez dix minutes")).to_be_visible()
    check_page(scripted.page)


def test_each_page_of_the_tablet(scripted, scenes):
    page = scripted.page
    check_page(page)
    scripted.press("Je propose une envie")
    check_page(page)
    scripted.press("Continuer")
    check_page(page)
    page.goto(TABLET)
    write(scripted, "Un marché de Noël dans la cour de l’école.")
    check_page(page)
    page.goto(f"{TABLET}/encore-la")
    check_page(page)
    page.goto(f"{TABLET}/contact")
    send(scripted)
    check_page(page)
    for link in ("Dire où, et avec qui", "Dire si on peut la montrer"):
        scripted.follow(link)
        check_page(page)
        scripted.follow("Revenir à mon reçu")


def test_the_pages_of_who_lends_it(new_page, scenes):
    page = new_page()
    page.watch.expect("422")
    hands = lend(Pointer(page), scenes)
    page.goto(f"{TABLET}/quitter")
    check_page(page)
    sign_in(hands, scenes)
    page.goto("/equipe/borne")
    hands.press("Commencer")
    check_page(page)
    page.locator(
        "summary", has_text="Arrêter la tablette"
    ).first.click()  # the latest: others run their journey
    page.locator("details.ask[open] button").click()
    page.goto(TABLET)
    heading(hands, "Cette tablette est arrêtée")
    check_page(page)
