"""The pages on security tell the truth: a row for each requirement, proofs that exist, the code's figures."""

import importlib
import re
import tomllib
from collections import Counter
from datetime import timedelta
from operator import attrgetter

import pytest

from ctg_site.config import VARIABLES
from tests.test_architecture import ROOT, SITE, SLICES

SHEET, PAGE = ROOT / "docs/asvs.md", ROOT / "docs/security.md"
LISTS = ROOT / "docs/audit-lists.md"
MAP = ROOT / "docs/architecture.md"
#: OWASP ASVS 5.0.0, a line for each chapter, a word for each section, a sign for each requirement: its level.
LEVELS = """
22 1111122223 112222222223 222 123
122 112 12223 23
3 113 12223 11222233 11122333 3 22333
12233 23333 22 1222
2 112333 113 222
122 111111112222 11223333 112233 22222333 2223 33 2222
222 1111 22 11222 223 22
1233 1123 133 23
111 1222
22 223 22223 1111122222233333 22222 22 222
2233 22233 11233 1222 23 23 33
12233 11 22223
2333 222223 2233 1222233
22 12223333 122
12233 12233 1222222 3333
2 22222 2222 222 2223
23 22223333 22
"""
#: Those of level 3 have no row.
REQUIRED = {
    f"{chapter}.{section}.{number}": level
    for chapter, sections in enumerate(LEVELS.split("\n")[1:-1], 1)
    for section, levels in enumerate(sections.split(), 1)
    for number, level in enumerate(levels, 1)
    if level in "12"
}
HELD = ("oui", "en partie", "non", "sans objet")
ROW = re.compile(r"\| (\d+\.\d+\.[\d., -]+) \| ([12](?:, 2)?) \| [^|]+ \| ([a-zà ]+) \| [^|]+ \|")
FIGURE = re.compile(r"\| [^|]+ \| ([\w ]+) \| `([\w/]+)\.py: ([\w.]+)` \|")
UNITS = {"s": "seconds", "min": "minutes", "h": "hours", "days": "days"}


def numbers(said):
    """« 1.2.6-8, 1.3.1 » is 1.2.6, 1.2.7, 1.2.8 and 1.3.1."""
    for part in said.split(", "):
        section, _, ends = part.rpartition(".")
        first, _, last = ends.partition("-")
        yield from (f"{section}.{number}" for number in range(int(first), int(last or first) + 1))


ROWS = [match.groups() for line in SHEET.read_text().splitlines() if (match := ROW.fullmatch(line))]


def test_each_requirement_has_one_row_at_its_level():
    told = Counter(number for said, _, _ in ROWS for number in numbers(said))
    assert told == Counter([*REQUIRED]), (
        f"missing: {REQUIRED.keys() - told}; told twice: {[*(told - Counter([*REQUIRED]))]}"
    )
    for said, level, held in ROWS:
        assert held in HELD, f"{said}: {held}"
        assert level == ", ".join(sorted({REQUIRED[one] for one in numbers(said)})), f"{said}: level {level}"


def test_the_sheet_says_how_many_are_held():
    counted = Counter(dict.fromkeys(HELD, 0))
    for said, _, held in ROWS:
        counted[held] += len([*numbers(said)])
    told = " · ".join(f"{held} {counted[held]}" for held in HELD)
    assert told in SHEET.read_text(), f"write: {told}"


def test_what_is_not_held_is_argued():
    argued = PAGE.read_text().partition("## Open points")[2]
    open_ones = [one for said, _, held in ROWS if held in {"en partie", "non"} for one in numbers(said)]
    silent = [one for one in open_ones if not re.search(rf"(?<![\d.]){re.escape(one)}(?!\d)", argued)]
    assert not silent, f"say in docs/security.md why, at what risk, what would close it: {silent}"


@pytest.mark.parametrize("document", [SHEET, PAGE, LISTS], ids=lambda path: path.name)
def test_what_proves_it_exists(document):
    settings = {variable.name for variable in VARIABLES}
    lost, file = [], ""
    for line in document.read_text().splitlines():
        assert len(line) <= 160, f"160 signs at most: {line}"
        for named in re.findall(r"`([^`]+)`", line):
            path, _, test = named.partition("::")
            file = path or file  # « `::test_other` » is of the same file as the one before
            if named.startswith("CTG_") and named not in settings:
                lost.append(named)
            elif path.endswith((".py", ".html", ".js")) or test:
                found = [
                    place / file
                    for place in (ROOT, ROOT / "tests", ROOT / "ctg_site")
                    if (place / file).exists()
                ]
                if not found or test and not any(f"def {test}(" in one.read_text() for one in found):
                    lost.append(named)
    assert not lost, f"these proofs of {document.name} are no more: {lost}"


def test_the_lists_of_checks_are_whole_and_counted():
    rows = re.findall(
        r"^\| ([ASR]\d\d) \| [^|]+ \| [^|]+ \| ([a-z ]+) \| ([^|]+) \|$", LISTS.read_text(), re.M
    )
    wanted = [
        f"{name}{one:02}" for name, last in (("A", 62), ("S", 45), ("R", 35)) for one in range(1, last + 1)
    ]
    assert [number for number, _, _ in rows] == wanted
    counted = Counter(held for _, held, _ in rows)
    told = " · ".join(f"{held} {counted[held]}" for held in ("oui", "en partie", "non"))
    assert told in LISTS.read_text(), f"write: {told}"
    bare = [number for number, held, proof in rows if held == "oui" and "`" not in proof]
    assert set(counted) <= set(HELD) and not bare, f"name the test that proves {bare}"


def value(figure):
    """« 5 in 10 min » is 5 and 10; « 2 h » is a duration; « 12 » is a number."""
    if found := re.fullmatch(r"(\d+) in (\d+) min", figure):
        return int(found[1]), int(found[2])
    number, _, unit = figure.partition(" ")
    return timedelta(**{UNITS[unit]: int(number)}) if unit else int(number)


def test_figures_are_those_of_the_code(human_pace):
    found = [match for line in PAGE.read_text().splitlines() if (match := FIGURE.fullmatch(line))]
    assert len(found) > 25
    for figure, module, name in (match.groups() for match in found):
        real = attrgetter(name)(importlib.import_module("ctg_site." + module.replace("/", ".")))
        real = real[:2] if isinstance(real, tuple) else real
        assert real == value(figure), f"{module}.py: {name} is {real}, docs/security.md says {figure}"


def rows_under(title):
    """The names that the first column of a table of the map holds, in order."""
    part = MAP.read_text().partition(f"## {title}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| `")]
    return [re.findall(r"`(\w+)`", line.split(" | ")[0]) for line in lines]


def test_the_map_names_every_slice():
    assert rows_under("The slices") == [[folder.name] for folder in SLICES]


def test_the_map_tells_the_floors_as_the_contract_does():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = (one["layers"] for one in settings if "layers" in one)
    held = [set(re.findall(r"[a-z_]+", layer)) for layer in layers]
    told = [set(names) for names in rows_under("The floors, from the top")]
    order = {name: place for place, names in enumerate(held) for name in names}
    assert set().union(*told) == set(order) and all(names for names in told)
    places = [max(order[name] for name in names) for names in told]
    assert places == sorted(places), "from the top to the bottom"


def test_the_map_names_files_that_are():
    named = set(re.findall(r"`((?:\w+/)+\w+\.(?:py|yaml))`", MAP.read_text()))
    lost = [path for path in named if not any((place / path).exists() for place in (ROOT, SITE))]
    assert len(named) > 10 and not lost
