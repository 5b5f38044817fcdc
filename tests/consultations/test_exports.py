"""Files of results: counts by question, free answers without any link between those of one person."""

import csv
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ctg_site.db import db
from ctg_site.domain.participation import ConsultationState, QuestionKind
from ctg_site.domain.policy import Role
from ctg_site.models.audit import AuditEntry
from tests import factories
from tests.consultations import makers

STAFF = "/equipe/consultations"
KINDS = (QuestionKind.SINGLE, QuestionKind.FREE, QuestionKind.FREE)


@pytest.fixture
def made():
    made = makers.make_consultation(ConsultationState.CLOSED, kinds=KINDS)
    for n in range(40):
        makers.contribution(made, answers={1: [n % 2], 2: f"Avant {n}", 3: f"Après {n}"})
    return made


@pytest.fixture
def keeper(browser):
    return browser.sign_in(factories.staff(Role.COORDINATOR))


def taken_out(keeper, made, kind="xlsx"):
    keeper.get(f"{STAFF}/{made.id}")
    form = keeper.page.select_one(f'form[action="{STAFF}/{made.id}/reponses.{kind}"]')
    token = form.select_one("input[name=csrf_token]")["value"]
    return keeper._send("POST", form["action"], data={"csrf_token": token})


def sheets(response):
    book = load_workbook(BytesIO(response.data))
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}


def test_the_spreadsheet_is_read_back(keeper, made):
    found = sheets(taken_out(keeper, made))
    counts = found["Comptes"]
    assert counts[0] == [
        "N°",
        "Question",
        "Sorte",
        "Réponse",
        "Personnes",
        "Points",
        "En premier",
        "Ont répondu",
    ]
    assert [line[3:5] for line in counts[1:4]] == [
        ["Dans le centre", 20],
        ["Dans un quartier", 20],
        ["Ailleurs", 0],
    ]
    words = found["Réponses libres"]
    assert {line[3] for line in words[1:]} == {
        f"{when} {n}" for when in ("Avant", "Après") for n in range(40)
    }
    assert set(map(len, words)) == {4}


def test_nothing_brings_two_answers_of_one_person_together(keeper, made):
    """The order of one question says nothing of the order of another, nor of the order they came in."""
    words = sheets(taken_out(keeper, made))["Réponses libres"]
    before = [int(line[3].split()[1]) for line in words if line[0] == 2]
    after = [int(line[3].split()[1]) for line in words if line[0] == 3]
    assert before != after
    assert before != sorted(before) and after != sorted(after)


def test_a_formula_is_a_text(keeper):
    evil = ["=1+1", "+33", "-2", "@SUM(A1)", "\t=cmd", '=HYPERLINK("http://x")', "bonjour"]
    made = makers.make_consultation(ConsultationState.CLOSED, kinds=(QuestionKind.FREE,))
    for text in evil:
        makers.contribution(made, answers={1: text})
    book = load_workbook(BytesIO(taken_out(keeper, made).data))
    cells = [row[3] for row in book["Réponses libres"].iter_rows(min_row=2)]
    assert {cell.value for cell in cells} == set(evil)
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    text = taken_out(keeper, made, "csv").data.decode("utf-8-sig")
    lines = list(csv.reader(text.splitlines(), delimiter=";"))
    assert {line[3] for line in lines if line[2:3] == ["Réponse libre"] and line[3]} == {
        "bonjour",
        *(f"'{one}" for one in evil if one != "bonjour"),
    }


def test_the_csv_opens_in_a_french_spreadsheet(keeper, made):
    response = taken_out(keeper, made, "csv")
    assert response.data.startswith(b"\xef\xbb\xbf") and response.mimetype == "text/csv"
    lines = list(csv.reader(response.data.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert lines[1][3:5] == ["Dans le centre", "20"]
    assert len(lines) == 1 + 5 + 80


def test_who_took_it_out_is_kept(keeper, made):
    for kind in ("xlsx", "csv"):
        taken_out(keeper, made, kind)
    out = [line.subject for line in db.session.scalars(db.select(AuditEntry)) if line.event == "exported"]
    assert out == [f"consultation n°\u00a0{made.id}"] * 2


def test_what_is_set_aside_stays_aside(keeper, made):
    makers.contribution(made, answers={2: "Du bruit"}, to_check=True)
    words = sheets(taken_out(keeper, made))["Réponses libres"]
    assert "Du bruit" not in {line[3] for line in words}
