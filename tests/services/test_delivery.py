"""A letter is tried for days: what the server refuses is not what the letter is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from ctg_site.db import db
from ctg_site.domain.vocabulary import ContactWay, ReportOutcome
from ctg_site.effects import letters, outbox
from ctg_site.effects.mailer import SmtpMailer
from ctg_site.follow_up import operations as follow_up
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import Proposal
from ctg_site.reports import operations as reports
from ctg_site.services import delivery
from tests import factories
from tests.agenda.makers import meeting, registered, somebody
from tests.joining.makers import joined

FOUR_DAYS = timedelta(days=4)


def envies(count=1):
    return [factories.proposal(email=f"personne{number}@example.org") for number in range(count)]


def lap():
    db.session.commit()
    return delivery.lap()


def notices():
    db.session.expire_all()
    return db.session.scalars(db.select(Notice).order_by(Notice.id)).all()


def readers(sink):
    return [recipients[0] for _, recipients, _ in sink.received]


def test_it_waits_longer_each_time_and_is_tried_for_four_days(sink, clock):
    envies()
    sink.answers["DATA"] = "451 not now"
    waits = []
    for _ in range(4):
        lap()
        waits.append(notices()[0].try_after - delivery.now())
        clock.move_to(notices()[0].try_after)
    assert waits == [timedelta(minutes=minutes) for minutes in (5, 10, 20, 40)]
    assert delivery.wait_after(7) < delivery.wait_after(8) == delivery.wait_after(900) == timedelta(hours=6)
    clock.shift(FOUR_DAYS - timedelta(hours=2))
    lap()
    assert notices()[0].gave_up_at is None
    clock.move_to(notices()[0].try_after)
    lap()
    assert (notices()[0].fault, notices()[0].attempts) == ("server", 6)


@pytest.mark.parametrize(
    ("verb", "answer"),
    [("MAIL", "451 later"), ("MAIL", "530 sign in first"), ("RCPT", "421 closing"), ("EHLO", "421 busy")],
)
def test_the_server_refusing_is_no_try_of_the_letter(sink, verb, answer):
    envies(3)
    sink.answers[verb] = answer
    done = lap()
    assert done.sent == 0 and answer[:3] in done.away
    assert [letter.attempts for letter in notices()] == [0, 0, 0], "a fault of the server stops the lap"


@pytest.mark.parametrize("url", ["smtp://127.0.0.1:9", "smtp://127.0.0.1:abc", "smtp://[::1", "smtp://:0"])
def test_a_server_that_cannot_be_reached_or_named_is_no_try_either(app, monkeypatch, url):
    envies()
    monkeypatch.setitem(app.extensions, "ctg_mailer", SmtpMailer(url))
    assert lap().away and notices()[0].attempts == 0


def test_an_address_refused_for_good_is_given_up_at_once_and_holds_nobody_back(sink):
    envies(3)
    sink.refused["personne1@example.org"] = "550 no such mailbox"
    assert lap().sent == 2
    assert [letter.fault for letter in notices()] == [None, "address", None]
    assert readers(sink) == ["personne0@example.org", "personne2@example.org"]


def test_an_address_refused_for_now_waits_for_its_turn(sink, clock):
    envies(2)
    sink.refused["personne0@example.org"] = "450 greylisted"
    assert lap().sent == 1
    sink.refused.clear()
    assert lap().sent == 0
    clock.shift(timedelta(minutes=5))
    assert lap().sent == 1 and readers(sink)[-1] == "personne0@example.org"


def test_four_days_without_a_server_leave_the_letters_to_people(sink, clock):
    envies(2)
    sink.answers["MAIL"] = "451 later"
    lap()
    clock.shift(FOUR_DAYS - timedelta(minutes=1))
    envies(1)
    lap()
    assert [letter.fault for letter in notices()] == [None, None, None]
    clock.shift(timedelta(minutes=2))
    lap()
    assert [letter.fault for letter in notices()] == ["server", "server", None]


def test_a_letter_cut_after_its_text_is_a_try_and_the_next_ones_pass(sink, clock):
    envies(2)
    sink.cuts = True
    assert "isconnected" in lap().away and [letter.attempts for letter in notices()] == [1, 0]
    sink.cuts = False
    assert lap().sent == 1 and readers(sink) == ["personne1@example.org"], "the other one waits five minutes"
    clock.shift(timedelta(minutes=5))
    assert lap().sent == 1


def test_a_letter_that_cannot_be_made_costs_a_try_of_it_alone(sink, monkeypatch, clock):
    envies(2)
    made = letters.mail_of

    def spoilt(notice, *rest):
        return made(notice, *rest) if notice.id == 2 else notice.the_words_changed

    monkeypatch.setattr(letters, "mail_of", spoilt)
    assert lap().sent == 1 and [letter.attempts for letter in notices()] == [1, 1]
    clock.shift(FOUR_DAYS)
    lap()
    assert [letter.fault for letter in notices()] == ["words", None]


def test_a_lap_has_an_end_and_the_newest_letter_is_first_in_the_next(sink, monkeypatch):
    monkeypatch.setattr(delivery, "MOST_A_LAP", 3)
    envies(4)
    sink.answers["DATA"] = "451 not now"
    assert lap().more and [letter.attempts for letter in notices()] == [1, 1, 1, 0]
    sink.answers.clear()
    done = lap()
    assert (done.sent, done.more) == (1, False) and readers(sink) == ["personne3@example.org"]


def test_a_slow_server_ends_the_lap_too(sink, monkeypatch):
    envies(3)
    monkeypatch.setattr(delivery, "LAP_SECONDS", -1.0)
    assert lap() == delivery.Lap(more=True)


def test_the_letters_of_a_lap_share_a_connection(sink):
    envies(3)
    assert lap().sent == 3 and sink.greeted == 1


def test_the_loop_stops_between_two_letters(sink):
    envies(3)
    asked = iter([True, False])
    db.session.commit()
    assert delivery.lap(lambda: next(asked)).sent == 1


def test_several_loops_send_each_letter_once(app, mailbox):
    envies(6)
    db.session.commit()

    def loop(number):
        with app.app_context():
            return delivery.lap().sent

    with ThreadPoolExecutor(3) as loops:
        assert sum(loops.map(loop, range(3))) == 6
    assert sorted(mail["To"] for mail in mailbox) == [f"personne{number}@example.org" for number in range(6)]


def test_an_address_with_accents_leaves_or_is_told_at_once(sink):
    (envie,) = envies()
    factories.proposal(email="marie@exämple.org")
    factories.proposal(email="josé@example.org")
    assert lap().sent == 2 and readers(sink)[1] == "marie@xn--exmple-cua.org"
    assert [letter.fault for letter in notices()] == [None, None, "address"]


def test_nobody_to_tell_is_silent(mailbox):
    outbox_row = Notice(
        template="reset", way="email", context={"row": 9}, message_key="m", try_after=delivery.now()
    )
    db.session.add(outbox_row)
    assert lap().sent == 0
    assert notices()[0].gave_up_at is not None and notices()[0].fault is None


def test_an_author_who_could_not_be_written_to_is_not_told(sink, clock):
    centre = factories.centre()
    envie = factories.decided(factories.Decision.KEEP_PRIVATE, centre)
    sink.refused["camille@example.org"] = "550 gone"
    promised = envie.due_on
    lap()
    envie = factories.reread(envie)
    assert envie.due_on < promised, "a person of the centre is awaited again"
    assert [line.event for line in envie.journal].count("mail_stuck") == 2


@pytest.mark.parametrize("spelling", ["victime@example.org", "Victime@EXAMPLE.org", "victime+un@example.org"])
def test_an_address_receives_three_first_letters_a_day(mailbox, clock, spelling):
    for number in range(6):
        factories.proposal(email=spelling if number % 2 else "victime@example.org")
    db.session.commit()
    assert delivery.deliver_pending() == 3
    assert [letter.fault for letter in notices()] == [None] * 3 + ["too_many"] * 3
    assert db.session.scalar(db.select(db.func.count(Proposal.id))) == 6, "nothing is refused to anybody"
    clock.shift(timedelta(days=1))
    factories.proposal(email="victime@example.org")
    db.session.commit()
    assert delivery.deliver_pending() == 1


def asks_for_a_place(envie, email):
    registered(meeting(takes_registrations=True), email=email)


def corrects_an_address(envie, email):
    made = factories.proposal(email="camille@example.org")
    details = {"way": "email", "email": email, "first_name": "Camille"}
    follow_up.mend(made, details, "", by=factories.author(made))


def joins(envie, email):
    joined(envie, way=ContactWay.EMAIL, email=email, phone="")


def reports_and_is_answered(envie, email):
    report = factories.report(factories.reread(envie), email=email)
    reports.close(report, ReportOutcome.NOTHING_WRONG, "Merci.", by=somebody())


@pytest.mark.parametrize(
    ("first_letter", "ask"),
    [
        ("new_address", corrects_an_address),
        ("registered", asks_for_a_place),
        ("joined_envie", joins),
        ("report_answer", reports_and_is_answered),
    ],
)
def test_each_door_counts_the_first_letters_that_it_writes(app, clock, first_letter, ask):
    """A stranger may type the address of somebody else at any of them: all are counted together."""
    envie = factories.published(factories.centre())
    for _ in range(2):
        factories.proposal(email="victime@example.org")
    for _ in range(2):
        ask(envie, "victime@example.org")
    letters_of_the_door = [letter for letter in notices() if letter.template == first_letter]
    assert [letter.fault for letter in letters_of_the_door] == [None, "too_many"]
    assert first_letter in outbox.FIRST_LETTERS


def test_no_first_letter_is_without_its_door():
    assert {
        "received",
        "new_address",
        "registered",
        "joined_envie",
        "report_answer",
    } == outbox.FIRST_LETTERS, "add its door to the test above"
