"""The sheet of the audit is whole; the site and the document say what it holds. No browser."""

import re
from datetime import date

import pytest

from ctg_site.pages.declaration import DECLARATION, NOT, PARTLY, WHOLLY, Declaration
from tests.audit import checks, sheet, writing

THEMES = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
AGAIN = "run `make audit`, or `python -m tests.audit --write` when only a reading changed"


def test_the_106_criteria_are_there_in_their_order():
    numbers = [f"{theme}.{one}" for theme, count in enumerate(THEMES, 1) for one in range(1, count + 1)]
    assert list(sheet.criteria()) == numbers and len(numbers) == 106
    for criterion in sheet.criteria().values():
        assert criterion.level in {"A", "AA"} and criterion.says
        assert criterion.by or criterion.read, f"nobody decides {criterion.number}"


def test_every_machine_check_exists():
    written = set(re.findall(r"^    (\w+): \(", checks.LOOK, re.M)) - {"has"}
    asked = {name for criterion in sheet.criteria().values() for name in criterion.by}
    lost = asked - written - set(checks.WALKED) - {"axe"}
    assert not lost, f"no function of look.js or checks.py is called so: {lost}"
    alone = written - asked - {"ids", "menus", "small"}
    assert not alone, f"no criterion is decided by {alone}"


def test_the_machine_looked_at_each_page_of_the_sample():
    found = sheet.found()
    assert found["pages"] == list(sheet.sample()), AGAIN
    assert list(found["signs"]) == list(sheet.criteria()), AGAIN
    for number, signs in found["signs"].items():
        faulty = {page for page, sign in zip(found["pages"], signs, strict=True) if sign == "x"}
        assert set(signs) <= set("+-x") and faulty == set(found["faults"].get(number, ())), number
    assert found["beside"] == [], "faults that the RGAA does not ask about are faults"


def test_what_a_machine_decides_is_never_kept_by_hand():
    for number, reading in sheet.readings().items():
        assert sheet.criteria()[number].read, f"{number} is decided by the machine alone"
        assert {*reading["seen"], *reading.get("but", ())} <= set(sheet.sample()), number
        assert reading["day"] <= date.today() and reading["looked"], number
        verdicts = [[reading["is"], reading.get("why", "")], *reading.get("but", {}).values()]
        for verdict, *why in verdicts:
            assert verdict in writing.LETTERS, number
            assert verdict != sheet.NOT_CONFORM or any(why), f"{number}: say what is not conform"


def test_each_cell_is_decided():
    for number in sheet.criteria():
        for page, cell in sheet.row(number).items():
            assert cell.verdict in writing.LETTERS and cell.evidence, (number, page)
            assert cell.verdict != sheet.NOT_CONFORM or cell.says, (number, page)


def test_what_nobody_looked_at_is_not_conform(monkeypatch):
    read = next(number for number, one in sheet.criteria().items() if one.read and not one.has)
    readings = {**sheet.readings(), read: {**sheet.readings()[read], "seen": ["home"]}}
    monkeypatch.setattr(sheet, "readings", lambda: readings)
    cells = sheet.row(read)
    assert cells["home"].verdict == sheet.CONFORM
    assert (cells["contact"].verdict, cells["contact"].says) == (sheet.NOT_CONFORM, sheet.UNSEEN)
    assert sheet.verdict(read) == sheet.NOT_CONFORM


def test_the_document_and_the_declaration_say_what_the_sheet_holds():
    assert writing.DOCUMENT.read_text(encoding="utf-8") == writing.document(), AGAIN
    assert writing.DECLARED.read_text(encoding="utf-8") == writing.as_yaml(), AGAIN
    assert (DECLARATION.respected, DECLARATION.applying) == sheet.of_the_law()


@pytest.mark.parametrize(
    ("respected", "on", "state"),
    [
        (40, date(2027, 1, 1), WHOLLY),
        (39, date(2027, 1, 1), PARTLY),
        (20, date(2029, 11, 29), PARTLY),
        (19, date(2027, 1, 1), NOT),
        (40, date(2029, 11, 30), NOT),
    ],
)
def test_the_state_is_the_one_of_the_law_for_three_years(respected, on, state):
    told = {
        "mean_of_pages": 99.0,
        "tools": (),
        "pages": (),
        "not_conform": (),
        "derogations": (),
        "exempt": (),
    }
    one = Declaration(day=date(2026, 11, 30), release="1", respected=respected, applying=40, **told)
    assert one.state(on) == state
