"""A published text leaves the site in one click, comes back, and is contested before others."""

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision
from ctg_site.follow_up import operations as follow_up
from tests import factories
from tests.moderation.pages import address, open_file, sentence


@pytest.fixture
def file(desk, centre, prepared):
    proposal = factories.published(centre, title="Un jardin")
    open_file(desk, proposal)
    return proposal


def test_hidden_at_once_with_a_prepared_sentence_and_shown_again(desk, file, other_browser):
    chosen = sentence(desk, "nous a signalé ce texte", "hide_prepared")
    desk.submit("Masquer tout de suite", hide_prepared=chosen, to=address(file))
    other_browser.get(f"/envies/{file.number}", status=404)
    word = factories.reread(file).messages[-1].text
    assert word.startswith("Une personne nous a signalé") and "Demandez l’animatrice des familles." in word
    open_file(desk, file)
    assert not desk.page.select("[name=hide_reason]")
    desk.submit("Afficher à nouveau", to=address(file))
    other_browser.get(f"/envies/{file.number}")
    assert [entry.event for entry in factories.reread(file).journal][-2:] == ["hide", "restore"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Dites pourquoi"),
        ({"hide_reason": "…"}, "Dites pourquoi"),
        ({"hide_reason": "x" * 1501}, "enlevez 1 caractère"),
        ({"hide_prepared": "9999"}, "pas dans la liste"),
    ],
)
def test_hiding_without_a_reason_is_refused(desk, file, values, said):
    version = desk.page.select_one("[name=hide_version]")["value"]
    desk.post(address(file, "/masquer"), {"hide_version": version} | values, status=422)
    assert said in desk.text
    assert factories.reread(file).is_public


def test_hiding_what_changed_meanwhile_is_told(desk, file):
    current = factories.reread(file).version
    for act, values in (
        ("/masquer", {"hide_version": "1", "hide_reason": "Parce que."}),
        ("/masquer", {"hide_reason": "Parce que."}),
        ("/afficher", {}),
        ("/afficher", {"version": current}),
    ):
        open_file(desk, file)
        desk.post(address(file, act), values, status=409)
    assert factories.reread(file).is_public


def test_the_inbox_and_the_file_say_that_another_person_reads_again(
    desk, centre, agent, other_browser, prepared
):
    proposal = factories.decided(Decision.REFUSE, centre, by=agent, reason="Non.")
    follow_up.contest(proposal, "Si.", by=factories.author(proposal))
    colleague = factories.staff(Role.AGENT, centre, name="Nadia Exemple")
    factories.staff(Role.COORDINATOR, name="Coralie Exemple")
    open_file(desk, proposal)
    assert "Peuvent le faire : Nadia Exemple, Coralie Exemple." in desk.text
    assert "Enregistrer la décision" not in desk.text
    desk.get("/equipe/envies/")
    assert "À relire par une autre personne" in desk.text
    other_browser.sign_in(colleague)
    open_file(other_browser, proposal)
    assert "Peuvent le faire" not in other_browser.text
    other_browser.submit("Enregistrer la décision", decision_event="keep_private", to=address(proposal))
    desk.get("/equipe/envies/?voir=toutes")
    assert "À relire par une autre personne" not in desk.text


def test_alone_in_the_centre_the_coordination_reads_again(desk, centre, agent, other_browser):
    proposal = factories.decided(Decision.REFUSE, centre, by=agent, reason="Non.")
    follow_up.contest(proposal, "Si.", by=factories.author(proposal))
    open_file(desk, proposal)
    assert "Prévenez la coordination." in desk.text
    other_browser.sign_in(factories.staff(Role.COORDINATOR))
    open_file(other_browser, proposal)
    other_browser.submit("Enregistrer la décision", decision_event="keep_private", to=address(proposal))


def test_four_eyes_on_what_one_entered_in_the_name_of_the_centre(desk, centre, agent):
    proposal = factories.proposal(centre)
    db.session.get(type(proposal), proposal.id).own_name_of_id = agent.id
    db.session.commit()
    factories.staff(Role.AGENT, centre, name="Nadia Exemple")
    open_file(desk, proposal)
    assert "au nom de votre centre. « Publier » n’est pas proposé" in desk.text
    assert "Peuvent le faire : Nadia Exemple." in desk.text
    assert not desk.page.select('[name=decision_event][value="publish"]')
    assert desk.page.select('[name=decision_event][value="keep_private"]')
