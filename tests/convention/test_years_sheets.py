"""The actions’ spreadsheet between two conventions: a row knows its own, a round trip changes nothing."""

import pytest

from ctg_site.actions.editing import operations as editing
from ctg_site.actions.editing import queries as actions
from ctg_site.actions.sheets import columns, exports, period_queries
from ctg_site.actions.sheets import operations as sheets
from ctg_site.db import db
from ctg_site.domain.sheets import SheetError
from ctg_site.effects.sheets import reading
from ctg_site.models.actions import ActionChange
from tests.convention.years import HELD, aim, tied
from tests.lens import load_next

pytestmark = pytest.mark.usefixtures("clock", "first")


def out():
    return exports.spreadsheet(actions.everything())


def brought(content, by, change=lambda lines: lines):
    return sheets.import_actions(change(reading.read(content, columns.SHEETS)), by=by)


def test_the_spreadsheet_brought_in_unchanged_changes_nothing(action, coordinator):
    load_next()
    number = editing.create("Une action de la suite", by=coordinator)
    made = actions.any_action(number)
    values = {"commitments": [aim("PE1", "2027-2031"), aim("NUM1")]}
    editing.save_section(made, "identite", values, by=coordinator, version=made.version)
    before, noted = tied(made), db.session.scalar(db.select(db.func.count(ActionChange.id)))
    assert brought(out(), coordinator) == 2
    assert tied(action) == HELD and tied(made) == before
    assert before[0] == [("2022-2026", "NUM1"), ("2027-2031", "PE1")]
    assert db.session.scalar(db.select(db.func.count(ActionChange.id))) == noted
    periods = [actions.any_action(one).convention_id for one in (action.number, number)]
    assert len(set(periods)) == 2


def test_an_old_file_without_the_column_is_of_the_actions_own_convention(action, coordinator, monkeypatch):
    short = tuple(one for one in columns.ACTIONS.columns if not one.came_later)
    with monkeypatch.context() as patch:
        patch.setattr(exports, "SHEETS", (type(columns.ACTIONS)("Actions", short), *columns.SHEETS[1:]))
        content = out()
    load_next()

    def with_another(lines):
        new = lines[""][0].values | {"number": 99, "commitments": ["PE1"], "steps": []}
        lines[""].append(reading.SheetLine(columns.ACTIONS, 3, new))
        return lines

    assert brought(content, coordinator, with_another) == 2
    assert tied(action) == HELD
    assert tied(actions.any_action(99))[0] == [("2027-2031", "PE1")]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"period": "2040-2044"}, "Aucune convention 2040-2044 n’est chargée"),
        ({"period": "2027-2031"}, "est de la convention 2022-2026"),
        ({"commitments": ["2027-2031 NUM1"]}, "Inconnu sur le site"),
    ],
)
def test_a_row_of_another_convention_is_refused_and_nothing_moves(action, coordinator, values, said):
    load_next()

    def changed(lines):
        lines[""][0].values |= values
        return lines

    with pytest.raises(SheetError) as refused:
        brought(out(), coordinator, changed)
    assert said in refused.value.problems[0].message and len(refused.value.problems) == 1
    assert tied(action) == HELD


def test_periods_are_known_in_three_statements(action, queries):
    lines = [reading.SheetLine(columns.ACTIONS, row, {"number": row, "period": ""}) for row in range(1, 200)]
    queries.clear()
    period_queries.periods(lines)
    assert len(queries) == 3
