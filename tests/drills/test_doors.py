"""A machine, through any door of the site: nobody is told, nothing is spent of what its place may send."""

from datetime import date, timedelta

import pytest

from ctg_site.agenda.registrations import operations
from ctg_site.consultations.answering import operations as consultations
from ctg_site.db import db, now
from ctg_site.domain.participation import QuestionKind
from ctg_site.domain.policy import Role
from ctg_site.domain.rights import RightsKind
from ctg_site.domain.vocabulary import ContactWay, ReportKind
from ctg_site.models.meetings import Registration
from ctg_site.models.outbox import Notice, RateCount
from ctg_site.models.rights import RightsRequest
from ctg_site.reports import operations as reports
from ctg_site.rights import operations as rights
from ctg_site.services import opening
from ctg_site.submission import operations as submission
from ctg_site.subscriptions import operations as subscriptions
from tests import factories
from tests.agenda.makers import reread
from tests.agenda.test_places import open_meeting
from tests.consultations.makers import make_consultation
from tests.joining.makers import joined
from tests.remarks.makers import remark
from tests.subscriptions.makers import thing

PLACE, VICTIM = "192.0.2.0/24", "victim@example.org"
DANGER = "Au secours, il me frappe."
BY_MAIL = {"way": ContactWay.EMAIL, "email": VICTIM}


def an_envie(made, key, trapped):
    factories.draft(key=key, text=DANGER, way="email", email=VICTIM)
    return submission.submit(key, date(2026, 11, 24), PLACE, trapped).to_check


def somebody_who_joins(made, key, trapped):
    return joined(made, key=key, network=PLACE, trapped=trapped, words=DANGER, **BY_MAIL).to_check


def a_remark(made, key, trapped):
    return remark(made, DANGER, key=key, network=PLACE, trapped=trapped).to_check


def a_report(made, key, trapped):
    return reports.send(made, ReportKind.DANGER, DANGER, VICTIM, key, PLACE, trapped).to_check


def a_place(made, key, trapped):
    operations.register(open_meeting(), operations.RegistrationAsked(**BY_MAIL), key, PLACE, trapped)
    return db.session.scalar(db.select(Registration.to_check))


def answers(made, key, trapped):
    asked = make_consultation(kinds=(QuestionKind.FREE,))
    consultations.keep(asked.id, key, {asked.questions[0].id: DANGER})
    return consultations.send(asked, key, PLACE, trapped).to_check


def a_right(made, key, trapped):
    number = rights.ask(RightsKind.COPY, DANGER, key, PLACE, trapped)
    return db.session.get_one(RightsRequest, number).to_check


def a_page_that_stops(made, key, trapped):
    number = rights.report_access(DANGER, VICTIM, key, PLACE, trapped)
    return db.session.get_one(RightsRequest, number).to_check


DOORS = (an_envie, somebody_who_joins, a_remark, a_report, a_place, answers, a_right, a_page_that_stops)


@pytest.mark.parametrize("sign", ["the trap filled in", "a key of its own making", "a form opened just now"])
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_a_machine_tells_nobody_and_spends_nothing_of_its_place(app, human_pace, door, sign):
    centre = factories.centre()
    factories.staff(Role.AGENT, centre)
    factories.staff(Role.COORDINATOR)
    made = factories.published(centre)
    before, spent = letters(), counters()
    key = {"a key of its own making": "x.1.y", "a form opened just now": opening.new_key()}
    assert door(made, key.get(sign) or factories.opened(), sign == "the trap filled in")
    assert letters() == before, "a letter leaves before a person accepted it"
    assert counters() == spent, "it spends what people may send"


def counters():
    return sorted(db.session.execute(db.select(RateCount.key, RateCount.hits)).all())


def letters():
    return db.session.scalar(db.select(db.func.count(Notice.id)))


def test_news_that_a_machine_asks_for_are_not_written(app):
    followed, spent = thing(factories.published()), counters()
    subscriptions.ask(followed, VICTIM, PLACE, trapped=True)
    news = db.select(db.func.count(Notice.id)).where(Notice.subscriber_id.is_not(None))
    assert db.session.scalar(news) == 0 and counters() == spent


def test_words_of_danger_set_aside_stand_first_and_are_told_once_accepted(browser):
    centre = factories.centre()
    agent, made = factories.staff(Role.AGENT, centre), factories.published(centre)
    calm, kept = remark(made, "Quand ?", trapped=True), remark(made, DANGER, trapped=True)
    browser.sign_in(agent).get("/equipe/paroles/?voir=mises-de-cote")
    first = browser.page.select_one("tbody a")
    assert first["href"] == f"/equipe/paroles/{kept.id}" and calm.id < kept.id
    before = letters()
    browser.get(first["href"])
    browser.submit("Ce n’est pas une machine")
    assert letters() == before + 2, "the two agents of the centre"


def test_a_place_asked_by_too_many_is_told_once_it_is_given(app):
    meeting = open_meeting()
    kept = operations.register(
        meeting, operations.RegistrationAsked(**BY_MAIL), factories.opened(), PLACE, trapped=True
    )
    operations.forget(now() + timedelta(days=2))
    operations.confirm(meeting, reread(kept), by=factories.staff(Role.COORDINATOR))
    assert db.session.scalars(db.select(Notice.template)).all() == ["place_found"]
    assert reread(kept).seed, "the letter says the code"
