"""From the home page to the published envie and back: with a script, without, by keyboard alone."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser import PASSWORD
from tests.journeys.hands import Keyboard, Pointer, said

WISH = "J’aimerais un atelier pour réparer les vélos avec Sami."
#: The same words three times in ten minutes would be a machine’s.
DAYS = iter(("le lundi", "le mardi", "le mercredi"))
WAYS = {
    "with a script": (Pointer, {}),
    "without a script": (Pointer, {"java_script_enabled": False}),
    "by keyboard alone": (Keyboard, {}),
}


@pytest.fixture(params=WAYS)
def sit_down(request, new_page):
    """Give somebody a device, and the hands to use it."""
    hands, options = WAYS[request.param]

    def make(**more):
        return hands(new_page(**options, **more))

    return make


def heading(hands, text):
    expect(hands.page.get_by_role("heading", level=1)).to_have_text(text)


def propose(hands, text=WISH):
    """Two screens, a check page, then what helps the centre; the follow-up code of the receipt."""
    hands.page.goto("/")
    hands.follow("Je propose une envie")
    heading(hands, "De quoi avez-vous envie ?")
    hands.write("Dites-le avec vos mots", text)
    hands.choose("18 ans et plus")
    hands.press("Continuer")
    hands.page.wait_for_url(re.compile("/(contact|semblables)$"))
    hands.opened = time.monotonic()
    if hands.page.url.endswith("/semblables"):  # published by the same journey, walked another way
        hands.press("La mienne est différente")
    heading(hands, re.compile("Comment vous répondre"))
    hands.choose("Par e-mail")
    hands.write("Votre adresse e-mail", "sami@example.org")
    hands.press("Continuer")
    heading(hands, "Relisez avant d’envoyer")
    expect(hands.page.get_by_text(text)).to_be_visible()
    hands.take_time(3.1)
    hands.press("Envoyer mon envie")
    heading(hands, "Votre envie est bien arrivée")
    hands.follow("Dire où, et avec qui")
    hands.choose("Seul ou seule")
    hands.press("Enregistrer")
    heading(hands, "Montrer votre envie ?")
    hands.write("Votre prénom", "Sami")
    hands.choose("Oui, avec mon prénom")
    hands.press("Enregistrer")
    heading(hands, "Votre envie est bien arrivée")
    return " ".join(hands.page.locator(".code").inner_text().split())


def sign_in(hands, scenes):
    hands.page.goto("/equipe/connexion")
    hands.write("Adresse e-mail", scenes.agent)
    hands.write("Mot de passe", PASSWORD)
    hands.press("Se connecter")
    heading(hands, "Aujourd’hui")
    if not hands.page.get_by_role("link", name="Les envies").count():
        hands.unfold("Menu")
    hands.follow("Les envies")
    heading(hands, "Les envies")


def follow_up(hands, code):
    hands.page.goto("/")
    hands.follow("Suivre mon envie")
    heading(hands, "Suivre mon envie")
    hands.write("Votre code de suivi", code.lower().replace("-", " "))
    hands.press("Ouvrir")
    heading(hands, re.compile("Mon envie n°"))


def news(hands):
    """What the centre did since the last visit, at the top of the follow-up page."""
    return hands.page.get_by_role("region", name=re.compile("Les nouvelles|Depuis votre dernière visite"))


def test_from_the_home_page_to_the_published_envie_and_back(sit_down, scenes):
    wide = {"width": 1280, "height": 900}
    resident, agent = sit_down(viewport=wide), sit_down(viewport=wide)
    code = propose(resident, WISH.replace("avec Sami", f"avec Sami, {next(DAYS)}"))

    sign_in(agent, scenes)
    agent.follow("Sans centre")
    agent.follow(re.compile("atelier pour réparer"))
    heading(agent, re.compile("Envie n°"))
    address = agent.page.url
    agent.press("Je prends")
    said(agent, "Vous suivez cette envie.")
    agent.choose("Demander une précision")
    agent.write("Le mot à la personne", "Dans quel lieu, et quel jour ?")
    agent.press("Enregistrer la décision")
    said(agent, "C’est enregistré.")
    assert agent.page.url == address

    follow_up(resident, code)
    expect(news(resident).get_by_text("Dans quel lieu, et quel jour ?")).to_be_visible()
    resident.write("Votre message", "Le samedi, au centre.")
    resident.press("Envoyer mon message")
    said(resident, "Votre message est envoyé au centre.")

    agent.page.reload()
    expect(agent.page.get_by_text("Le samedi, au centre.")).to_be_visible()
    agent.choose("Publier")
    agent.unfold("Ce que le public lira")
    agent.write("Le titre public", "Réparer les vélos ensemble")
    agent.write("Le texte public", "Un atelier pour réparer les vélos, le samedi.")
    agent.press("Enregistrer la décision")
    said(agent, "C’est enregistré.")

    resident.page.goto("/envies/")
    resident.walk_to("Réparer les vélos ensemble")
    heading(resident, "Réparer les vélos ensemble")
    expect(resident.page.get_by_text("Proposée par Sami")).to_be_visible()
    expect(resident.page.get_by_text("avec Sami")).to_have_count(0)
    resident.page.goto("/suivi")
    expect(resident.page.get_by_role("link", name="Voir ma page publique")).to_be_visible()


def test_back_reload_and_a_second_tab_give_one_envie(new_page):
    page = new_page()
    code = propose(Pointer(page), "J’aimerais une fête des voisins, une seule.")
    page.reload()
    assert page.locator(".code").inner_text().split() == code.split()
    for screen in ("Montrer votre envie ?", "Où, et avec qui ?"):
        page.go_back()
        heading(Pointer(page), screen)
        expect(page.get_by_text("déjà envoyée")).to_be_visible()
    for _ in ("the receipt", "the check page, which was sent"):
        page.go_back()
        heading(Pointer(page), "Votre envie est bien arrivée")
    second = page.context.new_page()
    second.goto("/envies/proposer")
    assert second.locator(".code").inner_text().split() == code.split()


def test_the_draft_waits_for_its_author(page):
    hands = Pointer(page)
    page.goto("/envies/proposer")
    hands.write("Dites-le avec vos mots", "Un brouillon qui attend.")
    hands.press("Continuer")
    page.goto("/envies/proposer")
    heading(hands, "Une envie est commencée")
    expect(page.get_by_text("Un brouillon qui attend.")).to_have_count(0)
    hands.press("Reprendre")
    heading(hands, "Comment vous répondre ?")


def open_file(hands, scenes):
    sign_in(hands, scenes)
    hands.page.goto(f"/equipe/envies/{scenes.files['received']}")


def test_the_file_works_when_htmx_does_not_load(page, scenes):
    page.watch.expect("htmx", "ERR_FAILED")
    page.route("**/htmx*", lambda route: route.abort())
    hands = Pointer(page)
    open_file(hands, scenes)
    hands.write("Note pour l’équipe", "Rappeler lundi.")
    hands.press("Garder la note")
    said(hands, "Votre note est gardée.")
    hands.unfold("Notes de l’équipe")
    expect(page.get_by_text("Rappeler lundi.")).to_be_visible()


@pytest.mark.parametrize("failure", ["cut", "broken"])
def test_a_failing_swap_is_said_and_keeps_the_text(page, scenes, failure):
    page.watch.expect("ERR_FAILED", "500", "Response Status Error", "/note", "htmx")
    hands = Pointer(page)
    open_file(hands, scenes)
    answers = {
        "cut": lambda route: route.abort(),
        "broken": lambda route: route.fulfill(status=500, content_type="text/html", body="<p>Réessayez.</p>"),
    }
    page.route("**/note", answers[failure])
    hands.write("Note pour l’équipe", "Une note à ne pas perdre.")
    hands.press("Garder la note")
    said(hands, {"cut": "votre texte est encore dans la page", "broken": "Réessayez."}[failure])
    expect(page.get_by_label("Note pour l’équipe")).to_have_value("Une note à ne pas perdre.")
