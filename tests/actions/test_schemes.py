"""Dispositifs are a list of the coordination; they tag actions, filter them and leave with them."""

import pytest

from ctg_site.actions.editing import queries as editing_queries
from ctg_site.actions.sheets import columns, exports
from ctg_site.actions.sheets import operations as import_operations
from ctg_site.db import db
from ctg_site.domain.sheets import SheetError
from ctg_site.effects.sheets import reading
from ctg_site.models.actions import Scheme
from tests import factories
from tests.typography import flat


@pytest.fixture
def scheme(database):
    return factories.save(Scheme(slug="clas", name="CLAS"))


def test_the_coordination_keeps_the_list_and_tags_an_action(desk, browser, make):
    action = make("Un soutien après l’école")
    desk.get("/equipe/reglages/dispositifs")
    desk.click("Ajouter un dispositif")
    desk.submit("Enregistrer", name="Cité éducative")
    desk.get(f"/equipe/actions/{action.number}/identite")
    kept = str(db.session.scalar(db.select(Scheme.id)))
    desk.submit("Enregistrer cette partie", schemes=[kept])
    browser.get(f"/actions/{action.number}")
    browser.click("Cité éducative")
    assert "Un soutien après l’école" in browser.text and "dispositif=cite-educative" in browser.url
    desk.get(f"/equipe/reglages/dispositifs/{kept}")
    assert "Des actions en font partie" in desk.text
    desk.submit("Enregistrer", is_active=None)
    desk.get(f"/equipe/actions/{action.number}/identite")
    assert "Cité éducative (mis de côté)" in desk.text
    desk.submit("Enregistrer cette partie")
    assert [one.name for one in editing_queries.any_action(action.number).schemes] == ["Cité éducative"]


def test_a_filter_leaves_what_is_of_the_dispositif(browser, make, scheme):
    make("Un soutien après l’école", identite={"schemes": [str(scheme.id)]})
    make("Un jardin")
    browser.get("/actions/?dispositif=clas")
    assert "Un soutien après l’école" in browser.text and "Un jardin" not in browser.text
    assert "CLAS (1)" in browser.text


def test_it_leaves_and_comes_in_by_its_name_or_its_word(make, scheme, coordinator, browser):
    made = make("Un soutien après l’école", identite={"schemes": [str(scheme.id)]})
    browser.get("/donnees-ouvertes/actions.json")
    assert [one["dispositifs"] for one in browser.response.get_json()] == ["CLAS"]
    lines = reading.read(exports.spreadsheet(editing_queries.everything()), columns.SHEETS)
    assert lines[""][0].values["schemes"] == ["clas"]
    lines[""][0].values["schemes"] = ["CLAS"]
    import_operations.import_actions(lines, by=coordinator)
    assert [one.slug for one in editing_queries.any_action(made.number).schemes] == ["clas"]
    lines[""][0].values["schemes"] = ["clas", "Inconnu"]
    with pytest.raises(SheetError) as told:
        import_operations.import_actions(lines, by=coordinator)
    assert [flat(one.message) for one in told.value.problems] == ["Inconnu sur le site : Inconnu."]
    assert [one.slug for one in editing_queries.any_action(made.number).schemes] == ["clas"]
