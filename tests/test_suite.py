"""What the suite leaves out on PostgreSQL."""

import re
from pathlib import Path

from tests import statements

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
        return {"test": test, "asked": asked, "whole": whole}

    records = [
        record("one", "a"),
        record("two", "a", "b"),
        record("three", "b", "a"),
        record("four", "b", "c"),
        record("whole", "c", whole=True),
        record("another", "b", "a", whole=True),
    ]
    assert statements.left_out(records) == {"one", "two", "three", "four"}
    assert statements.left_out(records[:4]) == {"one", "two"}
    assert statements.left_out([*records, record("five", "e")]) == {"one", "two", "three", "four"}


def test_values_tell_two_statements_apart_but_not_moments_nor_keys():
    def same(one, other):
        return statements.what("SELECT ?", one) == statements.what("SELECT ?", other)

    assert same(("2026-11-24 09:12:00.000000", 7), ("2026-11-25 10:13:01.000001", 8))
    assert same((b"\x00'1", "a" * 30), (b"anything", "b" * 25))
    assert not same((None,), ("",))
    assert not same(("Lens",), ("lens",))
    assert not same((9,), (10,)) and not same((1,), (-1,)) and not same((1,), ("1",))
    assert statements.what("SELECT 1", ()) != statements.what("SELECT 2", ())
