"""Results: counted once, in words, without showing anybody; and what was decided next."""

import csv
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from ctg_site.consultations.building import operations as staff_operations
from ctg_site.consultations.building import queries as staff_queries
from ctg_site.consultations.reading import operations as staff_reading_operations
from ctg_site.consultations.reading import queries as staff_reading_queries
from ctg_site.consultations.results import operations as results_operations
from ctg_site.db import db
from ctg_site.domain.participation import ConsultationEvent, ConsultationState, QuestionKind
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import Channel
from ctg_site.domain.workflow import InvalidTransition, OutOfDate
from ctg_site.models.consultations import Consultation
from tests import factories
from tests.consultations import makers

PAGE, STAFF = "/consultations", "/equipe/consultations"
CLOSED = ConsultationState.CLOSED
#: A name, a place, a number: nothing of the kind may reach a public page.
CANARY = "Appelez Zébulon au 06 12 34 56 78"


@pytest.fixture
def coordinator():
    return factories.staff(Role.COORDINATOR)


def tell(made, by, event=ConsultationEvent.TELL, **values):
    db.session.expire_all()
    fresh = staff_queries.consultation(made.id)
    return results_operations.move(fresh, event, by=by, version=fresh.version, **values)


def table(browser, question):
    rows = browser.page.select(f"#chart_{question} tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")] for row in rows]


def answered(made, online=30, paper=12):
    """Thirty online say one thing, twelve on paper another; some leave questions out."""
    makers.many(made, online, answers={1: CANARY, 2: [0], 3: [0, 1], 4: [2], 5: [1, 0, 3]})
    makers.many(made, paper, answers={2: [1], 5: [0]}, channel=Channel.PAPER)


def test_question_by_question_in_words_then_in_figures(browser, coordinator):
    made = makers.make_consultation(CLOSED)
    answered(made)
    assert tell(made, coordinator)
    browser.get(f"{PAGE}/{made.id}/resultats")
    assert "42 personnes ont répondu." in browser.text
    assert "30 personnes sur 42 choisissent « Dans le centre »." in browser.text
    assert table(browser, 2) == [["Dans le centre", "30"], ["Dans un quartier", "12"], ["Ailleurs", "0"]]
    assert "30 personnes sur 30 répondent « Beaucoup »." in browser.text
    assert [row[0] for row in table(browser, 4)] == ["Pas du tout", "Un peu", "Beaucoup"]
    assert "En tête : « PA1 : la petite enfance »" not in browser.text
    assert "En tête : « PE1 : la petite enfance »" in browser.text
    assert table(browser, 5)[0][1:] == ["96", "12", "42"]
    assert table(browser, 5)[1] == ["PA1 : les parents", "90", "30", "30"]
    assert "Ce n’est pas un sondage représentatif." in browser.text


def test_who_did_not_answer_is_no_opinion(browser, coordinator):
    made = makers.make_consultation(CLOSED)
    answered(made)
    tell(made, coordinator)
    browser.get(f"{PAGE}/{made.id}/resultats")
    assert "12 personnes n’ont pas répondu à cette question." in browser.text
    assert "30 personnes ont écrit une réponse." in browser.text


def test_an_empty_answer_is_none(coordinator):
    made = makers.make_consultation(CLOSED)
    makers.many(made, 6, answers={1: "Oui.", 2: []})
    makers.many(made, 9, answers={1: ""})
    tell(made, coordinator)
    questions = db.session.get(Consultation, made.id).results["sections"][0]["questions"]
    assert [one["answered"] for one in questions] == [6, None]


def test_nothing_that_people_wrote_is_public_before_somebody_chose_it(browser, coordinator):
    made = makers.make_consultation(CLOSED)
    answered(made)
    tell(made, coordinator)
    for page in ("resultats", "resultats.csv"):
        browser.get(f"{PAGE}/{made.id}/{page}")
        assert "Zébulon" not in browser.response.text and "06 12" not in browser.response.text


def test_drafts_and_what_is_set_aside_count_for_nothing(coordinator):
    made = makers.make_consultation(CLOSED)
    makers.many(made, 6)
    makers.many(made, 500, to_check=True)
    tell(made, coordinator)
    assert db.session.get(Consultation, made.id).results["people"] == 6


def test_a_draft_a_closed_one_and_an_open_one_show_no_results(browser):
    draft = makers.make_consultation(ConsultationState.DRAFT)
    browser.get(f"{PAGE}/{draft.id}/resultats", status=404)
    for state in (ConsultationState.OPEN, CLOSED):
        made = makers.make_consultation(state)
        makers.many(made, 6)
        browser.get(f"{PAGE}/{made.id}/resultats")
        assert "Les résultats ne sont pas encore publiés." in browser.text
        assert "personnes" not in browser.page.select_one("article").text
        browser.get(f"{PAGE}/{made.id}/resultats.csv", status=404)


def test_four_people_are_shown_to_nobody(browser, coordinator):
    made = makers.make_consultation(CLOSED)
    makers.many(made, 4)
    tell(made, coordinator)
    browser.get(f"{PAGE}/{made.id}/resultats")
    assert "Moins de 5 personnes ont répondu." in browser.text
    assert not browser.page.select("table")
    browser.get(f"{PAGE}/{made.id}/resultats.csv")
    lines = list(csv.reader(browser.response.text.splitlines(), delimiter=";"))
    assert all(line[4:] == [""] * 4 for line in lines[1:])


def test_a_question_that_four_people_answered_tells_nothing(browser, coordinator):
    made = makers.make_consultation(CLOSED)
    makers.many(made, 20, answers={2: [0]})
    makers.many(made, 4, answers={4: [1]})
    tell(made, coordinator)
    browser.get(f"{PAGE}/{made.id}/resultats")
    assert table(browser, 4) == []
    assert "Moins de 5 personnes ont répondu." in browser.text


def test_nobody_is_alone_in_a_way_of_answering(browser, coordinator):
    made = makers.make_consultation(CLOSED)
    makers.many(made, 20)
    makers.many(made, 7, channel=Channel.PAPER)
    makers.contribution(made, channel=Channel.PHONE)
    tell(made, coordinator)
    browser.get(f"{PAGE}/{made.id}/resultats")
    ways = browser.page.select("#chart_ways tbody tr")
    assert [row.get_text(" ").split()[-1] for row in ways] == ["20", "8"]
    assert "Téléphone" not in browser.page.select_one("#chart_ways").text


def test_telling_again_for_one_more_person_does_not_show_them(browser, coordinator):
    """The counts of 20 and of 21 people beside each other are the answers of the last one."""
    made = makers.make_consultation(CLOSED)
    makers.many(made, 20, answers={2: [0]})
    assert tell(made, coordinator)
    before = db.session.get(Consultation, made.id).results
    reopened = {"reason": "Un papier de plus", "until": date(2100, 1, 1)}
    tell(made, coordinator, ConsultationEvent.REOPEN, **reopened)
    browser.get(f"{PAGE}/{made.id}/resultats")
    assert "Les résultats ne sont pas encore publiés." in browser.text
    makers.contribution(made, answers={2: [2]})
    tell(made, coordinator, ConsultationEvent.CLOSE)
    assert not tell(made, coordinator)
    assert db.session.get(Consultation, made.id).results == before
    browser.sign_in(coordinator)
    tell(made, coordinator, ConsultationEvent.REOPEN, **reopened)
    makers.many(made, 4, answers={2: [2]})
    tell(made, coordinator, ConsultationEvent.CLOSE)
    browser.get(f"{STAFF}/{made.id}")
    browser.submit("Publier les résultats")
    assert db.session.get(Consultation, made.id).results["people"] == 25


def test_the_coordination_is_told_when_the_counts_stay(browser, coordinator):
    made = makers.make_consultation(CLOSED)
    makers.many(made, 20)
    tell(made, coordinator)
    tell(made, coordinator, ConsultationEvent.REOPEN, reason="Encore", until=date(2100, 1, 1))
    makers.contribution(made)
    tell(made, coordinator, ConsultationEvent.CLOSE)
    browser.sign_in(coordinator).get(f"{STAFF}/{made.id}")
    browser.submit("Publier les résultats")
    browser.follow()
    assert "Les résultats publiés la première fois restent en ligne." in browser.text


def test_no_table_crosses_two_answers(browser, coordinator):
    """Fifteen men of stone and one person: nothing links what she says here to what she says there."""
    made = makers.make_consultation(CLOSED)
    makers.many(made, 15, answers={2: [0], 4: [0]})
    makers.contribution(made, answers={2: [2], 4: [2]}, channel=Channel.PAPER)
    tell(made, coordinator)
    browser.get(f"{PAGE}/{made.id}/resultats")
    assert all(len(row) == 2 for number in (2, 4) for row in table(browser, number))
    assert not browser.page.select("#chart_ways")


def test_a_page_costs_the_same_for_many_people(browser, coordinator, queries):
    made = makers.make_consultation(CLOSED)
    number = made.id
    makers.many(made, 6)
    tell(made, coordinator)
    browser.get(f"{PAGE}/{number}/resultats")
    queries.clear()
    browser.get(f"{PAGE}/{number}/resultats")
    assert len(queries) <= 4, "\n".join(queries)


def test_counting_costs_the_same_for_many_questions(coordinator, queries):
    costs = []
    for kinds in (makers.EVERY_KIND, makers.EVERY_KIND * 5):
        made = makers.make_consultation(CLOSED, kinds=kinds)
        makers.many(made, 6)
        fresh = staff_queries.consultation(made.id)
        queries.clear()
        results_operations.move(fresh, ConsultationEvent.TELL, by=coordinator, version=fresh.version)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_preview_shows_what_would_be_published(browser, coordinator):
    made = makers.make_consultation()
    answered(made)
    browser.sign_in(coordinator).get(f"{STAFF}/{made.id}/resultats")
    assert "30 personnes sur 42 choisissent « Dans le centre »." in browser.text
    assert not browser.page.select_one(f'form[action="{STAFF}/{made.id}/etat"]')
    assert db.session.get(Consultation, made.id).results is None


def test_two_people_tell_at_once(app, coordinator):
    made = makers.make_consultation(CLOSED)
    makers.many(made, 6)
    number, version, who, kind = made.id, made.version, coordinator.id, type(coordinator)
    db.session.commit()

    def press(_):
        with app.app_context():
            try:
                mine, by = staff_queries.consultation(number), db.session.get(kind, who)
                results_operations.move(mine, ConsultationEvent.TELL, by=by, version=version)
                return "done"
            except (OutOfDate, InvalidTransition):
                return "late"
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as crowd:
        assert sorted(crowd.map(press, range(4))) == ["done", "late", "late", "late"]


def test_what_was_decided_next(browser, other_browser, coordinator):
    made = makers.make_consultation(CLOSED)
    makers.many(made, 6)
    tell(made, coordinator)
    browser.sign_in(coordinator).get(f"{STAFF}/{made.id}/suite")
    browser.submit("Enregistrer", status=422)
    assert "dites pour quand la réponse est attendue" in browser.text
    browser.submit("Enregistrer", due_on="2027-02-15")
    other_browser.get(f"{PAGE}/{made.id}/resultats")
    assert "La réponse est attendue pour le 15 février 2027." in other_browser.text
    browser.get(f"{STAFF}/{made.id}/suite")
    browser.submit("Voir l’aperçu", what_next="Un **parc**.", status=200)
    browser.submit("Enregistrer", what_next="Un **parc** <script>alert(1)</script>.")
    other_browser.get(f"{PAGE}/{made.id}/resultats")
    assert other_browser.page.select_one(".box strong").text == "parc"
    assert not other_browser.page.select("article script")


def test_nothing_is_decided_of_what_is_still_open(browser, coordinator):
    made = makers.make_consultation()
    browser.sign_in(coordinator).get(f"{STAFF}/{made.id}")
    assert "Ce qui a été décidé ensuite" not in browser.text
    with pytest.raises(InvalidTransition):
        staff_operations.say_what_next(made, "Un parc", None, by=coordinator, version=made.version)


def test_tags_of_a_few_answers_are_not_counted(browser, coordinator):
    made = makers.make_consultation(CLOSED, kinds=(QuestionKind.FREE,))
    makers.many(made, 8, answers={1: "Un parc."})
    question = staff_reading_queries.free_question(made.id, made.questions[0].id)
    for place, answer in enumerate(staff_reading_queries.page(question, False, None, None).rows):
        staff_reading_operations.tag(question, answer, "Parcs" if place < 6 else "Chiens", by=coordinator)
    tell(made, coordinator)
    browser.get(f"{PAGE}/{made.id}/resultats")
    assert table(browser, 1) == [["Parcs", "6"]]
    assert "D’autres sujets viennent moins de 5 fois." in browser.text
    assert "Chiens" not in browser.text
