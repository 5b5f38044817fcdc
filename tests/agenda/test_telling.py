"""Those registered are told the truth of their meeting, once, in their way."""

from datetime import timedelta

import pytest

from ctg_site.agenda.meetings import operations
from ctg_site.agenda.registrations import operations as registration_operations
from ctg_site.agenda.registrations import telling_operations
from ctg_site.db import db
from ctg_site.domain.policy import VISITOR
from ctg_site.domain.recurrence import Slot
from ctg_site.domain.vocabulary import NoticeWay
from ctg_site.models.meetings import Registration
from ctg_site.models.outbox import Notice
from ctg_site.services import delivery
from tests.agenda.makers import meeting, registered, reread, same, somebody, words
from tests.typography import flat


def heard(mailbox, clock):
    """What left once the time of second thoughts is over: the subject and the words of each letter."""
    clock.shift(telling_operations.SECOND_THOUGHTS)
    delivery.deliver_pending()
    found = [(flat(mail["Subject"]), flat(words(mail))) for mail in mailbox]
    mailbox.clear()
    return found


def changed(made, **values):
    made = reread(made)
    slot = values.pop("slot", made.slot)
    operations.change(
        made, operations.Details(**same(made) | values), slot, by=somebody(), version=made.version
    )


def cancelled(made):
    made = reread(made)
    operations.cancel(made, "La salle est prise.", by=somebody(), version=made.version)


def restored(made):
    made = reread(made)
    operations.restore(made, by=somebody(), version=made.version)


@pytest.fixture
def expected(clock, mailbox):
    """A meeting next week, one person told by e-mail, one by telephone, both knowing their place."""
    made = meeting(takes_registrations=True)
    registered(made)
    registered(made, way="phone", email="", phone="06 39 98 00 01")
    heard(mailbox, clock)
    return made


def to_call():
    """What the centre must say to those whom no mail reaches."""
    waiting = db.select(Notice.template).where(Notice.done_at.is_(None), Notice.way == NoticeWay.PHONE)
    return list(db.session.scalars(waiting))


def test_cancelled_by_mistake_and_restored_at_once_nobody_is_told(expected, mailbox, clock):
    cancelled(expected)
    restored(expected)
    assert heard(mailbox, clock) == [] and to_call() == []


def test_restored_once_the_letter_left_is_told(expected, mailbox, clock):
    cancelled(expected)
    ((subject, _),) = heard(mailbox, clock)
    assert subject.startswith("Annulé") and to_call() == ["meeting_cancelled"]
    restored(expected)
    ((subject, _),) = heard(mailbox, clock)
    assert "a bien lieu" in subject
    assert to_call() == [], "nobody called to say that it was cancelled: there is nothing to say any more"
    cancelled(expected)
    restored(expected)
    assert heard(mailbox, clock) == []


def test_moved_twice_one_letter_has_the_true_day(expected, mailbox, clock):
    for day in (timedelta(1), timedelta(1)):
        changed(expected, slot=Slot(expected.starts_at + day, expected.ends_at + day))
    ((_, text),) = heard(mailbox, clock)
    assert "jeudi 3 décembre 2026, de 18 h 00" in text and "C’était prévu mardi 1er décembre" in text
    assert to_call() == ["meeting_changed"]
    changed(expected, place="Ailleurs")
    changed(expected, place="Salle du haut")
    assert heard(mailbox, clock) == []


def test_moved_then_cancelled_the_letter_names_the_day_people_knew(expected, mailbox, clock):
    later = Slot(expected.starts_at + timedelta(days=1), expected.ends_at + timedelta(days=1))
    changed(expected, slot=later)
    cancelled(expected)
    ((subject, text),) = heard(mailbox, clock)
    assert (
        subject.startswith("Annulé") and "mardi 1er décembre" in text and to_call() == ["meeting_cancelled"]
    )


def test_a_letter_that_may_have_left_is_followed_by_the_truth(expected, mailbox, clock):
    """The line broke while it was handed over: it is not sent again once untrue, and what is true is told."""
    cancelled(expected)
    clock.shift(telling_operations.SECOND_THOUGHTS)
    db.session.execute(db.update(Notice).where(Notice.done_at.is_(None)).values(attempts=1))
    db.session.commit()
    restored(expected)
    ((subject, _),) = heard(mailbox, clock)
    assert "a bien lieu" in subject


def test_who_gave_a_place_back_is_told_nothing_more(expected, mailbox, clock):
    cancelled(expected)
    for kept in db.session.scalars(db.select(Registration)).all():
        registration_operations.give_up(reread(expected), kept, by=VISITOR)
    assert heard(mailbox, clock) == [] and to_call() == []
