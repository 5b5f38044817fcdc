"""The demonstration shows an accompaniment from a first call to a story, drawings in place of photos."""

from io import BytesIO

import pytest
from PIL import Image

from ctg_site.accompaniment.calls import queries
from ctg_site.accounts.queries import by_email
from ctg_site.db import db
from ctg_site.demo.drawings import DRAWINGS, drawn
from ctg_site.domain.pictures import PictureState
from ctg_site.effects import files
from ctg_site.models.accompaniment import AccompanimentStep, Figures, GroupMember, ResourceRequest, Support
from ctg_site.models.pictures import EnviePicture
from ctg_site.models.stories import Photo, Story
from ctg_site.proposals import queries as proposals
from ctg_site.services import clock


def test_every_page_has_something_to_show(demonstration):
    for table in (AccompanimentStep, Support, ResourceRequest, GroupMember, Figures, Story, Photo):
        assert db.session.scalar(db.select(db.func.count(table.id))) >= 2, table.__name__


def test_a_published_story_has_its_drawing_and_its_figures(demonstration):
    told = [
        proposals.told(proposals.proposal(story.proposal_id))
        for story in db.session.scalars(db.select(Story))
    ]
    assert {one.story.voice for one in told} == {"staff", "author"}
    for one in told:
        assert one.figures.participants and one.story.quotes
        (photo,) = one.story.photos
        assert "de démonstration" in photo.alt
        assert Image.open(BytesIO(files.read_photo(photo.name))).size == (1200, 800)


def test_there_is_somebody_to_call_today_and_somebody_late(demonstration):
    coordinator = by_email("coordination@example.org")
    due = [step.next_on for _, calls in queries.calls(coordinator, clock.today()).by_centre
           for call in calls for step in call.steps]  # fmt: skip
    assert clock.today() in due and min(due) < clock.today()


def test_what_was_noted_is_past_and_its_day_is_that_of_the_story(demonstration):
    for step in db.session.scalars(db.select(AccompanimentStep)):
        assert step.happened_on <= step.created_at.date() <= clock.today()


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_a_picture(name):
    assert Image.open(BytesIO(drawn(name))).format == "PNG"


def test_a_picture_is_published_and_another_waits(demonstration):
    states = {one.state: one for one in db.session.scalars(db.select(EnviePicture))}
    assert set(states) == {PictureState.PUBLISHED, PictureState.WAITING}
    assert all(files.read_photo(one.name) for one in states.values())
