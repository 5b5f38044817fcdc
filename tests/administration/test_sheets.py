"""Districts and places come in from a spreadsheet, and go out: whole, or not at all."""

import pytest

from ctg_site.administration.sheets import columns, exports, operations
from ctg_site.administration.sheets.columns import DISTRICTS, PLACES
from ctg_site.agenda.sheets.columns import MEETINGS
from ctg_site.db import db
from ctg_site.domain.evaluation import Audience
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.models.audit import AuditEntry
from ctg_site.models.places import District, Structure
from ctg_site.staff.sheets.columns import ACCOUNTS
from tests import factories
from tests.spreadsheets import download, formulas, rows, send, sheet

PAGES = {"districts": "/equipe/reglages/quartiers/tableur", "places": "/equipe/reglages/structures/tableur"}
CENTRE = {
    "name": "Centre Les Saules",
    "kind": "centre socioculturel",
    "district": "LA GARE",
    "address": "1 rue des Saules",
    "phone": "0353010010",
    "receives_proposals": "oui",
    "is_confirmed": "oui",
    "description": "=Un café, des ateliers",
    "audiences": "Parents ; Enfants",
    "age_from": 3,
    "age_to": 99,
    "email": "saules@example.org",
    "website": "https://example.org",
    "accesses": "Entrée sans marche",
    "access_note": "Sonnez",
    "latitude": "50,43",
    "longitude": 2.83,
    "day_0": "9 h – 12 h, 14h-18h",
    "day_1": "fermé",
    "opens_on_holidays": "non",
}


@pytest.fixture
def coordinator():
    return factories.staff(Role.COORDINATOR)


@pytest.fixture
def desk(browser, coordinator):
    browser.sign_in(coordinator)
    return browser


def everything():
    return exports.places(operations.queries.whole_structures())


def trail():
    return db.session.scalars(db.select(AuditEntry.detail).order_by(AuditEntry.number)).all()


def test_districts_come_in_once(desk, coordinator):
    factories.district(name="La Gare")
    content = sheet(DISTRICTS, {"name": "la gare"}, {"name": "Le Port"}, {"name": "Exemple : rien"})
    send(desk, PAGES["districts"], content)
    desk.follow()
    assert "Ajoutés : 1. Changés : 0. Déjà là, sans changement : 1." in desk.text
    send(desk, PAGES["districts"], content)
    names = db.session.scalars(db.select(District.name).order_by(District.name)).all()
    assert names == ["La Gare", "Le Port"], "twice changes nothing, and nothing is made of the example"


def test_a_place_comes_in_whole_and_goes_out_as_it_came(desk, coordinator):
    factories.district(name="La Gare")
    send(desk, PAGES["places"], sheet(PLACES, CENTRE))
    place = operations.queries.whole_structures()[0]
    assert place.slug == "centre-les-saules" and place.kind == "centre-socioculturel"
    assert place.receives_proposals and place.is_confirmed and place.is_active
    assert place.district.name == "La Gare" and place.audiences == [Audience.PARENTS, Audience.CHILDREN]
    assert [(row.weekday, row.opens, row.closes) for row in place.hours] == [(0, 540, 720), (0, 840, 1080)]
    out, noted = everything(), len(trail())
    assert not formulas(out), "what a person typed is never a formula"
    empty = [c.header for c, cell in zip(PLACES.columns, rows(out)[1], strict=True) if cell is None]
    assert not empty, f"the export says all of a place: {empty}"
    for content in (out, sheet(PLACES, CENTRE)):
        done = operations.bring_places_in(content, by=coordinator)
        assert (done.made, done.changed, done.kept) == (0, 0, 1)
    assert rows(everything()) == rows(out) and len(trail()) == noted


def test_every_column_of_a_place_is_in_the_sheet():
    apart = {"id", "created_at", "slug", "version", "name_key", "described_at", "district_id", "kind"}
    apart |= {"referent_id"}  # chosen among those who work there, on the page of the place
    lost = {column.name for column in Structure.__table__.columns} - apart - set(columns.PLAIN)
    assert not lost, f"add a column for {lost}"


def test_a_place_that_is_there_takes_what_the_file_says_and_keeps_the_rest(coordinator):
    factories.district(name="La Gare")
    operations.bring_places_in(sheet(PLACES, CENTRE), by=coordinator)
    said = {"name": "centre les saules", "kind": "École", "day_0": "9h-13h", "day_2": "10h-12h"}
    done = operations.bring_places_in(sheet(PLACES, said), by=coordinator)
    place = operations.queries.whole_structures()[0]
    assert (done.changed, place.kind, place.phone) == (1, "ecole", "03 53 01 00 10")
    assert [(row.weekday, row.opens, row.closes) for row in place.hours] == [(0, 540, 780), (2, 600, 720)]
    assert place.receives_proposals and "sorte, horaires" in trail()[-1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "ligne 3, colonne A : Il manque une réponse."),
        ({"name": "centre les saules"}, "ligne 3, colonne A : C’est déjà dit sur une ligne plus haut."),
        ({"kind": "gare"}, "ligne 3, colonne B : Écrivez l’un de ces noms"),
        ({"district": "Nulle part"}, "ligne 3, colonne C : Ce quartier n’est pas sur le site."),
        ({"phone": "12"}, "ligne 3, colonne E : Écrivez un numéro de téléphone"),
        ({"is_active": "peut-être"}, "ligne 3, colonne H : Écrivez oui ou non."),
        ({"age_to": 2}, "ligne 3, colonne L : Cet âge vient avant le premier, 3 ans."),
        ({"age_to": 200}, "ligne 3, colonne L : Écrivez un nombre entier, de 0 à 120."),
        ({"email": "a@gmial.com"}, "ligne 3, colonne M : Cette adresse semble mal écrite."),
        ({"website": "exemple"}, "ligne 3, colonne N : Écrivez une adresse qui commence par https://"),
        ({"longitude": None}, "ligne 3, colonne R : Donnez la latitude et la longitude"),
        ({"latitude": "nan"}, "ligne 3, colonne Q : Écrivez un nombre de -90 à 90"),
        ({"day_0": "9h-8h"}, "ligne 3, colonne S : « 9h-8h » finit avant de commencer."),
    ],
)
def test_what_is_wrong_is_told_where_it_stands_and_nothing_comes_in(desk, change, said):
    factories.district(name="La Gare")
    send(desk, PAGES["places"], sheet(PLACES, CENTRE, CENTRE | {"name": "Autre"} | change), 422)
    assert "Rien n’a été importé" in desk.text and said in desk.text, desk.text
    assert not db.session.scalars(db.select(Structure)).all()


def test_every_example_could_come_in():
    """What the empty files show is read as it stands."""
    for shape in (DISTRICTS, PLACES, ACCOUNTS, MEETINGS):
        for column in shape.columns:
            column.read(column.example)


def test_all_is_told_at_once(coordinator):
    wrong = {"name": "Un lieu", "kind": "École", "district": "Rien", "latitude": 1}
    with pytest.raises(operations.reading.SheetError) as told:
        operations.bring_places_in(sheet(PLACES, wrong, wrong), by=coordinator)
    assert [(one.row, one.column) for one in told.value.problems] == [
        *((3, "A"), (2, "C"), (2, "R"), (3, "C"), (3, "R"))
    ]


def test_a_centre_that_follows_envies_is_not_closed_by_a_file(coordinator):
    centre = factories.centre(name="Centre Les Saules")
    factories.published(centre)
    closed = {"name": centre.name, "kind": "Centre socioculturel", "is_active": "non"}
    with pytest.raises(operations.reading.SheetError) as told:
        operations.bring_places_in(sheet(PLACES, closed), by=coordinator)
    assert "suit encore des envies" in told.value.problems[0].message


def test_a_longer_file_reads_no_more(coordinator, queries):
    factories.district(name="La Gare")
    factories.centre()
    spent = []
    for number in (2, 12):
        queries.clear()
        lines = [CENTRE | {"name": f"Centre {number} {letter}"} for letter in "abcdefghijklmn"[:number]]
        operations.bring_places_in(sheet(PLACES, *lines), by=coordinator)
        trail = ("audit_entry", "advisory")  # each line of it is numbered in turn
        spent.append(
            sum(one.startswith("SELECT") and not any(word in one for word in trail) for one in queries)
        )
    assert spent[0] == spent[1], "statements that read, for two places and for twelve"


@pytest.mark.parametrize("kind", PAGES)
def test_the_empty_file_is_read_as_empty_and_what_goes_out_is_noted(desk, kind):
    factories.district(name="La Gare")
    factories.centre()
    page = PAGES[kind]
    empty = desk._send("GET", f"{page}/modele.xlsx").data
    told = rows(empty, "Mode d’emploi")
    assert len(told) > 1 and ("La Gare" in str(told) and "Médiathèque" in str(told) or kind == "districts")
    send(desk, page, empty, 422)
    assert "La feuille n’a aucune ligne." in desk.text
    assert len(rows(download(desk, page, f"{page}/tout.xlsx"))) == 2
    (line,) = db.session.scalars(db.select(AuditEntry).where(AuditEntry.event == AuditEvent.EXPORTED))
    assert line.subject in {"les quartiers", "les structures"}


def test_the_first_day_tells_what_is_there(desk):
    desk.get("/equipe/reglages/premier-jour")
    assert "0 lieu est là" in desk.text and "Aucun lieu ne reçoit les envies." in desk.text
    factories.centre()
    desk.get("/equipe/reglages/premier-jour")
    assert "1 lieu est là" in desk.text and "Aucun lieu ne reçoit" not in desk.text
