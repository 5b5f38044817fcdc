"""Public holidays and closures: a series steps over them and says so, one meeting asks first."""

from datetime import date, timedelta

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.town_calendar import holiday, local
from ctg_site.models.agenda import Meeting
from ctg_site.models.places import Closure
from tests import factories
from tests.agenda.makers import meeting, reread
from tests.agenda.test_staff import create
from tests.typography import flat

pytestmark = pytest.mark.usefixtures("clock")
CHRISTMAS = date(2026, 12, 25)


@pytest.fixture
def coordinator(browser):
    return browser.sign_in(factories.staff(Role.COORDINATOR))


@pytest.fixture
def centre():
    """A centre that is closed for the first days of January."""
    made = factories.centre(name="Centre des Mésanges")
    db.session.add(
        Closure(
            structure_id=made.id, first_day=date(2027, 1, 4), last_day=date(2027, 1, 8), reason="Inventaire"
        )
    )
    db.session.commit()
    return made


def held():
    db.session.expire_all()
    return [local(at).date() for at in db.session.scalars(db.select(Meeting.starts_at).order_by(Meeting.id))]


def test_a_series_steps_over_holidays_and_closures_and_says_which(coordinator, centre):
    create(coordinator, structure=centre.id, day="2026-12-18", repeat="weekly", until="2027-01-15")
    coordinator.follow()
    said = flat(coordinator.text)
    assert "3 dates sont sautées : vendredi 25 décembre (jour férié, Noël)" in said
    assert (
        "vendredi 1er janvier (jour férié, Jour de l’an), vendredi 8 janvier (lieu fermé, Inventaire)."
        in said
    )
    assert held() == [date(2026, 12, 18), date(2027, 1, 15)]


def test_a_place_that_opens_on_holidays_meets_on_them(coordinator, centre):
    centre.opens_on_holidays = True
    db.session.commit()
    create(coordinator, structure=centre.id, day="2026-12-18", repeat="weekly", until="2027-01-01")
    assert len(held()) == 3


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-12-25", "Vous choisissez le vendredi 25 décembre (jour férié, Noël)."),
        ("2027-01-05", "Vous choisissez le mardi 5 janvier (lieu fermé, Inventaire)."),
    ],
)
def test_one_meeting_asks_once_then_is_held(coordinator, centre, day, said):
    create(coordinator, 422, structure=centre.id, day=day, title="Un goûter")
    assert said in flat(coordinator.text) and held() == []
    assert coordinator.page.select_one("[name=title]")["value"] == "Un goûter"
    coordinator.submit("Enregistrer", sure=True)
    assert held() == [date.fromisoformat(day)]


def test_a_series_that_begins_on_a_holiday_asks_for_its_first_day_alone(coordinator, centre):
    wanted = {"structure": centre.id, "day": "2026-12-25", "repeat": "weekly", "until": "2027-01-15"}
    create(coordinator, 422, **wanted)
    assert "2 dates sont sautées" in flat(coordinator.text), "said before anything is made"
    coordinator.submit("Enregistrer", sure=True)
    assert held() == [CHRISTMAS, date(2027, 1, 15)]


def test_a_meeting_moved_into_a_closure_is_a_question_and_loses_nothing(coordinator, centre):
    made = meeting(centre)
    coordinator.get(f"/equipe/agenda/{made.id}/modifier")
    coordinator.submit("Enregistrer", day="2027-01-06", description="Avec des crêpes.", status=422)
    assert "mercredi 6 janvier (lieu fermé, Inventaire)" in flat(coordinator.text)
    assert "Avec des crêpes." in coordinator.page.select_one("textarea[name=description]").get_text()
    coordinator.submit("Enregistrer", sure=True)
    assert local(reread(made).starts_at).date() == date(2027, 1, 6)
    coordinator.get(f"/equipe/agenda/{made.id}/modifier")
    coordinator.submit("Enregistrer", description="Avec des gaufres.")
    assert reread(made).description == "Avec des gaufres.", "asked once, not at each correction"


def test_another_town_keeps_its_own_holidays(coordinator, elsewhere):
    elsewhere("Indian/Reunion", "La Réunion")
    assert holiday(date(2026, 12, 20)) == "Abolition de l’esclavage"
    create(coordinator, 422, day="2026-12-20")
    assert "dimanche 20 décembre (jour férié, Abolition de l’esclavage)" in flat(coordinator.text)
    create(coordinator, day=str(date(2026, 12, 20) + timedelta(days=1)))
