"""A meeting may cross midnight: its end is of the next day, and every page says so."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from ctg_site.domain.policy import Role
from ctg_site.domain.recurrence import is_night, slot
from ctg_site.domain.town_calendar import at
from tests import factories
from tests.agenda.makers import SOON, meeting, registered, words
from tests.agenda.test_calendar import feed  # noqa: F401 -- a fixture
from tests.agenda.test_letters import letters  # noqa: F401 -- a fixture
from tests.agenda.test_poster import poster
from tests.agenda.test_staff import create, meetings
from tests.effects import sheets
from tests.typography import flat

pytestmark = pytest.mark.usefixtures("clock")
IN_WORDS = "mardi 1er décembre 2026, de 22 h 00 à 1 h 00 le lendemain"


@pytest.fixture
def coordinator(browser):
    return browser.sign_in(factories.staff(Role.COORDINATOR))


def by_night(**values):
    return meeting(start=time(22), end=time(1), takes_registrations=True, **values)


def test_an_end_after_midnight_is_of_the_next_day(coordinator):
    create(coordinator, start="22 h", end="1 h")
    coordinator.follow()
    (made,) = meetings()
    assert made.ends_at - made.starts_at == timedelta(hours=3) and IN_WORDS in flat(coordinator.text)
    coordinator.get(f"/equipe/agenda/{made.id}/modifier")
    coordinator.submit("Enregistrer", title="La nuit des étoiles")
    (kept,) = meetings()
    assert (kept.title, kept.ends_at) == ("La nuit des étoiles", made.ends_at)


def test_everybody_reads_it(browser, letters, feed):  # noqa: F811
    made = by_night()
    registered(made)
    (mail,) = letters()
    assert IN_WORDS in flat(words(mail))
    (event,) = feed().values()
    assert event["dtend"].dt == datetime(2026, 12, 2, 0, tzinfo=UTC)
    for page in ("/agenda/", f"/agenda/{made.id}", f"/inscription/{made.id}"):
        browser.get(page)
        assert IN_WORDS in flat(browser.text), page
    assert "1 h 00 le lendemain" in flat(sheets.words(poster(browser, made)))


def test_until_midnight_is_said_so(browser):
    made = meeting(start=time(20), end=time(0))
    browser.get(f"/agenda/{made.id}")
    assert "de 20 h 00 à minuit" in flat(browser.text)


def test_while_it_goes_on_after_midnight_it_is_still_announced(browser, clock):
    by_night(title="La nuit des étoiles")
    clock.move_to(at(SOON + timedelta(days=1), time(0, 30)))
    browser.get("/agenda/")
    assert "La nuit des étoiles" in browser.text
    browser.get("/agenda/?quand=passes")
    assert "La nuit des étoiles" not in browser.text
    clock.shift(timedelta(hours=1))
    browser.get("/agenda/?quand=passes")
    assert "La nuit des étoiles" in browser.text


@pytest.mark.parametrize(
    ("start", "end", "meant"),
    [
        (time(22), time(1), True),
        (time(20), time(8), True),
        (time(20), time(8, 1), False),
        (time(18), time(18), False),
        (time(18), time(20), False),
    ],
)
def test_a_night_is_twelve_hours_at_most(start, end, meant):
    assert is_night(start, end) is meant


def test_a_night_when_clocks_change_ends_at_the_hour_that_they_show():
    night = slot(date(2026, 10, 24), time(22), time(4))
    assert night.ends_at - night.starts_at == timedelta(hours=7)
