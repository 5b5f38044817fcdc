"""The kinds of places are words of the coordination: added, renamed, ordered, set aside."""

import pytest

from ctg_site.administration.queries import all_kinds
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.places import PlaceKind
from tests import factories

PAGE = "/equipe/reglages/sortes"
#: What the field asked for, beside centres, crèches and schools.
ASKED = ("(RPE)", "Micro-crèche", "(MAM)", "(EVS)", "(PMI)", "Médiathèque", "(CCAS)", "(LAEP)")


@pytest.fixture
def keeper(browser):
    return browser.sign_in(factories.staff(Role.COORDINATOR))


def number(slug):
    return db.session.scalar(db.select(PlaceKind.id).where(PlaceKind.slug == slug))


def test_the_first_list_is_that_of_the_field():
    names = [one.name for one in all_kinds()]
    assert all(any(word in name for name in names) for word in ASKED)
    assert names[0] == "Centre socioculturel" and names[-1] == "Autre lieu"


def test_a_kind_is_added_and_places_take_it(keeper):
    keeper.get(PAGE)
    keeper.click("Ajouter une sorte")
    keeper.submit("Enregistrer", name="Ludothèque", position="5", to=PAGE)
    keeper.get("/equipe/reglages/structures/nouvelle")
    keeper.submit("Enregistrer", name="La Toupie", kind="ludotheque", to="/equipe/reglages/structures")
    keeper.get("/structures/?sorte=ludotheque")
    assert "La Toupie" in keeper.text and "Ludothèque (1)" in keeper.text
    keeper.get(f"{PAGE}/{number('ludotheque')}")
    assert "elle ne se supprime pas" in keeper.text
    keeper.post(f"{PAGE}/{number('ludotheque')}/supprimer", status=422)
    assert "Quelque chose en dépend encore" in keeper.text


def test_a_kind_renamed_is_read_and_found_at_once(keeper):
    factories.centre(name="Les Saules", slug="les-saules")
    keeper.get(f"{PAGE}/{number('centre-socioculturel')}")
    keeper.submit("Enregistrer", name="Maison de quartier", to=PAGE)
    keeper.get("/structures/les-saules")
    assert "Maison de quartier" in keeper.text and "Centre socioculturel" not in keeper.text
    keeper.get("/recherche?q=maison+de+quartier")
    assert "Les Saules" in keeper.text


def test_a_kind_renamed_leaves_whoever_edits_one_of_its_places_alone(keeper):
    centre = factories.centre(name="Les Saules", slug="les-saules")
    keeper.get(f"/equipe/reglages/structures/{centre.id}")
    read = keeper.page.select_one("input[name=version]")["value"]
    keeper.get(f"{PAGE}/{number('centre-socioculturel')}")
    keeper.submit("Enregistrer", name="Maison de quartier", to=PAGE)
    keeper.get(f"/equipe/reglages/structures/{centre.id}")
    assert keeper.page.select_one("input[name=version]")["value"] == read
    keeper.get("/recherche?q=maison+de+quartier")
    assert "Les Saules" in keeper.text


def test_a_kind_set_aside_is_offered_no_more_and_its_places_keep_it(keeper):
    centre = factories.centre(name="Les Saules", slug="les-saules")
    keeper.get(f"{PAGE}/{number('centre-socioculturel')}")
    keeper.submit("Enregistrer", is_active=False, to=PAGE)
    keeper.get("/equipe/reglages/structures/nouvelle")
    assert "Centre socioculturel" not in [one.text for one in keeper.page.select("#kind option")]
    keeper.get(f"/equipe/reglages/structures/{centre.id}")
    keeper.submit("Enregistrer", phone="03 53 01 00 11", to="/equipe/reglages/structures")
    keeper.get("/structures/les-saules")
    assert "Centre socioculturel" in keeper.text


def test_two_kinds_never_bear_one_name(keeper):
    keeper.get(f"{PAGE}/nouvelle")
    keeper.submit("Enregistrer", name="CRECHE", status=422)
    assert "Ce nom est déjà pris" in keeper.text
