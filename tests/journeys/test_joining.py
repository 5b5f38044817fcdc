"""A resident joins an envie and steps back, the centre calls; an author is joined by a companion; axe."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.entry import sign_in
from tests.journeys.hands import Pointer, said
from tests.journeys.inspection import check_page
from tests.journeys.test_administrator import WAYS
from tests.journeys.test_main_journey import heading, news

SMALL = {"width": 320, "height": 640}


@pytest.fixture(params=WAYS)
def way(request):
    return request.param


@pytest.fixture
def hands(way, new_page):
    """A person with a device: `hands(viewport=…)`."""
    kind, options = WAYS[way]
    return lambda **more: kind(new_page(**options, **more))


def join(resident, title):
    """From the register to the receipt; the number of the envie, and that of the participation."""
    resident.page.goto("/envies/")
    resident.walk_to(title)
    heading(resident, title)
    envie = resident.page.url.rpartition("/")[2]
    resident.follow("J’en suis")
    heading(resident, "J’en suis")
    resident.opened = time.monotonic()
    resident.tick("Du temps")
    resident.tick("Un lieu")
    resident.choose("Par téléphone")
    resident.write("Votre numéro de téléphone", "06 39 98 00 55")
    resident.write("Un mot pour le centre", "Libre le mercredi.")
    resident.take_time()
    resident.press("J’en suis")
    heading(resident, re.compile(r"C’est noté\s: vous en êtes"))
    step = resident.page.locator("main .step").inner_text()
    return envie, re.search(r"(\d+)$", step)[1]


def test_a_resident_joins_the_centre_calls_and_the_resident_steps_back(way, hands, scenes):
    resident = hands(viewport=SMALL)
    title = f"Une envie parmi d’autres, {20 + list(WAYS).index(way)}"
    envie, number = join(resident, title)
    resident.page.goto(f"/envies/{envie}")
    expect(resident.page.locator("aside.aside")).to_contain_text(re.compile(r"1\spersonne en est"))
    agent = sign_in(hands(), scenes, scenes.agent)
    agent.page.goto(f"/equipe/envies/{envie}")
    agent.follow("Voir la liste")
    expect(agent.page.get_by_text("Libre le mercredi.")).to_be_visible()
    expect(agent.page.get_by_text("06 39 98 00 55")).to_have_count(0)
    agent.press(f"Voir le numéro : personne n° {number}")
    expect(agent.page.get_by_text("06 39 98 00 55")).to_be_visible()
    agent.sure(re.compile(rf"Appelée.*personne n°\s{number}$"))
    said(agent, "la personne est rappelée")
    resident.page.goto("/rejoindre/recu")
    resident.sure("Je me retire")
    heading(resident, "Vous n’en êtes plus")


def test_an_empty_form_says_what_is_missing(hands):
    resident = hands(viewport=SMALL)
    resident.page.watch.expect("422")
    resident.page.goto("/envies/")
    resident.follow("Une envie parmi d’autres, 23")
    resident.follow("J’en suis")
    resident.press("J’en suis")
    expect(resident.page.locator("main")).to_contain_text("Cochez une case au moins")


def test_an_author_invites_somebody_who_accepts(new_page, scenes):
    author, friend = (Pointer(new_page(java_script_enabled=False, viewport=SMALL)) for _ in range(2))
    open_with(author, scenes.codes["child"])
    author.follow("Inviter une personne à la porter avec moi")
    heading(author, "Porter cette envie à plusieurs")
    author.press("Inviter une personne")
    code = " ".join(author.page.locator(".code").inner_text().split())
    open_with(friend, code)
    heading(friend, "On vous invite à porter une envie")
    friend.write("Votre prénom", "Nadia")
    friend.press("J’accepte")
    heading(friend, "Vous portez cette envie avec une autre personne")
    friend.follow("Voir le suivi")
    heading(friend, re.compile("L’envie n°"))
    friend.write("Votre message", "Je viens samedi.")
    friend.press("Envoyer mon message")
    said(friend, "est envoyé")
    author.page.goto("/suivi")
    expect(news(author).get_by_text("Une personne qui porte l’envie avec vous")).to_be_visible()


def open_with(hands, code):
    hands.page.goto("/suivi")
    hands.write("Votre code de suivi", code)
    hands.press("Ouvrir")


@pytest.mark.parametrize("address", ["/rejoindre/recu", "/rejoindre/{}?autre=1", "/envies/{}"])
def test_the_pages_of_those_who_join_have_no_fault(new_page, scenes, address):
    resident = Pointer(new_page())
    envie, _ = join(resident, "Une envie parmi d’autres, 24")
    resident.page.goto(address.format(envie))
    check_page(resident.page)


def test_the_list_of_the_centre_has_no_fault(new_page, scenes):
    agent = sign_in(Pointer(new_page()), scenes, scenes.agent)
    envie, _ = join(Pointer(new_page()), "Une envie parmi d’autres, 19")
    agent.page.goto(f"/equipe/envies/{envie}/participants")
    check_page(agent.page)


def test_the_pages_of_an_invitation_have_no_fault(new_page, scenes):
    author, friend = Pointer(new_page()), Pointer(new_page())
    open_with(author, scenes.codes["long"])
    author.follow("Inviter une personne à la porter avec moi")
    author.press("Inviter une personne")
    check_page(author.page, widths=(320, 1280))
    open_with(friend, " ".join(author.page.locator(".code").inner_text().split()))
    heading(friend, "On vous invite à porter une envie")
    check_page(friend.page, widths=(320,))


def test_the_page_of_a_companion_has_no_fault(new_page, scenes):
    author, friend = Pointer(new_page()), Pointer(new_page())
    open_with(author, scenes.codes["unassigned"])
    author.follow("Inviter une personne à la porter avec moi")
    author.press("Inviter une personne")
    open_with(friend, " ".join(author.page.locator(".code").inner_text().split()))
    friend.press("J’accepte")
    check_page(friend.page, widths=(320,))
    friend.follow("Voir le suivi")
    check_page(friend.page, widths=(320, 1280))
