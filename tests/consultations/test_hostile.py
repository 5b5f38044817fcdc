"""What a forged form may send: refused in words or left out, never an error; and the same thing at once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctg_site.consultations import queries
from ctg_site.consultations.answering import operations
from ctg_site.consultations.paper import operations as paper_operations
from ctg_site.db import db
from ctg_site.domain.participation import ConsultationState, QuestionKind
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import Channel
from ctg_site.models.consultations import Answer, Consultation, Contribution
from ctg_site.models.people import User
from tests import factories
from tests.browser import Browser
from tests.consultations import makers
from tests.consultations.test_answering import all_screens, choice, names
from tests.submission.test_at_once import at_once
from tests.test_fuzz import ODD

K = QuestionKind
FORGED = ("999999", "-1", "0", "abc", "1e9", "²", "\U0001f600", "1" * 400, "a" * 10_000, "' OR 1=1 --")


@pytest.mark.parametrize("value", FORGED)
def test_a_choice_that_is_not_offered(browser, value):
    made = makers.make_consultation()
    name = names(made)
    for index, fields in ((1, [name[K.SINGLE]]), (2, [name[K.MULTIPLE]]), (3, [f"{name[K.RANKING]}_1"])):
        for field in fields:
            browser.get(f"/repondre/{made.id}/{index}")
            browser.post(f"/repondre/{made.id}/{index}", {field: value}, status=422)
            assert "Ce choix n’est pas dans la liste" in browser.text


def test_a_rank_forged_twice(browser):
    made = makers.make_consultation()
    name = names(made)[K.RANKING]
    browser.get(f"/repondre/{made.id}/3")
    browser.post(f"/repondre/{made.id}/3", {f"{name}_1": "999", f"{name}_2": "999"}, status=422)


def test_a_choice_of_another_question(browser):
    made = makers.make_consultation()
    browser.get(f"/repondre/{made.id}/1")
    browser.post(f"/repondre/{made.id}/1", {names(made)[K.SINGLE]: choice(made, K.SCALE)}, status=422)


def test_questions_that_are_not_asked_are_left_out(browser):
    made, other = makers.make_consultation(), makers.make_consultation()
    browser.get(f"/repondre/{made.id}/1")
    sent = {names(other)[K.FREE]: "Ailleurs", "q999999": "Nulle part", "q": "x", "q\U0001f600": "x"}
    browser.post(f"/repondre/{made.id}/1", sent | {names(made)[K.FREE]: "Ici"})
    draft = db.session.scalars(db.select(Contribution)).one().draft
    assert "Ici" in str(draft) and "Ailleurs" not in str(draft) and "Nulle part" not in str(draft)


@pytest.mark.parametrize("address", ["/0", "/4", "/99999999999", "/-1", "/x"])
def test_a_screen_that_is_not_there(browser, address):
    made = makers.make_consultation()
    browser.get(f"/repondre/{made.id}{address}", status=404)


def test_another_consultation_number(browser):
    for address in ("/consultations/7", "/repondre/7", "/repondre/7/1", "/repondre/7/recu"):
        browser.get(address, status=404)


def test_a_draft_of_questions_that_were_taken_away_is_sent_without_them(browser):
    made = makers.make_consultation()
    all_screens(browser, made)
    row = db.session.scalars(db.select(Contribution)).one()
    gone = {"12345": "Parti", str(made.questions[1].id): [4242], str(made.questions[2].id): "mots"}
    change = db.update(Contribution).where(Contribution.id == row.id)
    db.session.execute(change.values(draft=row.draft | gone))
    db.session.commit()
    browser.submit("Envoyer mes réponses", to=f"/repondre/{made.id}/recu")
    assert db.session.scalar(db.select(db.func.count(Answer.id))) == 3


def test_null_signs_and_invisible_ones(browser):
    made = makers.make_consultation()
    browser.get(f"/repondre/{made.id}/1")
    browser.post(f"/repondre/{made.id}/1", {names(made)[K.FREE]: "a\0b\u200bc"})
    assert "abc" in str(db.session.scalars(db.select(Contribution)).one().draft)


@given(values=st.lists(ODD, min_size=9, max_size=9))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_answered_in_words(app, values):
    made, browser = makers.make_consultation(), Browser(app.test_client())
    fields = [f"q{one.id}{end}" for one in made.questions for end in ("", "_1", "_2")]
    sent = dict(zip(fields, values * 2, strict=False))
    with app.app_context():
        page = browser.client.get(f"/repondre/{made.id}/1").text
    sent["csrf_token"] = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    for index in (1, 2, 3):
        answered_in_words(browser, f"/repondre/{made.id}/{index}", sent, {303, 422})
    change_state(made, ConsultationState.CLOSED)
    for index in (1, 2, 3):
        answered_in_words(browser, f"/repondre/{made.id}/{index}", sent, {409})


def answered_in_words(browser, address, values, statuses):
    db.session.commit()
    with browser.client.application.app_context():
        answer = browser.client.post(address, data=values)
    assert answer.status_code in statuses, answer.status


def change_state(made, state):
    db.session.execute(db.update(Consultation).where(Consultation.id == made.id).values(state=state))
    db.session.commit()


def test_the_same_answers_sent_twenty_times_at_once(app):
    made = makers.make_consultation()
    number, free = made.id, made.questions[0].id

    def act():
        operations.keep(number, "one key", {free: "Une fois"})
        return operations.send(queries.consultation(number), "one key", None).id

    def again():
        try:
            return act()
        except operations.AnswersAlreadySent:
            return operations.send(queries.consultation(number), "one key", None).id

    assert len(set(at_once(app, *[again] * 20))) == 1
    assert db.session.scalar(db.select(db.func.count(Contribution.id))) == 1
    assert db.session.scalar(db.select(db.func.count(Answer.id))) == 1


def test_the_same_paper_keyed_in_at_once_is_one(app):
    made, email = makers.make_consultation(), factories.staff(Role.AGENT, factories.centre()).email
    number, free = made.id, made.questions[0].id

    def act():
        by = db.session.scalars(db.select(User).where(User.email == email)).one()
        origin = paper_operations.Origin(Channel.PAPER)
        return paper_operations.enter(queries.consultation(number), {free: "Oui"}, origin, "k", by=by).id

    assert len(set(at_once(app, *[act] * 12))) == 1
    assert db.session.scalar(db.select(db.func.count(Contribution.id))) == 1


def test_closing_and_sending_at_once_loses_nothing(app):
    made = makers.make_consultation()
    number, free = made.id, made.questions[0].id
    for person in range(6):
        operations.keep(number, f"key {person}", {free: "Oui"})

    def act(person):
        def go():
            try:
                return operations.send(queries.consultation(number), f"key {person}", None).id
            except operations.ConsultationClosed:
                return "closed"

        return go

    def close():
        done = db.update(Consultation).where(Consultation.id == number)
        with db.engine.execution_options(ctg_writes=True).begin() as connection:
            connection.execute(done.values(state=ConsultationState.CLOSED))
        return "done"

    results = at_once(app, *map(act, range(3)), close, *map(act, range(3, 6)))
    kept = db.select(db.func.count(Contribution.id)).where(Contribution.sent_at.is_not(None))
    assert db.session.scalar(kept) == len([one for one in results if isinstance(one, int)])
    drafts = db.session.scalars(db.select(Contribution.draft).where(Contribution.sent_at.is_(None)))
    assert all(draft == {str(free): "Oui"} for draft in drafts)
