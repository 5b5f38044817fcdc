"""The settings pages: places, districts, delays; what is typed wrong, late or by two people at once."""

import pytest

from ctg_site.administration import operations
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision
from ctg_site.models.audit import AuditEntry
from ctg_site.models.places import District, Structure
from ctg_site.runtime import Delays, delays
from tests import factories

PLACES = "/equipe/reglages/structures"
WHOLE = {"name": "Centre des Lilas", "kind": "centre-socioculturel", "district_id": "", "is_active": "y"}


@pytest.fixture(params=[Role.COORDINATOR, Role.ADMINISTRATOR])
def both(request, browser):
    return browser.sign_in(factories.staff(request.param))


@pytest.fixture
def keeper(browser):
    return browser.sign_in(factories.staff(Role.COORDINATOR, name="Nadia"))


def noted():
    """What the trail says of the settings, the last change first."""
    kept = db.select(AuditEntry).where(AuditEntry.event == "setting_changed")
    return [
        (line.subject, line.detail) for line in db.session.scalars(kept.order_by(AuditEntry.number.desc()))
    ]


def place(slug="centre-des-lilas"):
    return db.session.scalar(db.select(Structure).where(Structure.slug == slug))


def test_every_page_of_the_settings_opens(both):
    factories.district()
    both.get("/equipe/reglages/")
    for title in ("Les lieux", "Les quartiers", "Les motifs", "Les modèles de réponse", "Les délais promis"):
        both.click(title)
        both.get("/equipe/reglages/")
    both.click("Les mentions légales")
    assert "CTG_PUBLISHER" in both.text and "Site de démonstration, sans éditeur" in both.text


def test_a_place_is_added_and_offered_then_closed(keeper):
    factories.district(name="Les Lilas")
    keeper.get(PLACES)
    keeper.click("Ajouter un lieu")
    keeper.submit(
        "Enregistrer",
        name="Centre des Lilas",
        kind="centre-socioculturel",
        district_id=str(db.session.scalar(db.select(District.id))),
        address="2 rue de l’Exemple",
        phone="03 53 01 00 20",
        receives_proposals=True,
        to=PLACES,
    )
    keeper.follow()
    assert "Ce lieu est enregistré." in keeper.text and "Les Lilas" in keeper.text
    assert noted() == [("lieu «\u00a0Centre des Lilas\u00a0»", "création")]
    keeper.click("Centre des Lilas")
    keeper.submit("Enregistrer", name="Centre des Grands Lilas", is_active=False)
    closed = place()
    assert closed.name == "Centre des Grands Lilas" and not closed.is_active and not closed.receives_proposals
    assert noted()[0][1] == "nom, réception des envies, ouverture"


def test_a_place_with_open_envies_does_not_close(keeper):
    centre = factories.centre(name="Centre occupé")
    factories.proposal(centre)
    factories.decided(Decision.REFUSE, centre, reason="Parce que c’est ainsi.")
    keeper.get(f"{PLACES}/{centre.id}")
    keeper.submit("Enregistrer", is_active=False, address="Ailleurs", status=422)
    assert "Ce lieu suit encore une envie." in keeper.text
    assert keeper.page.select_one("[name=address]")["value"] == "Ailleurs" and place(centre.slug).is_active


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "Donnez un nom à ce lieu."),
        ({"name": "  12 "}, "au moins trois lettres"),
        ({"name": "n" * 121}, "enlevez 1 caractère"),
        ({"name": "CENTRE DES ECOLES"}, "Ce nom est déjà pris."),
        ({"kind": "castle"}, "n’est pas dans la liste"),
        ({"kind": None}, "n’est pas dans la liste"),
        ({"district_id": "99999"}, "n’est pas dans la liste"),
        ({"district_id": "1 OR 1=1"}, "n’est pas dans la liste"),
        ({"phone": "appelez-moi"}, "numéro de téléphone"),
        ({"address": "a" * 201}, "enlevez 1 caractère"),
    ],
)
def test_a_place_typed_wrong_is_refused_in_a_sentence(keeper, wrong, told):
    factories.centre(name="Centre des Écoles")
    keeper.get(f"{PLACES}/nouvelle")
    keeper.post(f"{PLACES}/nouvelle", {k: v for k, v in (WHOLE | wrong).items() if v is not None}, status=422)
    assert told in keeper.text and place() is None and noted() == []


def test_what_the_form_does_not_ask_is_not_written(keeper):
    keeper.get(f"{PLACES}/nouvelle")
    keeper.post(f"{PLACES}/nouvelle", WHOLE | {"slug": "forged", "id": "77", "version": "9"})
    made = place()
    assert made.slug == "centre-des-lilas" and made.id != 77 and made.version == 1
    keeper.get(f"{PLACES}/{made.id}")
    keeper.post(f"{PLACES}/{made.id}", WHOLE | {"slug": "forged", "version": "1", "name": "Autre nom"})
    assert place().name == "Autre nom"


def test_two_places_of_nearly_the_same_name_have_two_addresses(keeper):
    for name in ("Centre des Lilas", "Centre : des lilas !"):
        keeper.get(f"{PLACES}/nouvelle")
        keeper.post(f"{PLACES}/nouvelle", WHOLE | {"name": name})
    assert {one.slug for one in db.session.scalars(db.select(Structure))} == {
        "centre-des-lilas",
        "centre-des-lilas-2",
    }


@pytest.mark.parametrize("version", ["0", "", "abc", "1e9", None])
def test_the_second_of_two_people_reads_what_the_first_wrote(keeper, other_browser, version):
    centre = factories.centre(name="Centre des Lilas", slug="centre-des-lilas")
    second = other_browser.sign_in(factories.staff(Role.ADMINISTRATOR))
    second.get(f"{PLACES}/{centre.id}")
    keeper.get(f"{PLACES}/{centre.id}")
    keeper.submit("Enregistrer", address="1 rue du Premier")
    typed = WHOLE | {"address": "2 rue du Second"} | ({"version": version} if version is not None else {})
    second.post(f"{PLACES}/{centre.id}", typed, status=409)
    assert "Quelqu’un est passé avant vous" in second.text and "1 rue du Premier" in second.text
    assert second.page.select_one("[name=address]")["value"] == "2 rue du Second"
    assert place().address == "1 rue du Premier"
    second.submit("Enregistrer")
    assert place().address == "2 rue du Second"


def test_a_place_erased_meanwhile_is_told_to_have_changed(keeper, monkeypatch):
    place, change = factories.centre(name="Lieu Exemple"), operations.change

    def after_it_was_erased(thing, *args, **values):
        operations.erase(thing, by=factories.staff(Role.COORDINATOR))
        return change(thing, *args, **values)

    keeper.get(f"{PLACES}/{place.id}")
    monkeypatch.setattr(operations, "change", after_it_was_erased)
    keeper.submit("Enregistrer", name="Un autre nom", status=409)
    assert "Un autre nom" in keeper.text


def test_saving_without_a_change_is_no_change(keeper):
    centre = factories.centre()
    keeper.get(f"{PLACES}/{centre.id}")
    keeper.submit("Enregistrer")
    assert noted() == [] and place(centre.slug).version == 1


def test_what_nothing_uses_may_be_taken_away(keeper):
    unused, used = factories.district(name="Erreur"), factories.district(name="Les Lilas")
    factories.centre(district_id=used.id)
    keeper.get(f"/equipe/reglages/quartiers/{unused.id}")
    keeper.submit("Supprimer pour toujours", to="/equipe/reglages/quartiers")
    assert noted() == [("quartier «\u00a0Erreur\u00a0»", "suppression")]
    keeper.get(f"/equipe/reglages/quartiers/{used.id}")
    assert "Supprimer pour toujours" not in keeper.text
    keeper.post(f"/equipe/reglages/quartiers/{used.id}/supprimer", status=422)
    assert "Quelque chose en dépend encore" in keeper.text
    assert [one.name for one in db.session.scalars(db.select(District))] == ["Les Lilas"]


def test_a_district_is_added_and_renamed(keeper):
    keeper.get("/equipe/reglages/quartiers/nouveau")
    keeper.submit("Enregistrer", name="Cité 12")
    keeper.follow()
    keeper.click("Cité 12")
    keeper.submit("Enregistrer", name="Cité 14")
    found = db.session.scalar(db.select(District))
    assert (found.slug, found.name) == ("cite-12", "Cité 14")


def test_the_delays_are_said_everywhere_at_once(keeper, other_browser):
    keeper.get("/equipe/reglages/delais")
    keeper.submit("Enregistrer", contact=" 7 ", step="1", to="/equipe/reglages/")
    assert delays() == Delays(7, 1) and noted() == [("délais", "contact 10 → 7, étape 30 → 1")]
    for page in ("/", "/papier"):
        other_browser.get(page)
        assert "7 jours de travail" in other_browser.text and "10 jours" not in other_browser.text
    made = factories.proposal()
    assert str(made.contact_due_on) == "2026-12-03"


@pytest.mark.parametrize("typed", ["", "0", "366", "-1", "dix", "7,5", "1e3", "９", "9" * 30])
def test_a_delay_typed_wrong_changes_nothing(keeper, typed):
    keeper.get("/equipe/reglages/delais")
    keeper.submit("Enregistrer", contact=typed, step="20", status=422)
    assert keeper.page.select_one("[name=contact]")["value"] == typed
    assert delays() == Delays(10, 30)


def test_the_delays_changed_by_two_people(keeper, other_browser):
    second = other_browser.sign_in(factories.staff(Role.ADMINISTRATOR))
    for one in (keeper, second):
        one.get("/equipe/reglages/delais")
    keeper.submit("Enregistrer", contact="8")
    second.submit("Enregistrer", contact="12", status=409)
    assert "Quelqu’un est passé avant vous" in second.text and delays().contact == 8
    second.submit("Enregistrer")
    assert delays().contact == 12


@pytest.mark.parametrize("page", ["structures", "quartiers", "motifs", "modeles"])
def test_lists_cost_the_same_at_few_rows_and_at_many(keeper, queries, page):
    def cost():
        queries.clear()
        keeper.get(f"/equipe/reglages/{page}")
        return len(queries)

    few = cost()
    for _ in range(30):
        factories.centre(district_id=factories.district().id)
    assert cost() == few
