"""The calls of the day: what is due, without anybody's details until the list is prepared."""

from datetime import date, timedelta

import pytest

from ctg_site.accompaniment import operations
from ctg_site.accompaniment.calls import queries as calls_queries
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import StepKind
from ctg_site.models.audit import AuditEntry
from ctg_site.services import delivery
from tests import factories

PHONE = "06 39 98 00 01"
TODAY = date(2026, 11, 24)


@pytest.fixture
def by_phone(clock, centre, agent):
    """Somebody to call today, as it was planned."""
    made = factories.published(
        centre, title="Un atelier vélo", by=agent, way="phone", phone=PHONE, email=None
    )
    plan(made, agent)
    return made


def plan(proposal, agent, day=TODAY, what="Rappeler pour le local"):
    done = operations.Done(
        kind=StepKind.CALL, on=TODAY - timedelta(1), text="Un mot", next_step=what, next_on=day
    )
    operations.add_step(proposal, done, by=factories.by_email(agent.email))


def test_details_show_once_the_list_is_prepared_and_the_journal_says_so(clock, desk, by_phone, events):
    desk.get("/equipe/rappels")
    assert "Rappeler pour le local" in desk.text and "Un atelier vélo" in desk.text
    assert PHONE not in desk.text and "Camille" not in desk.text
    desk.submit("Préparer la liste", to="/equipe/rappels")
    desk.follow()
    assert PHONE in desk.text and "Camille" in desk.text
    assert events(by_phone)[-1] == "contact"
    assert db.session.scalar(db.select(AuditEntry.event).order_by(AuditEntry.id.desc())) == "contact_opened"
    clock.shift(11 * 60)
    desk.get("/equipe/rappels")
    assert PHONE not in desk.text


def test_what_is_done_leaves_the_list(desk, by_phone, events):
    desk.get("/equipe/rappels")
    desk.submit(f"C’est fait : envie n° {by_phone.number}, Rappeler pour le local", to="/equipe/rappels")
    assert events(by_phone)[-1] == "next_done"
    desk.follow()
    assert "Rappeler pour le local" not in desk.text


def clock_of(proposal):
    again = factories.reread(proposal)
    return again.due_on, again.moved_at, again.contacted_at, again.answered_in


@pytest.mark.parametrize(
    ("thing", "event"),
    [("Rappeler pour le local", "next_undone"), ("Votre envie est publiée sur le site.", "untold")],
)
def test_a_slip_is_taken_back_with_the_clock_as_it_was(clock, desk, by_phone, events, thing, event):
    before = clock_of(by_phone)
    clock.shift(60)
    desk.get("/equipe/rappels")
    desk.submit(f"C’est fait : envie n° {by_phone.number}, {thing}")
    desk.follow()
    assert "C’est noté." in desk.text and clock_of(by_phone) != before
    told = desk.page
    desk.submit("Annuler", to="/equipe/rappels")
    desk.follow()
    assert thing in desk.text and "c’est encore à faire" in desk.text
    assert events(by_phone)[-1] == event and clock_of(by_phone) == before
    desk.page = told
    desk.submit("Annuler", status=409)


def test_a_slip_is_taken_back_for_ten_minutes_by_whoever_made_it(
    clock, desk, by_phone, centre, other_browser
):
    desk.get("/equipe/rappels")
    desk.submit(f"C’est fait : envie n° {by_phone.number}, Rappeler pour le local")
    desk.follow()
    undo = desk.page.find("button", string="Annuler").find_parent("form")["action"]
    other_browser.sign_in(factories.staff(Role.AGENT, centre))
    other_browser.get("/equipe/rappels")
    other_browser.post(undo, status=409)
    clock.shift(11 * 60)
    desk.post(undo, status=409)


def test_once_the_file_moved_again_taking_back_leaves_its_clock(clock, desk, by_phone, agent):
    desk.get("/equipe/rappels")
    desk.submit(f"C’est fait : envie n° {by_phone.number}, Rappeler pour le local")
    desk.follow()
    clock.shift(60)
    plan(by_phone, agent, TODAY + timedelta(3), "La suite")
    moved = clock_of(by_phone)
    desk.submit("Annuler")
    assert clock_of(by_phone) == moved


def test_news_to_tell_by_phone_are_there_and_mails_are_not(clock, desk, proposal, by_phone, events):
    desk.get("/equipe/rappels")
    news = "Votre envie est publiée sur le site."
    assert news in desk.text and f"n° {proposal.number} " not in desk.text
    desk.submit(f"C’est fait : envie n° {by_phone.number}, {news}")
    assert events(by_phone)[-1] == "told"
    desk.follow()
    assert news not in desk.text


def test_tomorrow_is_for_tomorrow(clock, desk, agent, centre):
    later = factories.published(centre, by=agent)
    plan(later, agent, TODAY + timedelta(1), "Demain seulement")
    desk.get("/equipe/rappels")
    assert "Demain seulement" not in desk.text
    clock.shift(timedelta(days=1))
    desk.sign_in(agent)
    desk.get("/equipe/rappels")
    assert "Demain seulement" in desk.text


def test_another_centre_sees_and_opens_nothing(by_phone, other_browser, events):
    other_browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    other_browser.get("/equipe/rappels")
    assert "Un atelier vélo" not in other_browser.text
    other_browser.post("/equipe/rappels/preparer", status=303)
    other_browser.follow()
    assert PHONE not in other_browser.text and "contact" not in events(by_phone)
    other_browser.post(f"/equipe/rappels/{by_phone.number}/fait", {"kind": "step", "row": 1}, status=404)


def test_the_coordination_sees_the_calls_of_all_and_no_details(by_phone, other_browser):
    other_browser.sign_in(factories.staff(Role.COORDINATOR))
    other_browser.get("/equipe/rappels")
    assert "Un atelier vélo" in other_browser.text and "Préparer la liste" not in other_browser.text
    other_browser.post("/equipe/rappels/preparer", status=403)


@pytest.mark.parametrize(
    "data", [{}, {"kind": "step"}, {"kind": "x", "row": 1}, {"kind": "notice", "row": 99}]
)
def test_a_forged_mark_changes_nothing(desk, by_phone, data):
    desk.get("/equipe/rappels")
    desk.post(f"/equipe/rappels/{by_phone.number}/fait", data, status=409)


def test_marking_twice_is_said(desk, by_phone):
    desk.get("/equipe/rappels")
    page = desk.page
    button = f"C’est fait : envie n° {by_phone.number}, Rappeler pour le local"
    desk.submit(button)
    desk.page = page
    desk.submit(button, status=409)


def test_a_withdrawn_envie_is_called_for_nothing_more(desk, by_phone):
    factories.follow_up.withdraw(by_phone, by=factories.author(by_phone))
    desk.get("/equipe/rappels")
    assert "Rappeler pour le local" not in desk.text


def test_a_moved_file_takes_its_details_away(desk, by_phone):
    desk.get("/equipe/rappels")
    desk.submit("Préparer la liste")
    by_phone.structure_id = factories.centre().id
    db.session.commit()
    desk.get("/equipe/rappels")
    assert PHONE not in desk.text


def test_the_list_costs_the_same_and_stays_a_sheet(clock, desk, centre, agent, by_phone, queries):
    desk.get("/equipe/rappels")
    queries.clear()
    desk.get("/equipe/rappels")
    few = len(queries)
    for number in range(12):
        plan(factories.published(centre, by=agent), agent, what=f"Suite {number}")
    queries.clear()
    desk.get("/equipe/rappels")
    assert len(queries) == few <= 8, queries


def test_a_long_list_says_that_there_is_more(clock, desk, by_phone, centre, agent, monkeypatch):
    monkeypatch.setattr(calls_queries, "MOST", 2)
    for number in range(3):
        plan(factories.published(centre, by=agent), agent, what=f"Suite {number}")
    desk.get("/equipe/rappels")
    assert "La liste est longue" in desk.text and len(desk.page.select("table.calls tbody tr")) == 2


def correct(proposal, **details):
    """Its author corrects how to reach them."""
    file = factories.reread(proposal)
    held = {"way": "phone", "phone": PHONE, "first_name": "Camille", "district": ""} | details
    factories.follow_up.mend(file, held, file.contact.mark, by=factories.author(file))


def test_a_number_corrected_during_the_call_is_told_and_the_call_is_kept(desk, by_phone, events):
    desk.get("/equipe/rappels")
    page = desk.page
    correct(by_phone, phone="06 39 98 00 02")
    desk.page = page
    desk.submit(f"C’est fait : envie n° {by_phone.number}, Rappeler pour le local", to="/equipe/rappels")
    desk.follow()
    assert "ses coordonnées ont changé depuis que vous avez ouvert cette page" in desk.text
    assert events(by_phone)[-1] == "next_done"
    desk.submit("Annuler", to="/equipe/rappels")
    desk.follow()
    assert "Coordonnées changées" in desk.text and "Rappeler pour le local" in desk.text


def test_news_that_became_a_mail_during_the_call_does_not_leave_twice(desk, by_phone, events, mailbox):
    desk.get("/equipe/rappels")
    page = desk.page
    correct(by_phone, way="email", phone="", email="camille@example.org")
    desk.page = page
    news = "Votre envie est publiée sur le site."
    desk.submit(f"C’est fait : envie n° {by_phone.number}, {news}", to="/equipe/rappels")
    assert events(by_phone)[-1] == "told"
    delivery.deliver_pending()
    assert [mail["Subject"].split(",")[0] for mail in mailbox] == ["Votre nouvelle adresse"]


def test_whoever_wants_no_call_has_no_number_in_the_list(desk, by_phone):
    factories.follow_up.silence(by_phone, by=factories.author(by_phone))
    desk.get("/equipe/rappels")
    assert "Ni lettre, ni appel : à dire au centre" in desk.text
    assert "Votre envie est publiée sur le site." not in desk.text
    desk.submit("Préparer la liste", to="/equipe/rappels")
    desk.follow()
    assert PHONE not in desk.text
