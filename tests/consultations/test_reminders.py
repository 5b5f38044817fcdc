"""What was decided next is asked for every two weeks, until it is written."""

from datetime import timedelta

import pytest

from ctg_site.consultations.building import operations as staff_operations
from ctg_site.consultations.building import queries
from ctg_site.consultations.results import operations as results_operations
from ctg_site.db import db
from ctg_site.domain.participation import ConsultationState
from ctg_site.domain.policy import Role
from ctg_site.services import delivery
from tests import factories
from tests.consultations import makers

TOLD, CLOSED, OPEN = ConsultationState.TOLD, ConsultationState.CLOSED, ConsultationState.OPEN


@pytest.fixture
def owner():
    return factories.staff(Role.COORDINATOR)


def make(state=TOLD, **values):
    return makers.make_consultation(state, on=makers.TODAY, **values)


def test_its_owner_is_asked_every_two_weeks_until_it_is_written(clock, mailbox, owner):
    made = make(owner_id=owner.id)
    assert results_operations.remind() == 1
    assert results_operations.remind() == 0
    clock.shift(timedelta(days=13))
    assert results_operations.remind() == 0
    clock.shift(timedelta(days=1))
    assert results_operations.remind() == 1
    db.session.expire_all()
    fresh = queries.consultation(made.id)
    staff_operations.say_what_next(fresh, "Un parc.", None, by=owner, version=fresh.version)
    clock.shift(timedelta(days=30))
    assert results_operations.remind() == 0
    delivery.deliver_pending()
    assert [mail["To"] for mail in mailbox] == [owner.email] * 2
    assert mailbox[0]["Subject"] == "Que décide-t-on après la consultation\u00a0?"
    assert f"http://localhost/equipe/consultations/{made.id}/suite" in mailbox[0].get_content()


def test_a_date_promised_is_no_answer(clock, owner):
    make(owner_id=owner.id, what_next_due_on=makers.TODAY)
    assert results_operations.remind() == 1


@pytest.mark.parametrize(
    ("state", "days", "mails"), [(CLOSED, 29, 0), (CLOSED, 30, 1), (OPEN, 30, 1), (OPEN, 2, 0)]
)
def test_without_results_it_is_asked_a_month_after_the_end(clock, owner, state, days, mails):
    end = makers.TODAY - timedelta(days=days)
    make(state, owner_id=owner.id, opens_on=end, closes_on=end)
    assert results_operations.remind() == mails


def test_a_draft_is_asked_nothing(clock, owner):
    end = makers.TODAY - timedelta(days=90)
    make(ConsultationState.DRAFT, owner_id=owner.id, opens_on=end, closes_on=end)
    assert results_operations.remind() == 0


def test_once_its_owner_left_the_coordination_is_asked_once_for_all(clock, mailbox, owner):
    gone = factories.staff(Role.COORDINATOR, is_active=False)
    make(owner_id=gone.id)
    make()
    assert results_operations.remind() == 1
    delivery.deliver_pending()
    assert len(mailbox) == 1 and mailbox[0]["To"] == owner.email
    assert "Des consultations sont terminées" in mailbox[0].get_content()


def test_whoever_is_writing_it_goes_on(clock, owner):
    made = make(owner_id=owner.id)
    version = made.version
    results_operations.remind()
    db.session.expire_all()
    fresh = queries.consultation(made.id)
    staff_operations.say_what_next(fresh, "Un parc.", None, by=owner, version=version)
