"""Somebody uses their rights: by the form, by their code, at the centre; what is told, then done."""

import json
from datetime import date, timedelta

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.rights import RightsKind, a_month_after
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import Forbidden, InvalidTransition
from ctg_site.models.audit import AuditEntry
from ctg_site.models.proposals import Contact
from ctg_site.models.rights import RightsRequest
from ctg_site.rights import copy_queries, operations, queries
from ctg_site.rights.slice import OF_A_FILE
from ctg_site.services import clock as promises
from ctg_site.services import delivery, owed
from tests import factories
from tests.follow_up.conftest import opened  # noqa: F401 -- a fixture

SAID = "Ma voisine s’appelle Odile et habite rue Verte."


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre)


@pytest.fixture
def sign_in(other_browser):
    """The browser of a member of the staff."""

    def enter(user):
        other_browser.sign_in(user)
        return other_browser

    return enter


@pytest.fixture
def envie(centre):
    return factories.proposal(centre)


def only():
    (found,) = db.session.scalars(db.select(RightsRequest))
    return queries.rights_request(found.id)


def asked(envie, kind=RightsKind.COPY):
    number = operations.ask_for_own(factories.reread(envie), kind, "", by=factories.author(envie))
    return queries.rights_request(number)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 11, 24), date(2026, 12, 24)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_month_is_a_month(day, end):
    assert a_month_after(day) == end


def test_without_a_code_nothing_is_told_and_what_to_do_is_said(browser, envie, mailbox):
    browser.get("/demander-mes-droits")
    browser.submit("Envoyer ma demande", kind="delete", words=SAID)
    browser.follow()
    assert f"Demande n° {only().id}" in browser.text and "passez au centre" in browser.text.lower()
    assert "Camille" not in browser.text and "camille" not in browser.text
    assert only().state == "asked" and only().proposal_id is None and not mailbox
    assert only().due_on == a_month_after(promises.today())
    assert factories.reread(envie).contact, "nothing is done for somebody unknown"


def test_what_is_asked_must_be_chosen_and_the_words_come_back(browser):
    browser.get("/demander-mes-droits")
    page = browser.submit("Envoyer ma demande", words=SAID, status=422)
    assert "Choisissez ce que vous demandez." in browser.text
    assert page.select_one("textarea").text.strip() == SAID


def test_by_the_code_the_centre_owes_an_answer_within_a_month(opened, envie, agent, clock):  # noqa: F811
    browser = opened(envie)
    browser.get("/suivi/mes-droits")
    browser.submit("Envoyer ma demande", kind="copy")
    browser.follow()
    assert "À faire" in browser.text and "est bien arrivée" in browser.text
    (line,) = [one for one in owed.owed_by(factories.by_email(agent.email), promises.today())
               if one.endpoint == "rights_staff.requests"]  # fmt: skip
    assert "1 demande" in line.said.replace("\u00a0", " ")
    clock.shift(timedelta(days=40))
    late = [one.said for one in owed.owed_by(factories.by_email(agent.email), promises.today())]
    assert any("sur ses données" in said and "en retard" in said for said in late)


def test_the_same_that_waits_is_not_asked_twice(envie):
    assert asked(envie).id == asked(envie).id != asked(envie, RightsKind.CORRECT).id


def test_the_copy_holds_the_notes_and_opens_once_it_is_given(opened, envie, agent, centre):  # noqa: F811
    factories.moderation.note(factories.reread(envie), "Rappeler mardi.", by=agent)
    request = asked(envie)
    browser = opened(envie)
    browser.get("/suivi/mes-droits/copie", status=404)
    operations.answer(
        request, factories.reread(envie), "Voici votre copie.", by=factories.by_email(agent.email)
    )
    browser.get("/suivi/mes-droits")
    assert "Voici votre copie." in browser.text
    browser.get("/suivi/mes-droits/copie")
    for said in (
        "Rappeler mardi.",
        "Demande de la personne sur ses données",
        "son envie est bien arrivée",
        "camille@example.org",
        "Notes de l’équipe",
        "Les notes de l’équipe",
    ):
        assert said.lower() in browser.text.lower(), said
    data = json.loads(browser.client.get("/suivi/mes-droits/copie.json").get_data(as_text=True))
    assert (
        data["notes"][0]["text"] == "Rappeler mardi." and data["contact"][0]["email"] == "camille@example.org"
    )


def test_whatever_is_erased_of_a_file_may_be_read_before():
    read = {table.__tablename__: names for table, names in copy_queries.PARTS.values()}
    read["proposal"] = copy_queries.ENVIE
    held = {(table, name) for table, names in OF_A_FILE.items() for name in names.split()}
    assert not {one for one in held if one[1] not in read[one[0]]}, "name it in copy_queries"


def test_erasing_tells_a_last_time_then_keeps_what_the_law_keeps(envie, agent, mailbox, sign_in):
    request = asked(envie, RightsKind.DELETE)
    browser = sign_in(agent)
    browser.get(f"/equipe/droits/{request.id}")
    assert "La loi oblige à garder" in browser.text
    browser.submit("Effacer et répondre", answer="C’est effacé.")
    browser.follow()
    delivery.deliver_pending()
    after = factories.reread(envie)
    assert after.moderation == "withdrawn" and after.erased_at and after.text == "" and after.age_band
    assert not db.session.scalars(db.select(Contact)).all()
    assert any("est retirée" in mail["Subject"] for mail in mailbox)
    assert only().state == "done"


def test_somebody_comes_with_their_receipt(browser, envie, agent, mailbox, sign_in):
    number = operations.ask(RightsKind.CORRECT, "", operations.new_key(), None, False)
    desk = sign_in(agent)
    desk.get(f"/equipe/droits/{number}")
    desk.submit("C’est bien cette personne", envie="9999", sure="y", status=422)
    assert "Aucune envie de votre centre" in desk.text
    desk.submit("C’est bien cette personne", envie=str(envie.id), sure="y")
    desk.follow()
    desk.submit("Répondre", answer="Le prénom est corrigé.")
    desk.follow()
    assert only().state == "done" and only().proposal_id == envie.id
    delivery.deliver_pending()
    assert any("sur vos données" in mail["Subject"] for mail in mailbox)
    events = set(db.session.scalars(db.select(AuditEntry.event)))
    assert {AuditEvent.RIGHTS_PROVEN, AuditEvent.RIGHTS_CLOSED} <= events


def test_noted_at_the_centre_then_refused_with_its_reason(envie, agent, sign_in, mailbox):
    desk = sign_in(agent)
    desk.get(f"/equipe/envies/{envie.id}/droits")
    desk.submit("Noter la demande", kind="oppose", status=422)
    desk.submit("Noter la demande", kind="oppose", sure="y")
    desk.follow()
    desk.submit("Refuser avec cette raison", reason="Elle a changé d’avis.")
    desk.follow()
    assert only().state == "refused" and only().channel == "desk"
    assert "rights_refused" in [line.event for line in factories.reread(envie).journal]
    desk.get("/equipe/droits/?voir=repondues")
    assert f"n° {only().id}" in desk.text.replace("\u00a0", " ")


def test_another_centre_neither_reads_nor_answers(envie, sign_in):
    request = asked(envie)
    other = factories.staff(Role.AGENT, factories.centre(slug="autre", name="Autre centre"))
    browser = sign_in(other)
    browser.get(f"/equipe/droits/{request.id}", status=404)
    with pytest.raises(Forbidden):
        operations.answer(request, factories.reread(envie), "Non.", by=factories.by_email(other.email))
    assert only().state == "proven"


def test_what_is_answered_is_answered_once(envie, agent):
    request = asked(envie)
    read = factories.reread(envie)
    operations.answer(request, read, "Voici.", by=factories.by_email(agent.email))
    again = queries.rights_request(request.id)
    with pytest.raises(InvalidTransition):
        operations.refuse(again, "Non.", by=factories.by_email(agent.email))


def test_the_words_of_old_requests_are_erased(envie, clock):
    operations.ask(RightsKind.COPY, SAID, operations.new_key(), None, False)
    clock.shift(timedelta(days=370))
    assert operations.forget(operations.now()) == 1 and operations.forget(operations.now()) == 0
    assert only().words == "" and only().kind == "copy"


def test_whoever_a_page_stops_has_a_receipt_and_an_answer_within_a_week(browser, agent, sign_in, clock):
    browser.get("/accessibilite")
    browser.click("Signaler un problème")
    browser.submit("Envoyer", status=422)
    browser.submit("Envoyer", words="Je ne peux pas lire l’agenda.", reply_to="06 39 98 00 01")
    browser.follow()
    assert f"Signalement n° {only().id}" in browser.text
    assert only().due_on == promises.today() + timedelta(days=7) and only().state == "proven"
    told = [one.said for one in owed.owed_by(factories.by_email(agent.email), promises.today())]
    assert any("bloquée par une page" in said for said in told) and not any(
        "données" in said for said in told
    )
    desk = sign_in(agent)
    desk.get(f"/equipe/droits/{only().id}")
    assert "06 39 98 00 01" in desk.text and "Refuser" not in desk.text
    desk.submit("C’est répondu", answer="Lu au téléphone.")
    desk.follow()
    assert (only().state, only().reply_to, only().answer) == ("done", "", "Lu au téléphone.")
