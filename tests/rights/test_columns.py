"""Each column that may hold a person is in the table of periods, or is said not to be about one, and why."""

import pytest
from sqlalchemy import JSON, Enum, String

from ctg_site.db import db
from ctg_site.services import retention
from tests.published_words import TECHNICAL
from tests.rights.not_about_people import NOT_ABOUT_PEOPLE

#: What opens, or recognises: drawn at random or hashed, it says nothing of anybody.
DRAWN = "_hash", "_key", "seed", "slug", ".key", ".seal", ".previous"


@pytest.fixture
def covered(app):
    """By « table.column », the periods that end it."""
    found = {}
    for period in retention.periods():
        for table, columns in period.columns.items():
            for column in columns.split():
                found.setdefault(f"{table}.{column}", []).append(period.kept)
    return found


def columns():
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, String | JSON) and not isinstance(column.type, Enum):
                name = f"{table.name}.{column.name}"
                if not name.endswith(DRAWN) and name not in TECHNICAL - {"photo.name"}:
                    yield name


def test_each_column_ends_or_is_not_about_a_person(covered):
    unknown = [one for one in columns() if one not in covered and not argued(one)]
    assert not unknown, (
        "who may be read in there? Name it in `columns` of a Period, in the slice.py of its slice, so that it"
        " ends on its day and the privacy page tells it; or say in tests/rights/not_about_people.py why it is"
        f" never about a person: {unknown}"
    )


def test_nothing_is_said_twice_nor_of_what_is_gone(covered):
    known = {f"{table.name}.{one.name}" for table in db.metadata.sorted_tables for one in table.columns}
    tables = {table.name for table in db.metadata.sorted_tables}
    assert covered.keys() <= known, covered.keys() - known
    assert NOT_ABOUT_PEOPLE.keys() <= known | tables, NOT_ABOUT_PEOPLE.keys() - known - tables
    assert not [one for one in NOT_ABOUT_PEOPLE if one in covered]


def argued(name):
    return name in NOT_ABOUT_PEOPLE or name.partition(".")[0] in NOT_ABOUT_PEOPLE


def test_each_period_is_one_line_of_the_table_with_its_rule(app):
    kept = [one.kept for one in retention.periods()]
    assert sorted(kept) == sorted({*kept}) and {*kept} == {*retention.KeptData}
