"""The life of a consultation: open, withdraw, close, open again; what it takes, what stays as it is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from ctg_site.consultations.building import operations as staff_operations
from ctg_site.consultations.building import queries
from ctg_site.consultations.results import operations as results_operations
from ctg_site.db import db
from ctg_site.domain.participation import ConsultationEvent, ConsultationState, QuestionKind
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Forbidden, InvalidTransition, OutOfDate
from ctg_site.models.audit import AuditEntry
from ctg_site.models.consultations import Consultation, Contribution
from ctg_site.services import clock
from tests import factories
from tests.consultations import makers

PAGE = "/equipe/consultations"
OPEN, CLOSED, TOLD, DRAFT = (ConsultationState[name] for name in ("OPEN", "CLOSED", "TOLD", "DRAFT"))


@pytest.fixture
def coordinator():
    return factories.staff(Role.COORDINATOR)


@pytest.fixture
def keeper(browser, coordinator):
    return browser.sign_in(coordinator)


def now(made):
    db.session.expire_all()
    return db.session.get(Consultation, made.id)


def trail():
    return [
        (line.subject, line.detail)
        for line in db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.number))
        if line.detail
    ]


def test_it_opens_and_the_trail_says_so(keeper):
    made = makers.make_consultation(DRAFT)
    keeper.get(f"{PAGE}/{made.id}")
    keeper.submit("Ouvrir la consultation", to=f"{PAGE}/{made.id}")
    assert now(made).state == "open"
    assert (f"consultation n°\u00a0{made.id}", "Ouvrir la consultation") in trail()


@pytest.mark.parametrize(
    ("kinds", "values", "said"),
    [
        ((), {}, "Ajoutez au moins une question."),
        (
            (QuestionKind.FREE,),
            {"closes_on": date(2020, 1, 2), "opens_on": date(2020, 1, 1)},
            "est déjà passé",
        ),
        ((QuestionKind.SINGLE,), {"lame": True}, "Une question a moins de deux choix."),
        ((QuestionKind.FREE,), {"bare": True}, "Une partie n’a pas de question."),
    ],
)
def test_it_does_not_open_before_it_is_ready(keeper, coordinator, kinds, values, said):
    lame, bare = values.pop("lame", False), values.pop("bare", False)
    made = makers.make_consultation(DRAFT, kinds=kinds, **values)
    if lame:
        db.session.delete(made.questions[0].options[0])
        db.session.delete(made.questions[0].options[1])
        db.session.commit()
    if bare:
        staff_operations.add_section(made, "Vide", "", by=coordinator, version=made.version)
    keeper.get(f"{PAGE}/{made.id}")
    keeper.submit("Ouvrir la consultation", status=422)
    assert said in keeper.text
    assert now(made).state == "draft"


def test_it_is_withdrawn_until_somebody_begins_to_answer(keeper):
    made = makers.make_consultation()
    keeper.get(f"{PAGE}/{made.id}")
    keeper.submit("Revenir à la préparation")
    assert now(made).state == "draft"
    other = makers.make_consultation()
    db.session.add(Contribution(consultation_id=other.id, key_hash="a draft"))
    db.session.commit()
    keeper.get(f"{PAGE}/{other.id}")
    keeper.submit("Revenir à la préparation", status=422)
    assert "Quelqu’un a déjà commencé à répondre" in keeper.text
    assert now(other).state == "open"


def test_closed_before_its_day_it_ends_today(keeper):
    made = makers.make_consultation()
    keeper.get(f"{PAGE}/{made.id}")
    keeper.submit("Oui, clore")
    assert (now(made).state, now(made).closes_on) == ("closed", clock.today())


def test_it_opens_again_with_a_reason_and_a_day(keeper):
    made = makers.make_consultation(CLOSED)
    keeper.get(f"{PAGE}/{made.id}")
    keeper.submit("Rouvrir", status=422)
    assert "Dites pourquoi, en une phrase." in keeper.text
    assert "Choisissez un dernier jour, aujourd’hui ou plus tard." in keeper.text
    keeper.submit("Rouvrir", reason="Des papiers arrivent encore.", until="2020-01-01", status=422)
    assert "Des papiers arrivent encore." in keeper.page.select_one("textarea").text
    until = clock.today() + timedelta(days=9)
    keeper.submit("Rouvrir", until=until.isoformat())
    assert (now(made).state, now(made).closes_on) == ("open", until)
    assert ("Rouvrir la consultation\u00a0: Des papiers arrivent encore.") in dict(trail()).values()


@pytest.mark.parametrize("state", [OPEN, CLOSED, TOLD])
def test_what_people_were_asked_does_not_change(keeper, coordinator, state):
    made = makers.make_consultation(state)
    keeper.get(f"{PAGE}/{made.id}")
    assert "Les questions ne changent plus" in keeper.text
    assert not keeper.page.find("a", string="Ajouter une partie")
    keeper.get(f"{PAGE}/{made.id}/questions/{made.questions[0].id}", status=409)
    asked = staff_operations.QuestionAsked(QuestionKind.FREE, "Autre chose")
    with pytest.raises(InvalidTransition):
        staff_operations.add_section(made, "Une", "", by=coordinator, version=made.version)
    made = makers.reread(made.id)
    with pytest.raises(InvalidTransition):
        staff_operations.change_question(made, made.questions[0], asked, by=coordinator, version=made.version)
    made = makers.reread(made.id)
    with pytest.raises(InvalidTransition):
        staff_operations.remove_section(made, made.sections[0], by=coordinator, version=made.version)


def test_once_open_the_introduction_and_the_last_day_still_change(keeper):
    made = makers.make_consultation()
    keeper.get(f"{PAGE}/{made.id}/presentation")
    assert not keeper.page.select("input[name=title], input[name=opens_on]")
    keeper.submit("Enregistrer", introduction="Autrement.", closes_on="2020-01-01", status=422)
    assert "Ce jour vient avant le premier jour." in keeper.text
    later = clock.today() + timedelta(days=40)
    keeper.submit("Enregistrer", introduction="Autrement.", closes_on=later.isoformat())
    keeper.get(f"{PAGE}/{made.id}/presentation")
    keeper.post(keeper.url, {"version": now(made).version, "title": "Forgé", "closes_on": later.isoformat()})
    assert (now(made).title, now(made).closes_on) == (made.title, later)


def test_once_closed_its_days_are_what_they_were(keeper):
    made = makers.make_consultation(CLOSED)
    keeper.get(f"{PAGE}/{made.id}/presentation")
    assert not keeper.page.select("input[name=closes_on]")
    keeper.submit("Enregistrer", introduction="Merci.")
    assert (now(made).introduction, now(made).closes_on) == ("Merci.", made.closes_on)


def test_a_move_says_which_version_was_read(keeper, coordinator):
    made = makers.make_consultation(DRAFT)
    keeper.get(f"{PAGE}/{made.id}")
    staff_operations.add_section(made, "Une autre", "", by=coordinator, version=made.version)
    keeper.submit("Ouvrir la consultation", status=409)
    assert now(made).state == "draft"


@pytest.mark.parametrize("event", ["reopen", "tell", "sing", ""])
def test_a_move_that_is_not_offered_is_refused(keeper, event):
    made = makers.make_consultation(DRAFT)
    keeper.get(f"{PAGE}/{made.id}")
    data = {"version": made.version, "event": event, "reason": "Parce que", "until": "2030-01-01"}
    keeper.post(f"{PAGE}/{made.id}/etat", data, status=422 if event in {"sing", ""} else 409)
    assert now(made).state == "draft"


def test_an_agent_moves_nothing():
    made = makers.make_consultation(DRAFT)
    agent = factories.staff(Role.AGENT, factories.centre())
    with pytest.raises(Forbidden):
        results_operations.move(made, ConsultationEvent.OPEN, by=agent, version=made.version)


def test_two_people_close_and_tell_at_once(app, coordinator):
    """Each move is made once; whoever comes second is told so."""
    made = makers.make_consultation()
    makers.many(made, 6)
    number, version, who = made.id, made.version, coordinator.id

    def close(_):
        with app.app_context():
            try:
                by = db.session.get(type(coordinator), who)
                mine = queries.consultation(number)
                results_operations.move(mine, ConsultationEvent.CLOSE, by=by, version=version)
                return "done"
            except (OutOfDate, InvalidTransition):
                return "late"
            finally:
                db.session.remove()

    db.session.commit()
    with ThreadPoolExecutor(4) as crowd:
        answers = sorted(crowd.map(close, range(4)))
    assert answers == ["done", "late", "late", "late"]
    assert now(made).version == version + 1
    assert len([1 for _, detail in trail() if detail == "Clore la consultation"]) == 1
