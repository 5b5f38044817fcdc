"""The thread whole: two envies, a meeting, an action, its news by e-mail and by telephone, its end."""

import re
import subprocess
import sys
import time
from datetime import date, timedelta
from itertools import count

from playwright.sync_api import expect

from tests.journeys.conftest import ROOT
from tests.journeys.entry import sign_in as come_in
from tests.journeys.hands import Keyboard, said
from tests.journeys.test_accompaniment import pick
from tests.journeys.test_agenda import set_day, set_hour
from tests.journeys.test_main_journey import follow_up, heading, news, sit_down

__all__ = ["sit_down"]

WIDE = {"width": 1280, "height": 900}
#: Each way to walk has words of its own: they share one site.
walks = count(1)
THINGS = ("une bricothèque", "un four à pain", "une serre partagée")
PHONES = ("06 39 98 00 31", "06 39 98 00 32", "06 39 98 00 33")


def propose(hands, text, way, label, where):
    """The two screens and the check page; the follow-up code of the receipt."""
    hands.page.goto("/")
    hands.follow("Je propose une envie")
    hands.write("Dites-le avec vos mots", text)
    hands.choose("18 ans et plus")
    hands.press("Continuer")
    hands.page.wait_for_url(re.compile("/(contact|semblables)$"))
    hands.opened = time.monotonic()
    if hands.page.url.endswith("/semblables"):
        hands.press("La mienne est différente")
    hands.choose(way)
    hands.write(label, where)
    hands.press("Continuer")
    heading(hands, "Relisez avant d’envoyer")
    hands.take_time(3.1)
    hands.press("Envoyer mon envie")
    heading(hands, "Votre envie est bien arrivée")
    return " ".join(hands.page.locator(".code").inner_text().split())


def shown_in_public(hands):
    """With the consent that comes after the sending, without a first name."""
    hands.follow("Dire où, et avec qui")
    hands.choose("Seul ou seule")
    hands.press("Enregistrer")
    heading(hands, "Montrer votre envie ?")
    hands.choose("Oui, sans mon prénom")
    hands.press("Enregistrer")
    heading(hands, "Votre envie est bien arrivée")


def publish(agent, words, title):
    """The number of the file that the agent took and published."""
    agent.page.goto("/equipe/envies/")
    agent.follow("Sans centre")
    agent.walk_to(re.compile(re.escape(words)))
    heading(agent, re.compile("Envie n°"))
    agent.press("Je prends")
    said(agent, "Vous suivez cette envie.")
    agent.choose("Publier")
    agent.unfold("Ce que le public lira")
    agent.write("Le titre public", title)
    agent.write("Le texte public", f"{title}, ouverte le samedi.")
    agent.press("Enregistrer la décision")
    said(agent, "C’est enregistré.")
    return int(re.search(r"/envies/(\d+)", agent.page.url)[1])


def letters(environment, address):
    """What leaves for this address when the mail is sent."""
    command = [sys.executable, "-m", "flask", "--app", "app", "ctg", "send-mail"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return [one for one in done.stdout.split("\n--- mail to ") if one.startswith(address)]


def test_from_two_envies_to_an_action_that_their_authors_are_told_of(sit_down, scenes, environment):
    turn = next(walks)
    thing, phone, address = THINGS[turn - 1], PHONES[turn - 1], f"fil{turn}@example.org"
    writes, calls, agent, coordination = (sit_down(viewport=WIDE) for _ in range(4))
    title = f"{thing[:1].upper()}{thing[1:]} pour le quartier"

    # Two people say the same envie: one wants letters, the other calls.
    propose(writes, f"J’aimerais {thing} au pied de ma tour.", "Par e-mail", "Votre adresse e-mail", address)
    shown_in_public(writes)
    code = propose(
        calls, f"Il faudrait {thing} près du stade.", "Par téléphone", "Votre numéro de téléphone", phone
    )
    shown_in_public(calls)
    first = letters(environment, address)
    link = re.search(r"/suivi/\S+", first[0])[0]
    writes.page.goto(link)
    heading(writes, re.compile("Mon envie n°"))

    come_in(agent, scenes, scenes.agent)
    envie = publish(agent, f"{thing} au pied", title)
    second = publish(agent, f"{thing} près du stade", f"{title}, près du stade")

    # A meeting that everybody may read, and what was said of it in the file.
    meeting = f"On parle d’{thing}" if thing[0] in "aeiou" else f"On parle de {thing}"
    agent.page.goto("/equipe/agenda/nouveau")
    agent.write("Titre", meeting)
    agent.choose("Tout le monde peut le voir sur le site")
    set_day(agent, "Jour", date.today() + timedelta(days=60 + turn))
    set_hour(agent, "Début", "18:00")
    set_hour(agent, "Fin", "19:30")
    agent.write("Lieu précis", f"Salle du fil {turn}")
    agent.press("Enregistrer")
    heading(agent, meeting)
    agent.page.goto(f"/equipe/envies/{envie}/accompagnement")
    pick(agent, "step_kind", "Rencontre")
    agent.write("Ce qui s’est dit, ce qui s’est fait", "Rendez-vous pris avec le bailleur.")
    agent.press("Noter")
    said(agent, "C’est noté.")
    writes.page.goto("/agenda/")
    writes.walk_to(meeting)
    heading(writes, meeting)

    # The first envie becomes a new action, which the coordination publishes; the second one joins it.
    become(agent, envie, "Commencer une nouvelle action")
    come_in(coordination, scenes, scenes.coordinator)
    coordination.page.goto("/equipe/actions/")
    coordination.walk_to(re.compile(re.escape(title)))
    coordination.page.wait_for_url(re.compile(r"/actions/\d+"))
    action = int(re.search(r"/actions/(\d+)", coordination.page.url)[1])
    coordination.press("Publier cette action")
    said(coordination, "C’est enregistré.")
    become(agent, second, title)
    coordination.page.goto(f"/equipe/actions/{action}")
    coordination.write("Ce que le public lira", "Les murs sont montés.")
    coordination.press("Enregistrer la nouvelle")
    said(coordination, "C’est publié.")

    # Each author is told in the way they chose.
    told = letters(environment, address)
    assert any(f"action n°\u00a0{action}" in one and f"/actions/{action}" in one for one in told), told
    assert not letters(environment, phone)
    called(agent, second, phone)
    writes.page.goto("/suivi")
    follow_up(calls, code)
    for resident in (writes, calls):
        expect(news(resident)).to_be_visible()
        expect(resident.page.get_by_role("link", name=re.compile(re.escape(title))).first).to_be_visible()

    # It is realised, and read on the page of the action.
    coordination.page.goto(f"/equipe/actions/{action}")
    coordination.follow("Où elle en est")
    coordination.choose("Terminée")
    coordination.press("Enregistrer cette partie")
    said(coordination, "La section est enregistrée.")
    calls.follow(re.compile(re.escape(title)))
    heading(calls, title)
    expect(calls.page.get_by_text("Terminée", exact=True)).to_be_visible()
    expect(calls.page.get_by_text("Les murs sont montés.")).to_be_visible()
    calls.follow(re.compile("près du stade"))
    heading(calls, f"{title}, près du stade")


def become(agent, number, action):
    """The file says which action it becomes."""
    agent.page.goto(f"/equipe/envies/{number}/accompagnement")
    agent.unfold("Dire comment cela finit")
    agent.choose("Devient une action de la convention")
    choice = agent.page.locator("#issue_action")
    if isinstance(agent, Keyboard):
        agent._reach(choice)
        for _ in range(choice.locator("option").count()):
            if action in choice.locator("option:checked").inner_text():
                break
            agent.page.keyboard.press("ArrowDown")
    else:
        choice.select_option(choice.locator("option", has_text=action).get_attribute("value"))
    expect(choice.locator("option:checked")).to_contain_text(action)
    agent.press_in(agent.page.locator("details[open]").get_by_role("button", name="Enregistrer", exact=True))
    said(agent, "C’est enregistré.")


def called(agent, number, phone):
    """The call list shows the number, and the call is made."""
    agent.page.goto("/equipe/rappels")
    if agent.button("Préparer la liste").count():
        agent.press("Préparer la liste")
    row = agent.page.get_by_role("row", name=re.compile(f"n°\\s{number}\\b"))
    expect(row).to_contain_text(phone)
    expect(row).to_contain_text(re.compile("action"))
    for _ in range(row.get_by_role("button", name=re.compile("C’est fait")).count()):
        agent.press_in(row.get_by_role("button", name=re.compile("C’est fait")).first)
        said(agent, "C’est")
    expect(row).to_have_count(0)
