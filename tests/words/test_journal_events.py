"""Every line that a journal may hold has its words: one added without them is told here, not by a page."""

from types import SimpleNamespace

import pytest

from ctg_site.domain.journal import AgendaEvent, FileEvent
from ctg_site.domain.meetings import FollowUp, MeetingEvent, RegistrationEvent
from ctg_site.domain.vocabulary import Channel
from ctg_site.domain.workflow import WORKFLOWS
from ctg_site.words.agenda_labels import EVENTS, event_label
from ctg_site.words.journal import ENTERED, told_to_author, told_to_staff
from ctg_site.words.journal_events import SAID, family, said

LIVES = [(life.attribute, row.event) for life in WORKFLOWS for row in life.transitions]
BESIDE = [(event.subject, event) for event in FileEvent]
MEETINGS = [("meeting", MeetingEvent), ("place", RegistrationEvent), ("decision", FollowUp)]


@pytest.mark.parametrize(("subject", "event"), [*LIVES, *BESIDE])
def test_a_line_is_told_to_the_staff(subject, event):
    line = SimpleNamespace(subject=subject, event=str(event), before=Channel.PHONE)
    assert told_to_staff(line), f"its words for the staff are missing from words/journal_events.py: {event!r}"


@pytest.mark.parametrize(("subject", "event"), [pair for pair in LIVES if pair[1] != "archive"])
def test_a_step_of_a_life_is_told_to_the_author(subject, event):
    line = SimpleNamespace(subject=subject, event=str(event))
    assert told_to_author(line), f"what its author reads is missing from words/journal_events.py: {event!r}"


def test_an_event_is_of_the_family_of_its_subject():
    strangers = [(subject, event) for subject, event in [*LIVES, *BESIDE] if event not in family(subject)]
    assert not strangers and all(event in part for part, words in SAID.items() for event in words)


def test_what_is_no_event_says_nothing():
    assert said("file", "nothing of the kind") == ("", "")


def test_the_way_an_envie_came_in_is_told():
    assert {Channel(way) for way in ENTERED} == set(Channel) - {Channel.ONLINE}


@pytest.mark.parametrize("event", AgendaEvent)
def test_a_line_of_a_meeting_has_its_words(event):
    assert EVENTS.get(event), f"its words are missing from words/agenda_labels.py: {event!r}"


@pytest.mark.parametrize(
    ("subject", "event"), [(name, event) for name, events in MEETINGS for event in events]
)
def test_a_change_of_a_meeting_has_its_words(subject, event):
    assert event_label(SimpleNamespace(subject=subject, event=str(event))) != str(event)
