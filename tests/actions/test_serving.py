"""A value is written once and read wherever its indicator serves; each half of a year is kept."""

from datetime import date

import pytest
from sqlalchemy.orm import joinedload

from ctg_site.actions.collection import operations as collecting
from ctg_site.actions.collection import queries as collection_queries
from ctg_site.actions.editing import operations as editing
from ctg_site.actions.editing import queries as editing_queries
from ctg_site.actions.indicators import operations, queries
from ctg_site.actions.reminders import operations as reminders
from ctg_site.actions.sheets import columns, exports
from ctg_site.actions.sheets import operations as import_operations
from ctg_site.committee.queries import sheet
from ctg_site.db import db, now
from ctg_site.domain.collecting import CollectedPart
from ctg_site.domain.sheets import SheetError
from ctg_site.effects.sheets import reading
from ctg_site.models.actions import ActionChange
from ctg_site.models.convention import Commitment
from ctg_site.models.indicators import Indicator, Measure
from tests.actions.makers import collection, enter, measured
from tests.actions.test_public import commitment_ids
from tests.actions.test_sheets import cells
from tests.typography import flat

pytestmark = pytest.mark.usefixtures("clock")
FIRST, SECOND = CollectedPart.FIRST_HALF, CollectedPart.SECOND_HALF
ALONE = {
    "name": "Enfants accueillis dans la ville",
    "kind": "result",
    "unit": "enfants",
    "frequency": "yearly",
    "over_year": "last",
    "source": "",
    "owner_id": None,
    "baseline": None,
    "baseline_year": None,
}


def aims(*numbers):
    return [int(one) for one in commitment_ids(*numbers)]


@pytest.fixture
def other(make, lead):
    return measured(make, lead, "Un relais qui conseille", "Visites")


@pytest.fixture
def shared(action, other, coordinator):
    """The first indicator of the first action serves another action, and a commitment."""
    serves(action.indicators[0], other, coordinator)
    return queries.indicator(action.indicators[0].id)


@pytest.fixture
def alone(coordinator):
    return operations.add(ALONE, [], aims("JE1"), by=coordinator)


def rows(*values):
    return [
        {"year": year, "part": part, "target": None, "value": value, "comment": ""}
        for year, part, value in values
    ]


def serves(indicator, other, by):
    operations.serve(indicator, [other.number], aims("JE1"), by=by, version=indicator.version)


def write(indicator, by, *values):
    editing.save_measures(indicator, rows(*values), by=by, version=indicator.version)


def out():
    db.session.expire_all()
    return exports.spreadsheet(editing_queries.everything())


def brought_back(content, coordinator):
    return import_operations.import_actions(reading.read(content, columns.SHEETS), by=coordinator)


def kept(indicator):
    found = db.session.scalars(db.select(Measure).where(Measure.indicator_id == indicator.id))
    return {(row.year, row.part): row.value for row in found}


def test_a_value_is_written_once_and_read_everywhere(desk, browser, shared, action, other):
    desk.get(f"/equipe/actions/{action.number}/indicateurs/{shared.id}")
    desk.submit("Enregistrer les valeurs", **{"measures-1-value": "6 000,50"})
    assert kept(shared)[2026, CollectedPart.YEAR] == 6000.5
    for page in (
        f"/actions/{action.number}",
        f"/actions/{other.number}",
        "/conventions/2022-2026/engagements/JE1",
    ):
        browser.get(page)
        assert "6 000,5" in flat(browser.page.select_one(f"#indicator_{shared.id}").find_parent().text), page
    desk.get(f"/equipe/actions/{other.number}")
    assert "Elles se donnent une seule fois, ailleurs : Familles reçues (action n° 1)." in desk.text
    assert not desk.page.select(f'a[href$="/{other.number}/indicateurs/{shared.id}"]')


def test_the_page_says_what_an_indicator_serves(desk, action, other):
    desk.get(f"/equipe/actions/{action.number}")
    desk.click("Ce qu’il sert aussi : Familles reçues")
    desk.submit("Enregistrer", actions="99, 2x", status=422)
    assert "Écrivez des numéros séparés par des virgules" in desk.text
    desk.submit("Enregistrer", actions=f"{other.number}, 99", status=422)
    assert "Aucune action n’a ces numéros : 99." in desk.text
    desk.submit("Enregistrer", actions=str(other.number), commitments=commitment_ids("PE1"))
    found = queries.indicator(action.indicators[0].id)
    assert [one.number for one in found.also] == [other.number]
    assert [one.number for one in found.commitments] == ["PE1"]
    desk.get(f"/equipe/actions/{action.number}")
    assert "(actions n° 2, PE1)" in desk.text and "Sert aussi" in desk.text


def test_a_commitment_is_measured_without_any_action(desk, browser):
    desk.get("/equipe/indicateurs/nouveau")
    desk.submit("Enregistrer", name="Places en crèche", unit="places", status=422)
    assert "Dites ce qu’il sert : un engagement au moins, ou une action." in desk.text
    assert desk.page.select_one("input[name=name]")["value"] == "Places en crèche"
    desk.submit("Enregistrer", commitments=commitment_ids("JE1"))
    desk.follow()
    desk.submit("Enregistrer les valeurs", **{"measures-0-year": "2025", "measures-0-value": "210"})
    browser.get("/conventions/2022-2026/engagements/JE1")
    assert "Places en crèche" in browser.text and "210" in browser.text
    desk.get("/equipe/indicateurs/")
    assert "210 en 2025" in desk.text
    desk.click("Places en crèche")
    desk.submit("Oui, le supprimer")
    assert not any(db.session.scalar(db.select(one.id)) for one in (Indicator, Measure))


def test_an_action_in_preparation_keeps_its_indicators_to_itself(browser, make, lead, other, coordinator):
    hidden = measured(make, lead, "En préparation", "Un secret", published=False)
    serves(hidden.indicators[0], other, coordinator)
    for page in (f"/actions/{other.number}", "/conventions/2022-2026/engagements/JE1"):
        browser.get(page)
        assert "Un secret" not in browser.text, page


def test_taken_away_from_its_action_it_stays_with_what_else_it_serves(shared, action, other, coordinator):
    write(shared, coordinator, (2025, None, 31.0))

    def taken_away(number):
        whole = editing_queries.any_action(number)
        values = {"indicators": [], "evaluation_questions": ""}
        editing.save_section(whole, "indicateurs", values, by=coordinator, version=whole.version)
        db.session.expire_all()
        return queries.indicator(shared.id)

    own = other.indicators[0].id
    found = taken_away(action.number)
    assert found.action.number == other.number and kept(shared) == {(2025, CollectedPart.YEAR): 31.0}
    found = taken_away(other.number)
    assert found.action is None and [one.number for one in found.commitments] == ["JE1"]
    assert queries.indicator(own) is None, "what served nothing else is gone"


def test_the_round_trip_keeps_halves_and_what_is_served(shared, action, other, alone, coordinator):
    write(shared, coordinator, (2025, FIRST, 12.0), (2025, SECOND, 20.0))
    write(alone, coordinator, (2025, None, 210.0))
    first, changes = out(), db.session.scalar(db.select(db.func.count(ActionChange.id)))
    assert brought_back(first, coordinator) == 2
    assert cells(out()) == cells(first)
    assert db.session.scalar(db.select(db.func.count(ActionChange.id))) == changes, "nothing changed"
    assert kept(alone) == {(2025, CollectedPart.YEAR): 210.0}
    assert kept(shared) == {(2025, FIRST): 12.0, (2025, SECOND): 20.0}


@pytest.mark.parametrize(
    ("sheet", "column", "cell", "said"),
    [
        ("indicators", "also", ["99"], "Ce ne sont pas d’autres actions du site : 99."),
        ("indicators", "also", ["1"], "Ce ne sont pas d’autres actions du site : 1."),
        ("indicators", "commitments", ["ZZ9"], "Inconnu sur le site : ZZ9."),
    ],
)
def test_a_spreadsheet_that_names_what_is_not_there_changes_nothing(
    shared, coordinator, sheet, column, cell, said
):
    lines = reading.read(out(), columns.SHEETS)
    lines[sheet][0].values[column] = cell
    with pytest.raises(SheetError) as told:
        import_operations.import_actions(lines, by=coordinator)
    assert said in [flat(one.message) for one in told.value.problems]


def test_a_half_collected_does_not_take_the_place_of_the_other(opened, action, coordinator):
    indicator = action.indicators[0]
    for number, (part, value) in enumerate(((FIRST, 12.0), (SECOND, 20.0)), start=2):
        made = collection(coordinator, part=part)
        bearer = collection_queries.bearer(number)
        given = collecting.Given(bearer.asked[0].id, bearer.asked[0].version, {indicator.id: value}, "")
        collecting.propose(made, bearer, 1, [given])
        asked = collection_queries.asked(bearer.asked[0].id)
        collecting.validate(made, asked, asked.version, by=coordinator)
    assert kept(indicator)[2026, FIRST] == 12.0 and kept(indicator)[2026, SECOND] == 20.0
    db.session.expire_all()
    assert queries.indicator(indicator.id).points[2026].value == 20.0, "never added unless it says so"


def test_a_year_whose_half_is_missing_says_which(browser, desk, action, coordinator):
    indicator = action.indicators[0]
    db.session.execute(db.update(Indicator).values(over_year="sum"))
    db.session.commit()
    write(indicator, coordinator, (2025, FIRST, 12.0))
    page = f"/actions/{action.number}"
    browser.get(page)
    assert "1er semestre : 12, 2e semestre : non renseigné" in browser.text
    assert "Se cumule : les deux semestres s’ajoutent" in browser.text
    desk.get("/equipe/actions/valeurs?annee=2025")
    assert "1er semestre : 12, 2e semestre : non renseigné" in desk.text
    write(indicator, coordinator, (2025, FIRST, 12.0), (2025, SECOND, 20.0))
    browser.get(page)
    assert "32" in browser.page.select_one(f"#indicator_{indicator.id}").find_parent().text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("2025", "first_half", "2025", "first_half"), "Ce semestre est déjà sur une autre ligne."),
        (("2025", "year", "2025", "year"), "Cette année est déjà sur une autre ligne."),
    ],
)
def test_an_impossible_part_of_a_year_is_told(desk, action, typed, said):
    desk.get(f"/equipe/actions/{action.number}/indicateurs/{action.indicators[0].id}")
    names = ("measures-0-year", "measures-0-part", "measures-1-year", "measures-1-part")
    desk.submit("Enregistrer les valeurs", status=422, **dict(zip(names, typed, strict=True)))
    assert said in desk.text


def test_a_half_to_come_holds_nothing_found(desk, action, clock):
    clock.move_to(date(2026, 6, 30))
    desk.get(f"/equipe/actions/{action.number}/indicateurs/{action.indicators[0].id}")
    half = {"measures-1-part": "second_half", "measures-1-value": "3"}
    desk.submit("Enregistrer les valeurs", status=422, **half)
    assert "Ce semestre n’est pas commencé : n’écrivez rien de constaté." in desk.text
    desk.get("/equipe/collectes/")
    desk.submit("Ouvrir et envoyer les liens", year="2026", part="second_half", due_on="1/9/2026", status=422)
    assert "Ce semestre n’est pas commencé : il n’y a rien à demander encore." in desk.text


@pytest.mark.parametrize(("over", "owed"), [("last", 0), ("sum", 1)])
def test_a_year_that_its_halves_make_is_not_asked_for(action, coordinator, over, owed):
    db.session.execute(db.update(Indicator).values(over_year=over, owner_id=coordinator.id))
    db.session.commit()
    write(action.indicators[0], coordinator, (2025, SECOND, 20.0))
    assert reminders.remind() == owed
    write(action.indicators[0], coordinator, (2025, FIRST, 1.0), (2025, SECOND, 2.0))
    db.session.execute(db.update(Indicator).values(reminded_for=None))
    db.session.commit()
    assert reminders.remind() == 0


def test_the_value_of_a_commitment_is_owed_to_the_coordination(desk, alone, coordinator):
    db.session.execute(db.update(Indicator).values(owner_id=coordinator.id))
    db.session.commit()
    assert reminders.remind() == 1
    desk.get("/equipe/")
    assert "1 valeur à renseigner d’un engagement" in desk.text


def test_the_open_data_tells_them_all(browser, shared, action, other, alone, coordinator):
    write(alone, coordinator, (2025, FIRST, 210.0))
    browser.get("/donnees-ouvertes/indicateurs.json")
    told = {one["identifiant"]: one for one in browser.response.get_json()}
    assert told[shared.id]["autres_actions"] == str(other.number) and told[shared.id]["engagements"] == "JE1"
    assert told[alone.id]["action"] is None and told[alone.id]["url"].endswith("/engagements/JE1")
    browser.get("/donnees-ouvertes/valeurs.json")
    (value,) = [one for one in browser.response.get_json() if one["indicateur"] == alone.id]
    assert (value["partie"], value["constate"], value["action"]) == ("Le premier semestre", 210, None)


def test_a_bearer_is_told_how_a_half_is_counted(browser, mailbox, action, coordinator):
    collection(coordinator, part=SECOND)
    enter(browser, mailbox)
    assert "Donnez la valeur au 31 décembre." in browser.text


def test_the_committee_file_tells_once_what_two_actions_share(shared, action, other, coordinator):
    for one in (action, other):
        whole = editing_queries.any_action(one.number)
        values = {"commitments": aims("PE1")}
        editing.save_section(whole, "identite", values, by=coordinator, version=whole.version)
    aim = db.session.get(Commitment, aims("PE1")[0], options=[joinedload(Commitment.theme)])
    told = sheet(aim, now(), date(2026, 11, 24))
    assert [(one["name"], one["action"]) for one in told["indicators"]] == [
        ("Familles reçues", action.number),
        ("Visites", other.number),
    ]
