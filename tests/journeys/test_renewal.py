"""The next convention is begun, compared with the one of today and judged; axe sees each page."""

from playwright.sync_api import expect

from tests.journeys.entry import sign_in
from tests.journeys.hands import Pointer, said
from tests.journeys.inspection import check_page
from tests.journeys.test_staff_pages import unfold_all

YEARS, RENEWAL = "/equipe/conventions/", "/equipe/renouvellement/2022-2026/"
SUITE = "/conventions/2022-2026/suite"


def open_page(page, address):
    answer = page.goto(address)
    assert answer.ok, f"{address}: {answer.status}"
    unfold_all(page)
    check_page(page)


def test_the_next_convention_is_begun_compared_and_judged(page, scenes):
    hands = Pointer(page)
    sign_in(hands, scenes, scenes.coordinator)
    open_page(page, f"{YEARS}2022-2026/repartir")
    hands.write("Son dernier jour", "2031-12-31")
    hands.press("Commencer la prochaine convention")
    said(hands, "La prochaine convention est commencée.")
    check_page(page)
    hands.follow("JE1\u00a0: ")
    check_page(page)
    for address in ("2027-2031/mots/titre-et-jours", "2027-2031/mots/themes/ajouter", "2027-2031/apercu/"):
        open_page(page, f"{YEARS}{address}")
    page.goto(f"{YEARS}2027-2031/mots")
    hands.follow("Changer les mots du thème\u00a0: Jeunesse")
    hands.follow("Retirer ce thème du projet")
    check_page(page)
    open_page(page, f"{RENEWAL}continuite")
    hands.follow("JE1\u00a0: ")
    hands.choose("Changé")
    hands.write("Pourquoi", "Les jeunes l’ont demandé.")
    hands.press("Enregistrer")
    said(hands, "C’est enregistré dans le tableau de continuité.")
    open_page(page, f"{RENEWAL}etapes")
    for address in (f"{RENEWAL}diagnostic", f"{RENEWAL}diagnostic/jeunesse", f"{RENEWAL}chiffres", RENEWAL):
        open_page(page, address)
    open_page(page, f"{RENEWAL}diagnostic/jeunesse/constat")
    page.goto(f"{RENEWAL}diagnostic")
    hands.sure("Publier le diagnostic")
    for address in ("", "jeunesse", "chiffres"):
        open_page(page, f"/conventions/2022-2026/diagnostic/{address}")
    page.goto(f"{YEARS}2027-2031")
    hands.sure("Publier le projet")
    open_page(page, SUITE)
    hands.press("Utile\u00a0: JE1")
    expect(page.locator("main")).to_contain_text("Vous avez dit")
    page.goto(f"{YEARS}2027-2031")
    hands.sure("Retirer le projet du public")
