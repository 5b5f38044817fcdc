"""What the suite leaves out on PostgreSQL."""

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
