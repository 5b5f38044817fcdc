"""Forms sent empty, too long, wrong, twice, stale, forged: a sentence each time, and nothing changes."""

import pytest

from ctg_site.db import db
from ctg_site.models.proposals import JournalEntry, Message, Note, Revision
from tests import factories
from tests.moderation.pages import address, open_file

TABLES = (JournalEntry, Message, Note, Revision)
LONG = "mot " * 2000


def state(proposal):
    counts = [db.session.scalar(db.select(db.func.count(table.id))) for table in TABLES]
    return counts, factories.reread(proposal).version


WRONG = [
    ("decision", {}, 422, "Choisissez une décision"),
    ("decision", {"decision_event": "publish", "decision_title": "", "decision_words": ""}, 422, "un titre"),
    (
        "decision",
        {"decision_event": "publish", "decision_title": LONG, "decision_words": "x"},
        422,
        "enlevez",
    ),
    (
        "decision",
        {"decision_event": "publish", "decision_title": "abc", "decision_words": LONG},
        422,
        "enlevez",
    ),
    ("decision", {"decision_event": "refuse", "decision_reason": LONG}, 422, "enlevez"),
    (
        "decision",
        {"decision_event": "refuse", "decision_reason": "abc", "decision_door": LONG},
        422,
        "enlevez",
    ),
    ("decision", {"decision_event": "archive"}, 422, "pas dans la liste"),
    ("decision", {"decision_event": "lose_head"}, 422, "pas dans la liste"),
    ("decision", {"decision_event": "hide", "decision_reason": "abc"}, 422, "pas dans la liste"),
    ("decision", {"decision_event": "withdraw"}, 422, "pas dans la liste"),
    ("decision", {"decision_event": "'; DROP TABLE proposal; --"}, 422, "pas dans la liste"),
    ("decision", {"decision_event": "keep_private", "decision_prepared": "1"}, 422, "pas dans la liste"),
    ("decision", {"decision_event": "keep_private", "decision_version": "x"}, 409, "passé avant vous"),
    ("decision", {"decision_event": "keep_private", "decision_version": "0"}, 409, "passé avant vous"),
    ("message", {}, 422, "Écrivez votre message"),
    ("message", {"message": "\u200b \n"}, 422, "Écrivez votre message"),
    ("message", {"message": LONG}, 422, "enlevez"),
    ("message", {"message": "Bonjour.", "template": "7"}, 422, "pas dans la liste"),
    ("message", {"act": "insert", "template": "7"}, 422, "Choisissez d’abord"),
    ("note", {}, 422, "Écrivez votre note"),
    ("note", {"note": LONG}, 422, "enlevez"),
    ("correction", {"title": "abc", "words": "abc"}, 409, "passé avant vous"),
    ("masquer", {"hide_reason": "abc"}, 409, "passé avant vous"),
    ("afficher", {"version": "1"}, 409, "passé avant vous"),
]


@pytest.mark.parametrize(("act", "values", "status", "said"), WRONG)
def test_what_is_wrong_changes_nothing_and_is_told(desk, centre, act, values, status, said):
    proposal = factories.proposal(centre)
    open_file(desk, proposal)
    before = state(proposal)
    sent = {f"{act}_version": proposal.version, "public_title": "Forgé", "id": "1", "stage": "story"} | values
    desk.post(address(proposal, f"/{act}"), sent, status=status)
    assert said in desk.text
    assert state(proposal) == before


def test_the_long_words_are_given_back(desk, centre):
    proposal = factories.proposal(centre)
    open_file(desk, proposal)
    desk.post(address(proposal, "/message"), {"message": LONG}, status=422)
    assert desk.page.select_one("[name=message]").get_text().strip() == LONG.strip()


def test_the_same_decision_sent_twice_is_taken_once(desk, centre):
    proposal = factories.proposal(centre)
    open_file(desk, proposal)
    sent = {"decision_event": "keep_private", "decision_version": proposal.version}
    desk.post(address(proposal, "/decision"), sent, status=303)
    desk.post(address(proposal, "/decision"), sent, status=409)
    events = [entry.event for entry in factories.reread(proposal).journal]
    assert events.count("keep_private") == 1


def test_extra_fields_are_left_alone(desk, centre):
    proposal = factories.proposal(centre)
    open_file(desk, proposal)
    desk.submit("Enregistrer la décision", decision_event="keep_private")
    after = factories.reread(proposal)
    assert (after.public_title, after.stage, after.grouped_with_id) == (None, "welcome", None)


@pytest.mark.parametrize(
    "act", ["decision", "masquer", "afficher", "regrouper", "correction", "message", "note"]
)
def test_without_a_token_nothing_is_read(desk, centre, act):
    proposal = factories.proposal(centre)
    open_file(desk, proposal)
    desk.post(address(proposal, f"/{act}"), {"message": "Bonjour."}, csrf=False, status=400)
    assert not factories.reread(proposal).messages
