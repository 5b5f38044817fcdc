"""What was done, given, asked, and who takes part: noted with its date, told as far as wished, taken back."""

from datetime import date, timedelta

import pytest

from ctg_site.accompaniment import operations, queries
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import StepKind
from tests import factories

TODAY = date(2026, 11, 24)


def step_of(at, **values):
    given = {"step_kind": "call", "step_text": "Elle veut commencer au printemps."} | values
    return at().submit("Noter", **given)


def test_a_call_with_its_next_step_moves_the_promise(clock, at, desk, proposal, events):
    step_of(at, step_next_step="Visiter le terrain", step_next_on="2026-12-03")
    desk.follow()
    assert "Elle veut commencer au printemps." in desk.text and "Visiter le terrain" in desk.text
    after = factories.reread(proposal)
    assert after.due_on == date(2026, 12, 3) and after.contacted_at and after.moved_at
    assert events(proposal)[-1] == "step"


def test_a_next_step_never_puts_the_promise_off(clock, at, proposal):
    step_of(at, step_next_step="Fêter le printemps", step_next_on="2027-03-20")
    assert factories.reread(proposal).due_on == TODAY + timedelta(days=30)


def test_what_happens_meanwhile_keeps_the_planned_day(clock, at, desk, proposal):
    step_of(at, step_next_step="Visiter le terrain", step_next_on="2026-12-03")
    desk.follow()
    desk.submit("Noter le coup de pouce", support_kind="place")
    assert factories.reread(proposal).due_on == date(2026, 12, 3)


def test_a_new_step_takes_the_place_of_the_planned_one(clock, at, desk, proposal):
    step_of(at, step_next_step="Rappeler lundi", step_next_on="2026-11-30")
    step_of(at, step_kind="visit", step_next_step="Signer", step_next_on="2026-12-10")
    planned = queries.record(proposal)
    assert planned.planned.next_step == "Signer"
    assert [bool(step.next_done_at) for step in planned.steps] == [False, True]


def test_the_author_reads_the_sentence_meant_for_them_and_nothing_else(
    at, desk, proposal, other_browser, follow_up
):
    step_of(at, step_text="TEXTE-DE-L-EQUIPE", step_told="On a visité le terrain ensemble.")
    follow_up(other_browser, proposal)
    assert "On a visité le terrain ensemble." in other_browser.text
    assert "TEXTE-DE-L-EQUIPE" not in other_browser.text
    assert "animatrice famille" in other_browser.text and "Nadia Exemple" not in other_browser.text
    other_browser.get(f"/envies/{proposal.number}")
    assert "TEXTE-DE-L-EQUIPE" not in other_browser.text and "On a visité" not in other_browser.text


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"step_kind": ""}, "Dites comment."),
        ({"step_text": ""}, "Écrivez ce qui s’est dit."),
        ({"step_text": "x" * 3001}, "enlevez 1 caractère"),
        ({"step_on": ""}, "Donnez la date."),
        ({"step_on": "31/02/2026"}, "Donnez la date."),
        ({"step_on": "2026-11-25"}, "Cette date n’est pas encore passée."),
        ({"step_next_step": "Appeler"}, "Donnez un jour à cette suite"),
        ({"step_next_on": "2026-12-01"}, "Dites en quelques mots ce qui est prévu"),
        ({"step_next_step": "Appeler", "step_next_on": "2026-11-01"}, "Choisissez un jour à venir"),
        ({"step_next_step": "Appeler", "step_next_on": "0001-01-01"}, "Écrivez une date"),
        ({"step_next_step": "Appeler", "step_next_on": "hier"}, "Écrivez une date"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(clock, at, desk, proposal, values, said):
    step_of(at, step_told="Une phrase gardée.", status=422, **values)
    assert said in desk.text
    assert desk.page.select_one("[name=step_told]").text.strip() == "Une phrase gardée."
    assert not queries.record(proposal).steps


def test_a_day_may_be_typed_as_people_write_it(clock, at, proposal):
    step_of(at, step_on="20/11/2026")
    assert queries.record(proposal).steps[0].happened_on == date(2026, 11, 20)


def test_one_takes_back_ones_own_words_the_same_day(
    clock, at, desk, proposal, centre, agent, other_browser, events
):
    step_of(at)
    other_browser.sign_in(factories.staff(Role.AGENT, centre))
    other_browser.get(f"/equipe/envies/{proposal.number}/accompagnement")
    assert "Effacer" not in other_browser.text
    row = queries.record(proposal).steps[0].id
    address = f"/equipe/envies/{proposal.number}/accompagnement/effacer"
    other_browser.post(address, {"kind": "step", "row": row}, status=409)
    clock.shift(timedelta(days=1))
    desk.sign_in(agent)
    at()
    assert "Effacer" not in desk.text
    desk.post(address, {"kind": "step", "row": row}, status=409)
    clock.shift(timedelta(days=-1))
    desk.sign_in(agent)
    at().submit("Oui, effacer : appel du 24 novembre 2026")
    assert not queries.record(proposal).steps
    assert events(proposal)[-1] == "step_removed"


@pytest.mark.parametrize("row", ["", "0", "-1", "999", "x", "9" * 30])
@pytest.mark.parametrize("kind", ["step", "support", "request", "member", "proposal", ""])
def test_a_forged_line_changes_nothing(at, desk, proposal, kind, row):
    at()
    address = f"/equipe/envies/{proposal.number}/accompagnement/effacer"
    desk.post(address, {"kind": kind, "row": row}, status=409)


def test_a_line_of_another_file_is_out_of_reach(at, desk, proposal, agent, centre):
    other = factories.published(centre)
    operations.add_step(other, operations.Done(kind=StepKind.CALL, on=TODAY, text="Ailleurs"), by=agent)
    row = queries.record(other).steps[0].id
    at()
    address = f"/equipe/envies/{proposal.number}/accompagnement/effacer"
    desk.post(address, {"kind": "step", "row": row}, status=409)
    assert queries.record(other).steps


def test_a_support_with_its_amount(clock, at, desk, proposal):
    at().submit(
        "Noter le coup de pouce",
        support_kind="small_budget",
        support_what="Graines et terreau",
        support_cents="1 250,5",
    )
    desk.follow()
    given = queries.record(proposal).supports[0]
    assert (given.cents, given.provider) == (125050, "Centre de la Cerise")
    assert "1 250,50 €" in desk.text
    desk.get(f"/envies/{proposal.number}")
    assert "un petit budget" in desk.text and "1 250" not in desk.text


def test_an_amount_that_nobody_gave_is_not_zero(at, desk, proposal):
    at().submit("Noter le coup de pouce", support_kind="listening")
    desk.follow()
    assert "montant non renseigné" in desk.text and queries.record(proposal).supports[0].cents is None


@pytest.mark.parametrize("amount", ["-5", "douze", "12,505", "1,2,3", "99999999", "１２"])
def test_a_wrong_amount_is_said(at, desk, proposal, amount):
    at().submit("Noter le coup de pouce", support_kind="place", support_cents=amount, status=422)
    assert "Écrivez un montant en chiffres" in desk.text
    assert desk.page.select_one("[name=support_cents]")["value"] == amount


def test_a_request_and_its_answer(clock, at, desk, proposal, events):
    at().submit("Noter la demande", request_what="La salle du bas", request_whom="Service des salles")
    desk.follow()
    assert "En attente" in desk.text
    desk.submit("Accordé : La salle du bas")
    asked = queries.record(proposal).requests[0]
    assert (asked.answer, asked.answered_on) == ("granted", TODAY)
    assert events(proposal)[-2:] == ["request", "request_answered"]
    desk.follow()
    desk.submit("Annuler")
    asked = queries.record(proposal).requests[0]
    assert (asked.answer, asked.answered_on) == ("pending", None)
    assert events(proposal)[-1] == "request_waits"


def test_a_group_without_any_way_to_reach_its_people(at, desk, proposal):
    at().submit("Ajouter au groupe", member_first_name="Sami", member_role="voisin", member_does="Arrose")
    desk.follow()
    desk.submit("Ajouter au groupe", member_role="élève", member_under_15=True)
    assert [(one.first_name, one.role) for one in queries.record(proposal).members] == [
        ("Sami", "voisin"),
        ("", "élève"),
    ]
    for name, value in (("member_first_name", "sami@example.org"), ("member_does", "au 06 39 98 00 01")):
        at().submit("Ajouter au groupe", member_role="voisin", status=422, **{name: value})
        assert "Ni téléphone" in desk.text and "N’écrivez ici ni téléphone" in desk.text
    at().submit("Oui, effacer : Sami")
    assert len(queries.record(proposal).members) == 1


def test_a_child_of_the_group_has_no_name(at, desk, proposal):
    at().submit(
        "Ajouter au groupe", member_first_name="Léa", member_role="élève", member_under_15=True, status=422
    )
    assert "effacez le prénom, gardez le rôle" in desk.text
    at().submit("Ajouter au groupe", member_first_name="", member_role="", status=422)
    assert "Écrivez au moins un rôle" in desk.text


def test_the_commitments_are_linked_and_shown(at, desk, proposal, convention, events):
    choices = at().page.select("[name=commitments]")
    assert len(choices) == 19
    desk.submit("Enregistrer les engagements", commitments=[choices[0]["value"], choices[3]["value"]])
    desk.follow()
    assert len(desk.page.select("[name=commitments][checked]")) == 2
    desk.get(f"/envies/{proposal.number}")
    assert "Ce que la convention vise" in desk.text
    at().submit("Enregistrer les engagements", commitments=[])
    assert events(proposal).count("commitments") == 2


def test_the_likely_commitments_come_first_with_the_words_that_say_so_and_are_not_ticked(
    at, desk, proposal, convention
):
    kept = factories.reread(proposal)
    kept.text = "Ma fille a du mal avec ses devoirs, et moi avec l’ordinateur."
    factories.save(kept)
    told = [tag.get_text(" ", strip=True) for tag in at().page.select("label:has([name=commitments])")]
    read = " | ".join(told[:2]).replace("\u00a0", " ")
    assert "TR5" in read and "parce que vous lisez : devoirs" in read
    assert "NUM1" in read and "parce que vous lisez : ordinateur" in read
    assert len(told) == 19 and not any("lisez" in one for one in told[2:])
    assert not desk.page.select("[name=commitments][checked]")
    desk.get(f"/envies/{proposal.number}")
    assert "lisez" not in desk.text


def test_a_commitment_that_is_not_offered_is_refused(at, desk, proposal, convention):
    at()
    address = f"/equipe/envies/{proposal.number}/accompagnement/engagements"
    desk.post(address, {"commitments": ["999"]}, status=422)


def test_the_page_costs_the_same_when_it_grows(at, desk, proposal, agent, queries):
    def cost():
        queries.clear()
        at()
        return len(queries)

    few = cost()
    for number in range(30):
        fill(proposal, agent, number)
    assert cost() == few <= 12, queries


def fill(proposal, agent, number):
    operations.add_step(
        proposal, operations.Done(kind=StepKind.CALL, on=TODAY, text=f"Appel {number}"), by=agent
    )
    operations.give_support(
        proposal, operations.SupportGiven(kind="place", provider="Le centre", on=TODAY), by=agent
    )
    operations.ask_resource(
        proposal, operations.ResourceAsked(what="Une salle", whom="La Ville", on=TODAY), by=agent
    )
    operations.add_member(proposal, agent, first_name=f"Voisin {number}", role="", does="", under_15=False)


@pytest.mark.parametrize("act", ["fait", "coup-de-pouce", "demande", "groupe", "parole"])
def test_nothing_is_noted_in_a_withdrawn_file(at, desk, proposal, act):
    at()
    factories.follow_up.withdraw(proposal, by=factories.author(proposal))
    filled = {
        "step_kind": "call", "step_on": "2026-11-01", "step_text": "Bonjour",
        "support_kind": "place", "support_on": "2026-11-01", "support_provider": "Le centre",
        "request_what": "Une salle", "request_whom": "La Ville", "request_on": "2026-11-01",
        "request_answer": "pending", "member_role": "voisin", "words_channel": "phone", "words_words": "Oui.",
    }  # fmt: skip
    desk.post(f"/equipe/envies/{proposal.number}/accompagnement/{act}", filled, status=409)
    at()
    assert not desk.page.select("#accompaniment details:not(.folded)")
