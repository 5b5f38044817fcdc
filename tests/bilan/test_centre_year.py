"""The year of a centre: what is counted, what nobody recorded, the same in page, spreadsheet and PDF."""

from datetime import date, datetime, timedelta

import pytest

from ctg_site.db import db
from ctg_site.domain.evaluation import ResidentsPlace
from ctg_site.domain.meetings import College, MeetingState, PeopleGroup
from ctg_site.domain.policy import Role
from ctg_site.domain.town_calendar import at
from ctg_site.domain.vocabulary import Actor, StepKind, SupportKind
from ctg_site.domain.workflow import Outcome, Stage
from ctg_site.models.accompaniment import AccompanimentStep, Figures, Support
from ctg_site.models.actions import Partner
from ctg_site.models.agenda import Meeting
from ctg_site.models.meetings import Attendance, AttendanceGroup, MeetingDecision
from ctg_site.models.proposals import JournalEntry, Proposal
from tests import factories
from tests.agenda.makers import kind
from tests.bilan import makers
from tests.effects import sheets
from tests.lens import load_lens
from tests.spreadsheets import formulas, rows

YEAR = 2025
SPRING = date(YEAR, 4, 2)


@pytest.fixture
def centre():
    return factories.centre(name="Centre des Mésanges", slug="mesanges")


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre)


@pytest.fixture
def desk(browser, agent):
    return browser.sign_in(agent)


def address(centre, year=YEAR, end=""):
    return f"/equipe/centre/{centre.id}/annee/{year}{end}"


def held(centre, agent, day=SPRING, came=None, decisions=0, **values):
    """A meeting that took place; who came, by college."""
    start = at(day) + timedelta(hours=18)
    defaults = {"title": "Café de l’info", "kind_id": kind(), "structure_id": centre.id}
    made = factories.save(
        Meeting(**defaults | {"starts_at": start, "ends_at": start + timedelta(hours=2)} | values)
    )
    for college, people in (came or {}).items():
        factories.save(Attendance(meeting_id=made.id, college=college, people=people))
    for number in range(decisions):
        factories.save(MeetingDecision(meeting_id=made.id, text=f"Décision {number}", actor_id=agent.id))
    return made


def realised(centre, agent, **figures):
    """An envie said realised in spring, with its figures when there are some."""
    makers.envies(
        1, structure_id=centre.id, outcome=Outcome.REALISED, stage=Stage.STORY, created_at=at(SPRING)
    )
    number = db.session.scalar(db.select(db.func.max(Proposal.id)))
    entry = {"proposal_id": number, "subject": "outcome", "event": "succeed"}
    factories.save(JournalEntry(**entry, actor=Actor.STAFF, actor_id=agent.id, created_at=at(SPRING)))
    if figures:
        factories.save(Figures(proposal_id=number, **figures))
    return number


@pytest.fixture
def full(centre, agent):
    """A year in which all was done; another centre and another year did as much, and count nowhere."""
    load_lens()
    for place, day in ((centre, SPRING), (factories.centre(), SPRING), (centre, date(YEAR + 1, 1, 1))):
        makers.envies(3, structure_id=place.id, created_at=at(day), stage=Stage.MEETING)
        makers.envies(1, structure_id=place.id, created_at=at(day), to_check=True)
        held(place, agent, day, {College.RESIDENTS: 12, College.TOWN: 4}, decisions=2)
    first = realised(
        centre, agent, realised_on=SPRING, participants=34, attendances=210, aged_0_6=3, aged_75=0
    )
    realised(centre, agent, volunteer_hours=40, is_outdoors=True, is_event=False)
    realised(centre, agent)
    factories.save(
        AccompanimentStep(
            proposal_id=first,
            actor_id=agent.id,
            kind=StepKind.VISIT,
            happened_on=SPRING,
            text="Vu sur place.",
        )
    )
    support = {"proposal_id": first, "actor_id": agent.id, "kind": SupportKind.PLACE}
    factories.save(Support(**support, provider="Le centre", given_on=SPRING))
    spring = db.session.scalar(db.select(Meeting.id).where(Meeting.structure_id == centre.id))
    for group, people in ((PeopleGroup.AGED_0_6, 5), (PeopleGroup.PRIORITY, 9)):
        factories.save(AttendanceGroup(meeting_id=spring, people_group=group, people=people))
    held(centre, agent, title="=Atelier", came=None)
    held(centre, agent, state=MeetingState.CANCELLED, came={College.RESIDENTS: 99}, decisions=5)
    held(centre, agent, came={College.TOWN: 4}, decisions=1)
    action = makers.action("under_way", [1], lead_id=centre.id, residents_place=ResidentsPlace.DECIDING)
    factories.save(Partner(action_id=action.id, name="La Maison", is_formal=True))
    factories.save(Partner(action_id=action.id, name="Le Club", is_formal=False))
    return centre


def said(browser):
    """By section and name, what the page says."""
    found = {}
    for section in browser.page.select("main section"):
        for line in section.select("tbody tr"):
            if section.get("aria-labelledby") != "t_sessions":
                key = section.h2.get_text(), line.th.get_text(strip=True)
                found[key] = line.select_one("td.num").get_text(strip=True)
    return found


def test_each_thing_is_counted_in_its_year_and_its_centre(desk, full):
    desk.get(address(full))
    told = {name.replace("\u00a0", " "): value for (_, name), value in said(desk).items()}
    expected = {
        "Envies reçues": "6",
        "Étape aujourd’hui : On se rencontre": "3",
        "Envies réalisées": "3",
        "Échanges avec les habitants": "1",
        "Coups de pouce donnés": "1",
        "Projets réalisés": "3",
        "Participants de 0 à 6 ans": "3",
        "Participants de 75 ans et plus": "0",
        "Participants de 7 à 10 ans": "non relevé",
        "Heures de bénévolat": "40",
        "Projets hors les murs (aller-vers)": "1",
        "Événements": "0",
        "Rendez-vous tenus": "3",
        "Rendez-vous dont les présences sont relevées": "2",
        "Participations : 0 à 6 ans": "5",
        "Participations : 7 à 10 ans": "non relevé",
        "Participations : Des quartiers prioritaires (QPV)": "9",
        "Décisions prises": "3",
        "Rendez-vous qui ont décidé": "2",
        "Dont avec des habitants présents": "1",
        "Part des habitants parmi les présents": "60\u00a0%",
        "Actions portées par le centre": "1",
        "Partenariats formalisés": "1",
        "Partenariats non formalisés": "1",
    }
    assert {name: told[name] for name in expected} == expected
    assert "Relevé pour 1 projet sur 3." in desk.text and "Relevé pour 1 rendez-vous sur 3." in desk.text


def test_unique_and_cumulative_are_never_one_figure(desk, full):
    desk.get(address(full))
    told = said(desk)
    by = {(section[:14], name): value for (section, name), value in told.items()}
    assert by["Les projets ré", "Participants uniques"] == "34"
    assert by["Les projets ré", "Participations cumulées"] == "210"
    assert by["Les rendez-vou", "Participations cumulées"] == "20"
    assert by["Les rendez-vou", "Participants uniques"] == "non relevé"


def test_the_page_the_spreadsheet_and_the_pdf_say_the_same(desk, full):
    desk.get(address(full))
    page = said(desk)
    content = desk._send("GET", address(full, end="/annee.xlsx")).data
    sheet = {(row[0], row[1]): row for row in rows(content, "Année")[1:]}
    assert sheet.keys() == page.keys() and len(page) > 30
    for key, value in page.items():
        number, unit = sheet[key][2], sheet[key][3]
        assert value == (
            number if isinstance(number, str) else f"{number}" + (f"\u00a0{unit}" if unit else "")
        )
    assert not formulas(content)
    assert [row[3] for row in rows(content, "Rendez-vous")[1:]] == [16, "non relevé", 4]
    printed = sheets.read(desk._send("GET", address(full, end="/annee.pdf")).data)
    words = sheets.words(printed).replace("\u00a0", " ")
    assert printed.metadata.title == f"Centre des Mésanges, année {YEAR}"
    for (section, name), value in page.items():
        line = f"{name} {value}".replace("\u00a0", " ")
        assert section.replace("\u00a0", " ") in words
        assert line.replace(" ", "") in words.replace(" ", ""), line


def test_a_year_in_which_nothing_was_written_down_says_so_and_never_zero(desk, centre):
    desk.get(address(centre))
    told = said(desk)
    unknown = {name for (_, name), value in told.items() if value == "non relevé"}
    assert {"Participants uniques", "Participations cumulées", "Heures de bénévolat"} <= unknown
    assert "Part des habitants parmi les présents" in unknown
    assert "Aucun rendez-vous du centre n’a eu lieu cette année-là." in desk.text
    assert sheets.read(desk._send("GET", address(centre, end="/annee.pdf")).data)


def test_a_year_to_come_and_another_centre_are_not_open(desk, centre):
    desk.get(address(centre, datetime.now().year + 2), status=404)
    desk.get(address(centre, 1999), status=404)
    desk.get(address(factories.centre()), status=403)
    desk.get("/equipe/centre/")
    desk.click("Les chiffres de l’année : Centre des Mésanges")
    assert "Envies reçues" in desk.text


def test_it_asks_as_much_for_a_large_year(desk, full, agent, queries):
    queries.clear()
    desk.get(address(full))
    few = len(queries)
    for day in range(30):
        held(full, agent, SPRING + timedelta(days=day), {College.RESIDENTS: day})
    makers.envies(200, structure_id=full.id, created_at=at(SPRING))
    queries.clear()
    desk.get(address(full))
    assert len(queries) == few
    assert "Envies reçues" in desk.text
