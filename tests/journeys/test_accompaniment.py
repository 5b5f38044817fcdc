"""An agent accompanies an envie to its story, by each kind of hand; and every page of it, for axe."""

import re
from datetime import date, timedelta

import pytest
from PIL import Image
from playwright.sync_api import expect

from ctg_site.web.photo_fields import MOST_BYTES
from tests.journeys.hands import Keyboard, Pointer, said
from tests.journeys.inspection import check_page
from tests.journeys.test_main_journey import heading, sign_in, sit_down

__all__ = ["sit_down"]

WIDE = {"width": 1280, "height": 900}
SOON = date.today() + timedelta(days=9)
LIMIT = MOST_BYTES


@pytest.fixture(scope="session")
def photo(tmp_path_factory):
    """A photo on the device of the agent."""
    path = tmp_path_factory.mktemp("device") / "banc.jpg"
    Image.linear_gradient("L").resize((1200, 900)).convert("RGB").save(path)
    return path


def pick(hands, field, option):
    """Choose in a list, by its letters at the keyboard."""
    choice = hands.page.locator(f"#{field}")
    if isinstance(hands, Keyboard):
        hands._reach(choice)
        hands.page.keyboard.type(option)
    else:
        choice.select_option(label=option)


def date_in(hands, field, day):
    """A day, in the order of the browser’s own language: English here."""
    box = hands.page.locator(f"#{field}")
    if isinstance(hands, Keyboard):
        hands._reach(box)
        hands.page.keyboard.type(f"{day:%m%d%Y}")
    else:
        box.fill(day.isoformat())


def attach(hands, path):
    field = hands.page.locator("#photo_photo")
    with hands.page.expect_file_chooser() as chooser:
        if isinstance(hands, Keyboard):
            hands._reach(field)
            hands.page.keyboard.press("Enter")
        else:
            field.click()
    chooser.value.set_files(path)


def test_from_a_first_call_to_the_published_story(sit_down, scenes, photo):
    agent, resident = sit_down(viewport=WIDE), sit_down(viewport=WIDE)
    number = scenes.walks.pop()
    sign_in(agent, scenes)
    agent.page.goto(f"/equipe/envies/{number}/accompagnement")
    heading(agent, f"Accompagner l’envie n° {number}")

    pick(agent, "step_kind", "Appel")
    agent.write("Ce qui s’est dit, ce qui s’est fait", "Elle connaît un menuisier.")
    agent.write("La suite prévue", "Voir le terrain")
    date_in(agent, "step_next_on", SOON)
    agent.press("Noter")
    said(agent, "C’est noté.")
    expect(agent.page.get_by_text("Elle connaît un menuisier.")).to_be_visible()
    expect(agent.page.get_by_text("Voir le terrain").first).to_be_visible()

    agent.unfold("Noter un coup de pouce")
    pick(agent, "support_kind", "Du matériel")
    agent.write("En quelques mots", "Des planches")
    agent.write("Montant en euros", "35,50")
    agent.press("Noter le coup de pouce")
    said(agent, "Le coup de pouce est noté.")
    expect(agent.page.get_by_text(re.compile("35,50"))).to_be_visible()

    # Some are proposed from the words of the envie: the choice is open.
    expect(agent.page.locator("details[open] > summary", has_text="Choisir les engagements")).to_be_visible()
    agent.tick(agent.page.locator("label[for=commitments_4]").inner_text())
    agent.press("Enregistrer les engagements")
    said(agent, "Les engagements sont enregistrés.")

    agent.unfold("Dire comment cela finit")
    agent.choose("C’est réalisé")
    agent.page.locator("details[open]").get_by_role("button", name="Enregistrer", exact=True).press("Enter")
    said(agent, "C’est enregistré.")

    agent.follow("Bilan")
    heading(agent, f"Bilan de l’envie n° {number}")
    agent.write("Personnes différentes", "14")
    agent.press("Enregistrer le bilan")
    said(agent, "Le bilan est enregistré.")

    agent.follow("Récit")
    heading(agent, f"Récit de l’envie n° {number}")
    agent.write("Le récit", "Le banc est posé, les anciens s’y retrouvent.")
    agent.press("Garder le récit")
    said(agent, "Le récit est gardé.")
    agent.unfold("Ajouter une photo")
    attach(agent, photo)
    agent.write("Que voit-on ?", "Un banc en bois clair sous un arbre.")
    agent.choose("On ne reconnaît personne")
    agent.press("Ajouter la photo")
    said(agent, "La photo est dans le récit.")
    agent.press("Publier le récit")
    said(agent, "Le récit est publié.")

    resident.page.goto(f"/envies/{number}")
    expect(resident.page.get_by_text("les anciens s’y retrouvent")).to_be_visible()
    expect(resident.page.get_by_text("Personnes différentes : 14")).to_be_visible()
    expect(resident.page.get_by_text("Participations en tout : non renseigné")).to_be_visible()
    picture = resident.page.get_by_role("img", name="Un banc en bois clair sous un arbre.")
    expect(picture).to_be_visible()
    assert resident.page.request.get(picture.get_attribute("src")).headers["content-type"] == "image/webp"


@pytest.mark.parametrize("width", [320, 1280])
def test_the_public_page_of_a_story(page, scenes, photo, width):
    number = scenes.files["told"]
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/envies/{number}")
    check_page(page, widths=(width,))


def accompanied(page, scenes, end="", name="published"):
    hands = Pointer(page)
    sign_in(hands, scenes)
    page.goto(f"/equipe/envies/{scenes.files[name]}/accompagnement{end}")
    return hands


def unfold_all(page):
    for summary in page.locator("main summary").all():
        if not summary.evaluate("one => one.parentElement.open"):
            summary.click()


@pytest.mark.parametrize("name", ["published", "long", "needs_detail", "child"])
def test_the_page_of_an_accompaniment(page, scenes, name):
    accompanied(page, scenes, name=name)
    unfold_all(page)
    check_page(page)


@pytest.mark.parametrize("button", ["Noter", "Noter la demande", "Ajouter au groupe", "Noter ses mots"])
def test_an_accompaniment_with_an_error(page, scenes, button):
    page.watch.expect("422", "Response Status Error")
    hands = accompanied(page, scenes)
    unfold_all(page)
    hands.press(button)
    expect(page.locator("#summary")).to_be_focused()
    check_page(page)


@pytest.mark.parametrize("end", ["/bilan", "/recit"])
def test_the_pages_that_tell_it(page, scenes, end):
    accompanied(page, scenes, end)
    unfold_all(page)
    check_page(page)


def test_figures_with_an_error(page, scenes):
    page.watch.expect("422", "Response Status Error")
    hands = accompanied(page, scenes, "/bilan")
    hands.write("Personnes différentes", "3")
    hands.write("0 à 6 ans", "9")
    hands.press("Enregistrer le bilan")
    expect(page.locator("main")).to_contain_text("Les âges font 9 personnes")
    check_page(page)


@pytest.mark.parametrize("button", ["Garder le récit", "Ajouter ces mots", "Ajouter la photo"])
def test_a_story_with_an_error(page, scenes, button):
    page.watch.expect("422", "Response Status Error")
    hands = accompanied(page, scenes, "/recit")
    unfold_all(page)
    hands.press(button)
    expect(page.locator("#summary")).to_be_focused()
    check_page(page)


@pytest.mark.parametrize("script", [True, False])
def test_a_photo_beyond_the_limit_is_told_and_the_words_stay(new_page, scenes, tmp_path, script):
    page = new_page(java_script_enabled=script)
    page.watch.expect("413", "Response Status Error")
    hands = accompanied(page, scenes, "/recit")
    heavy = tmp_path / "lourde.jpg"
    heavy.write_bytes(b"\xff\xd8" + b"\x00" * (LIMIT + 200_000))
    hands.unfold("Ajouter une photo")
    attach(hands, heavy)
    hands.write("Que voit-on ?", "Une fête dans la rue.")
    hands.choose("On ne reconnaît personne")
    hands.press("Ajouter la photo")
    expect(page.get_by_text("il dépasse ce que le site accepte")).to_be_visible()
    if not script:
        page.go_back()
    expect(page.get_by_label("Que voit-on ?")).to_have_value("Une fête dans la rue.")


def test_the_calls_of_the_day(page, scenes):
    hands = accompanied(page, scenes)
    page.goto("/equipe/rappels")
    check_page(page)
    hands.unfold("Menu")
    hands.follow("Rappels")
    heading(hands, "Rappels du jour")
    page.emulate_media(media="print")
    page.emulate_media(media="screen")
