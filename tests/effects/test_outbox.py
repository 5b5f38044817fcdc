"""Mails leave after the commit, once or twice, under one identity; read as bytes at a real server."""

import email
import email.policy
from dataclasses import replace
from datetime import timedelta

import pytest

from ctg_site.config import Settings
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision
from ctg_site.effects import letters, outbox
from ctg_site.models.outbox import Notice
from ctg_site.services import delivery
from tests import factories

KEYS = {"CTG_SECRET_KEY": "0123456789abcdef" * 2, "CTG_CODE_KEY": "fedcba9876543210" * 2}


def deliver():
    db.session.commit()
    return delivery.deliver_pending()


def test_no_word_of_a_resident_enters_a_header(sink):
    hostile = "Bonjour =?UTF-8?Q?=0A?=Bcc: vole@example.com\r\nBcc: vole@example.com"
    factories.proposal(text=hostile, first_name=hostile[:60])
    assert deliver() == 1
    sender, recipients, content = sink.received[0]
    head = content.split(b"\r\n\r\n")[0]
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert recipients == ["camille@example.org"] and b"vole" not in head
    wanted = {"From", "Reply-To", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"}
    technical = {"MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    assert set(message.keys()) == wanted | technical
    assert message["Subject"] == "Votre envie d’agir n°\u00a01 est bien arrivée"


def head(sink):
    return email.message_from_bytes(sink.received[-1][2], policy=email.policy.default)


def test_people_read_a_name_and_answer_somebody(app, sink, monkeypatch):
    named = Settings.from_env(KEYS | {"CTG_MAIL_FROM": "Envies d’agir, Lens <envies@exämple.org>"})
    site = replace(letters.settings(), mail_from=named.mail_from, contact_email="accueil@example.org")
    monkeypatch.setattr(letters, "settings", lambda: site)
    factories.proposal()
    assert deliver() == 1
    sender, mail = sink.received[0][0], head(sink)
    assert sender == "envies@xn--exmple-cua.org" and mail["From"].addresses[0].addr_spec == sender
    assert mail["From"].addresses[0].display_name == "Envies d’agir, Lens"
    assert mail["Reply-To"] == "accueil@example.org" and mail["Message-ID"].endswith("@xn--exmple-cua.org>")


def test_without_a_name_the_address_alone(app, sink, monkeypatch):
    site = replace(letters.settings(), contact_email=letters.settings().mail_address)
    monkeypatch.setattr(letters, "settings", lambda: site)
    factories.proposal()
    assert deliver() == 1
    assert str(head(sink)["From"]) == site.mail_from and "Reply-To" not in head(sink)


def test_a_refused_mail_comes_back_under_the_same_identity(sink, clock):
    factories.proposal()
    sink.refuses = True
    assert deliver() == 0
    sink.refuses = False
    assert deliver() == 0, "it waits for its lease"
    clock.shift(timedelta(minutes=6))
    assert deliver() == 1 and deliver() == 0
    notice = db.session.scalars(db.select(Notice)).one()
    assert notice.attempts == 2 and notice.message_key.encode() in sink.received[0][2]


def test_no_address_is_kept_in_the_outbox(sink):
    factories.proposal()
    factories.decided(Decision.KEEP_PRIVATE)
    columns = [
        str(value) for notice in db.session.scalars(db.select(Notice)) for value in vars(notice).values()
    ]
    assert not [value for value in columns if "camille@example.org" in value]


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Decision.PUBLISH, "Votre envie est publiée"),
        (Decision.ASK_DETAIL, "vous pose une question"),
        (Decision.REFUSE, "ne peut pas être publiée"),
        (Decision.REDIRECT, "autre porte"),
        (Decision.KEEP_PRIVATE, "sans la publier"),
    ],
)
def test_each_decision_is_told_in_its_words(mailbox, event, words):
    factories.decided(event, reason="Parce que.")
    deliver()
    told = mailbox[-1].get_content()
    assert words in told and "/suivi/" in told and "{{" not in told


def test_somebody_without_address_is_never_mailed(mailbox):
    for way, detail in (
        ("phone", {"phone": "06 39 98 00 01"}),
        ("visit", {}),
        ("letter", {"address": "1 rue"}),
    ):
        factories.decided(Decision.KEEP_PRIVATE, way=way, email="", **detail)
    factories.decided(Decision.KEEP_PRIVATE, age_band="under_15", visibility="private")
    assert deliver() == 0 and mailbox == []
    ways = [str(notice.way) for notice in db.session.scalars(db.select(Notice).order_by(Notice.id))]
    assert ways == ["phone", "visit", "letter", "visit"]


def test_nothing_is_told_when_the_write_fails(monkeypatch):
    centre = factories.centre()
    proposal = factories.proposal(centre, way="visit", email="")
    agent = factories.staff(Role.AGENT, centre)
    monkeypatch.setattr(outbox, "tell_author", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        factories.moderation.decide(proposal, Decision.KEEP_PRIVATE, by=agent, version=proposal.version)
    after = factories.reread(proposal)
    assert after.moderation == "received" and len(after.journal) == 1
