"""Every page, each step and each error: nothing for axe to say, at three widths, in light and in dark."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import PASSWORD
from tests.journeys.hands import Pointer
from tests.journeys.inspection import check_page

FORM = "/envies/proposer"
READ = {
    "home": "/",
    "conventions": "/conventions/",
    "convention": "/conventions/2022-2026/",
    "texts": "/conventions/2022-2026/documents/",
    "theme": "/conventions/2022-2026/{theme}/",
    "commitment": "/conventions/2022-2026/engagements/JE1",
    "register": "/envies/",
    "envie": "/envies/{published}",
    "bilan": "/bilan/",
    "bilan of a centre": "/bilan/?centre=mesanges",
    "bilan of an empty year": "/bilan/?annee=2019",
    "help": "/aide",
    "contact": "/contact",
    "charter": "/charte",
    "accessibility": "/accessibilite",
    "accessibility plan": "/accessibilite/schema",
    "legal": "/mentions-legales",
    "privacy": "/donnees-personnelles",
    "rights": "/mes-droits",
    "simple home": "/version-simple",
    "simple way to take part": "/version-simple/participer",
    "simple rest": "/version-simple/la-suite",
    "simple data": "/version-simple/mes-donnees",
    "rights asked": "/demander-mes-droits",
    "a barrier told": "/accessibilite/signaler",
    "site map": "/plan-du-site",
    "paper": "/papier",
    "open data": "/donnees-ouvertes/",
    "not found": "/nulle-part",
    "code": "/suivi",
    "sign in": "/equipe/connexion",
    "invitation": "/equipe/invitation/{invitation}",
}
FOLLOWED = ("received", "needs_detail", "refused", "published", "child", "alert")
FILES = ("received", "unassigned", "long", "needs_detail", "published", "contested", "alert", "child")
TABS = (
    "a-lire",
    "mon-centre",
    "en-retard",
    "sans-centre",
    "en-attente",
    "les-miennes",
    "a-prevenir",
    "toutes",
)


@pytest.mark.parametrize("name", READ)
def test_pages_that_are_read(page, scenes, name):
    page.watch.expect("404")
    places = {"theme": first_theme(page), "invitation": scenes.invitation, **scenes.files}
    page.goto(READ[name].format(**places))
    check_page(page)


def test_the_bilan_unfolded(page):
    page.goto("/bilan/")
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
    check_page(page)


def first_theme(page):
    page.goto("/conventions/2022-2026/")
    link = page.locator(
        "a[href^='/conventions/2022-2026/']:not([href*='engagements'], [href*='documents'])"
    ).first
    return link.get_attribute("href").split("/")[3]


@pytest.fixture
def form(page):
    """Somebody before the first screen of the form."""
    page.watch.expect("422")
    page.goto(FORM)
    return Pointer(page)


def go_on(hands, *choices):
    for choice in choices:
        hands.choose(choice)
    hands.press("Continuer")


def at_contact(hands, age="18 ans et plus", text="Une chasse aux papillons de nuit."):
    hands.write("Dites-le avec vos mots", text)
    go_on(hands, age)


def checked(hands, **options):
    at_contact(hands, **options)
    if options.get("age") == "Moins de 15 ans":
        go_on(hands)
    else:
        hands.choose("Par e-mail")
        hands.write("Votre adresse e-mail", "sami@example.org")
        go_on(hands)


def wish(hands):
    pass


def wish_missing(hands):
    go_on(hands)


def talk(hands):
    hands.page.goto(f"{FORM}?parler=1")


def contact_missing(hands):
    at_contact(hands)
    go_on(hands)


def contact_wrong(hands):
    at_contact(hands)
    hands.choose("Par téléphone")
    hands.write("Votre numéro de téléphone", "06")
    go_on(hands)


def child_contact(hands):
    at_contact(hands, age="Moins de 15 ans")


def child_check(hands):
    checked(hands, age="Moins de 15 ans")


def child_receipt(hands):
    child_check(hands)
    hands.press("Envoyer mon envie")


def danger_check(hands):
    checked(hands, text="J’ai peur : mon voisin me frappe.")


def danger_receipt(hands):
    danger_check(hands)
    hands.press("Envoyer mon envie")


def receipt(hands):
    checked(hands)
    hands.press("Envoyer mon envie")


def place(hands):
    receipt(hands)
    hands.follow("Dire où, et avec qui")


def place_too_long(hands):
    place(hands)
    hands.write("Le nom de l’association", "très " * 40)
    hands.press("Enregistrer")


def shown(hands):
    place(hands)
    hands.press("Enregistrer")


def child_shown(hands):
    child_receipt(hands)
    hands.follow("Dire si on peut la montrer")


def resumed(hands):
    at_contact(hands)
    hands.page.goto(FORM)


STEPS = (
    *(wish, wish_missing, talk, at_contact, contact_missing, contact_wrong, child_contact, child_check),
    *(child_receipt, child_shown, checked, danger_check, danger_receipt, receipt, resumed),
    *(place, place_too_long, shown),
)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_each_step_of_the_form(form, step):
    step(form)
    check_page(form.page)


def open_follow_up(page, code):
    page.goto("/suivi")
    hands = Pointer(page)
    hands.write("Votre code de suivi", code)
    hands.press("Ouvrir")
    return hands


@pytest.mark.parametrize("code", ["", "A12V", "0000-0000-00000"])
def test_a_code_that_opens_nothing(page, code):
    page.watch.expect("422")
    open_follow_up(page, code)
    check_page(page)


@pytest.mark.parametrize("name", FOLLOWED)
def test_the_follow_up_page(page, scenes, name):
    open_follow_up(page, scenes.codes[name])
    for summary in page.locator("main summary").all():
        summary.click()
    check_page(page)


def test_the_follow_up_page_with_an_error_and_the_way_out(page, scenes):
    page.watch.expect("422")
    hands = open_follow_up(page, scenes.codes["received"])
    hands.press("Envoyer mon message")
    check_page(page)
    page.goto("/suivi/retirer")
    check_page(page)


def test_the_page_of_the_codes(page, scenes):
    """As it is opened, then with what was left out."""
    page.watch.expect("422")
    hands = open_follow_up(page, scenes.codes["received"])
    page.goto("/suivi/codes")
    check_page(page)
    hands.press("Relier ce code")
    check_page(page)


def sign_in(page, email):
    page.goto("/equipe/connexion")
    hands = Pointer(page)
    hands.write("Adresse e-mail", email)
    hands.write("Mot de passe", PASSWORD)
    hands.press("Se connecter")
    return hands


def test_a_sign_in_that_fails(page):
    page.watch.expect("422")
    sign_in(page, "personne@example.org")
    check_page(page)


@pytest.mark.parametrize("tab", TABS)
def test_the_inbox(page, scenes, tab):
    sign_in(page, scenes.agent)
    page.goto(f"/equipe/envies/?voir={tab}")
    check_page(page)


def test_the_empty_inbox(page, scenes):
    sign_in(page, scenes.idle)
    check_page(page)


@pytest.mark.parametrize("name", FILES)
def test_a_file(page, scenes, name):
    sign_in(page, scenes.agent)
    page.goto(f"/equipe/envies/{scenes.files[name]}")
    for summary in page.locator("main summary").all():
        summary.click()
    check_page(page)


def test_a_file_after_a_swap_with_an_error(page, scenes):
    page.watch.expect("422", "Response Status Error")
    hands = sign_in(page, scenes.agent)
    page.goto(f"/equipe/envies/{scenes.files['long']}")
    hands.press("Enregistrer la décision")
    expect(page.locator("#summary")).to_be_focused()
    check_page(page)


def test_a_file_that_changed_meanwhile(new_page, scenes):
    page, other = new_page(java_script_enabled=False), new_page()
    page.watch.expect("409")
    address = f"/equipe/envies/{scenes.files['unassigned']}"
    late, early = sign_in(page, scenes.agent), sign_in(other, scenes.agent)
    page.goto(address)
    other.goto(address)
    early.press("Je prends")
    other.get_by_text("Vous suivez cette envie.").wait_for()
    late.press("Je prends")
    assert re.search("passé avant vous", page.title())
