"""The desk and the reports before hostile or hurried hands: one file, an answer, nothing executed."""

import pytest

from ctg_site.accounts.queries import by_email
from ctg_site.db import db
from ctg_site.desk import operations as desk
from ctg_site.desk import queries
from ctg_site.domain.answers import Answers
from ctg_site.domain.policy import Role
from ctg_site.models.desk import DeskEntry
from ctg_site.models.proposals import Proposal
from ctg_site.words.french import today
from tests import factories
from tests.submission.test_at_once import at_once

HOSTILE = (
    "\x00",
    "' OR 1=1 --",
    "<svg onload=alert(1)>",
    "{{ 7*7 }}",
    "9" * 400,
    "\u202e\u2028🙂",
    "mot " * 700,
)
DESK_FIELDS = (
    *("channel", "text", "talk", "district", "structure", "proposer_kind", "organisation", "age_band", "way"),
    *("phone", "email", "address", "first_name", "visibility"),
)
REPORT_FIELDS = ("kind", "words", "email", "key", "website")


def test_the_same_entry_sent_twenty_times_at_once(app):
    centre = factories.centre()
    email = factories.staff(Role.AGENT, centre).email
    answers = {"channel": "desk", "text": "Un banc.", "way": "visit", "structure": centre.slug}
    entry = desk.begin(Answers().changed(**answers), by=by_email(email))
    number, user_id = entry.id, entry.user_id

    def send():
        return desk.file(queries.entry(number, user_id), by=by_email(email), on=today()).id

    assert len(set(at_once(app, *[send] * 20))) == 1
    assert db.session.scalar(db.select(db.func.count(Proposal.id))) == 1


@pytest.mark.parametrize("value", HOSTILE)
def test_whatever_is_typed_at_the_desk(browser, value):
    browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    for field in DESK_FIELDS:
        browser.get("/equipe/saisie")
        answers = {"channel": "desk", "text": "Un banc.", "way": "letter", "address": "1 rue de la Gare"}
        holds(browser, "/equipe/saisie", answers | {field: value})


@pytest.mark.parametrize("value", HOSTILE)
def test_whatever_a_reader_reports(browser, value):
    address = f"/signaler/{factories.published(factories.centre()).id}"
    for field in REPORT_FIELDS:
        browser.get(address)
        holds(browser, address, {"kind": "other", "key": "k"} | {field: value})


def holds(browser, address, answers):
    token = browser.page.select_one("input[name=csrf_token]")["value"]
    db.session.commit()
    with browser.client.application.app_context():
        sent = browser.client.post(address, data=answers | {"csrf_token": token}, follow_redirects=True)
    db.session.expire_all()
    assert sent.status_code in {200, 422} and "<svg onload" not in sent.text and ">49<" not in sent.text


@pytest.fixture
def late(browser):
    """An entry whose day is over, open in a page of its author."""
    browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    browser.get("/equipe/saisie")
    browser.submit("Relire avec la personne", channel="desk", text="Un banc.", way="visit")
    browser.follow()
    browser.click("Modifier")
    db.session.execute(db.delete(DeskEntry))
    db.session.commit()
    return browser


def test_what_is_sent_after_its_day_comes_back_to_be_sent_anew(late):
    late.submit("Relire avec la personne", text="Un banc près du canal.", status=410)
    assert "Cette saisie n’est plus là" in late.text
    assert late.page.select_one("textarea[name=text]").text.strip() == "Un banc près du canal."
    late.submit("Relire avec la personne")
    late.follow()
    assert "Un banc près du canal." in late.text


def test_what_is_of_a_child_does_not_come_back(late):
    answers = {"age_band": "under_15", "phone": "06 39 98 00 77", "way": "phone"}
    late.submit("Relire avec la personne", text="Une cabane.", **answers, status=410)
    assert "Une cabane." in late.text and "00 77" not in late.response.text


def test_a_page_opened_after_its_day_says_so_and_begins_another(late):
    entry = late.url
    for address in (entry, f"{entry}/verifier"):
        late.get(address, status=410)
        assert "Cette saisie n’est plus là" in late.text
    for act in ("envoyer", "effacer"):
        late.post(f"{entry}/{act}", {}, status=410)
    late.get("/equipe/saisie/recu/999", status=404)
