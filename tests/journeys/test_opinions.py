"""A resident taps an opinion, changes it, sees it beside the town’s word; the coordination answers; axe."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.entry import sign_in
from tests.journeys.hands import Pointer, said
from tests.journeys.inspection import check_page
from tests.journeys.test_administrator import WAYS
from tests.journeys.test_main_journey import heading
from tests.journeys.test_weights import KB, weight

WIDE = {"width": 1280, "height": 900}
SMALL = {"width": 320, "height": 640}
JE1 = "/conventions/2022-2026/engagements/JE1"


@pytest.fixture(params=WAYS)
def way(request):
    return request.param


@pytest.fixture
def hands(way, new_page):
    kind, options = WAYS[way]
    return lambda **more: kind(new_page(**options, **more))


def mine(way, scenes):
    """The number of the action that this way to walk has for itself."""
    return scenes.opinions[f"walk {list(WAYS).index(way)}"]


def change(choice):
    return re.compile(rf"Changer\s:\s{choice}")


def test_a_resident_taps_changes_completes_and_sees_it_side_by_side(way, hands, scenes):
    resident = hands(viewport=SMALL)
    number = mine(way, scenes)
    resident.page.goto(f"/actions/{number}")
    assert not resident.page.context.cookies()
    resident.press("Je l’ai vu")
    heading(resident, "Mon avis")
    expect(resident.page.locator(".lead")).to_contain_text("Je l’ai vu")
    resident.press(change("Pas encore vu"))
    said(resident, "C’est noté.")
    resident.press("Utile")
    expect(resident.page.locator(".lead")).to_contain_text("Utile")
    resident.follow("Revenir à cette action")
    shown = resident.page.locator(".facing > div")
    expect(shown.nth(0)).to_have_text(re.compile(r"La Ville\s:\s*En cours"))
    expect(shown.nth(1)).to_have_text(re.compile(r"1\shabitant\s:\s*pas encore vu"))
    resident.page.go_back()
    resident.sure("Je retire mon avis")
    said(resident, "Il ne compte plus.")
    resident.page.goto(f"/actions/{number}")
    expect(shown).to_have_count(0)


def test_a_silent_browser_confirms_its_choice(way, hands, scenes):
    resident = hands(viewport=SMALL)
    resident.page.goto(f"/avis/action/{mine(way, scenes)}?choice=useful")
    heading(resident, "Je donne mon avis")
    resident.press("Oui, c’est mon avis")
    heading(resident, "Mon avis")
    resident.sure("Je retire mon avis")
    said(resident, "Il ne compte plus.")


def test_the_coordination_answers_and_settles_a_flood(way, hands, scenes):
    coordinator, resident = sign_in(hands(viewport=WIDE), scenes, scenes.coordinator), hands()
    number = mine(way, scenes)
    coordinator.unfold("La convention")
    coordinator.follow("Avis")
    heading(coordinator, "Les avis des habitants")
    coordinator.follow(re.compile(rf"Action n°\s{number}\s"))
    coordinator.write("Votre réponse", "Les jeux arrivent au printemps.")
    coordinator.press("Publier la réponse")
    said(coordinator, "Votre réponse est publiée.")
    resident.page.goto(f"/actions/{number}")
    expect(resident.page.get_by_text("Les jeux arrivent au printemps.")).to_be_visible()

    coordinator.follow("Tous les avis")
    coordinator.follow("Les regarder")
    coordinator.tick(re.compile(rf"Action n°\s{number},"))
    coordinator.choose("Effacer ces avis")
    coordinator.press("Enregistrer")
    said(coordinator, re.compile(r"3\savis effacés"))


READ = {
    "action": "/actions/{told}",
    "commitment": JE1,
    "theme": "/conventions/2022-2026/jeunesse/",
    "convention": "/conventions/2022-2026/",
    "confirm": "/avis/action/{told}?choice=not_yet",
    "choose": "/avis/engagement/2022-2026/JE1",
}


@pytest.mark.parametrize("name", READ)
def test_pages_that_are_read(page, scenes, name):
    page.goto(READ[name].format(**scenes.opinions))
    check_page(page)


def test_one_s_own_page_before_and_after(page, scenes):
    hands = Pointer(page)
    page.goto(JE1)
    hands.press("À améliorer")
    heading(hands, "Mon avis")
    check_page(page)
    hands.sure("Je retire mon avis")
    said(hands, "Il ne compte plus.")
    check_page(page)


def test_pages_of_the_coordination(page, scenes):
    page.watch.expect("422")
    coordinator = sign_in(Pointer(page), scenes, scenes.coordinator)
    for address in ("/equipe/avis/", "/equipe/avis/action/{told}", "/equipe/avis/mis-de-cote"):
        page.goto(address.format(**scenes.opinions))
        check_page(page)
    page.goto("/equipe/avis/engagement/2022-2026/JE1")
    coordinator.press("Publier la réponse")
    check_page(page)


@pytest.mark.parametrize("path", ["/actions/{told}", JE1])
def test_a_first_visit_is_light(page, site, scenes, path):
    received = []
    page.on("response", lambda answer: received.append(answer))
    path = path.format(**scenes.opinions)
    page.goto(path, wait_until="networkidle")
    weights = {answer.url: weight(answer) for answer in received}
    assert weights[site + path] <= 14 * KB and sum(weights.values()) <= 60 * KB, weights
    assert len(weights) <= 10 and not page.context.cookies()
