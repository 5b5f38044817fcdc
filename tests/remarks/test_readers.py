"""A reader asks, encourages or comments: a person reads first, nothing is lost, nobody is named."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from ctg_site.db import db, now
from ctg_site.domain.participation import RemarkKind, RemarkState
from ctg_site.domain.policy import Role
from ctg_site.models.outbox import Notice
from ctg_site.models.remarks import Remark
from ctg_site.remarks import operations, queries
from ctg_site.services import delivery
from tests import factories
from tests.lens import load_lens
from tests.remarks.makers import remark

PLACE = "192.0.2.0/24"


@pytest.fixture
def centre():
    return factories.centre(name="Centre Exemple")


@pytest.fixture
def envie(centre):
    proposal = factories.published(centre, title="Un banc au soleil")
    db.session.execute(db.delete(Notice))
    db.session.commit()
    return proposal


@pytest.fixture
def convention():
    return load_lens()


def the_remark():
    return db.session.scalars(db.select(Remark)).one()


def test_from_the_envie_to_the_receipt(browser, envie, clock):
    browser.get(f"/envies/{envie.id}")
    assert "Rien n’est encore publié ici." in browser.text
    browser.click("Écrire une question ou un encouragement")
    assert "Un banc au soleil" in browser.text and not browser.page.select("[name=first_name]")
    browser.submit("Envoyer", kind="question", text="Il sera où ?", to="/paroles/recu")
    browser.follow()
    assert "Avant le 8 décembre 2026" in browser.text and "Le centre répond" in browser.text
    sent = the_remark()
    assert (sent.kind, sent.state, sent.text) == (RemarkKind.QUESTION, RemarkState.WAITING, "Il sera où ?")
    assert not db.session.scalars(db.select(Notice)).all(), "it waits in the inbox"
    browser.get(f"/envies/{envie.id}")
    assert "Il sera où ?" not in browser.text


@pytest.mark.parametrize("text", ["", "  ", "?!", "ab", "🙂🙂🙂🙂", "mot " * 251])
def test_wrong_words_are_told_and_given_back(browser, envie, text):
    browser.get(f"/paroles/envie/{envie.id}")
    browser.submit("Envoyer", kind="encouragement", text=text, status=422)
    assert "lettres au moins" in browser.text or "enlevez 3 caractères" in browser.text
    assert browser.page.select_one("#text").text.strip() == text.strip()
    assert browser.page.select_one("#kind input[checked]")["value"] == "encouragement"
    assert not db.session.scalars(db.select(Remark)).all()


def test_the_kind_is_one_of_those_offered(browser, envie):
    browser.get(f"/paroles/envie/{envie.id}")
    browser.submit("Envoyer", text="Bravo à vous", status=422)
    assert "Choisissez : une question" in browser.text
    browser.post(f"/paroles/envie/{envie.id}", {"kind": "comment", "text": "Bravo"}, status=422)
    assert "n’est pas dans la liste" in browser.text


def test_of_a_commitment_only_a_comment(browser, convention):
    browser.get("/conventions/2022-2026/engagements/JE1")
    browser.click("Écrire un commentaire")
    assert not browser.page.select("[name=kind]")
    browser.submit("Envoyer", text="Il en faudrait plus.", to="/paroles/recu")
    made = queries.remark(the_remark().id)
    assert made.kind is RemarkKind.COMMENT and made.commitment.number == "JE1" and made.structure_id is None
    browser.get("/paroles/engagement/2022-2026/je1")
    browser.get("/paroles/engagement/2022-2026/JE99", status=404)
    browser.get("/paroles/engagement/jamais/JE1", status=404)


def test_only_about_what_is_published(browser, centre):
    waiting = factories.proposal(centre)
    for address in (f"envie/{waiting.id}", "envie/999", "action/1", "action/999"):
        browser.get(f"/paroles/{address}", status=404)
    browser.get(f"/envies/{waiting.id}/paroles", status=404)
    browser.get("/paroles/recu", status=303, to="/envies/")


def test_sent_twice_it_is_one(browser, envie):
    browser.get(f"/paroles/envie/{envie.id}")
    page, url = browser.page, browser.url
    for _ in range(2):
        browser.page, browser.url = page, url
        browser.submit("Envoyer", kind="question", text="Quand ?", to="/paroles/recu")
    assert the_remark()


def test_the_same_form_ten_times_at_once(app, envie):
    number, one_finger = envie.id, factories.opened()
    db.session.remove()

    def send(_):
        with app.app_context():
            try:
                return remark(queries.proposal(number).proposal, key=one_finger).id
            finally:
                db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(send, range(10)))) == 1


def test_a_flood_is_set_aside_while_the_library_passes(envie):
    flood = [remark(envie, network=PLACE) for _ in range(30)]
    library = [remark(envie, network=None) for _ in range(20)]
    assert [one.to_check for one in flood] == [False] * 10 + [True] * 20
    assert not any(one.to_check for one in library) and all(one.text for one in flood)


def test_a_machine_is_answered_like_anybody(browser, envie):
    browser.get(f"/paroles/envie/{envie.id}")
    browser.submit("Envoyer", kind="question", text="Buy now", website="http://spam.example", status=303)
    browser.follow()
    assert "Vos mots sont bien arrivés" in browser.text and the_remark().to_check


def test_words_of_danger_are_told_at_once_and_the_receipt_says_whom_to_call(browser, centre, envie, mailbox):
    agent = factories.staff(Role.AGENT, centre)
    factories.staff(Role.AGENT, factories.centre())
    browser.get(f"/paroles/envie/{envie.id}")
    browser.submit("Envoyer", kind="question", text="Mon voisin la frappe, au secours.", status=303)
    browser.follow()
    assert browser.page.select_one('a[href="tel:17"]')
    told = db.session.scalars(db.select(Notice)).all()
    assert {(one.template, one.user_id) for one in told} >= {("remark_alert", agent.id)}
    delivery.deliver_pending()
    mail = next(mail for mail in mailbox if mail["To"] == agent.email)
    assert f"/equipe/paroles/{the_remark().id}" in mail.get_content() and "voisin" not in str(mail)


def test_a_danger_about_a_commitment_is_told_to_whoever_may_read_it(convention, centre):
    factories.staff(Role.AGENT, centre)
    coordinator = factories.staff(Role.COORDINATOR)
    about = queries.commitment("2022-2026", "JE1").thing
    aside = remark(about, "J’ai envie de mourir.", trapped=True)
    assert aside.alerts and not db.session.scalars(db.select(Notice)).all()
    operations.accept(aside, by=coordinator)
    assert [one.user_id for one in db.session.scalars(db.select(Notice))] == [coordinator.id]


@pytest.mark.parametrize("odd", ["\x00", "-1", "9" * 400, "NaN", "x" * 10_000, "\u202e\u2028🙂", "{{ 7*7 }}"])
@pytest.mark.parametrize("field", ["kind", "text", "key", "website"])
def test_whatever_is_sent_is_answered_in_words(browser, envie, field, odd):
    browser.get(f"/paroles/envie/{envie.id}")
    answer = browser.client.post(
        f"/paroles/envie/{envie.id}",
        data={"kind": "question", "text": "Quand ?", "key": "k", field: odd}
        | {"csrf_token": browser.page.select_one("[name=csrf_token]")["value"]},
        headers={"Origin": "http://localhost"},
    )
    assert answer.status_code in {303, 422}
    kept = db.session.scalars(db.select(Remark)).all()
    assert len(kept) <= 1 and all(len(one.text) <= 1000 for one in kept)


def test_hostile_words_stay_words(browser, envie):
    words = "<script>alert(1)</script> {{ 7*7 }} ' OR 1=1 -- \u202eoui 🙂"
    browser.get(f"/paroles/envie/{envie.id}")
    browser.submit("Envoyer", kind="question", text=words, status=303)
    assert the_remark().text == words.replace("\u202e", ""), "no mark turns what follows around"


def test_nothing_says_when_a_form_from_yesterday_comes_late(browser, envie, clock):
    browser.get(f"/paroles/envie/{envie.id}")
    clock.shift(timedelta(hours=25))
    browser.submit(
        "Envoyer", kind="question", text="Une longue question, écrite hier soir, pour voir.", status=400
    )
    assert "Une longue question" in browser.text and now()
