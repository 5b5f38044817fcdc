"""What the suite leaves out, and by which names it knows it."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_what_the_suite_leaves_out_on_postgresql_asks_nothing_of_a_database():
    told = (ROOT / "tests/tools/run-suite").read_text()
    (names,) = re.findall(r'^pure="(.+)"$', told, re.M)
    places = [ROOT / "tests" / name for name in names.split()]
    files = [file for place in places for file in (place.rglob("*.py") if place.is_dir() else [place])]
    asking = re.compile(r"ctg_site\.db\b|\bfactories\b|def test\w*\([^)]*\b(browser|app|queries)\b")
    assert files and not [file.name for file in files if asking.search(file.read_text())]


def test_each_journey_names_its_three_ways_alike_and_one_goes_again_on_postgresql():
    named = re.compile(r'^    "([a-z ]+)": \((?:Pointer|Keyboard), ', re.M)
    expected = ["with a script", "without a script", "by keyboard alone"]
    ways = {
        path.name: named.findall(path.read_text()) for path in (ROOT / "tests/journeys").glob("test_*.py")
    }
    wrong = {name: found for name, found in ways.items() if found and found != expected}
    assert not wrong, f"tests/journeys/conftest.py knows the ways by these names, {expected}: {wrong}"
