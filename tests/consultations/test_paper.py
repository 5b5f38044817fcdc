"""The staff key in what was written on paper: one form after the other, as it stands, for some days more."""

from datetime import timedelta

import pytest

from ctg_site.consultations.paper import operations
from ctg_site.consultations.results import operations as results_operations
from ctg_site.db import db, now
from ctg_site.domain.participation import ConsultationEvent, ConsultationState, QuestionKind
from ctg_site.domain.policy import Role
from ctg_site.models.audit import AuditEntry
from ctg_site.models.consultations import Answer, AnswerTag, Contribution, answer_tag_link
from ctg_site.models.outbox import Notice
from ctg_site.services.clock import today
from tests import factories
from tests.consultations import makers
from tests.consultations.test_answering import choice, names

K = QuestionKind
SAVE = "Enregistrer, puis la suivante"


@pytest.fixture
def centre():
    return factories.centre(name="Centre Exemple")


@pytest.fixture
def made():
    return makers.make_consultation(compulsory={2})


@pytest.fixture
def keying(browser, centre, made):
    browser.sign_in(factories.staff(Role.AGENT, centre))
    browser.get(address(made))
    return browser


def address(made):
    return f"/equipe/consultations/{made.id}/saisie"


def sheet(made, text="Ce qui est ecrit, avec ses fautes"):
    name = names(made)
    return {
        name[K.FREE]: text,
        name[K.MULTIPLE]: [choice(made, K.MULTIPLE)],
        f"{name[K.RANKING]}_1": choice(made, K.RANKING, 3),
    }


def rows():
    return db.session.scalars(db.select(Contribution).order_by(Contribution.id)).all()


def test_one_sheet_after_the_other(keying, made, centre):
    keying.submit(SAVE, **sheet(made))
    assert keying.response.location.endswith("#saisie")
    keying.follow()
    assert "Réponse n° 1 enregistrée." in keying.text
    assert keying.page.select_one("textarea").get_text().strip() == ""
    keying.submit(SAVE, **sheet(made, "Une autre"), channel="street")
    keying.follow()
    assert "Réponse n° 2 enregistrée." in keying.text
    assert keying.page.select_one("input[name=channel][checked]")["value"] == "street"
    first, second = rows()
    assert (first.channel, first.structure_id, first.to_check) == ("paper", centre.id, False)
    assert second.channel == "street" and second.entered_by_id == first.entered_by_id
    texts = db.session.scalars(db.select(Answer.text).where(Answer.text != "")).all()
    assert texts == ["Ce qui est ecrit, avec ses fautes", "Une autre"]
    lines = db.session.scalars(
        db.select(AuditEntry).where(AuditEntry.event == "entered_for").order_by(AuditEntry.number)
    ).all()
    assert [(line.subject, line.detail) for line in lines] == [
        (f"consultation n°\u00a0{made.id}", f"réponse n°\u00a0{number} saisie") for number in (1, 2)
    ]


def test_the_numbers_are_those_of_the_paper(keying):
    asked = [tag.get_text(" ", strip=True) for tag in keying.page.select(".keying > fieldset > legend")][:4]
    assert [words.partition(".")[0] for words in asked] == ["2", "3", "4", "5"]
    assert keying.page.select(".keying label")[1].get_text().strip().startswith("1. ")


def test_sent_twice_it_is_one(keying, made):
    page, url = keying.page, keying.url
    keying.submit(SAVE, **sheet(made))
    keying.page, keying.url = page, url
    keying.submit(SAVE, **sheet(made))
    assert len(rows()) == 1


def test_what_is_wrong_is_said_and_kept(keying, made):
    keying.submit(SAVE, status=422)
    assert "Rien n’est rempli" in keying.text
    ranking = names(made)[K.RANKING]
    twice = {f"{ranking}_{rank}": choice(made, K.RANKING) for rank in (1, 2)}
    keying.submit(SAVE, **sheet(made) | twice, status=422)
    assert "est déjà votre 1er choix" in keying.text
    assert "avec ses fautes" in keying.page.select_one("textarea").get_text()
    keying.post(address(made), {"channel": "online", names(made)[K.FREE]: "x"}, status=422)
    keying.post(address(made), {"channel": "paper", "structure": "999", names(made)[K.FREE]: "x"}, status=422)
    assert rows() == []


def test_the_last_one_is_corrected_or_taken_back_within_a_day(keying, made, other_browser, centre):
    keying.submit(SAVE, **sheet(made))
    keying.follow()
    keying.click("Corriger la réponse n° 1")
    assert keying.page.select_one("select option[selected]")["value"] == choice(made, K.RANKING, 3)
    keying.submit("Enregistrer la correction", **{names(made)[K.FREE]: "Relu"}, to=None)
    keying.follow()
    assert "La réponse n° 1 est corrigée." in keying.text
    assert db.session.scalars(db.select(Answer.text).where(Answer.text != "")).one() == "Relu"
    other_browser.sign_in(factories.staff(Role.AGENT, centre))
    other_browser.get(f"{address(made)}/1", status=404)
    tag(made)
    keying.submit("Oui, l’annuler")
    keying.follow()
    assert "est annulée" in keying.text and rows() == []
    assert db.session.execute(db.select(answer_tag_link)).all() == []


def tag(made):
    """Somebody already read it and said what it speaks of."""
    label = AnswerTag(question_id=made.questions[0].id, label="Écoute")
    db.session.add(label)
    db.session.flush()
    number = db.session.scalar(db.select(Answer.id).where(Answer.question_id == label.question_id))
    db.session.execute(db.insert(answer_tag_link).values(answer_id=number, tag_id=label.id))
    db.session.commit()


def test_after_a_day_it_stays(keying, made):
    keying.submit(SAVE, **sheet(made))
    row = db.update(Contribution).values(sent_at=now() - timedelta(hours=25))
    db.session.execute(row)
    db.session.commit()
    keying.get(address(made))
    assert "Corriger" not in keying.text
    keying.get(f"{address(made)}/1", status=404)


@pytest.mark.parametrize(
    ("state", "ended", "taken"),
    [
        (ConsultationState.OPEN, 15, True),
        (ConsultationState.CLOSED, 15, True),
        (ConsultationState.CLOSED, 16, False),
        (ConsultationState.TOLD, 1, False),
    ],
)
def test_paper_arrives_late(browser, centre, state, ended, taken):
    day = today() - timedelta(days=ended)
    made = makers.make_consultation(state, opens_on=day - timedelta(days=9), closes_on=day)
    browser.sign_in(factories.staff(Role.AGENT, centre))
    browser.get(address(made))
    assert bool(browser.page.select_one("form.keying")) is taken
    values = sheet(made) | {"channel": "paper"}
    browser.post(address(made), values, status=303 if taken else 409)
    if not taken:
        assert "On ne saisit plus de réponse" in browser.text and "avec ses fautes" in browser.text
        assert rows() == []


def test_words_of_danger_reach_the_coordination(keying, made):
    coordinator = factories.staff(Role.COORDINATOR)
    keying.submit(SAVE, **sheet(made, "Mon mari me frappe"))
    keying.follow()
    assert "un danger" in keying.text
    assert db.session.scalars(db.select(Notice.user_id)).one() == coordinator.id


def test_the_coordination_says_which_centre_received_it(browser, made, centre):
    factories.centre(name="Un autre centre")
    browser.sign_in(factories.staff(Role.COORDINATOR))
    browser.get(address(made))
    browser.submit(SAVE, **sheet(made), structure=str(centre.id))
    browser.follow()
    assert browser.page.select_one("select[name=structure] option[selected]")["value"] == str(centre.id)
    assert rows()[0].structure_id == centre.id


def test_what_is_prepared_or_to_come_takes_none(keying):
    day = today() + timedelta(days=2)
    for values in ({"state": ConsultationState.DRAFT}, {"opens_on": day, "closes_on": day}):
        other = makers.make_consultation(**values)
        status = 404 if "state" in values else 200
        keying.get(address(other), status=status)
        assert not keying.page.select_one("form.keying")


def test_prepared_again_while_a_sheet_is_sent_it_stays_on_the_page(keying, made, monkeypatch):
    """Nobody had answered yet: the coordination took the consultation back between two moments."""
    enter = operations.enter

    def after_it_was_withdrawn(consultation, *args, **values):
        who = factories.staff(Role.COORDINATOR)
        event, version = ConsultationEvent.WITHDRAW, consultation.version
        results_operations.move(consultation, event, by=who, version=version, reason="")
        return enter(consultation, *args, **values)

    monkeypatch.setattr(operations, "enter", after_it_was_withdrawn)
    keying.submit(SAVE, status=409, **sheet(made))
    assert "Ce qui est ecrit, avec ses fautes" in keying.text and not rows()


def test_the_page_asks_as_much_with_many_answers(keying, made, queries):
    counted = []
    for more in (3, 60):
        makers.many(made, more)
        queries.clear()
        keying.get(address(made))
        counted.append(len(queries))
    assert counted[0] == counted[1]
