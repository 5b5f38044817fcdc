"""The coordination describes a place, its week, its closures and the bridges; nothing typed is lost."""

from datetime import timedelta

import pytest

from ctg_site.administration import operations as settings_operations
from ctg_site.db import db
from ctg_site.directory import operations, queries
from ctg_site.domain.policy import Role
from ctg_site.models.audit import AuditEntry
from ctg_site.models.places import Bridge, Closure, OpeningHours, Structure
from ctg_site.services import clock
from tests import factories
from tests.agenda.makers import meeting
from tests.directory.places import WEEK, bridge, place, steps


@pytest.fixture
def made():
    return place("Crèche des Essais")


@pytest.fixture
def desk(browser, made):
    browser.sign_in(factories.staff(Role.COORDINATOR, name="Coralie"))
    browser.get(f"/equipe/reglages/structures/{made.id}")
    browser.click("Sa fiche publique, ses horaires, ses fermetures")
    return browser


def test_a_sheet_is_written_and_read(desk, made, lens):
    desk.get(f"/equipe/structures/{made.id}")
    told = {"description": "On y joue.", "audiences": ["toddlers", "parents"], "age_from": "0", "age_to": "3"}
    told |= {
        "email": "creche@example.org",
        "website": "https://creche.example.org",
        "accesses": ["step_free"],
    }
    told |= {
        "access_note": "Côté jardin.",
        "steps": [str(steps()[0].id)],
        "latitude": "50,43",
        "longitude": "2.83",
    }
    desk.submit("Enregistrer", **told, to=f"/equipe/structures/{made.id}")
    desk.follow()
    assert "La fiche est enregistrée." in desk.text
    assert desk.page.select_one("#latitude")["value"] == "50,43"
    assert [tag["value"] for tag in desk.page.select("#audiences input[checked]")] == ["toddlers", "parents"]
    kept = queries.sheet(made.id)
    assert (kept.age_from, kept.age_to, kept.latitude, kept.longitude) == (0, 3, 50.43, 2.83)
    desk.click("Voir comme un habitant")
    assert "On y joue." in desk.text and "Côté jardin." in desk.text


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"email": "creche@"}, "adresse e-mail complète"),
        ({"website": "javascript:alert(1)"}, "commence par https://"),
        ({"website": "creche.example.org"}, "commence par https://"),
        ({"age_from": "6", "age_to": "3"}, "vient avant le premier"),
        ({"age_from": "six"}, "Écrivez un nombre entier"),
        ({"age_from": "400"}, "de 0 à 120 ans"),
        ({"latitude": "50,43"}, "ensemble, ou aucune des deux"),
        ({"latitude": "nord", "longitude": "2"}, "Écrivez un nombre de -90 à 90"),
        ({"latitude": "nan", "longitude": "2"}, "Écrivez un nombre de -90 à 90"),
        ({"latitude": "5", "longitude": "200"}, "Écrivez un nombre de -180 à 180"),
        ({"description": "mot " * 500}, "enlevez"),
    ],
)
def test_a_wrong_sheet_says_what_to_do(desk, made, told, said):
    desk.submit("Enregistrer", **{"access_note": "À garder."} | told, status=422)
    assert said in desk.text and "À garder." in desk.page.select_one("#access_note").text
    assert queries.sheet(made.id).access_note == ""


def test_a_forged_choice_is_refused(desk, made, lens):
    desk.post(f"/equipe/structures/{made.id}", {"audiences": "chats", "steps": "99"}, status=422)
    assert "n’est pas dans la liste" in desk.text


def test_the_second_to_write_loses_nothing(desk, made):
    page = desk.page
    kept = db.session.get(Structure, made.id)
    operations.describe(
        kept,
        operations.PlaceSheet({"description": "De l’autre."}),
        by=factories.staff(),
        version=kept.version,
    )
    desk.page = page
    desk.submit("Enregistrer", description="Le mien.", status=409)
    assert "De l’autre." in desk.text and "Le mien." in desk.page.select_one("#description").text
    desk.submit("Enregistrer", to=f"/equipe/structures/{made.id}")
    assert queries.sheet(made.id).description == "Le mien."


def test_a_place_erased_meanwhile_is_told_to_have_changed(desk, made, monkeypatch):
    describe = operations.describe

    def after_it_was_erased(structure, *args, **values):
        settings_operations.erase(structure, by=factories.staff(Role.COORDINATOR))
        return describe(structure, *args, **values)

    monkeypatch.setattr(operations, "describe", after_it_was_erased)
    desk.submit("Enregistrer", description="Le mien.", status=409)
    assert "Le mien." in desk.text


def test_hours_are_typed_as_on_the_door(desk, made):
    desk.click("Horaires")
    desk.submit(
        "Enregistrer les horaires", day_0="de 9h à midi et 14h-18h30", day_5="", opens_on_holidays=True
    )
    desk.follow()
    assert desk.page.select_one("#day_0")["value"].replace("\u00a0", " ") == "9 h à 12 h, 14 h à 18 h 30"
    rows = [(row.weekday, row.opens, row.closes) for row in queries.sheet(made.id).hours]
    assert rows == [(0, 540, 720), (0, 840, 1110)] and queries.sheet(made.id).opens_on_holidays
    desk.submit("Enregistrer les horaires", day_0="fermé")
    assert db.session.scalars(db.select(OpeningHours)).all() == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tous les jours", "Le site ne comprend pas « tous les jours »"),
        ("18h-9h", "finit avant de commencer"),
        ("9h-12h, 11h-13h", "se chevauchent"),
        ("9h-29h", "n’est pas une heure"),
        ("9h-12h, " * 60, "C’est trop long"),
    ],
)
def test_wrong_hours_say_what_to_do(desk, made, typed, said):
    desk.get(f"/equipe/structures/{made.id}/horaires")
    desk.submit("Enregistrer les horaires", day_0=typed, day_1="9h-12h", status=422)
    assert said in desk.text.replace("\u00a0", " ")
    assert desk.page.select_one("#day_0")["value"] == typed.strip()
    assert desk.page.select_one("#day_1")["value"] == "9h-12h"
    assert db.session.scalars(db.select(OpeningHours)).all() == []


def test_the_second_week_waits_for_the_first(desk, made):
    desk.get(f"/equipe/structures/{made.id}/horaires")
    page, kept = desk.page, db.session.get(Structure, made.id)
    operations.set_hours(
        kept,
        {1: (queries.week_of([(1, 540, 720)]).days[1])},
        False,
        by=factories.staff(),
        version=kept.version,
    )
    desk.page = page
    desk.submit("Enregistrer les horaires", day_0="10h-11h", status=409)
    assert "Mardi" in desk.text and "9 h à 12 h" in desk.text.replace("\u00a0", " ")
    assert desk.page.select_one("#day_0")["value"] == "10h-11h"


def test_a_closure_is_announced_once_and_taken_back(clock, desk, made):
    desk.get(f"/equipe/structures/{made.id}/fermetures")
    told = {"first_day": "2026-12-21", "last_day": "02/01/2027", "reason": "Congés d’hiver"}
    desk.submit("Annoncer la fermeture", **told)
    desk.follow()
    assert "Du 21 décembre 2026 au 2 janvier 2027" in desk.text
    desk.submit("Annoncer la fermeture", **told, status=422)
    assert "en croisent d’autres, déjà fermés : du 21 décembre 2026" in desk.text
    desk.submit("Annoncer la fermeture", first_day="24/11/2026", last_day="")
    assert len(db.session.scalars(db.select(Closure)).all()) == 2
    desk.follow()
    page = desk.page
    for said in ("est retirée", "n’est plus annoncée"):
        desk.page = page
        desk.submit("Oui, retirer : la fermeture du 24 novembre 2026")
        desk.follow()
        assert said in desk.text
    assert len(db.session.scalars(db.select(Closure)).all()) == 1


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"first_day": ""}, "à partir de quel jour"),
        ({"first_day": "31/02/2027"}, "Écrivez une date"),
        ({"first_day": "2027-01-02", "last_day": "2026-12-21"}, "vient avant le premier"),
        ({"first_day": "2027-01-02", "reason": "mot " * 60}, "enlevez"),
    ],
)
def test_a_wrong_closure_says_what_to_do(desk, made, told, said):
    desk.get(f"/equipe/structures/{made.id}/fermetures")
    desk.submit("Annoncer la fermeture", **told, status=422)
    assert said in desk.text and db.session.scalars(db.select(Closure)).all() == []


def test_a_bridge_is_built_changed_and_taken_away(desk, lens):
    nursery = steps()[0]
    held = place("Crèche des Ponts", steps=[nursery])
    desk.get("/equipe/passerelles/")
    desk.click("Ajouter une passerelle vers « Le LAEP »")
    desk.submit("Enregistrer", title="  ", status=422)
    assert "Donnez un titre" in desk.text and "Dites ce qui se passe" in desk.text
    told = {"title": "Une matinée", "plain_text": "On se rencontre.", "structures": [str(held.id)]}
    desk.submit("Enregistrer", **told, to="/equipe/passerelles/")
    desk.follow()
    desk.click("Une matinée")
    desk.submit("Enregistrer", title="Deux matinées", to="/equipe/passerelles/")
    desk.follow()
    desk.click("Deux matinées")
    desk.submit("Supprimer pour toujours")
    assert db.session.scalars(db.select(Bridge)).all() == []


def test_the_second_bridge_builder_loses_nothing(desk, lens):
    line = steps()
    built = bridge(line[0], line[1])
    desk.get(f"/equipe/passerelles/{built.id}")
    page = desk.page
    values = {"title": "De l’autre", "plain_text": "Un texte.", "structures": []}
    operations.change_bridge(
        db.session.get(Bridge, built.id), values, by=factories.staff(), version=built.version
    )
    desk.page = page
    desk.submit("Enregistrer", plain_text="Le mien.", status=409)
    assert "De l’autre" in desk.text and "Le mien." in desk.page.select_one("#plain_text").text


def test_each_change_leaves_its_line_in_the_trail(desk, made):
    desk.submit("Enregistrer", description="On y joue.")
    entry = db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.number.desc())).first()
    assert entry.actor_name == "Coralie" and "Crèche des Essais" in entry.subject
    assert entry.detail == "fiche publique"


def test_an_agent_edits_nothing_of_another_place(browser, made):
    browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    for page in ("", "/horaires", "/fermetures"):
        browser.get(f"/equipe/structures/{made.id}{page}", status=403)


def test_an_agent_keeps_the_page_the_hours_and_the_closures_of_their_own_centre(browser):
    centre = factories.centre(name="Centre des Mésanges")
    browser.sign_in(factories.staff(Role.AGENT, centre))
    browser.get("/equipe/centre/")
    browser.click("La fiche publique et le téléphone : Centre des Mésanges")
    assert "Réglages" not in browser.text
    browser.submit("Enregistrer", phone="03 21 00", status=422)
    assert "dix chiffres" in browser.text
    browser.submit(
        "Enregistrer", phone="0353010012", description="On y jardine.", to=f"/equipe/structures/{centre.id}"
    )
    browser.get(f"/structures/{centre.slug}")
    assert "03 53 01 00 12" in browser.text and "On y jardine." in browser.text
    browser.get(f"/equipe/structures/{centre.id}/fermetures")
    browser.submit(
        "Annoncer la fermeture", first_day="24/12/2030", to=f"/equipe/structures/{centre.id}/fermetures"
    )
    browser.follow()
    assert "Le 24 décembre 2030" in browser.text


def test_a_full_week_fits(desk, made):
    made = place("Pleine", WEEK, closed=())
    assert len(queries.sheet(made.id).hours) == 10


def test_a_closure_over_planned_meetings_is_warned_of_first(browser):
    centre = factories.centre(name="Les Saules", slug="les-saules")
    browser.sign_in(factories.staff(Role.AGENT, centre))
    day = clock.today() + timedelta(days=20)
    held = meeting(centre, title="Café du matin", day=day)
    meeting(centre, title="Après coup", day=day + timedelta(days=5))
    hidden = meeting(centre, title="Entre nous", day=day, is_public=False, place="À côté")
    page = f"/equipe/structures/{centre.id}/fermetures"
    browser.get(page)
    assert "j’annonce quand même" not in browser.text
    days = {"first_day": day.isoformat(), "last_day": (day + timedelta(days=2)).isoformat()}
    browser.submit("Annoncer la fermeture", **days, status=422)
    assert "Des rendez-vous sont prévus ces jours-là" in browser.text
    told = [tag["href"] for tag in browser.page.select("main li a.words")]
    assert told == [f"/equipe/agenda/{one.number}" for one in (held, hidden)]
    browser.submit("Annoncer la fermeture", sure=True, to=page)
    browser.follow()
    assert "Cette fermeture est annoncée" in browser.text
