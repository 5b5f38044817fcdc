"""What the suite leaves out on PostgreSQL."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text

from ctg_site.domain.policy import Role
from tests import statements
from tests.kinds import kind

ROOT = Path(__file__).parents[1]


def test_what_the_suite_leaves_out_on_postgresql_asks_nothing_of_a_database():
    told = (ROOT / "tests/tools/run-suite").read_text()
    (names,) = re.findall(r'^pure="(.+)"$', told, re.M)
    places = [ROOT / "tests" / name for name in names.split()]
    files = [file for place in places for file in (place.rglob("*.py") if place.is_dir() else [place])]
    asking = re.compile(r"ctg_site\.db\b|\bfactories\b|def test\w*\([^)]*\b(browser|app|queries)\b")
    assert files and not [file.name for file in files if asking.search(file.read_text())]


def test_postgresql_is_asked_all_that_sqlite_was_by_fewer_tests():
    def record(test, *asked, whole=False):
        return {"test": test, "asked": sum(1 << number for number in asked), "whole": whole}

    records = [
        record("one", 1),
        record("two", 1, 2),
        record("three", 1, 2),
        record("four", 2, 3),
        record("whole", 3, whole=True),
        record("another", 1, 2, whole=True),
    ]
    assert statements.left_out(records) == {"one", "two", "three", "four"}
    assert statements.left_out(records[:4]) == {"two", "three"}
    assert statements.left_out([*records, record("five", 5)]) == {"one", "two", "three", "four"}
    asks_nothing = record("nothing")
    assert statements.left_out([asks_nothing]) == {"nothing"}


def test_the_next_that_stays_asks_most_of_what_none_before_did():
    asked = {"large": 0b00111111, "overlapping": 0b01111100, "small": 0b11000000}
    records = [{"test": test, "asked": bits, "whole": False} for test, bits in asked.items()]
    assert statements.left_out(records) == {"overlapping"}


def test_journeys_come_after_the_others_and_one_of_each_file_stays():
    def record(test, asked):
        return {"test": test, "asked": asked, "whole": False}

    large, small = "tests/journeys/test_desk.py::large", "tests/journeys/test_desk.py::small"
    new, gone = "tests/journeys/test_new.py::new", "tests/journeys/test_new.py::gone"
    records = [record("page", 0b0111), record(large, 0b0110), record(small, 0b0001)]
    records += [record(new, 0b1001), record(gone, 0b1111)]
    assert statements.chosen_out(records, {"page"}) == set()
    assert statements.chosen_out(records, {large, small, new}) == {small}
    assert statements.chosen_out(records, {large, small, new, gone}) == {small, new}
    assert statements.chosen_out(records, {small}) == set()


NOON = datetime(2026, 11, 24, 12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Un banc au calme.", "Une ruche en ville."),
        ("a" * 30, "b" * 25),
        (7, 8000),
        (b"anything", b"something"),
        (date(2026, 11, 24), date(2027, 1, 2)),
        (NOON.replace(tzinfo=UTC), datetime.now(UTC)),
        ({"title": "Un banc"}, {"title": "Un arbre"}),
        ([1, 2], [3, 4, 5]),
    ],
)
def test_values_of_one_kind(one, other):
    assert kind(one) == kind(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, ""),
        ("", " "),
        ("a", "ab"),
        ("Lens", "lens"),
        ("lens", "lèns"),
        ("lèns", "le\u0300ns"),
        ("lens", "l'ens"),
        ("lens", "l%ns"),
        ("lens", "l\\ns"),
        ("lens", "lens "),
        ("lens", "le ns"),
        ("lens", "le\nns"),
        ("lens", "le\x00ns"),
        ("lens", "lens 🌳"),
        ("lens", "عدسة"),
        ("lens", "12"),
        ("12", "1.2"),
        ("12", "2026-11-24"),
        ("12", "[12]"),
        ("un mot " * 10, "un mot " * 1000),
        ("1", 1),
        (1, 1.0),
        (1, True),
        (True, False),
        (1, 0),
        (1, -1),
        (1, 2**31),
        (2**31, 2**63),
        (1.0, 1.5),
        (1.5, float("nan")),
        (1, Decimal(1)),
        (b"", b"1"),
        (NOON, NOON.replace(tzinfo=UTC)),
        (NOON, NOON.date()),
        (NOON, datetime(1, 1, 1)),
        (Role.AGENT, Role.COORDINATOR),
        (Role.AGENT, Role.AGENT.value),
        ([], [1]),
        ([1], [1, 2]),
        ([1, 2], ["1", "2"]),
        ({"title": 1}, {"title": "1"}),
        ({"title": 1}, {"place": 1}),
    ],
)
def test_values_of_two_kinds(one, other):
    assert kind(one) != kind(other)


class Ear(statements.Listener):
    """Hears one database alone, and keeps what it hears without the text of the statement."""

    def __init__(self):
        self.asked = set()

    def ask(self, asked):
        self.asked.update(one[1:] for one in asked)


@pytest.fixture
def asked():
    ear, engine = Ear(), create_engine("sqlite://", connect_args={"factory": statements.Counted})
    event.listen(engine, "before_cursor_execute", ear.hear)
    event.listen(engine, "after_cursor_execute", ear.see)

    def ask(statement, values=None, **options):
        ear.asked.clear()
        with engine.execution_options(**options).begin() as connection:
            found = connection.execute(statement, values or {})
            found.all() if found.returns_rows else None
        return set(ear.asked)

    yield ask
    engine.dispose()


def test_a_statement_tells_its_kinds_its_nothings_and_how_many_rows_it_got(asked):
    assert asked(text("SELECT :a, :b"), {"a": None, "b": 7}) >= {
        ("",),
        ("sent", "one"),
        ("nothing", ("a",)),
        ("a", "None"),
        ("b", "int 1, 15 bits"),
        ("given", "one"),
    }
    assert ("given", "none") in asked(text("SELECT 1 WHERE 1 = :a"), {"a": 2})
    assert ("given", "several") in asked(text("SELECT :a UNION SELECT 2"), {"a": 1})
    asked(text("CREATE TABLE thing (n INTEGER)"))
    assert ("changed", "none") in asked(text("UPDATE thing SET n = :n"), {"n": 1})
    assert not asked(text("SELECT 1"), ctg_between_tests=True)
