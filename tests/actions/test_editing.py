"""The coordination fills an action section by section; agents tell how theirs go; the history stays."""

import pytest

from ctg_site.actions.editing import queries
from ctg_site.actions.editing.section_forms import SECTIONS
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.actions import Action, ActionDraft
from tests import factories

BUTTON = "Enregistrer cette partie"


def address(action, *rest):
    return "/".join([f"/equipe/actions/{action.number}", *rest])


def test_from_nothing_to_a_public_page(desk, other_browser):
    desk.get("/equipe/actions/")
    desk.submit("Commencer", title="Un conseil des jeunes", to="/equipe/actions/1")
    other_browser.get("/actions/1", status=404)
    desk.get("/equipe/actions/1/identite")
    desk.submit(BUTTON, plain_text="Les jeunes décident.", audiences=["teenagers"], to="/equipe/actions/1")
    desk.get("/equipe/actions/1/apercu")
    assert "Les jeunes décident." in desk.text and "Rien n’est encore publié" in desk.text
    desk.get("/equipe/actions/1")
    desk.submit("Publier cette action", to="/equipe/actions/1")
    other_browser.get("/actions/1")
    assert "Les jeunes décident." in other_browser.text
    desk.follow()
    desk.submit("Ne plus montrer cette action")
    other_browser.get("/actions/1", status=404)


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_opens_and_saves_as_it_stands(desk, make, section):
    action = make()
    desk.get(address(action, section))
    desk.submit(BUTTON, to=address(action))
    assert queries.any_action(action.number).title == action.title


def test_an_unknown_section_is_an_unknown_page(desk, make):
    desk.get(address(make(), "nulle-part"), status=404)


def test_lines_are_added_changed_and_taken_away(desk, make):
    action = make()
    desk.get(address(action, "porteurs"))
    desk.submit(
        BUTTON, **{"partners-0-name": "La CAF", "partners-0-role": "Conseil", "partners-1-name": "Un club"}
    )
    desk.get(address(action, "porteurs"))
    desk.submit(BUTTON, **{"partners-0-name": "La CAF du Pas-de-Calais", "partners-1-remove": True})
    partners = queries.any_action(action.number).partners
    assert [(one.name, one.role) for one in partners] == [("La CAF du Pas-de-Calais", "Conseil")]


@pytest.mark.parametrize(
    ("section", "typed", "said"),
    [
        ("identite", {"title": ""}, "Donnez un titre"),
        ("identite", {"title": "x" * 161}, "trop long"),
        ("identite", {"proposals": "douze"}, "séparés par des virgules"),
        ("identite", {"proposals": "4512"}, "ne sont pas publiées"),
        ("deroule", {"starts_on": "31/02/2026"}, "un jour qui existe"),
        ("deroule", {"starts_on": "2/3/2026", "ends_on": "1/3/2026"}, "La fin est avant le début"),
        ("deroule", {"milestones-0-due_on": "2/3/2026"}, "Complétez cette ligne"),
        ("etat", {"state": "dropped"}, "Dites pourquoi"),
        ("moyens", {"fundings-0-funder": "La Ville"}, "pour quelle année"),
        ("moyens", {"fundings-0-funder": "La Ville", "fundings-0-year": "26"}, "quatre chiffres"),
        (
            "moyens",
            {"fundings-0-funder": "V", "fundings-0-year": "2026", "fundings-0-planned": "mille"},
            "un nombre",
        ),
        ("indicateurs", {"indicators-0-name": "Présents"}, "en quoi on compte"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(desk, make, section, typed, said):
    action = make("Un titre")
    desk.get(address(action, section))
    desk.submit(BUTTON, status=422, **typed)
    assert said in desk.text
    name, value = next(iter(typed.items()))
    field = desk.page.select_one(f'[name="{name}"]')
    assert field.get("type") == "radio" or field.get("value", "") == value
    assert queries.any_action(action.number).title == "Un titre"


def test_a_choice_that_is_not_offered_changes_nothing(desk, make):
    action = make()
    before = action.version
    desk.get(address(action, "porteurs"))
    desk.post(address(action, "porteurs"), {"version": str(before), "lead_id": "999"}, status=422)
    desk.post(address(action, "porteurs"), {"version": "abc"}, status=409)
    assert queries.any_action(action.number).version == before


def test_two_at_once_one_is_told(desk, make, other_browser):
    action = make()
    desk.get(address(action, "besoin"))
    other_browser.sign_in(factories.staff(Role.COORDINATOR))
    other_browser.get(address(action, "besoin"))
    other_browser.submit(BUTTON, need="Premier")
    text = "Un texte assez long pour que le perdre soit vraiment dommage."
    desk.submit(BUTTON, need=text, status=409)
    assert text in desk.page.select_one("textarea").text
    assert queries.any_action(action.number).need == "Premier"


def test_lines_alone_move_the_version(desk, make):
    action = make()
    before = action.version
    desk.get(address(action, "deroule"))
    desk.submit(BUTTON, **{"milestones-0-title": "Ouverture"})
    assert queries.any_action(action.number).version > before


def test_what_is_typed_is_kept_by_itself_and_found_again(desk, make, coordinator):
    action = make()
    desk.get(address(action, "besoin"))
    values = {"version": str(action.version), "need": "Commencé", "keep": "1"}
    fragment = desk.post(address(action, "besoin"), values, status=200, target="kept")
    assert "Votre brouillon est gardé" in fragment.get_text()
    assert queries.any_action(action.number).need == ""
    desk.get(address(action, "besoin"))
    desk.click("Reprendre mon brouillon")
    assert desk.page.select_one("#need").get_text().strip() == "Commencé"
    desk.submit(BUTTON)
    assert queries.any_action(action.number).need == "Commencé"
    assert db.session.scalars(db.select(ActionDraft)).all() == []


def test_a_draft_may_be_forgotten(desk, make):
    action = make()
    desk.get(address(action, "besoin"))
    desk.post(address(action, "besoin"), {"need": "Commencé", "keep": "1"}, status=200, target="kept")
    desk.get(address(action, "besoin"))
    desk.submit("Oui, l’oublier", to=address(action, "besoin"))
    assert db.session.scalars(db.select(ActionDraft)).all() == []


def test_the_history_says_who_changed_what(desk, make, coordinator):
    action = make()
    desk.get(address(action, "etat"))
    desk.submit(BUTTON, state="under_way")
    desk.get(address(action))
    assert coordinator.name in desk.text and "Où elle en est" in desk.text
    changed = desk.page.select_one("#t_history").find_parent("section")
    assert "À lancer" in changed.select_one("del").get_text()
    assert "En cours" in changed.select_one("ins").get_text()


def test_an_agent_tells_and_the_coordination_publishes(desk, make, other_browser):
    centre = factories.centre()
    action = make(porteurs={"lead_id": str(centre.id)})
    other = make("Une autre")
    other_browser.sign_in(factories.staff(Role.AGENT, centre))
    other_browser.get("/equipe/actions/")
    assert action.title in other_browser.text and "Une autre" not in other_browser.text
    other_browser.get(address(other), status=403)
    other_browser.get(address(action, "etat"), status=403)
    other_browser.get(address(action))
    other_browser.submit("Enregistrer la nouvelle", text="Le groupe s’est réuni.", note="Huit présents.")
    desk.get(f"/actions/{action.number}")
    assert "Le groupe s’est réuni." not in desk.text
    desk.get("/equipe/actions/")
    desk.submit(f"Publier la nouvelle de l’action n° {action.number}", to=address(action))
    desk.get(f"/actions/{action.number}")
    assert "Le groupe s’est réuni." in desk.text and "Huit présents." not in desk.text


def test_progress_says_a_day_that_came(desk, make):
    action = make()
    desk.get(address(action))
    desk.submit("Enregistrer la nouvelle", on="1/1/2099", text="Demain.", status=422)
    assert "pas encore arrivé" in desk.text
    desk.submit("Enregistrer la nouvelle", on="", text="", status=422)
    assert "Dites où en est l’action." in desk.text


@pytest.fixture
def measured(make):
    lines = [{"name": "Présents", "kind": "output", "unit": "personnes", "frequency": "yearly"}]
    return make(indicateurs={"indicators": lines})


def test_measures_are_kept_year_by_year(desk, measured):
    page = address(measured, "indicateurs", str(measured.indicators[0].id))
    desk.get(page)
    desk.submit("Enregistrer les valeurs", **{"measures-0-year": "2025", "measures-0-value": "1 200,5"})
    measures = queries.any_action(measured.number).indicators[0].measures
    assert [(one.year, one.target, one.value) for one in measures] == [(2025, None, 1200.5)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"measures-0-value": "12"}, "pour quelle année"),
        ({"measures-0-year": "2025", "measures-1-year": "2025"}, "déjà sur une autre ligne"),
        ({"measures-0-year": "2025", "measures-0-value": "beaucoup"}, "Écrivez un nombre"),
        ({"measures-0-year": "2025", "measures-0-value": "nan"}, "Écrivez un nombre"),
        ({"measures-0-year": "2025", "measures-0-target": "1e400"}, "Écrivez un nombre"),
        ({"measures-0-year": "2099", "measures-0-value": "3"}, "pas commencée"),
    ],
)
def test_a_measure_that_makes_no_sense_is_told(desk, measured, typed, said):
    desk.get(address(measured, "indicateurs", str(measured.indicators[0].id)))
    desk.submit("Enregistrer les valeurs", status=422, **typed)
    assert said in desk.text


def test_an_agent_of_the_lead_fills_in_the_measures(make, browser):
    centre = factories.centre()
    lines = [{"name": "Présents", "kind": "output", "unit": "personnes", "frequency": "yearly"}]
    action = make(porteurs={"lead_id": str(centre.id)}, indicateurs={"indicators": lines})
    browser.sign_in(factories.staff(Role.AGENT, centre))
    browser.get(address(action, "indicateurs", str(action.indicators[0].id)))
    stranger = factories.staff(Role.AGENT, factories.centre())
    browser.sign_in(stranger)
    browser.get(address(action, "indicateurs", str(action.indicators[0].id)), status=403)


def test_without_a_convention_no_action_begins(app, browser):
    db.session.execute(db.text("UPDATE convention SET is_current = :no"), {"no": False})
    db.session.commit()
    browser.sign_in(factories.staff(Role.COORDINATOR))
    browser.get("/equipe/actions/")
    browser.submit("Commencer", title="Trop tôt", status=422)
    assert "Aucune convention" in browser.text
    assert db.session.scalars(db.select(Action)).all() == []


def test_an_agent_tells_twice_of_the_same_action(make, browser):
    centre = factories.centre()
    action = make("Action suivie", porteurs={"lead_id": centre.id})
    browser.sign_in(factories.staff(Role.AGENT, centre))
    for text in ("Une première nouvelle.", "Une deuxième nouvelle."):
        browser.get(f"/equipe/actions/{action.number}")
        browser.submit("Enregistrer la nouvelle", text=text)
        browser.follow()
    assert "Une première nouvelle" in browser.text and "Une deuxième nouvelle" in browser.text
