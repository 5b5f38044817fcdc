"""What the run on PostgreSQL leaves out of the journeys: the other ways, pages that are only seen."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.journeys.conftest import OTHER_WAYS, same_for_any_database

HERE = Path(__file__).parent
NAMED = re.compile(r'^    "([^"]+)": \((?:Pointer|Keyboard), ', re.M)


def looks(page):
    check_page(page)  # noqa: F821


def writes(page):
    page.press("Envoyer")
    check_page(page)  # noqa: F821


def downloads(page):
    page.goto("/")


@pytest.mark.parametrize(
    ("function", "way", "left_out"),
    [
        (looks, None, True),
        (looks, "long-/apercu", True),
        (looks, "with a script", False),
        (writes, None, False),
        (downloads, None, False),
        (writes, "with a script", False),
        (writes, "without a script", True),
        (downloads, "by keyboard alone", True),
    ],
)
def test_a_journey_goes_one_way_and_what_is_not_shown_to_look_is_kept(function, way, left_out):
    item = SimpleNamespace(function=function, **({"callspec": SimpleNamespace(id=way)} if way else {}))
    assert same_for_any_database(item) is left_out


def test_each_journey_names_its_ways_alike():
    expected = {"with a script", *OTHER_WAYS}
    ways = {path.name: set(NAMED.findall(path.read_text())) for path in HERE.glob("test_*.py")}
    wrong = {name: sorted(found) for name, found in ways.items() if found and found != expected}
    assert any(ways.values()) and not wrong, (
        f"tests/journeys/conftest.py knows the ways as {expected}: {wrong}"
    )
