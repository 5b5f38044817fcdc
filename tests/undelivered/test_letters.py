"""A letter that cannot leave has a reader: the centre in « À prévenir », the coordination in a list."""

from datetime import timedelta
from pathlib import Path

import pytest

from ctg_site.accounts import own_operations
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import NoticeFault
from ctg_site.domain.workflow import Decision
from ctg_site.models.audit import AuditEntry
from ctg_site.models.outbox import Notice
from ctg_site.services import audit, delivery, heartbeat
from ctg_site.services.heartbeat import Task
from ctg_site.staff import operations as staff
from ctg_site.undelivered import operations, queries
from ctg_site.words.journal import notice_label
from ctg_site.words.letter_labels import KINDS, letter_label
from tests import factories

MAILS = sorted(path.stem for path in (Path(__file__).parents[2] / "templates/mail").glob("*.txt"))
WITH_CONTEXT = {
    "decision": {"subject": "moderation", "event": "publish"},
    "head_moved": {"subject": "stage", "state": "meeting"},
    "joined_moved": {"subject": "outcome", "event": "pause"},
    "action_moved": {"number": 3, "what": "progress"},
    "joined_action_moved": {"number": 3, "what": "progress"},
}


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def envie(centre):
    """A decision that could not be told: the author's address takes no mail."""
    made = factories.decided(Decision.KEEP_PRIVATE, centre)
    stuck(Notice.template == "decision")
    return made


def stuck(*conditions, fault=NoticeFault.ADDRESS):
    db.session.execute(db.update(Notice).where(*conditions).values(fault=fault, gave_up_at=delivery.now()))
    db.session.execute(db.delete(Notice).where(Notice.fault.is_(None)))
    db.session.commit()


def letter():
    db.session.expire_all()
    return db.session.scalars(db.select(Notice)).one()


@pytest.fixture
def invited():
    """An invitation that could not leave."""
    administrator = factories.staff(Role.ADMINISTRATOR)
    post = staff.Post("Zoé Exemple", Role.PARTNER)
    staff.invite("zoe@example.org", post, by=administrator)
    stuck(Notice.template == "invitation", fault=NoticeFault.SERVER)
    return administrator


@pytest.mark.parametrize("template", MAILS)
def test_each_mail_has_words_for_people(template):
    notice = Notice(template=template, context=WITH_CONTEXT.get(template, {}))
    assert letter_label(notice) and (template in KINDS or notice_label(notice))


def test_the_centre_finds_it_among_those_to_tell_with_its_reason(browser, centre, envie):
    browser.sign_in(factories.staff(Role.AGENT, centre))
    browser.get("/equipe/envies/?voir=a-prevenir")
    assert f"n° {envie.id}" in browser.text.replace("\u00a0", " ")
    browser.get("/equipe/rappels")
    assert "l’adresse ne prend pas nos lettres" in browser.text
    browser.get(f"/equipe/envies/{envie.id}")
    assert "pas partie" in browser.text and "elle n’est pas prévenue" in browser.text
    browser.submit("Essayer encore")
    browser.follow()
    assert "pendant quatre jours" in browser.text and "À dire à la personne" not in browser.text
    again = letter()
    assert (again.fault, again.gave_up_at, again.first_tried_at, again.attempts) == (None, None, None, 0)
    assert [line.event for line in factories.reread(envie).journal][-1] == "mail_again"


def test_what_is_said_by_hand_is_done(browser, centre, envie):
    browser.sign_in(factories.staff(Role.AGENT, centre))
    browser.get(f"/equipe/envies/{envie.id}")
    browser.submit("C’est dit")
    browser.follow()
    assert letter().done_at is not None and "pas partie" not in browser.text
    assert queries.sending().calls == 0


def test_another_centre_tries_nothing(browser, envie):
    browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    browser.get("/equipe/envies/")
    browser.post(f"/equipe/lettres/envie/{envie.id}/encore", status=404)
    assert letter().fault is NoticeFault.ADDRESS


def test_the_administrator_reads_of_the_others_from_the_first_page(browser, invited, mailbox):
    browser.sign_in(invited)
    browser.get("/equipe/")
    browser.click("Voir pourquoi\u00a0: 1\u00a0lettre n’a pas pu partir, depuis aujourd’hui.")
    assert "une invitation à choisir un mot de passe" in browser.text and "Zoé Exemple" in browser.text
    assert "zoe@example.org" not in browser.text
    browser.submit("Essayer encore\u00a0: lettre n°\u00a01")
    browser.follow()
    assert "Aucune lettre ici" in browser.text
    assert delivery.lap().sent == 1 and mailbox[-1]["To"] == "zoe@example.org"
    assert "mail_again" in db.session.scalars(db.select(AuditEntry.event)).all()


def test_one_may_be_left_aside(browser, invited):
    browser.sign_in(invited)
    browser.get("/equipe/lettres/")
    browser.submit("Laisser\u00a0: lettre n°\u00a01")
    assert letter().done_by_id == invited.id and queries.sending().others == 0


def test_all_that_the_server_did_not_take_is_tried_again_at_once(browser, centre, envie):
    stuck(fault=NoticeFault.SERVER)
    coordinator = factories.staff(Role.COORDINATOR)
    browser.sign_in(coordinator)
    browser.get("/equipe/lettres/")
    browser.submit("Tout essayer encore")
    browser.follow()
    assert letter().fault is None and "1 lettre attend de partir" in browser.text.replace("\u00a0", " ")
    stuck(fault=NoticeFault.ADDRESS)
    assert operations.all_again(by=coordinator) == 0, "the address is still the same"


def test_the_list_costs_the_same_however_long(browser, invited, queries):
    browser.sign_in(invited)

    def cost():
        queries.clear()
        browser.get("/equipe/lettres/")
        return len(queries)

    few = cost()
    one = letter()
    rows = [
        {
            "template": "reset",
            "way": "email",
            "context": {},
            "user_id": one.user_id,
            "message_key": f"k{number}",
        }
        | {"try_after": delivery.now(), "gave_up_at": delivery.now(), "fault": "server"}
        for number in range(40)
    ]
    db.session.execute(db.insert(Notice), rows)
    db.session.commit()
    assert cost() == few and "Plus anciennes" in browser.text


def test_late_turns_are_told_where_one_looks(browser, app, clock):
    coordinator = browser.sign_in(factories.staff(Role.COORDINATOR))
    factories.proposal()
    assert app.test_client().get("/readyz").get_data(as_text=True) == "ok\n", "it just came"
    heartbeat.beat(Task.SEND_MAIL)
    clock.shift(timedelta(minutes=16))
    told = app.test_client().get("/readyz")
    assert told.status_code == 200 and "Rien ne les envoie depuis le mardi 24 novembre" in told.text
    coordinator.get("/equipe/envies/")
    assert "Rien ne les envoie" in coordinator.text and "Prévenez" in coordinator.text
    heartbeat.beat(Task.SEND_MAIL)
    coordinator.get("/equipe/envies/")
    assert "Rien ne les envoie" not in coordinator.text


def test_a_server_away_is_told_and_frightens_nobody(browser, sink, clock):
    coordinator = browser.sign_in(factories.staff(Role.COORDINATOR))
    factories.proposal()
    sink.answers["MAIL"] = "421 closing"
    db.session.commit()
    delivery.lap()
    clock.shift(timedelta(minutes=10))
    heartbeat.beat(Task.SEND_MAIL)
    coordinator.get("/equipe/envies/")
    assert "partiront d’elles-mêmes" in coordinator.text
    assert not queries.sending().is_away
    clock.shift(timedelta(hours=1))
    assert queries.sending().is_away


def test_a_colleague_who_only_reads_is_not_told(browser, centre, invited):
    browser.sign_in(factories.staff(Role.AGENT, centre))
    browser.get("/equipe/envies/")
    assert "pu partir" not in browser.text
    browser.get("/equipe/lettres/", status=403)


def test_five_resets_an_hour_whoever_asks(clock):
    agent = factories.staff(Role.AGENT, factories.centre())
    for number in range(8):
        own_operations.ask_reset(agent.email, f"198.51.100.{number}")
    told = db.session.scalars(db.select(Notice.user_id).order_by(Notice.id)).all()
    assert told == [agent.id] * 5 + [None] * 3, "the same answer, the same work, and no mail"
    clock.shift(timedelta(hours=1))
    own_operations.ask_reset(agent.email, "198.51.100.9")
    assert db.session.scalars(db.select(Notice.user_id).order_by(Notice.id.desc())).first() == agent.id


@pytest.fixture
def verify(app):
    audit.settings().audit_heads.unlink(missing_ok=True)

    def run():
        db.session.commit()
        result = app.test_cli_runner().invoke(args=["ctg", "verify"])
        return result.exit_code, result.output

    return run


def test_verify_says_how_many_are_stuck_and_where(verify, envie, invited):
    code, told = verify()
    assert code == 1 and "1 letter(s) to authors could not leave: « À prévenir »" in told
    assert "1 other letter(s) could not leave: /equipe/lettres/" in told and "sound" not in told
    stuck(fault=NoticeFault.TOO_MANY)
    assert verify()[0] == 0, "an address that has enough is no failure"


def test_verify_says_that_nothing_sends_the_mails(verify, clock):
    assert verify()[0] == 0
    factories.proposal()
    code, told = verify()
    assert code == 0 and "send-mail did not run yet; 1 letter(s) wait" in told
    clock.shift(timedelta(minutes=16))
    code, told = verify()
    assert code == 1 and "1 letter(s) wait, and nothing sends them (send-mail did not run yet)" in told
    heartbeat.beat(Task.SEND_MAIL)
    heartbeat.beat(Task.REMIND)
    assert verify()[0] == 0
    clock.shift(timedelta(days=6))
    delivery.lap()
    heartbeat.beat(Task.SEND_MAIL)
    code, told = verify()
    assert code == 1 and "`remind` did not run since 2026-11-24" in told
