"""All the actions go out as a spreadsheet and come in again whole; a wrong one changes nothing."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from ctg_site.actions.editing import operations
from ctg_site.actions.editing import queries as staff_queries
from ctg_site.actions.sheets import columns, exports
from ctg_site.actions.sheets import operations as import_operations
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.effects.sheets import reading
from ctg_site.models.actions import Action, ActionChange, Scheme
from ctg_site.models.audit import AuditEntry
from ctg_site.models.convention import Commitment, PathwayStep
from tests import factories

PAGE = "/equipe/actions/tableur"


@pytest.fixture
def full(make, coordinator):
    """An action with something in every field of every sheet."""
    centre, quarter = factories.centre(slug="centre"), factories.district(slug="quartier")
    commitment = db.session.scalars(db.select(Commitment.id).order_by(Commitment.id)).first()
    step = db.session.scalars(db.select(PathwayStep.id).order_by(PathwayStep.id)).first()
    envie = factories.published(centre)
    action = make(
        "=1+1 n’est pas une formule",
        identite={
            "plain_text": "Deux\nlignes",
            "commitments": [commitment],
            "audiences": ["parents", "children"],
            "districts": [quarter.id],
            "steps": [step],
            "schemes": [factories.save(Scheme(slug="clas", name="CLAS")).id],
            "proposals": [envie.id],
        },
        besoin={
            "need": "Un constat",
            "need_source": "Une enquête",
            "general_aim": "Un but",
            "operational_aims": "Plus",
        },
        deroule={
            "description": "Ce qui se fait",
            "starts_on": date(2026, 1, 2),
            "ends_on": date(2026, 12, 3),
            "milestones": [{"title": "Ouverture", "due_on": date(2026, 2, 3), "done_on": None}],
        },
        porteurs={
            "lead_id": str(centre.id),
            "referent_function": "animatrice",
            "residents_place": "involved",
            "partners": [{"name": "La CAF", "role": "Conseil", "is_formal": True}],
        },
        moyens={
            "human_means": "Deux personnes",
            "material_means": "Une salle",
            "fundings": [
                {"funder": "La Ville", "year": 2026, "planned": 1200.5, "granted": None}
                | {"paid": 600.25, "is_public": True}
            ],
        },
        etat={"state": "postponed", "state_reason": "La salle est fermée."},
        indicateurs={
            "evaluation_questions": "Qui vient ?",
            "indicators": [
                {
                    "name": "Présents",
                    "kind": "result",
                    "unit": "personnes",
                    "source": "Cahier",
                    "frequency": "end",
                    "owner_id": str(coordinator.id),
                    "baseline": 3.0,
                    "baseline_year": 2023,
                }
            ],
        },
        bilan={"strengths": "A", "difficulties": "B", "adjustments": "C", "residents_words": "D"}
        | {"what_next": "change", "what_next_why": "Parce que"},
    )
    rows = [
        {"year": 2024, "target": 10.0, "value": None, "comment": "Fermé"},
        {"year": 2025, "target": None, "value": 7.5, "comment": ""},
    ]
    operations.save_measures(action.indicators[0], rows, by=coordinator, version=action.indicators[0].version)
    operations.tell_progress(action, date(2026, 3, 4), "C’est parti.", "Une note", by=coordinator)
    return staff_queries.any_action(action.number)


def out():
    return exports.spreadsheet(staff_queries.everything())


def cells(content):
    book = openpyxl.load_workbook(BytesIO(content))
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}


def test_the_round_trip_loses_nothing(full, coordinator):
    first = out()
    changes = len(db.session.scalars(db.select(ActionChange)).all())
    assert import_operations.import_actions(reading.read(first, columns.SHEETS), by=coordinator) == 1
    assert cells(out()) == cells(first)
    assert len(db.session.scalars(db.select(ActionChange)).all()) == changes, (
        "nothing changed, nothing is noted"
    )


def test_what_was_kept_before_texts_had_one_apostrophe_is_known_again(full, coordinator):
    full.updates[0].public_text, full.indicators[0].name = "C'est parti.", "Nombre d'enfants"
    indicator = full.indicators[0].id
    db.session.commit()
    assert import_operations.import_actions(reading.read(out(), columns.SHEETS), by=coordinator) == 1
    after = staff_queries.any_action(full.number)
    assert [one.id for one in after.indicators] == [indicator] and len(after.indicators[0].measures) == 2
    assert [one.public_text for one in after.updates] == ["C'est parti."], "told once, not twice"


def copies(lines, numbers):
    """The same sheets for several actions."""
    return {
        name: [
            reading.SheetLine(line.sheet, line.row, line.values | {"number": number})
            for number in numbers
            for line in sheet
        ]
        for name, sheet in lines.items()
    }


@pytest.mark.parametrize("changed", [False, True], ids=["new", "changed"])
def test_a_longer_file_holds_the_others_back_no_longer(full, coordinator, queries, changed):
    """Nobody else may write meanwhile: it reads as often for ten actions as for two, and writes its rows."""
    lines, spent = reading.read(out(), columns.SHEETS), []
    for numbers in (range(101, 103), range(201, 211)):
        if changed:
            import_operations.import_actions(copies(lines, numbers), by=coordinator)
            for line in lines[""]:
                line.values["plain_text"] += "."
        queries.clear()
        import_operations.import_actions(copies(lines, numbers), by=coordinator)
        spent.append(sum(statement.startswith("SELECT") for statement in queries))
    assert spent[0] == spent[1], "statements that read, for two actions and for ten"


def test_into_an_empty_site_too(full, coordinator):
    first = out()
    full_number, indicator = full.number, full.indicators[0].name
    db.session.execute(db.text("UPDATE action SET number = 900"))
    db.session.commit()
    import_operations.import_actions(reading.read(first, columns.SHEETS), by=coordinator)
    made = staff_queries.any_action(full_number)
    assert made is not None and made.indicators[0].name == indicator
    before, after = (lines(content) for content in (first, out()))
    assert after == {title: 2 * count for title, count in before.items()}, "each line is there twice"


def lines(content):
    """How many lines each sheet holds under its headers."""
    return {title: sum(any(row) for row in rows[1:]) for title, rows in cells(content).items()}


def test_every_column_of_the_tables_goes_out(full):
    """A new field of an action that no sheet holds would be lost by the round trip."""
    held = {column.name for column in columns.ACTIONS.columns}
    kept = {column.name for column in Action.__table__.columns} - {
        "id",
        "created_at",
        "convention_id",
        "version",
        "changed_on",
    }
    assert kept - {"lead_id"} <= held, f"add a column for {kept - held}"
    empty = [
        c.header
        for c, cell in zip(columns.ACTIONS.columns, cells(out())["Actions"][1], strict=True)
        if cell is None
    ]
    assert not empty, f"fill these in the test: {empty}"


def test_no_cell_is_a_formula(full):
    book = openpyxl.load_workbook(BytesIO(out()))
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} <= {"s", "n", "d"}


def changed(full, change):
    """The spreadsheet of the site, after `change` of its book."""
    book = openpyxl.load_workbook(BytesIO(out()))
    change(book)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def put(sheet, cell, value):
    return lambda book: book[sheet].__setitem__(cell, value)


def headers(book):
    book["Actions"]["B1"] = "Nom"


def merged(book):
    book["Actions"].merge_cells("B2:C2")


def without_sheet(book):
    del book["Mesures"]


def long(book):
    for _ in range(columns.UPDATES.most + 1):
        book["Partenaires"].append([1, "Un partenaire"])


def twice(book):
    book["Actions"].append([1, "Une autre", *(cell.value for cell in book["Actions"][2][2:])])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (headers, "Feuille « Actions », ligne 1, colonne B : La première ligne doit dire ici « Titre »."),
        (merged, "cellules sont fusionnées (B2:C2)"),
        (without_sheet, "Feuille « Mesures » : Cette feuille manque"),
        (long, "Feuille « Partenaires » : 5000 lignes au plus."),
        (twice, "Feuille « Actions », ligne 3, colonne A : C’est déjà dit"),
        (put("Actions", "A2", "un"), "ligne 2, colonne A : Écrivez un nombre entier."),
        (put("Actions", "B2", None), "ligne 2, colonne B : Il manque une réponse."),
        (put("Actions", "E2", "bof"), "ligne 2, colonne E : Écrivez l’un de ces mots"),
        (put("Actions", "G2", "ZZ9"), "ligne 2, colonne G : Inconnu sur le site : ZZ9."),
        (put("Actions", "K2", "9999"), "ligne 2, colonne K : Inconnu sur le site : 9999."),
        (put("Actions", "S2", "nulle-part"), "ligne 2, colonne S : Inconnu sur le site : nulle-part."),
        (put("Actions", "R2", "01/01/2020"), "colonne R : La fin est avant le début."),
        (put("Actions", "Q2", "31/02/2026"), "colonne Q : Écrivez un jour qui existe"),
        (
            put("Financements", "D2", "mille"),
            "Feuille « Financements », ligne 2, colonne D : Écrivez un nombre",
        ),
        (put("Mesures", "B2", "Autre"), "Feuille « Mesures », ligne 2, colonne B : Cet indicateur"),
        (put("Étapes", "A2", 77), "Feuille « Étapes », ligne 2, colonne A : Cette action n’est pas"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands_and_nothing_is_imported(desk, full, change, said):
    content = changed(full, change)
    before = cells(out())
    send(desk, content, 422)
    assert said in desk.text, desk.text
    assert cells(out()) == before


def send(desk, content, status):
    desk.get(PAGE)
    desk.post(PAGE, {"file": (BytesIO(content), "actions.xlsx")}, status=status)


def test_every_error_is_told_at_once(full, coordinator):
    def spoil(book):
        book["Actions"]["B2"], book["Actions"]["E2"], book["Mesures"]["C2"] = None, "bof", "deux mille"

    with pytest.raises(reading.SheetError) as told:
        reading.read(changed(full, spoil), columns.SHEETS)
    assert len(told.value.problems) == 3


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x03\x04 not a zip", b"a;b;c\n1;2;3\n"])
def test_another_file_is_told(desk, content):
    send(desk, content, 422)
    assert "n’est pas un tableur" in desk.text
    desk.post(PAGE, {}, status=422)
    assert "Choisissez un fichier" in desk.text


def test_the_page_gives_the_file_and_takes_it_back(desk, full):
    desk.get(PAGE)
    token = desk.page.select_one("input[name=csrf_token]")["value"]
    content = desk._send("POST", f"{PAGE}/actions.xlsx", data={"csrf_token": token}).data
    assert cells(content) == cells(out())
    (line,) = db.session.scalars(db.select(AuditEntry).where(AuditEntry.event == AuditEvent.EXPORTED))
    assert line.subject == "les actions"
    send(desk, content, 303)


def test_agents_and_partners_do_not(browser, other_browser):
    browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    browser.get(PAGE, status=403)
    other_browser.sign_in(factories.staff(Role.PARTNER))
    other_browser.get(PAGE, status=403)
