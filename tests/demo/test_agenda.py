"""The agenda of the demonstration: every kind of meeting, past and to come, invented and readable."""

import re

import pytest

from ctg_site.accounts import queries as account_queries
from ctg_site.agenda import demonstration as played
from ctg_site.agenda import queries
from ctg_site.agenda.filters import MeetingFilters
from ctg_site.db import db, now
from ctg_site.domain.deadlines import is_working_day
from ctg_site.domain.meetings import FollowUpState, RegistrationState
from ctg_site.models.agenda import (
    BodySeat,
    Meeting,
    MeetingEntry,
    MeetingKind,
    meeting_action,
    meeting_commitment,
    meeting_theme,
)
from ctg_site.models.convention import GoverningBody
from ctg_site.models.meetings import MeetingDecision, Registration
from ctg_site.models.proposals import Proposal

SOURCE = played.SOURCE.read_text()


def test_every_kind_is_there_past_and_to_come(demonstration):
    found = list(db.session.scalars(db.select(Meeting)))
    kinds = set(db.session.scalars(db.select(MeetingKind.slug)))
    assert len(found) >= 12 and {one.kind.slug for one in found} == kinds
    assert sum(one.is_cancelled for one in found) == 1
    assert any(not one.is_public for one in found)
    assert len({one.id for one in found if one.series_id}) > 2
    assert queries.page(MeetingFilters()).rows and queries.page(MeetingFilters(quand="passes")).rows
    assert sum(one.tells_minutes for one in found) == 2
    assert all(is_working_day(one.starts_at.date()) for one in found if not one.series_id)


def test_places_wait_and_decisions_are_followed(demonstration):
    states = set(db.session.scalars(db.select(Registration.state)))
    assert states == {RegistrationState.CONFIRMED, RegistrationState.WAITING}
    decided = set(db.session.scalars(db.select(MeetingDecision.state)))
    assert decided == {FollowUpState.OPEN, FollowUpState.DONE}
    assert db.session.scalar(db.select(Proposal.id).where(Proposal.meeting_id.is_not(None)))


def test_some_say_what_they_are_about(demonstration):
    for table, least in ((meeting_theme, 2), (meeting_commitment, 3), (meeting_action, 3)):
        assert db.session.scalar(db.select(db.func.count()).select_from(table)) >= least


def test_what_happened_is_past(demonstration):
    assert db.session.scalar(db.select(db.func.max(MeetingEntry.created_at))) < now()
    assert db.session.scalar(db.select(db.func.max(Meeting.minutes_published_at))) < now()


def test_the_bodies_are_composed_by_function_when_the_convention_is_there(demonstration):
    assert not db.session.scalar(db.select(BodySeat.id).where(BodySeat.name != ""))
    composed = db.session.scalars(db.select(GoverningBody).where(GoverningBody.mandate != ""))
    assert {body.key for body in composed} == {"comite-technique", "comite-strategique-centres"}
    assert db.session.scalar(db.select(db.func.count(Meeting.id)).where(Meeting.body_id.is_not(None))) >= 6


def test_every_number_and_address_is_for_fiction():
    for number in re.findall(r"0[1-9](?: \d\d){4}", SOURCE):
        assert number.startswith("06 39 98"), number
    assert set(re.findall(r"@([\w.-]+)", SOURCE)) == {"example.org"} and "Lens" not in SOURCE


@pytest.mark.parametrize("page", ["", "?quand=passes"])
def test_every_page_of_it_reads_well(demonstration, browser, other_browser, page):
    coordinator = account_queries.by_email("coordination@example.org")
    other_browser.walk_in(coordinator, password="demonstration coordination 2026")
    browser.get(f"/agenda/{page}")
    other_browser.get(f"/equipe/agenda/{page}")
    for number, is_public in db.session.execute(db.select(Meeting.id, Meeting.is_public)).all():
        browser.get(f"/agenda/{number}", status=200 if is_public else 404)
        for part in ("", "/modifier", "/compte-rendu", "/inscriptions"):
            other_browser.get(f"/equipe/agenda/{number}{part}")
    for number in list(db.session.scalars(db.select(MeetingDecision.id))):
        other_browser.get(f"/equipe/agenda/decisions/{number}")
