"""The coordination builds a consultation: its presentation, its sections, its questions."""

from datetime import date

import pytest

from ctg_site.consultations.building import operations
from ctg_site.consultations.building import queries as staff_queries
from ctg_site.db import db
from ctg_site.domain.participation import ConsultationState, QuestionKind
from ctg_site.domain.policy import Role
from ctg_site.models.consultations import Consultation, Option, Section
from tests import factories
from tests.consultations import makers
from tests.lens import load_lens

PAGE = "/equipe/consultations"


@pytest.fixture
def coordinator():
    return factories.staff(Role.COORDINATOR)


@pytest.fixture
def keeper(browser, coordinator):
    return browser.sign_in(coordinator)


def only():
    db.session.expire_all()
    return staff_queries.consultation(db.session.scalars(db.select(Consultation.id)).one())


def draft(**values):
    return makers.make_consultation(ConsultationState.DRAFT, **values)


def begin(keeper, **values):
    keeper.get(f"{PAGE}/nouvelle")
    asked = {"title": "L’été au quartier", "opens_on": "2026-12-01", "closes_on": "2026-12-31"}
    keeper.submit("Enregistrer", **asked | values)
    return only()


def test_a_consultation_begins_as_a_draft(keeper, coordinator):
    made = begin(keeper, introduction="**Dites-le.**")
    assert (made.state, made.opens_on, made.owner_id) == ("draft", date(2026, 12, 1), coordinator.id)
    keeper.follow()
    assert keeper.page.select_one("strong").text == "Dites-le."


def test_reversed_days_are_told_and_nothing_is_lost(keeper):
    keeper.get(f"{PAGE}/nouvelle")
    wrong = {"title": "L’été", "opens_on": "2026-12-31", "closes_on": "2026-12-01"}
    keeper.submit("Enregistrer", **wrong, introduction="Mes mots", status=422)
    assert "Le dernier jour vient avant le premier." in keeper.text
    assert keeper.page.select_one("textarea").text.strip() == "Mes mots"
    assert not db.session.scalars(db.select(Consultation)).all()


@pytest.mark.parametrize(
    "days", [{"opens_on": "demain"}, {"closes_on": "32/13/2026"}, {"opens_on": "9999-01-01"}]
)
def test_a_day_that_is_none_is_told(keeper, days):
    keeper.get(f"{PAGE}/nouvelle")
    asked = {"title": "L’été", "opens_on": "2026-12-01", "closes_on": "2026-12-31"}
    keeper.submit("Enregistrer", **asked | days, status=422)
    assert "Écrivez une date : 25/11/2026, par exemple." in keeper.text


def test_the_preview_saves_nothing(keeper):
    keeper.get(f"{PAGE}/nouvelle")
    keeper.submit("Voir l’aperçu", introduction="## Un titre", status=200)
    assert keeper.page.select_one("h3").text == "Un titre"
    assert not db.session.scalars(db.select(Consultation)).all()


def test_sections_and_questions_of_every_kind(keeper):
    load_lens()
    number = begin(keeper).id
    keeper.get(f"{PAGE}/{number}/parties/nouvelle")
    keeper.submit("Enregistrer la partie", title="Le quartier")
    section = only().sections[0].id
    base = f"{PAGE}/{number}/parties/{section}/questions"
    for kind, values in (
        ("libre", {"text": "Qu’en dites-vous ?", "hint": "En une phrase", "is_compulsory": True}),
        ("un-choix", {"text": "Où ?", "options": "Ici\n\n  Là \nAilleurs"}),
        ("plusieurs-choix", {"text": "Quoi ?", "options": "Ceci\nCela\nRien", "most": "2"}),
        ("echelle", {"text": "Combien ?"}),
        ("classement", {"text": "Le plus important ?", "most": "3"}),
    ):
        keeper.get(f"{base}/{kind}")
        keeper.submit("Enregistrer la question", **values)
    questions = only().questions
    assert [question.kind for question in questions] == list(QuestionKind)
    assert [len(question.options) for question in questions] == [0, 3, 3, 4, 19]
    assert [question.most for question in questions] == [None, None, 2, None, 3]
    assert questions[0].is_compulsory
    assert all(option.commitment_id for option in questions[4].options)
    keeper.get(f"{PAGE}/{number}")
    keeper.get(f"{PAGE}/{number}/apercu")
    assert "5. Le plus important ?" in keeper.text
    assert keeper.page.select_one("fieldset[disabled] input[type=radio]")
    assert not keeper.page.select("main form")


def test_some_commitments_alone_are_ranked(keeper):
    load_lens()
    made = draft(kinds=(QuestionKind.FREE,))
    chosen = [str(one.id) for one in staff_queries.commitments()[2:5]]
    keeper.get(f"{PAGE}/{made.id}/parties/{made.sections[0].id}/questions/classement")
    keeper.submit("Enregistrer la question", text="Lequel ?", commitments=chosen[:1], status=422)
    assert "Cochez au moins deux engagements" in keeper.text
    keeper.submit("Enregistrer la question", text="Lequel ?", commitments=chosen)
    assert [str(option.commitment_id) for option in only().questions[1].options] == chosen


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("", "Écrivez les choix, un par ligne."),
        ("Seul", "Écrivez au moins deux choix, un par ligne."),
        ("Oui\nNon\noui", "La même ligne est écrite deux fois."),
        ("\n".join(f"Choix {n}" for n in range(21)), "Gardez 20 choix au plus : il y en a 21."),
        ("Oui\n" + "o" * 161, "Une ligne est trop longue"),
    ],
)
def test_wrong_choices_are_told(keeper, options, said):
    made = draft(kinds=(QuestionKind.FREE,))
    keeper.get(f"{PAGE}/{made.id}/parties/{made.sections[0].id}/questions/un-choix")
    keeper.submit("Enregistrer la question", text="Oui ou non ?", options=options, status=422)
    assert said in keeper.text
    assert keeper.page.select_one("input[name=text]")["value"] == "Oui ou non\u00a0?"


def test_a_scale_has_seven_words_at_most(keeper):
    made = draft(kinds=(QuestionKind.FREE,))
    keeper.get(f"{PAGE}/{made.id}/parties/{made.sections[0].id}/questions/echelle")
    words = "\n".join("un deux trois quatre cinq six sept huit".split())
    keeper.submit("Enregistrer la question", text="Combien ?", options=words, status=422)
    assert "Gardez 7 mots au plus : il y en a 8." in keeper.text


@pytest.mark.parametrize("most", ["0", "4", "beaucoup"])
def test_how_many_choices_is_within_what_there_is(keeper, most):
    made = draft(kinds=(QuestionKind.FREE,))
    keeper.get(f"{PAGE}/{made.id}/parties/{made.sections[0].id}/questions/plusieurs-choix")
    keeper.submit("Enregistrer la question", text="Quoi ?", options="a\nb\nc", most=most, status=422)
    assert only().questions[0].kind == "free" and len(only().questions) == 1


def test_a_question_is_changed_and_its_choices_with_it(keeper):
    made = draft(kinds=(QuestionKind.SINGLE,))
    keeper.get(f"{PAGE}/{made.id}/questions/{made.questions[0].id}")
    assert (
        keeper.page.select_one("textarea").text.split() == "Dans le centre Dans un quartier Ailleurs".split()
    )
    keeper.submit("Enregistrer la question", options="Oui\nNon")
    assert [option.label for option in only().questions[0].options] == ["Oui", "Non"]


def test_moving_and_removing(keeper):
    made = draft()
    first, last = made.sections[0].id, made.sections[2].id
    keeper.get(f"{PAGE}/{made.id}")
    keeper.submit(f'form[action="{PAGE}/{made.id}/parties/{last}/deplacer"]', status=303)
    for act, data in (
        ("deplacer", {"sens": "haut"}),
        ("deplacer", {"sens": "haut"}),
        ("deplacer", {"sens": "haut"}),
    ):
        keeper.post(f"{PAGE}/{made.id}/parties/{last}/{act}", data | {"version": only().version})
    assert [section.id for section in only().sections][0] == last
    keeper.post(f"{PAGE}/{made.id}/parties/{first}/retirer", {"version": only().version})
    assert [len(section.questions) for section in only().sections] == [1, 2]
    question = only().sections[1].questions[0].id
    keeper.post(f"{PAGE}/{made.id}/questions/{question}/deplacer", {"sens": "bas", "version": only().version})
    assert only().sections[1].questions[1].id == question
    keeper.post(f"{PAGE}/{made.id}/questions/{question}/retirer", {"version": only().version})
    assert len(only().questions) == 2
    gone = db.select(db.func.count()).select_from(Option).where(Option.question_id == question)
    assert db.session.execute(gone).scalar_one() == 0


def test_somebody_else_changed_it_meanwhile(keeper, coordinator):
    made = draft()
    keeper.get(f"{PAGE}/{made.id}/parties/nouvelle")
    operations.add_section(made, "Une autre", "", by=coordinator, version=made.version)
    keeper.submit(
        "Enregistrer la partie", title="La mienne, avec un texte assez long pour être gardé", status=409
    )
    assert "La mienne, avec un texte" in keeper.text
    assert len(only().sections) == 4


def test_a_section_of_another_consultation_is_unknown(keeper):
    made, other = draft(), draft()
    keeper.get(f"{PAGE}/{made.id}/parties/{other.sections[0].id}", status=404)
    keeper.get(f"{PAGE}/{made.id}/questions/{other.questions[0].id}", status=404)
    keeper.get(f"{PAGE}/{made.id}/parties/{made.sections[0].id}/questions/inconnue", status=404)


def test_the_three_questions_are_ready(keeper):
    load_lens()
    keeper.get(f"{PAGE}/")
    keeper.submit("Commencer avec les trois questions")
    keeper.follow()
    made = only()
    assert [section.title for section in made.sections] == [
        "Qu’est-ce qui a changé pour vous\u00a0?",
        "Qu’est-ce qui manque\u00a0?",
        "De quoi avez-vous envie\u00a0?",
    ]
    assert {question.kind for question in made.questions} >= {"free", "scale", "multiple", "ranking"}
    keeper.submit("Ouvrir la consultation")
    assert only().state == "open"


def test_without_a_convention_nothing_is_ranked(keeper):
    keeper.get(f"{PAGE}/")
    keeper.submit("Commencer avec les trois questions")
    assert "ranking" not in {question.kind for question in only().questions}


def test_agents_see_what_is_open_and_build_nothing(browser):
    made, hidden = makers.make_consultation(title="Ouverte"), draft(title="Cachée")
    browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    browser.get(f"{PAGE}/")
    assert "Ouverte" in browser.text and "Cachée" not in browser.text
    assert "Commencer avec les trois questions" not in browser.text
    browser.click("Saisir des réponses papier de la consultation n° 1")
    browser.get(f"{PAGE}/{hidden.id}", status=403)
    browser.get(f"{PAGE}/{made.id}", status=403)


def test_the_list_costs_the_same_for_many(keeper, queries):
    def cost():
        queries.clear()
        keeper.get(f"{PAGE}/")
        return len(queries)

    makers.contribution(makers.make_consultation())
    few = cost()
    for _ in range(30):
        draft()
    assert cost() == few
    keeper.click("Plus anciennes")
    assert "Ouverte" in keeper.text


def test_a_consultation_costs_the_same_with_many_questions(keeper, queries):
    number = draft(kinds=(QuestionKind.SINGLE, QuestionKind.FREE)).id
    keeper.get(f"{PAGE}/{number}")
    queries.clear()
    keeper.get(f"{PAGE}/{number}")
    few = len(queries)
    for place in range(12):
        db.session.add(Section(consultation_id=number, position=place, title="Encore"))
        db.session.flush()
        asked = makers.question(QuestionKind.MULTIPLE, place)
        asked.section_id = db.session.scalars(db.select(db.func.max(Section.id))).one()
        db.session.add(asked)
    db.session.commit()
    queries.clear()
    keeper.get(f"{PAGE}/{number}")
    assert len(queries) == few
