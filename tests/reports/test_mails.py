"""The mails of a report, as bytes at a real server: the centre at once, the reader once, then no address."""

import email
import email.policy
from datetime import UTC, datetime, timedelta

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import ReportKind, ReportOutcome
from ctg_site.models.outbox import Notice
from ctg_site.models.reports import Report
from ctg_site.reports import operations as reports
from ctg_site.services import delivery
from ctg_site.undelivered import operations as undelivered
from tests import factories

HOSTILE = "Bonjour =?UTF-8?Q?=0A?=Bcc: vole@example.com\r\nBcc: vole@example.com"
READER = "lecteur@example.org"


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def envie(centre):
    proposal = factories.published(centre)
    db.session.execute(db.delete(Notice))
    db.session.commit()
    return proposal


def deliver():
    db.session.commit()
    return delivery.deliver_pending()


def read(content):
    return email.message_from_bytes(content, policy=email.policy.default)


def address():
    db.session.expire_all()
    return db.session.scalars(db.select(Report.email)).one()


def test_the_centre_is_told_at_once_without_a_word_of_the_reader(sink, envie, centre):
    report = factories.report(envie, kind=ReportKind.HATEFUL, words=HOSTILE, email=READER)
    told = db.session.scalars(db.select(Notice.user_id)).all()
    assert deliver() == len(told) > 0
    for _, recipients, content in sink.received:
        message = read(content)
        assert message["Subject"] == f"À lire\u00a0: un signalement sur l’envie n°\u00a0{envie.id}"
        assert f"/equipe/signalements/{report.id}" in message.get_content()
        assert b"vole" not in content and READER.encode() not in content and recipients != [READER]
    assert address() == READER, "it waits for the answer"


def test_the_reader_is_answered_once_and_the_address_is_erased(sink, envie, centre):
    agent = factories.staff(Role.AGENT, centre)
    report = factories.report(envie, words=HOSTILE, email=READER)
    deliver()
    sink.received.clear()
    reports.close(report, ReportOutcome.CORRECTED, "Merci, c’est corrigé.", by=agent)
    assert [READER in str(vars(notice)) for notice in db.session.scalars(db.select(Notice))].count(True) == 0
    assert deliver() == 1 and deliver() == 0
    _, recipients, content = sink.received[0]
    message = read(content)
    assert recipients == [READER] and b"vole" not in content
    assert message["Subject"] == f"Réponse à votre signalement n°\u00a0{report.id}"
    assert "c’est corrigé." in message.get_content() and "Merci" in message.get_content()
    assert address() == ""


def test_a_server_that_refuses_keeps_the_address_until_it_is_left_aside(sink, envie, centre, clock):
    report = factories.report(envie, email=READER)
    deliver()
    agent = factories.staff(Role.AGENT, centre)
    reports.close(report, ReportOutcome.NOTHING_WRONG, "Merci.", by=agent)
    sink.refuses = True
    deliver()
    clock.shift(timedelta(days=4))
    deliver()
    letter = db.session.scalars(db.select(Notice).where(Notice.report_id.is_not(None))).one()
    assert letter.fault is not None and address() == READER, "somebody may still try again"
    undelivered.leave(letter, by=agent)
    assert address() == ""


def test_without_an_address_nobody_is_written_to(sink, envie, centre):
    report = factories.report(envie)
    deliver()
    sink.received.clear()
    reports.close(report, ReportOutcome.NOTHING_WRONG, "", by=factories.staff(Role.AGENT, centre))
    assert deliver() == 0 and sink.received == []


def test_an_address_no_answer_used_is_forgotten(envie):
    factories.report(envie, email=READER)
    assert reports.forget(datetime.now(UTC) + timedelta(days=179)) == 0
    assert reports.forget(datetime.now(UTC) + timedelta(days=186)) == 1
    assert address() == "" and reports.forget(datetime.now(UTC) + timedelta(days=186)) == 0


def test_without_an_agent_the_coordination_is_told(sink, envie):
    coordinator = factories.staff(Role.COORDINATOR)
    for user in db.session.scalars(db.select(factories.User).where(factories.User.role == Role.AGENT)):
        user.is_active = False
    db.session.commit()
    factories.report(envie)
    deliver()
    assert [recipients for _, recipients, _ in sink.received] == [[coordinator.email]]
