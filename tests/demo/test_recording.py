"""The recording says what a play says, whatever the day, and is copied in a moment."""

import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from ctg_site.agenda import queries as agenda
from ctg_site.agenda.filters import MeetingFilters
from ctg_site.db import db, now
from ctg_site.demo import loader, recording, writer
from ctg_site.effects import files
from ctg_site.models.agenda import Meeting
from ctg_site.models.convention import Commitment
from ctg_site.models.meetings import Registration
from ctg_site.models.proposals import JournalEntry
from ctg_site.models.stories import Photo
from ctg_site.opening_commands import fill
from ctg_site.runtime import settings
from tests.conftest import empty_tables
from tests.demo.conftest import put_back, rows
from tests.demo.record import LEFT, dawn, play_now

HELP = "the demonstration says something else than its recording: run `make demonstration`"
#: What is drawn at random, or made of it: by the ends of names, and by table.
DRAWN = ("seed", "_hash", "_key", "seal", "previous")
DRAWN_IN = {("photo", "name"), ("envie_picture", "name")}
MOST_SECONDS, SATURDAY = 3, 5
LENS = ZoneInfo("Europe/Paris")


def said(name, lines):
    """The rows of a table without what is drawn at random."""
    return [
        {
            column: value
            for column, value in line.items()
            if not column.endswith(DRAWN) and (name, column) not in DRAWN_IN
        }
        for line in lines
    ]


def test_a_play_says_the_same(demo_site):
    monday = date.fromisoformat(recording.kept()["monday"])
    with time_machine.travel(dawn(monday + timedelta(days=2)), tick=False):
        fill()
        assert recording.fits(), HELP
        empty = rows()
        play_now()
        played = rows()
        db.session.remove()
        empty_tables()
        put_back(empty)
        loader.load()
        copied = rows()
    for name, lines in played.items():
        if name not in LEFT or name == "governing_body":
            assert said(name, copied[name]) == said(name, lines), f"{name}: {HELP}"


@pytest.mark.parametrize("day", ["2027-02-01T06:01", "2027-06-26T23:50", "2027-10-03T05:59"])
def test_any_day_of_any_season_it_is_of_that_day(demo_site, app, day, monkeypatch, tmp_path):
    monkeypatch.setitem(
        app.extensions,
        "ctg_settings",
        replace(settings(), audit_heads=tmp_path / "heads", files_dir=tmp_path),
    )
    moment = datetime.fromisoformat(day).replace(tzinfo=LENS)
    with time_machine.travel(moment, tick=False):
        fill()
        loader.load()
        assert db.session.scalar(db.select(db.func.max(JournalEntry.created_at))) < now()
        coming, past = (
            agenda.page(MeetingFilters()).rows,
            agenda.page(MeetingFilters(quand="passes")).rows,
        )
        assert len(coming) > 4 and len(past) > 4
        alone = [one for one in db.session.scalars(db.select(Meeting)) if not one.series_id]
        assert all(one.starts_at.weekday() < SATURDAY for one in alone)
        assert not [line for lines in rows().values() for line in lines if recording.DAY in repr(line)]
        told = app.test_cli_runner().invoke(args=["ctg", "verify"])
        assert "Database: sound." in told.output and told.exit_code == 0, told.output


def test_its_photos_are_there_and_its_links_open(demonstration, browser):
    for photo in db.session.scalars(db.select(Photo)):
        assert files.read_photo(photo.name)
    known = db.session.scalars(db.select(Registration).where(Registration.seed.is_not(None))).all()
    links = {(one.code_hash, one.link_hash) for one in known}
    assert known and links == {
        tuple(recording.opens("registration", name, one.seed) for name in recording.OPENS) for one in known
    }


def test_it_is_copied_in_a_moment(demo_site):
    fill()
    recording.kept.cache_clear()
    began = time.process_time()
    loader.load()
    took = time.process_time() - began
    assert took < MOST_SECONDS, f"the demonstration took {took:.1f} s of CPU"


def test_another_convention_has_its_demonstration_played(demo_site, monkeypatch):
    fill()
    db.session.execute(db.update(Commitment).where(Commitment.id == 1).values(plain_title="Autre chose"))
    db.session.commit()
    asked = []
    monkeypatch.setattr(writer, "write", lambda scenario, say: asked.append(scenario))
    loader.load()
    assert asked
