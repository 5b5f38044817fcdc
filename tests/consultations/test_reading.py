"""Reading free answers: marked, tagged, quoted with nothing but their words; what is set aside."""

import pytest

from ctg_site.consultations.reading import operations
from ctg_site.consultations.reading import queries as staff_reading_queries
from ctg_site.consultations.results.queries import MOST_QUOTES
from ctg_site.db import db
from ctg_site.domain.participation import ConsultationState, QuestionKind
from ctg_site.domain.policy import Role
from ctg_site.models.audit import AuditEntry
from ctg_site.models.consultations import Answer, AnswerTag, Contribution
from ctg_site.services import invalidation
from tests import factories
from tests.consultations import makers

STAFF = "/equipe/consultations"
WORDS = "Un parc avec Léa, 12 rue des Lilas.\nEt des bancs pour les anciens."


@pytest.fixture
def made():
    return makers.make_consultation(ConsultationState.CLOSED, kinds=(QuestionKind.FREE, QuestionKind.FREE))


@pytest.fixture
def coordinator():
    return factories.staff(Role.COORDINATOR)


@pytest.fixture
def keeper(browser, coordinator):
    return browser.sign_in(coordinator)


def answers():
    db.session.expire_all()
    return list(db.session.scalars(db.select(Answer).order_by(Answer.id)))


def listing(made, place=0):
    return f"{STAFF}/{made.id}/reponses/{made.questions[place].id}"


def test_what_was_read_leaves_the_list(keeper, made):
    makers.many(made, 3, answers={1: WORDS})
    keeper.get(f"{STAFF}/{made.id}")
    keeper.click("Lire les réponses à la question 1")
    assert len(keeper.page.select("article")) == 3
    keeper.submit("J’ai lu ces réponses")
    keeper.follow()
    assert "Rien à lire ici" in keeper.text
    keeper.click("Toutes")
    assert len(keeper.page.select("article")) == 3
    assert all(answer.read_at and answer.read_by_id for answer in answers())


def test_the_list_is_read_page_by_page_at_the_same_cost(keeper, made, queries):
    where = listing(made)
    makers.many(made, 2, answers={1: WORDS})
    keeper.get(where)
    queries.clear()
    keeper.get(where)
    few = len(queries)
    makers.many(made, staff_reading_queries.PAGE, answers={1: WORDS})
    queries.clear()
    keeper.get(where)
    assert len(queries) == few
    keeper.click("Les suivantes")
    assert len(keeper.page.select("article")) == 2
    keeper.submit("J’ai lu ces réponses", to=where)


def test_only_what_was_shown_is_marked(keeper, made):
    makers.contribution(made, answers={1: "Un.", 2: "Deux."})
    other = answers()[1]
    keeper.get(listing(made))
    keeper.post(listing(made), {"answer": [str(other.id), "x", "-1", "9" * 30]})
    assert answers()[1].read_at is None


def test_tags_are_found_again_whatever_their_capitals(keeper, made):
    makers.many(made, 2, answers={1: WORDS})
    keeper.get(listing(made))
    keeper.submit(f'form[action$="/{answers()[0].id}/etiquettes"]', label="Espaces verts", to=listing(made))
    keeper.follow()
    keeper.submit(f'form[action$="/{answers()[1].id}/etiquettes"]', label="ESPACES VERTS")
    tags = db.session.scalars(db.select(AnswerTag)).all()
    assert [tag.label for tag in tags] == ["Espaces verts"]
    keeper.get(f"{listing(made)}?etiquette={tags[0].id}")
    assert len(keeper.page.select("article")) == 2
    keeper.submit(f'form[action*="/{answers()[0].id}/etiquettes?etiquette"]', label="Bancs")
    assert keeper.response.location.endswith(f"?etiquette={tags[0].id}")


def test_an_empty_tag_is_told(keeper, made):
    makers.contribution(made, answers={1: WORDS})
    keeper.get(listing(made))
    keeper.submit(f'form[action$="/{answers()[0].id}/etiquettes"]', label="  ", status=422)
    assert "Écrivez une étiquette, ou choisissez-en une." in keeper.text
    keeper.submit("Poser l’étiquette", label="é" * 61, status=422)
    assert "Ce mot est trop long" in keeper.text


def test_a_tag_taken_off_everywhere_is_gone(keeper, made):
    makers.contribution(made, answers={1: WORDS})
    keeper.get(f"{listing(made)}/{answers()[0].id}")
    keeper.submit("Poser l’étiquette", label="Parcs")
    keeper.get(f"{listing(made)}/{answers()[0].id}")
    keeper.submit("Oui, retirer : l’étiquette Parcs")
    assert not db.session.scalars(db.select(AnswerTag)).all()


def test_a_quotation_holds_nothing_but_their_words(keeper, browser, other_browser, made):
    makers.contribution(made, answers={1: WORDS})
    answer = answers()[0]
    keeper.get(f"{listing(made)}/{answer.id}")
    assert "12 rue des Lilas" in keeper.page.select_one(".box.gold").text
    keeper.submit("Citer ces mots", words="Un parc magnifique", status=422)
    assert "Gardez seulement des mots de la réponse" in keeper.text
    assert keeper.page.select_one("textarea").text.strip() == "Un parc magnifique"
    keeper.submit("Citer ces mots", words="Un parc […] pour les anciens.")
    assert answers()[0].quote == "Un parc […] pour les anciens."
    assert answers()[0].read_at
    details = [line.detail for line in db.session.scalars(db.select(AuditEntry))]
    assert "parole publiée" in details and not any("parc" in detail for detail in details)


def published(made):
    made.state, made.results = ConsultationState.TOLD, None
    section = {"title": "Partie", "questions": []}
    for place, question in enumerate(made.questions, 1):
        asked = {"id": question.id, "number": place, "kind": "free", "text": question.text, "most": 0}
        section["questions"].append(asked | {"answered": 9, "tags": [], "other_tags": False})
    days = {"opens_on": "2026-10-01", "closes_on": "2026-11-01"}
    made.results = {"people": 9, "ways": [], "other_ways": 0, "sections": [section], "counted": 9} | days
    db.session.commit()


def test_a_quotation_says_neither_who_nor_how_and_is_taken_back(keeper, other_browser, made):
    makers.contribution(made, answers={1: WORDS})
    published(made)
    keeper.get(f"{listing(made)}/{answers()[0].id}")
    keeper.submit("Citer ces mots", words="des bancs pour les anciens")
    other_browser.get(f"/consultations/{made.id}/resultats")
    assert [tag.text.strip() for tag in other_browser.page.select("blockquote")] == [
        "des bancs pour les anciens"
    ]
    assert "Léa" not in other_browser.response.text
    keeper.get(f"{listing(made)}/{answers()[0].id}")
    before = invalidation.count()
    keeper.submit("Ne plus citer")
    assert invalidation.count() > before
    other_browser.get(f"/consultations/{made.id}/resultats")
    assert not other_browser.page.select("blockquote")


def test_somebody_chooses_which_words_are_read(keeper, made, coordinator):
    makers.many(made, MOST_QUOTES + 1, answers={1: WORDS})
    question = staff_reading_queries.free_question(made.id, made.questions[0].id)
    for answer in answers()[:-1]:
        operations.quote(question, answer, "Un parc", by=coordinator)
    keeper.get(f"{listing(made)}/{answers()[-1].id}")
    keeper.submit("Citer ces mots", words="Un parc", status=422)
    assert f"Déjà {MOST_QUOTES} paroles sont publiées" in keeper.text


def test_words_of_danger_are_seen(keeper, made):
    makers.contribution(made, answers={1: "Mon voisin me frappe, au secours."})
    keeper.get(listing(made))
    assert "Un danger peut-être." in keeper.text
    keeper.get(f"{listing(made)}/{answers()[0].id}")
    assert "Un danger peut-être." in keeper.text


def test_answers_of_elsewhere_are_unknown(keeper, made):
    other = makers.make_consultation(ConsultationState.CLOSED)
    makers.contribution(other)
    answer = answers()[0]
    keeper.get(f"{listing(made)}/{answer.id}", status=404)
    keeper.get(f"{STAFF}/{made.id}/reponses/{other.questions[0].id}", status=404)
    keeper.get(f"{STAFF}/{other.id}/reponses/{other.questions[1].id}", status=404)
    keeper.get(f"{STAFF}/{made.id}")
    keeper.post(f"{listing(made)}/{answer.id}/parole", {"words": "Bonjour"}, status=404)


def test_what_is_set_aside_counts_once_accepted(keeper, made):
    for text in ("Un.", "Deux.", "Trois."):
        makers.contribution(made, answers={1: text}, to_check=True)
    first, second, _ = [answer.contribution_id for answer in answers()]
    keeper.get(listing(made))
    assert not keeper.page.select("article")
    keeper.get(f"{listing(made)}/{answers()[0].id}", status=404)
    keeper.get(f"{STAFF}/{made.id}")
    keeper.click("3 réponses mises de côté, à vérifier")
    keeper.submit(f"Accepter l’envoi {first}", to=f"{STAFF}/{made.id}/a-verifier")
    keeper.follow()
    keeper.submit(f"Oui, effacer : l’envoi {second}")
    keeper.follow()
    keeper.submit(f"Accepter l’envoi {second + 1}")
    keeper.get(listing(made))
    assert "Un." in keeper.text and "Trois." in keeper.text and "Deux." not in keeper.text
    assert len(db.session.scalars(db.select(Contribution)).all()) == 2


def test_all_that_is_shown_aside_is_accepted_at_once(keeper, made, queries):
    where = f"{STAFF}/{made.id}/a-verifier"
    makers.many(made, 2, answers={1: "Encore.", 2: "Toujours."}, to_check=True)
    keeper.get(where)
    queries.clear()
    keeper.get(where)
    few = len(queries)
    makers.many(made, staff_reading_queries.PAGE, answers={1: "Encore.", 2: "Toujours."}, to_check=True)
    queries.clear()
    keeper.get(where)
    assert len(queries) == few
    keeper.submit("Accepter tous ces envois")
    keeper.follow()
    assert len(keeper.page.select("article")) == 2


def test_a_counted_answer_is_never_erased(keeper, made):
    kept = makers.contribution(made, answers={1: WORDS})
    keeper.get(f"{STAFF}/{made.id}")
    keeper.post(f"{STAFF}/{made.id}/a-verifier/{kept.id}/ecarter", status=404)
    operations.drop(kept, by=factories.staff(Role.COORDINATOR))
    assert len(answers()) == 1


def test_a_page_of_what_is_set_aside_is_erased_by_one_act(keeper):
    made = makers.make_consultation()
    kept = makers.contribution(made, answers={1: "Une vraie réponse."})
    makers.many(made, 3, answers={1: "Encore."}, to_check=True)
    keeper.get(f"/equipe/consultations/{made.id}/a-verifier")
    keeper.submit("Oui, effacer tout")
    keeper.follow()
    assert "3 réponses effacées." in keeper.text and "Rien n’est mis de côté" in keeper.text
    assert db.session.scalars(db.select(Contribution.id)).all() == [kept.id]
