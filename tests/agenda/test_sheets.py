"""Meetings come in from a spreadsheet: all of them, or none; each once."""

import pytest

from ctg_site.agenda import queries
from ctg_site.agenda.meetings import operations as meeting_operations
from ctg_site.agenda.sheets import operations
from ctg_site.agenda.sheets.columns import MEETINGS
from ctg_site.db import db
from ctg_site.domain.meetings import College
from ctg_site.domain.policy import Role
from ctg_site.domain.town_calendar import local
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.models.agenda import Meeting, MeetingEntry
from ctg_site.models.audit import AuditEntry
from tests import factories
from tests.agenda import makers
from tests.spreadsheets import download, formulas, rows, send, sheet

PAGE = "/equipe/agenda/tableur"
FILE = f"{PAGE}/rendez-vous.xlsx"
COFFEE = {
    "title": "Café de l’info",
    "day": "08/12/2026",
    "start": "18 h 30",
    "end": "20h",
    "kind": "Café de l’info",
    "structure": "les saules",
    "is_public": "oui",
    "places": 12,
    "takes_registrations": "oui",
}


@pytest.fixture
def centre():
    return factories.centre(name="Les Saules", district_id=factories.district(name="La Gare").id)


@pytest.fixture
def desk(browser, centre):
    return browser.sign_in(factories.staff(Role.COORDINATOR))


def meetings():
    return db.session.scalars(db.select(Meeting).order_by(Meeting.id)).all()


def test_meetings_come_in_once_and_everybody_reads_them(desk, centre, other_browser):
    content = sheet(
        MEETINGS, COFFEE, COFFEE | {"start": "15:00", "end": "16:00", "structure": "", "place": "Parc"}
    )
    send(desk, PAGE, content)
    desk.follow()
    assert "Ajoutés : 2." in desk.text
    send(desk, PAGE, content)
    one, other = meetings()
    assert local(one.starts_at).strftime("%d/%m/%Y %H:%M") == "08/12/2026 18:30"
    assert (one.structure_id, one.district_id, one.places) == (centre.id, centre.district_id, 12)
    assert (
        one.is_open and other.place == "Parc" and len(db.session.scalars(db.select(MeetingEntry)).all()) == 2
    )
    other_browser.get(f"/agenda/{one.number}")
    assert "Café de l’info" in other_browser.text


def test_a_meeting_of_the_file_may_cross_midnight(desk, centre):
    send(desk, PAGE, sheet(MEETINGS, COFFEE | {"start": "22h", "end": "1h"}))
    (one,) = meetings()
    assert local(one.ends_at).strftime("%d/%m/%Y %H:%M") == "09/12/2026 01:00"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "ligne 3, colonne C : C’est déjà dit"),
        ({"day": ""}, "ligne 3, colonne B : Il manque une réponse."),
        ({"day": "31/02/2026"}, "ligne 3, colonne B : Écrivez un jour qui existe"),
        ({"start": "25 h"}, "ligne 3, colonne C : Écrivez une heure"),
        ({"start": "21h"}, "ligne 3, colonne D : La fin vient avant le début."),
        ({"day": "28/03/2027", "start": "2h30", "end": "4h"}, "colonne C : Cette heure n’existe pas"),
        ({"start": "19h", "structure": "Ailleurs"}, "ligne 3, colonne F : Ce nom n’est pas celui d’un lieu"),
        ({"start": "19h", "structure": ""}, "ligne 3, colonne F : Dites où"),
        ({"start": "19h", "district": "Ailleurs"}, "ligne 3, colonne H : Le site ne connaît pas ce nom."),
        ({"start": "19h", "places": 0}, "ligne 3, colonne N : Écrivez un nombre entier, de 1 à 5000."),
    ],
)
def test_what_is_wrong_is_told_and_no_meeting_is_made(desk, change, said):
    send(desk, PAGE, sheet(MEETINGS, COFFEE, COFFEE | change), 422)
    assert said in desk.text, desk.text
    assert not meetings()


def test_an_agent_brings_in_the_meetings_of_their_own_centre_alone(browser, centre):
    factories.centre(name="Ailleurs")
    browser.sign_in(factories.staff(Role.AGENT, centre))
    for elsewhere in ({"structure": "Ailleurs"}, {"structure": "", "place": "Parc"}):
        send(browser, PAGE, sheet(MEETINGS, COFFEE | elsewhere), 422)
        assert "Ce nom n’est pas celui d’un lieu où vous tenez" in browser.text
    send(browser, PAGE, sheet(MEETINGS, COFFEE))
    assert len(meetings()) == 1


def test_the_empty_file_has_an_example_that_is_not_imported(desk):
    send(desk, PAGE, operations.empty(), 422)
    assert "La feuille n’a aucune ligne." in desk.text
    assert rows(operations.empty())[1][0].startswith("Exemple")


def test_meetings_go_out_with_who_came_and_come_in_again(desk):
    send(desk, PAGE, sheet(MEETINGS, COFFEE))
    meeting = queries.meeting(meetings()[0].id)
    meeting_operations.count_people(meeting, {College.RESIDENTS: 7}, by=makers.somebody())
    makers.registered(meeting, first_name="Awa", email="awa@example.org")
    content = download(desk, PAGE, FILE)
    assert [row[3:] for row in rows(content, "Présences")[1:]] == [["Habitantes et habitants", 7]]
    assert len(rows(content, "Inscriptions")) == 2 and "awa@example.org" not in str(
        rows(content, "Inscriptions")
    )
    whole = download(desk, PAGE, FILE, contacts="y")
    assert "awa@example.org" in str(rows(whole, "Inscriptions")) and not formulas(whole)
    send(desk, PAGE, content)
    assert len(meetings()) == 1, "what goes out comes in again, and changes nothing"
    trail = db.session.scalars(db.select(AuditEntry.detail).where(AuditEntry.event == AuditEvent.EXPORTED))
    assert trail.all() == ["", "avec les coordonnées"]


def test_an_agent_takes_away_the_meetings_of_their_own_centre_alone(desk, other_browser, centre):
    send(desk, PAGE, sheet(MEETINGS, COFFEE, COFFEE | {"title": "Autre", "structure": "", "place": "Parc"}))
    other_browser.sign_in(factories.staff(Role.AGENT, centre))
    titles = [row[0] for row in rows(download(other_browser, PAGE, FILE), "Rendez-vous")]
    assert titles == ["Titre", "Café de l’info"]
