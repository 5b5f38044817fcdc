"""The coordination adds bodies on screen, composes them, stops them; what the act says stays."""

import pytest

from ctg_site.agenda.bodies import operations
from ctg_site.convention import operations as conventions
from ctg_site.db import db
from ctg_site.domain.meetings import BodyKind
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.models.agenda import BodySeat
from ctg_site.models.audit import AuditEntry
from ctg_site.models.convention import GoverningBody, Theme
from tests import factories
from tests.agenda.makers import meeting, reread, somebody
from tests.lens import document, load_lens

pytestmark = pytest.mark.usefixtures("clock")
NEW = "/equipe/agenda/nouvelle-instance"
YOUNG = {"name": "Conseil municipal des jeunes", "plain_text": "Des jeunes de la ville donnent leur avis."}


@pytest.fixture
def the_convention():
    load_lens()


@pytest.fixture
def coordinator(browser):
    return browser.sign_in(factories.staff(Role.COORDINATOR))


def added(by=None, kind=BodyKind.PARTICIPATION, **said):
    return operations.add(kind, operations.Composition(**YOUNG | said), by=by or somebody())


def noted():
    kept = db.select(AuditEntry.detail).where(AuditEntry.subject.contains("instance"))
    return list(db.session.scalars(kept.order_by(AuditEntry.number)))


@pytest.mark.usefixtures("the_convention")
def test_a_body_is_added_read_by_all_and_offered_to_meetings(coordinator, other_browser):
    theme = db.session.scalar(db.select(Theme).filter_by(code="JE"))
    coordinator.get("/equipe/agenda/")
    coordinator.click("Ajouter une instance")
    coordinator.submit("Ajouter cette instance", theme=theme.id, residents="six collégiens", **YOUNG)
    coordinator.follow()
    assert "L’instance est ajoutée." in coordinator.text and "six collégiens" in coordinator.text
    assert noted() == ["création"]
    other_browser.get("/instances/")
    other_browser.click(YOUNG["name"])
    assert other_browser.response.request.path == "/instances/conseil-municipal-des-jeunes"
    body = db.session.scalar(db.select(GoverningBody).filter_by(key="conseil-municipal-des-jeunes"))
    made = meeting(title="Première séance", body_id=body.id)
    for page in (f"/agenda/{made.id}", f"/conventions/2022-2026/{theme.slug}/"):
        other_browser.get(page)
        assert theme.name in other_browser.text and "Première séance" in other_browser.text
    coordinator.get("/equipe/agenda/nouveau")
    assert YOUNG["name"] in coordinator.text


@pytest.mark.usefixtures("the_convention")
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "CONSEIL municipal des  Jeunes"}, "porte déjà ce nom"),
        ({"name": "Comité technique"}, "porte déjà ce nom"),
        ({"name": ""}, "Donnez un nom"),
        ({"name": "?!"}, "au moins trois lettres"),
        ({"name": "مجلس الشباب"}, "au moins trois lettres"),
        ({"plain_text": " "}, "Dites à quoi elle sert"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(coordinator, wrong, said):
    added()
    coordinator.get(NEW)
    values = {"name": "Conseil citoyen", "plain_text": "Des habitants.", "residents": "tirés au sort"} | wrong
    coordinator.submit("Ajouter cette instance", status=422, **values)
    assert said in coordinator.text and "tirés au sort" in coordinator.text
    assert db.session.scalar(db.select(db.func.count(GoverningBody.id))) == 8


def test_without_a_convention_it_is_said(coordinator):
    coordinator.get(NEW)
    coordinator.submit("Ajouter cette instance", status=422, **YOUNG)
    assert "Aucune convention n’est chargée" in coordinator.text


@pytest.mark.usefixtures("the_convention")
def test_it_is_renamed_at_the_same_address_then_stopped_and_kept(coordinator, other_browser):
    body = added()
    made = meeting(title="La dernière séance", body_id=body.id)
    coordinator.get(f"/equipe/agenda/instances/{body.key}")
    coordinator.submit("Enregistrer", name="Conseil des jeunes", is_ended=True)
    other_browser.get("/instances/")
    assert "Elles ne se réunissent plus" in other_browser.text
    other_browser.click("Conseil des jeunes")
    assert "ne se réunit plus" in other_browser.text and "La dernière séance" in other_browser.text
    assert noted() == ["création", "arrêt"]
    coordinator.get("/equipe/agenda/nouveau")
    assert "Conseil des jeunes" not in coordinator.text
    coordinator.get(f"/equipe/agenda/{made.id}/modifier")
    coordinator.submit("Enregistrer", title="La toute dernière séance")
    assert reread(made).body_id == body.id
    coordinator.get(f"/equipe/agenda/instances/{body.key}")
    assert "Supprimer" not in coordinator.text
    with pytest.raises(InvalidTransition):
        operations.erase(reread(body), by=somebody())


@pytest.mark.usefixtures("the_convention")
def test_one_that_never_met_may_be_taken_away(coordinator):
    body = added(sitting=[operations.Seat(operations.College.TOWN, "une élue")])
    coordinator.get(f"/equipe/agenda/instances/{body.key}")
    coordinator.submit("Supprimer pour toujours")
    coordinator.follow()
    assert "L’instance est supprimée." in coordinator.text and noted() == ["création", "suppression"]
    assert not db.session.scalar(db.select(BodySeat.id))
    with pytest.raises(InvalidTransition):
        operations.erase(
            db.session.scalar(db.select(GoverningBody).filter_by(key="comite-technique")), by=somebody()
        )


@pytest.mark.usefixtures("the_convention")
def test_the_words_of_the_act_are_not_changed_on_screen(coordinator):
    body = db.session.scalar(db.select(GoverningBody).filter_by(key="comite-technique"))
    coordinator.get(f"/equipe/agenda/instances/{body.key}")
    assert not coordinator.page.select("[name=name]")
    coordinator.submit("Enregistrer", mandate="Préparer.")
    operations.compose(
        reread(body), operations.Composition(name="Autre"), by=somebody(), version=reread(body).version
    )
    assert reread(body).name == body.name != "Autre"


@pytest.mark.usefixtures("the_convention")
def test_loading_the_convention_again_keeps_what_was_added():
    body = added(is_ended=True)
    conventions.load_convention(document())
    assert reread(body).name == YOUNG["name"] and reread(body).is_ended
