"""Two people correct what is measured at once: the second is told, whatever the page each of them has."""

import pytest

from ctg_site.actions.indicators import operations, queries
from ctg_site.actions.reminders import operations as reminders
from ctg_site.db import db
from ctg_site.domain.collecting import CollectedPart
from ctg_site.domain.policy import Role
from tests import factories
from tests.actions.test_serving import ALONE, aims, brought_back, kept, out

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def alone(coordinator):
    return operations.add(ALONE, [], aims("JE1"), by=coordinator)


@pytest.mark.parametrize(
    ("page", "button", "typed"),
    [
        ("/equipe/indicateurs/{}", "Enregistrer", "Places en halte-garderie, le mercredi comme le samedi"),
        (
            "/equipe/indicateurs/{}/valeurs",
            "Enregistrer les valeurs",
            "comptées à la rentrée, avec les familles",
        ),
    ],
)
def test_the_second_of_two_who_correct_it_at_once_is_told(desk, other_browser, alone, page, button, typed):
    field = "name" if button == "Enregistrer" else "measures-0-comment"
    other_browser.sign_in(factories.staff(Role.COORDINATOR))
    for person in (desk, other_browser):
        person.get(page.format(alone.id))
    of_year = {"measures-0-year": "2025"} if field != "name" else {}
    other_browser.submit(button, **of_year, **{field: "Premier"})
    desk.submit(button, **of_year, **{field: typed}, status=409)
    assert typed in desk.page.select_one(f"textarea[name={field}]").text
    db.session.expire_all()
    found = queries.indicator(alone.id)
    assert "Premier" in {found.name, *(one.comment for one in found.measures)} and found.version == 2


def test_a_value_written_elsewhere_is_told_to_whoever_corrects_the_years(desk, other_browser, action):
    indicator = action.indicators[0]
    desk.get(f"/equipe/actions/{action.number}/indicateurs/{indicator.id}")
    other_browser.sign_in(factories.staff(Role.COORDINATOR))
    other_browser.get("/equipe/actions/valeurs")
    other_browser.submit(f"#r_i{indicator.id} form", **{f"i{indicator.id}_value": "77"})
    desk.submit("Enregistrer les valeurs", **{"measures-0-comment": "en retard"}, status=409)
    assert 77 in kept(indicator).values()


def test_a_reminder_stops_nobody_who_corrects_it(desk, alone, coordinator):
    mine = {**ALONE, "owner_id": coordinator.id}
    operations.change(alone, mine, [], aims("JE1"), by=coordinator, version=alone.version)
    desk.get(f"/equipe/indicateurs/{alone.id}/valeurs")
    assert reminders.remind() == 1
    desk.submit("Enregistrer les valeurs", **{"measures-0-year": "2025", "measures-0-value": "3"})
    assert kept(alone) == {(2025, CollectedPart.YEAR): 3.0}


def test_what_a_spreadsheet_brings_moves_the_version_only_when_it_changes_something(action, coordinator):
    before = action.indicators[0].version
    brought_back(out(), coordinator)
    db.session.expire_all()
    assert queries.indicator(action.indicators[0].id).version == before
