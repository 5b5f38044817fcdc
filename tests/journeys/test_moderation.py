"""The day of an agent before the files: answer, refuse kindly, group, hide, see as a resident."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Keyboard, Pointer, said
from tests.journeys.inspection import check_page
from tests.journeys.test_main_journey import WAYS, heading, sign_in

SAVE, LOOK = "Enregistrer la décision", "Voir ce que la personne lira"
WIDE = {"width": 1280, "height": 900}


@pytest.fixture(params=enumerate(WAYS), ids=list(WAYS))
def day(request, new_page, scenes):
    """Somebody of the centre by one way, and the files that wait for this one."""
    number, way = request.param
    hands, options = WAYS[way]
    someone = hands(new_page(**options, viewport=WIDE))
    sign_in(someone, scenes)
    return someone, scenes.moderated[number]


def pick(hands, label, option):
    """Choose in a list: by its words, or by typing their beginning."""
    field = hands.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}( \(facultatif\))?\s*$"))
    if isinstance(hands, Keyboard):
        hands._reach(field)
        hands.page.keyboard.type(option[:24])
    else:
        value = field.locator("option", has_text=option).first.get_attribute("value")
        field.select_option(value=value)


def open_file(hands, number):
    hands.page.goto(f"/equipe/envies/{number}")
    heading(hands, re.compile(f"Envie n°.{number}"))


def looked(hands, *texts):
    for text in texts:
        expect(hands.page.locator("main")).to_contain_text(text)


def test_a_detail_is_asked_and_a_template_sent(day):
    agent, files = day
    open_file(agent, files["answer"])
    pick(agent, "Un modèle de réponse", "Fixer un premier rendez-vous")
    agent.press("Insérer")
    looked(agent, "Le modèle est dans votre message")
    expect(agent.page.get_by_label("Votre message à la personne")).to_have_value(re.compile("Bonjour"))
    agent.press("Envoyer le message")
    said(agent, "Votre message est dans le suivi de la personne.")
    agent.choose("Demander une précision")
    pick(agent, "Une phrase toute prête", "Votre envie nous intéresse.")
    agent.press(SAVE)
    said(agent, "C’est enregistré.")
    expect(agent.page.get_by_text("Précision demandée").first).to_be_visible()


def test_a_kind_refusal_is_looked_at_then_sent(day):
    agent, files = day
    agent.page.watch.expect("422", "Response Status Error")
    open_file(agent, files["refuse"])
    agent.choose("Non publiable")
    agent.press(SAVE)
    looked(agent, "Expliquez votre décision", "à quelle autre porte")
    pick(agent, "Une phrase toute prête", "Votre texte met en cause")
    agent.write("Le mot à la personne", "Votre idée de propreté, elle, nous intéresse.")
    agent.press(LOOK)
    looked(agent, "Rien n’est encore enregistré", "Une médiation est possible", "Votre idée de propreté")
    agent.press(SAVE)
    said(agent, "C’est enregistré.")
    expect(agent.page.locator(".talk")).to_contain_text("Une médiation est possible")


def test_two_files_go_together_then_apart(day):
    agent, files = day
    open_file(agent, files["join"])
    agent.follow("Regrouper avec une envie semblable")
    heading(agent, re.compile("Regrouper l’envie"))
    label = agent.page.locator(f"label:has(input[value='{files['head']}'])")
    expect(label).to_contain_text("Mots en commun")
    agent.choose(re.compile(f"n°.{files['head']}.:"))
    pick(agent, "Une phrase toute prête", "D’autres personnes")
    agent.press(LOOK)
    looked(agent, "D’autres personnes ont la même envie")
    agent.press("Regrouper")
    said(agent, "L’envie rejoint l’envie")
    agent.follow(re.compile(f"l’envie n°.{files['head']}"))
    heading(agent, re.compile(f"Envie n°.{files['head']}"))
    agent.follow(re.compile(f"Envie n°.{files['join']}"))
    heading(agent, re.compile(f"Envie n°.{files['join']}"))
    agent.choose("Séparer de l’autre envie")
    agent.press(SAVE)
    said(agent, "C’est enregistré.")


def test_a_text_is_hidden_and_shown_again(day):
    agent, files = day
    open_file(agent, files["hide"])
    agent.unfold("Masquer ce texte")
    panel = agent.page.locator("section[aria-labelledby=t_public]")
    expect(panel.get_by_role("button", name="Masquer tout de suite")).to_be_visible()
    pick(agent, "Une phrase toute prête", "Ce texte donne des détails")
    agent.press("Masquer tout de suite")
    said(agent, "n’est plus visible")
    agent.page.goto(f"/equipe/envies/{files['hide']}/journal")
    expect(agent.page.locator(".journal")).to_contain_text("Ce texte donne des détails")
    open_file(agent, files["hide"])
    agent.press("Afficher à nouveau")
    said(agent, "de nouveau visible")
    agent.follow(re.compile("La version publiée ce jour-là"))
    heading(agent, re.compile("Version publiée"))


def test_seen_as_a_resident(day):
    agent, files = day
    open_file(agent, files["head"])
    agent.follow("Voir comme un habitant")
    heading(agent, re.compile("Mon envie n°"))
    for button in agent.page.locator("main fieldset[disabled] button").all():
        expect(button).to_be_disabled()
    agent.follow("Tout le monde")
    heading(agent, re.compile("Une ruche sur le toit"))
    agent.follow("Le dossier")
    heading(agent, re.compile(f"Envie n°.{files['head']}"))


PAGES = ("", "/journal", "/regrouper", "/apercu", "/apercu/public")


@pytest.mark.parametrize("end", PAGES)
@pytest.mark.parametrize("name", ["long", "contested", "published"])
def test_each_page_of_a_file(page, scenes, name, end):
    sign_in(Pointer(page), scenes)
    page.goto(f"/equipe/envies/{scenes.files[name]}{end}")
    for summary in page.locator("main summary").all():
        summary.click()
    check_page(page)


def test_a_version_and_each_state_of_the_forms(page, scenes):
    page.watch.expect("422", "Response Status Error")
    hands, files = Pointer(page), scenes.moderated[0]
    sign_in(hands, scenes)
    open_file(hands, files["head"])
    check_page(page)
    hands.choose("Publier")
    hands.press(LOOK)
    looked(hands, "Ce que le public lira")
    check_page(page)
    hands.press("Insérer")
    looked(hands, "Choisissez d’abord un modèle")
    check_page(page)
    page.goto(f"/equipe/envies/{files['head']}/regrouper")
    hands.press("Regrouper")
    check_page(page)
    open_file(hands, scenes.files["published"])
    hands.follow(re.compile("La version publiée ce jour-là"))
    check_page(page)
