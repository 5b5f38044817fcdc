"""Whatever is sent as a spreadsheet gets a sentence, within two seconds and 150 megabytes."""

import json
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from ctg_site.actions.editing import queries
from ctg_site.actions.sheets import columns, exports
from ctg_site.domain.evaluation import ActionState
from ctg_site.effects.apart import process
from ctg_site.effects.apart.child import BROKEN
from ctg_site.effects.sheets import cells, reading
from tests.actions import hostile_sheets as hostile
from tests.effects.spending import spent

PAGE = "/equipe/actions/tableur"
WANTED = {sheet.title: (len(sheet.columns), sheet.most + 1) for sheet in columns.SHEETS}


@pytest.fixture
def exported(make):
    make("Des bancs")
    return exports.spreadsheet(queries.everything())


def send(desk, content, status=422):
    desk.get(PAGE)
    desk.post(PAGE, {"file": (BytesIO(content), "actions.xlsx")}, status=status)


@pytest.mark.parametrize("broken", hostile.BROKEN, ids=lambda broken: broken.__name__)
def test_a_broken_file_gets_a_sentence(desk, exported, broken):
    content = broken(exported)
    assert content != exported
    if broken is hostile.style_out_of_range:  # colours are not read
        return send(desk, content, 303)
    send(desk, content)
    assert "Rien n’a été importé" in desk.text


@pytest.mark.parametrize("heavy", hostile.HEAVY, ids=lambda heavy: heavy.__name__)
def test_a_file_without_end_costs_little(exported, heavy):
    content = heavy(exported)
    assert len(content) < 4 * 1024 * 1024, "it would not be received"
    cost = spent(reading.WORK, content, json.dumps(WANTED))
    assert cost.seconds <= 2.1 and cost.megabytes <= 150, cost
    assert cost.ended in {0, BROKEN, *process.SPENT}, "a way to end that has no sentence"


@pytest.mark.parametrize(
    "heavy", [hostile.far_away, hostile.one_text_everywhere], ids=lambda heavy: heavy.__name__
)
def test_what_costs_too_much_gets_a_sentence(desk, exported, heavy):
    send(desk, heavy(exported))
    assert "trop lourd une fois ouvert" in desk.text


def test_a_spreadsheet_as_large_as_may_be_is_read(exported):
    book = openpyxl.load_workbook(BytesIO(exported))
    for sheet in columns.SHEETS:
        page = book[sheet.title]
        for row in range(2, sheet.most + 2):
            page.cell(row, 1, row - 1)
    output = BytesIO()
    book.save(output)
    cost = spent(reading.WORK, output.getvalue(), json.dumps(WANTED))
    assert cost.ended == 0 and cost.seconds <= 1, cost


def test_a_busy_site_says_when_to_come_back(desk, exported, monkeypatch):
    def busy(*asked):
        raise process.Busy

    monkeypatch.setattr(process, "read", busy)
    send(desk, exported)
    assert "attendez une minute" in desk.text


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0 of old", b"PK\x03\x04"])
def test_an_old_or_locked_file_is_told_from_one_that_is_none(desk, content):
    send(desk, content)
    assert ("sans mot de passe" in desk.text) == content.startswith(b"\xd0")


@pytest.mark.parametrize(
    "cell",
    [*map(float, ("nan", "inf", "-inf", "1e308", "1000000000001")), 10**400],
    ids=str,
)
def test_what_is_no_figure_never_comes_in_as_a_number(cell):
    with pytest.raises(ValueError, match="Écrivez un nombre"):
        cells.figure(cell)


@pytest.mark.parametrize("cell", ["nan", "NaN", "inf", "1e400", "9" * 400, "12 abc", "1.2.3", "²"])
def test_nor_as_a_text(cell):
    for read in (cells.figure, cells.year, columns.number):
        with pytest.raises(ValueError, match="^Écrivez"):
            read(cell)


@pytest.mark.parametrize("figure", [b"nan", b"1e400", b"-inf"])
def test_nor_in_a_file(desk, exported, figure):
    head = hostile.parts(exported)["xl/worksheets/sheet3.xml"]
    row = b'<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>La Ville</t></is></c>'
    row += b'<c r="C2"><v>2026</v></c><c r="D2"><v>' + figure + b"</v></c></row></sheetData>"
    send(desk, hostile.with_part(exported, head.replace(b"</sheetData>", row), "xl/worksheets/sheet3.xml"))
    assert "ligne 2, colonne D : Écrivez un nombre" in desk.text


AS_PEOPLE_WRITE = [
    (cells.figure, "6\u00a0000,50", 6000.5),
    (cells.figure, "6\u202f000 €", 6000.0),
    (cells.figure, "45 %", 45.0),
    (cells.figure, -0.5, -0.5),
    (cells.flag, True, True),
    (cells.flag, "VRAI", True),
    (cells.flag, "Non", False),
    (cells.flag, None, False),
    (cells.day, "31/05/23", date(2023, 5, 31)),
    (cells.day, "31.05.2023", date(2023, 5, 31)),
    (cells.day, "2023-05-31", date(2023, 5, 31)),
    (cells.day, date(2023, 5, 31), date(2023, 5, 31)),
    (columns.number, 7.0, 7),
    (cells.year, 2026.0, 2026),
    (cells.text, 1234567.0, "1234567"),
    (cells.text, "La\u200b salle", "La salle"),
    (cells.one_of(ActionState), "REPORTEE", ActionState.POSTPONED),
]


@pytest.mark.parametrize(("read", "cell", "meant"), AS_PEOPLE_WRITE)
def test_a_cell_is_read_as_people_write_it(read, cell, meant):
    assert read(cell) == meant


@pytest.mark.parametrize(
    "cell", ["31/02/2026", "1/1/0001", date(1, 1, 1), date(9999, 1, 1), "hier", "99/99/99"]
)
def test_a_day_is_of_a_calendar(cell):
    with pytest.raises(ValueError, match="Écrivez un jour qui existe"):
        cells.day(cell)


def test_a_row_of_blanks_is_no_row(exported):
    book = openpyxl.load_workbook(BytesIO(exported))
    book["Actions"]["B200"], book["Partenaires"]["A3"] = "  ", "\u00a0"
    output = BytesIO()
    book.save(output)
    assert [line.row for line in reading.read(output.getvalue(), columns.SHEETS)[""]] == [2]


def test_codes_without_end_are_refused():
    with pytest.raises(ValueError, match="100 codes au plus"):
        cells.codes(",".join(map(str, range(101))))


def test_no_more_is_told_than_somebody_may_correct(exported):
    book = openpyxl.load_workbook(BytesIO(exported))
    for row in range(2, 500):
        book["Partenaires"].cell(row, 1, "un")
    output = BytesIO()
    book.save(output)
    with pytest.raises(reading.SheetError) as told:
        reading.read(output.getvalue(), columns.SHEETS)
    assert len(told.value.problems) == 101 and "d’autres" in told.value.problems[-1].message
