"""The mail loop survives any bad turn, says what changes, and ends between two letters on a signal."""

import os
import signal

import pytest

from ctg_site.db import db
from ctg_site.effects.mailer import SmtpMailer
from ctg_site.services import delivery, heartbeat
from ctg_site.services.heartbeat import Task
from ctg_site.services.rounds import Rounds
from tests import factories


@pytest.fixture
def said():
    return []


def rounds(said, **housekeeping):
    db.session.commit()
    return Rounds(said.append, housekeeping, pause=0)


def last():
    db.session.rollback()
    return heartbeat.pulse(Task.SEND_MAIL).last


def breaks():
    raise ZeroDivisionError("spoilt")


def test_each_part_of_a_turn_has_its_own_luck(said, mailbox, caplog):
    factories.proposal()
    done = []
    turns = rounds(said, spoilt=breaks, kept=lambda: done.append(1))
    turns.turn()
    turns.turn()
    assert len(mailbox) == 1 and done == [1, 1] and said == ["1 mail(s) sent"] and last()
    whole = [record for record in caplog.records if record.exc_info]
    assert len(caplog.records) == 2 and len(whole) == 1, "the same trouble is told whole once"


def test_a_spoilt_lap_leaves_no_sign_of_life_and_lets_the_rest_be_done(said, monkeypatch):
    monkeypatch.setattr(delivery, "lap", lambda going_on: breaks())
    done = []
    rounds(said, kept=lambda: done.append(1)).turn()
    assert done == [1] and last() is None


def test_a_session_that_broke_is_left_behind(said, mailbox):
    factories.proposal()

    def spoil():
        db.session.execute(db.text("SELECT nothing FROM nowhere"))

    turns = rounds(said, spoilt=spoil)
    turns.turn()
    factories.proposal()
    db.session.commit()
    turns.turn()
    assert len(mailbox) == 2


def test_what_changes_is_said_once(said, sink, clock):
    turns = rounds(said)
    factories.proposal()
    sink.answers["MAIL"] = "421 closing"
    db.session.commit()
    for _ in range(3):
        turns.turn()
        clock.shift(delivery.SOON)
    sink.answers.clear()
    turns.turn()
    away = "The mail server takes no mail now, the letters wait: 421"
    assert said == [away, "1 mail(s) sent", "The mail server takes mails again."]


def test_a_mistyped_server_does_not_end_the_command_and_a_signal_does(app, monkeypatch, sink):
    """In this very process: the command is the real one, and its handlers are put back."""
    factories.proposal()
    db.session.commit()
    good, turns = app.extensions["ctg_mailer"], []
    monkeypatch.setitem(app.extensions, "ctg_mailer", SmtpMailer("smtp://mail.example.org:abc"))
    monkeypatch.setattr(delivery, "SOON", delivery.timedelta())
    lap = delivery.lap

    def counted(going_on):
        turns.append(1)
        if len(turns) == 3:
            monkeypatch.setitem(app.extensions, "ctg_mailer", good)
        if len(turns) == 4:
            os.kill(os.getpid(), signal.SIGTERM)
        return lap(going_on)

    monkeypatch.setattr(delivery, "lap", counted)
    before = signal.getsignal(signal.SIGTERM)
    told = app.test_cli_runner().invoke(args=["ctg", "send-mail", "--loop", "--every", "0"])
    assert told.exit_code == 0, told.output
    assert "abc" in told.output and "1 mail(s) sent" in told.output and told.output.endswith("Stopped.\n")
    assert len(sink.received) == 1 and signal.getsignal(signal.SIGTERM) is before
