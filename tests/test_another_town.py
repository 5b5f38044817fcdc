"""A town with another clock and other holidays: what it prints, when its days end, what its calendars say."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from icalendar import Calendar

from ctg_site.administration.queries import TrailAsked, trail
from ctg_site.agenda.filters import MeetingFilters
from ctg_site.agenda.queries import page
from ctg_site.db import db
from ctg_site.domain import town_calendar, towns
from ctg_site.domain.deadlines import after_working_days
from ctg_site.domain.policy import Role
from ctg_site.factory import create_app
from ctg_site.services import clock as promise
from ctg_site.setting_values import region, time_zone
from ctg_site.words import french
from tests import factories
from tests.administration.test_trail import noted
from tests.agenda.makers import SOON, meeting, reread
from tests.agenda.test_staff import create, meetings
from tests.directory.places import WEEK, place
from tests.test_architecture import MODULES, TEMPLATES, matching

pytestmark = pytest.mark.usefixtures("clock")
REUNION = ("Indian/Reunion", "La Réunion")
GUADELOUPE = ("America/Guadeloupe", "Guadeloupe")


def test_the_site_lives_by_its_settings(settings, elsewhere):
    """Made as a server makes it, from its settings alone."""
    made = create_app(replace(settings, time_zone=time_zone(REUNION[0]), holidays=region(REUNION[1])))
    with made.app_context():
        db.engine.dispose()
    assert french.hour(datetime(2026, 12, 1, 14, tzinfo=UTC)) == "18\u00a0h\u00a000"
    assert date(2027, 12, 20) in town_calendar.holidays(2027)
    elsewhere()
    assert french.hour(datetime(2026, 12, 1, 14, tzinfo=UTC)) == "15\u00a0h\u00a000"


@pytest.mark.parametrize(
    ("town", "offset", "utc"), [(REUNION, "+04:00", 14), (GUADELOUPE, "-04:00", 22), ((), "+01:00", 17)]
)
def test_a_meeting_is_printed_and_announced_in_the_time_of_the_town(browser, elsewhere, town, offset, utc):
    elsewhere(*town)
    made = meeting(day=SOON, start=time(18), end=time(20))
    assert reread(made).starts_at == datetime(2026, 12, 1, utc, tzinfo=UTC)
    browser.get(f"/agenda/{made.id}")
    assert "mardi 1er décembre 2026, de 18 h 00 à 20 h 00" in browser.text
    assert f'datetime="2026-12-01T18:00{offset}"' in browser.response.text
    browser.get("/agenda.ics")
    calendar = Calendar.from_ical(browser.response.data)
    (event,) = calendar.walk("VEVENT")
    assert calendar["x-wr-timezone"] == (town[0] if town else "Europe/Paris")
    assert event["dtstart"].dt == datetime(2026, 12, 1, utc, tzinfo=UTC)


def test_the_staff_type_the_hours_of_the_town(browser, elsewhere):
    elsewhere(*REUNION)
    browser.sign_in(factories.staff(Role.COORDINATOR))
    create(browser)
    assert [one.starts_at for one in meetings()] == [datetime(2026, 12, 1, 14, tzinfo=UTC)]
    browser.get("/equipe/agenda/nouveau")
    assert "L’heure locale." in browser.text and "Paris" not in browser.text


def test_a_day_ends_when_it_ends_in_the_town(clock, elsewhere):
    """At half past eight in the evening UTC, on the 24th, it is the 25th in La Réunion."""
    elsewhere(*REUNION)
    made = meeting(day=date(2026, 11, 24), start=time(18), end=time(19))
    clock.move_to(datetime(2026, 11, 24, 19, 59, tzinfo=UTC))
    assert [one.id for one in page(MeetingFilters()).rows] == [made.id] and french.today() == date(
        2026, 11, 24
    )
    clock.move_to(datetime(2026, 11, 24, 20, 1, tzinfo=UTC))
    assert page(MeetingFilters()).rows == [] and promise.today() == french.today() == date(2026, 11, 25)
    elsewhere(*GUADELOUPE)
    clock.move_to(datetime(2026, 11, 25, 3, 59, tzinfo=UTC))
    assert promise.today() == french.today() == date(2026, 11, 24)


def test_a_door_opens_by_the_clock_of_the_town(browser, clock, elsewhere):
    """Open from 9 to 12 and from 14 to 18 on weekdays: 9:30 there is 5:30 UTC."""
    elsewhere(*REUNION)
    place("Maison", WEEK)
    clock.move_to(datetime(2026, 11, 24, 5, 30, tzinfo=UTC))
    browser.get("/structures/")
    assert "Ouvert jusqu’à 12 h" in browser.text
    clock.move_to(datetime(2027, 12, 20, 5, 30, tzinfo=UTC))
    browser.get("/structures/")
    assert "Fermé, ouvre demain à 9 h" in browser.text, "a holiday of the town"


def test_the_trail_is_asked_by_the_days_of_the_town(clock, elsewhere):
    """What is done at one minute to midnight in Guadeloupe is of that day, though not in Lens."""
    clock.move_to(datetime(2026, 11, 25, 3, 59, tzinfo=UTC))
    noted("late")
    asked = TrailAsked(since=date(2026, 11, 24), until=date(2026, 11, 24))
    assert trail(asked).entries == []
    elsewhere(*GUADELOUPE)
    assert [line.subject for line in trail(asked).entries] == ["late"]
    assert french.iso(datetime(2026, 11, 25, 3, 59, tzinfo=UTC)) == "2026-11-24T23:59-04:00"
    assert french.day(datetime(2026, 11, 25, 3, 59, tzinfo=UTC)) == "24 novembre 2026"


def test_a_promise_counts_the_working_days_of_the_town(elsewhere):
    """Ten working days from the 13th of December 2027, of which the 20th is one in Lens alone."""
    elsewhere(*REUNION)
    assert after_working_days(date(2027, 12, 13), 10) == date(2027, 12, 28)
    assert french.remaining(date(2027, 12, 28), date(2027, 12, 13)) == "encore deux semaines"
    elsewhere()
    assert after_working_days(date(2027, 12, 13), 10) == date(2027, 12, 27)


def test_one_module_alone_knows_a_clock():
    """Hours and days of people come from `domain/town_calendar.py`: `local(instant)`, `at(day, hour)`."""
    knowing = ["ctg_site/config.py", "ctg_site/domain/town_calendar.py", "ctg_site/setting_values.py"]
    found = matching(r"zoneinfo|Europe/Paris|(?i:heures? de paris)", [*MODULES, *TEMPLATES.rglob("*.*")])
    assert [path for path in found if path not in knowing] == [], "follow the setting: CTG_TIME_ZONE"
    of_an_instant = r"_at\.date\(\)|(?<!local)\((?!local\()(?:[^()]|\([^()]*\))*\)\.date\(\)"
    assert matching(of_an_instant, MODULES) == [], "the day of an instant is `local(instant).date()`"
    assert matching(r"\bdate\.today\(\)|datetime\.now\(\)", MODULES) == [], "`clock.today()`, `db.now()`"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Lens", "de Lens"),
        ("Arras", "d’Arras"),
        ("Évin-Malmaison", "d’Évin-Malmaison"),
        ("Le Havre", "du Havre"),
        ("Les Abymes", "des Abymes"),
        ("La Bassée", "de La Bassée"),
        ("Levallois", "de Levallois"),
    ],
)
def test_the_name_of_a_town_stands_in_a_sentence(name, told):
    assert towns.of(name) == told


def test_a_page_names_its_town_as_people_do(app, browser, monkeypatch):
    town = replace(app.extensions["ctg_settings"], town_name="Le Havre")
    monkeypatch.setitem(app.jinja_env.globals, "site", town)
    browser.get("/nulle-part", status=404)
    said = browser.page.select_one("meta[name=description]")["content"]
    assert "Un centre socioculturel du Havre vous répond" in said
    before = r"\b(?:de|d’|du) ?(?:\{\{ *site\.town|\{site\.town|\" *~ *site\.town)"
    found = matching(before, [*MODULES, *TEMPLATES.rglob("*.*")])
    assert not found, "`{{ site.town_name|of }}` or `towns.of`: Arras and Le Havre are towns too"
