"""Somebody answers a consultation: screens, a draft, a check page, a receipt, and no name."""

from datetime import UTC, datetime, timedelta

import pytest

from ctg_site.consultations.answering import operations
from ctg_site.db import db
from ctg_site.domain.participation import ConsultationState, QuestionKind
from ctg_site.domain.policy import Role
from ctg_site.models.consultations import Answer, AnswerChoice, Consultation, Contribution
from ctg_site.models.outbox import Notice
from tests import factories
from tests.consultations import makers

K = QuestionKind


def names(made):
    """The fields of the questions, by kind: the first name of each."""
    return {one.kind: f"q{one.id}" for one in made.questions}


def choice(made, kind, place=0):
    """The value of one choice, as the form has it."""
    return str(next(one for one in made.questions if one.kind is kind).options[place].id)


def all_screens(browser, made, text="On nous écoute davantage."):
    """From the first screen to the check page, everything answered."""
    name = names(made)
    browser.get(f"/repondre/{made.id}", status=303)
    browser.follow()
    browser.submit("Continuer", **{name[K.FREE]: text, name[K.SINGLE]: choice(made, K.SINGLE, 1)})
    browser.follow()
    ticked = [choice(made, K.MULTIPLE, place) for place in (0, 2)]
    browser.submit("Continuer", **{name[K.MULTIPLE]: ticked, name[K.SCALE]: choice(made, K.SCALE, 2)})
    browser.follow()
    ranks = {f"{name[K.RANKING]}_{rank}": choice(made, K.RANKING, place) for rank, place in ((1, 2), (3, 0))}
    browser.submit("Continuer", **ranks, to=f"/repondre/{made.id}/verifier")
    browser.follow()


def send(browser, made):
    browser.submit("Envoyer mes réponses", to=f"/repondre/{made.id}/recu")
    browser.follow()


def sent():
    return db.session.scalars(db.select(Contribution).where(Contribution.sent_at.is_not(None))).all()


def test_three_screens_a_check_page_and_a_receipt(browser):
    made = makers.make_consultation()
    all_screens(browser, made)
    assert "On nous écoute davantage." in browser.text and "Dans un quartier" in browser.text
    assert "Des places Des informations" in browser.text and "Beaucoup" in browser.text
    assert "1. JE1 : les jeunes 2. PE1 : la petite enfance" in browser.text
    send(browser, made)
    (one,) = sent()
    assert f"Réponse n° {one.id}" in browser.text and "On publie les résultats" in browser.text
    assert (one.draft, one.expires_at, one.channel, one.to_check) == ({}, None, "online", False)
    rows = db.session.execute(
        db.select(Answer.question_id, Answer.text, AnswerChoice.option_id, AnswerChoice.rank)
        .outerjoin(AnswerChoice)
        .order_by(Answer.id, AnswerChoice.id)
    ).all()
    by_kind = {one.id: one.kind for one in made.questions}
    assert [(by_kind[question], text, rank) for question, text, _, rank in rows] == [
        (K.FREE, "On nous écoute davantage.", None),
        (K.SINGLE, "", None),
        (K.MULTIPLE, "", None),
        (K.MULTIPLE, "", None),
        (K.SCALE, "", None),
        (K.RANKING, "", 1),
        (K.RANKING, "", 2),
    ]
    assert str(rows[-2].option_id) == choice(made, K.RANKING, 2)


def test_nothing_asks_who_answers(browser):
    made = makers.make_consultation()
    for index in (1, 2, 3):
        browser.get(f"/repondre/{made.id}/{index}")
        asked = {tag["name"] for tag in browser.page.select("form [name]")} - {"csrf_token"}
        assert all(name.startswith("q") for name in asked)


def test_every_question_may_be_left_out_but_not_all(browser):
    made = makers.make_consultation()
    browser.get(f"/repondre/{made.id}/1")
    for _ in range(3):
        browser.submit("Continuer")
        browser.follow()
    browser.submit("Envoyer mes réponses", status=422)
    assert "Répondez à une question au moins" in browser.text
    browser.get(f"/repondre/{made.id}/1")
    browser.submit("Continuer", **{names(made)[K.FREE]: "Oui"})
    browser.get(f"/repondre/{made.id}/verifier")
    send(browser, made)
    assert len(sent()) == 1


def test_a_compulsory_question_is_asked_for_on_its_screen_and_at_the_end(browser):
    made = makers.make_consultation(compulsory={1, 2, 3, 5})
    name = names(made)
    browser.get(f"/repondre/{made.id}/1")
    browser.submit("Continuer", **{name[K.FREE]: "  "}, status=422)
    assert "Répondez à la question 1" in browser.text and "Répondez à la question 2" in browser.text
    browser.get(f"/repondre/{made.id}/3")
    browser.submit("Continuer", status=422)
    assert "Répondez à la question 5" in browser.text
    browser.submit("Continuer", **{f"{name[K.RANKING]}_1": choice(made, K.RANKING)})
    browser.follow()
    browser.submit("Envoyer mes réponses", status=422)
    assert "Il manque 3 réponses" in browser.text
    browser.click("Répondez à la question 3.")
    assert "Étape 2 sur 3" in browser.text and not sent()


def test_what_is_typed_stays_when_something_is_wrong(browser):
    made = makers.make_consultation()
    name = names(made)
    browser.get(f"/repondre/{made.id}/1")
    text = "mot \U0001f600 " * 2000
    browser.submit("Continuer", **{name[K.FREE]: text, name[K.SINGLE]: choice(made, K.SINGLE)}, status=422)
    assert "enlevez" in browser.text and "2 000 caractères au plus" in browser.text
    assert browser.page.select_one("textarea").get_text().strip() == text.strip()
    assert browser.page.select_one(f'input[value="{choice(made, K.SINGLE)}"]').has_attr("checked")
    browser.get(f"/repondre/{made.id}/2")
    every = [choice(made, K.MULTIPLE, place) for place in range(3)]
    browser.submit("Continuer", **{name[K.MULTIPLE]: every}, status=422)
    assert "Gardez 2 réponses au plus : décochez-en 1." in browser.text
    assert len(browser.page.select("input[type=checkbox][checked]")) == 3


def test_nothing_is_ranked_twice(browser):
    made = makers.make_consultation()
    name, first = names(made)[K.RANKING], choice(made, K.RANKING)
    browser.get(f"/repondre/{made.id}/3")
    browser.submit("Continuer", **{f"{name}_1": first, f"{name}_2": first}, status=422)
    assert "« PE1 : la petite enfance » est déjà votre 1er choix." in browser.text
    assert browser.page.select_one(f".summary a[href='#{name}_2']")
    assert len(browser.page.select("option[selected]")) == 3


def test_a_draft_shows_its_hour_and_nothing_else(browser):
    made = makers.make_consultation()
    browser.get(f"/repondre/{made.id}/1")
    browser.submit("Continuer", **{names(made)[K.FREE]: "Un secret"})
    browser.get(f"/repondre/{made.id}")
    assert "Quelqu’un a commencé à répondre" in browser.text and "secret" not in browser.text
    browser.submit("Reprendre", to=f"/repondre/{made.id}/2")
    browser.get(f"/repondre/{made.id}/1")
    assert "Un secret" in browser.text
    browser.get(f"/repondre/{made.id}")
    browser.submit("Oui, effacer", to=f"/repondre/{made.id}")
    assert db.session.scalars(db.select(Contribution)).all() == []
    browser.get(f"/repondre/{made.id}/1")
    assert "Un secret" not in browser.text


def test_a_draft_lasts_two_days(browser, clock):
    made = makers.make_consultation()
    browser.get(f"/repondre/{made.id}/1")
    browser.submit("Continuer", **{names(made)[K.FREE]: "Un début"})
    clock.shift(timedelta(hours=47))
    browser.get(f"/repondre/{made.id}/1")
    assert "Un début" in browser.text
    clock.shift(timedelta(hours=2))
    assert operations.forget(datetime.now(UTC)) == 1
    browser.get(f"/repondre/{made.id}/verifier", status=303, to=f"/repondre/{made.id}")
    all_screens(browser, made)
    send(browser, made)
    assert operations.forget(datetime.now(UTC) + timedelta(days=400)) == 0 and len(sent()) == 1


def test_an_old_draft_that_nobody_forgot_yet_is_not_read_again(app, clock):
    made = makers.make_consultation()
    (free, *_) = made.questions
    operations.keep(made.id, "a key", {free.id: "Vieux"})
    clock.shift(timedelta(hours=49))
    operations.keep(made.id, "a key", {})
    assert db.session.scalars(db.select(Contribution.draft)).one() == {}


def test_sent_twice_it_is_one_and_leads_to_its_receipt(browser):
    made = makers.make_consultation()
    all_screens(browser, made)
    page, url = browser.page, browser.url
    send(browser, made)
    browser.page, browser.url = page, url
    send(browser, made)
    assert len(sent()) == 1
    for place in ("", "/1", "/verifier"):
        browser.get(f"/repondre/{made.id}{place}", status=303, to=f"/repondre/{made.id}/recu")
    browser.follow()
    browser.submit("Une autre personne répond", to=f"/repondre/{made.id}")
    all_screens(browser, made)
    send(browser, made)
    assert len(sent()) == 2


def test_closed_while_answering_the_words_stay_on_the_page(browser):
    made = makers.make_consultation()
    all_screens(browser, made, text="Mes mots à garder")
    close(made)
    browser.submit("Envoyer mes réponses", status=409)
    assert "terminée" in browser.text and "Mes mots à garder" in browser.text
    assert "Beaucoup" in browser.text and not sent()
    browser.get(f"/repondre/{made.id}")
    assert "Mes mots à garder" in browser.text


def test_closed_before_a_screen_is_sent_its_words_stay_too(browser):
    made = makers.make_consultation()
    browser.get(f"/repondre/{made.id}/1")
    close(made)
    browser.submit("Continuer", **{names(made)[K.FREE]: "Trop tard peut-être"}, status=409)
    assert "Trop tard peut-être" in browser.text


def close(made):
    done = db.update(Consultation).where(Consultation.id == made.id)
    db.session.execute(done.values(state=ConsultationState.CLOSED))
    db.session.commit()


def test_one_to_come_says_when(browser):
    day = makers.today() + timedelta(days=3)
    made = makers.make_consultation(opens_on=day, closes_on=day)
    browser.get(f"/repondre/{made.id}")
    assert "On ne peut pas encore répondre" in browser.text


def test_words_of_danger_say_whom_to_call_and_alert_the_coordination(browser, mailbox):
    coordinator, made = factories.staff(Role.COORDINATOR), makers.make_consultation()
    factories.staff(Role.AGENT, factories.centre())
    all_screens(browser, made, text="Mon voisin me menace de mort")
    assert browser.page.select_one('.emergency a[href="tel:17"]')
    send(browser, made)
    assert browser.page.select_one('.emergency a[href="tel:17"]')
    notice = db.session.scalars(db.select(Notice)).one()
    assert (notice.user_id, notice.template) == (coordinator.id, "consultation_alert")
    browser.client.application.test_cli_runner().invoke(args=["ctg", "send-mail"])
    assert "menace" not in mailbox[0].get_content() and f"/equipe/consultations/{made.id}" in str(mailbox[0])


def test_what_a_machine_sends_is_set_aside_and_kept(browser):
    made = makers.make_consultation()
    all_screens(browser, made)
    browser.submit("Envoyer mes réponses", website="https://spam.example", to=f"/repondre/{made.id}/recu")
    assert sent()[0].to_check


def test_a_flood_is_set_aside_while_the_library_passes(app, clock):
    made = makers.make_consultation()
    for place in ("192.0.2.0/24", None):
        for _ in range(22):
            key = factories.opened()
            operations.keep(made.id, key, {made.questions[0].id: "Oui"})
            operations.send(made, key, place)
    aside = db.select(db.func.count(Contribution.id)).where(Contribution.to_check)
    assert len(sent()) == 44 and db.session.scalar(aside) == 2


@pytest.mark.parametrize("index", [1, 2, 3])
def test_a_screen_asks_as_much_with_many_answers(browser, queries, index):
    made = makers.make_consultation()
    all_screens(browser, made)
    counted = []
    for more in (3, 60):
        makers.many(made, more)
        queries.clear()
        browser.get(f"/repondre/{made.id}/{index}")
        counted.append(len(queries))
    assert counted[0] == counted[1]
