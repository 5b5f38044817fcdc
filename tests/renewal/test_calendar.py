"""The steps towards the next convention: who, when, done or not; one that is late is owed."""

from datetime import date, timedelta

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Forbidden, OutOfDate
from ctg_site.models.renewal import RenewalStep
from ctg_site.renewal import calendar_operations as operations
from tests import factories
from tests.agenda.makers import TODAY, somebody
from tests.renewal.conftest import the
from tests.typography import flat

pytestmark = pytest.mark.usefixtures("clock", "old")
STAFF, PUBLIC = "/equipe/renouvellement/2022-2026/", "/conventions/2022-2026/suite"


def plan(title="Comité de pilotage", due_on=TODAY + timedelta(days=9), done_on=None, by=None):
    said = operations.StepSaid(title, "La coordination", due_on, done_on)
    return operations.plan(the("2022-2026"), said, by=by or somebody())


def test_a_step_is_planned_read_by_everybody_and_done(desk, other_browser):
    other_browser.get(PUBLIC, status=404)
    desk.get("/equipe/conventions/2022-2026")
    desk.click("Préparer la suite")
    desk.click("Ajouter une étape")
    desk.submit("Ajouter cette étape", title="Conseil municipal", who="", due_on="2026-12-14", status=422)
    assert "Dites qui s’en charge." in desk.text
    desk.submit("Ajouter cette étape", who="Le conseil", status=303)
    desk.follow()
    assert "L’étape est ajoutée au calendrier." in desk.text
    other_browser.get("/conventions/2022-2026/")
    other_browser.click("La suite de cette convention")
    assert "Conseil municipal Le conseil, pour le 14 décembre 2026. À venir" in flat(other_browser.text)
    desk.click("Conseil municipal")
    desk.submit("Enregistrer cette étape", done_on="2027-01-14", status=422)
    assert "Ce jour n’est pas encore venu." in desk.text
    desk.submit("Enregistrer cette étape", done_on="2026-11-23", status=303)
    other_browser.get(PUBLIC)
    assert "Le conseil, fait le 23 novembre 2026. Fait" in flat(other_browser.text)
    desk.get(f"/equipe/renouvellement/etapes/{db.session.scalar(db.select(RenewalStep.id))}")
    desk.submit("Oui, effacer", status=303)
    other_browser.get(PUBLIC, status=404)


def test_a_late_step_is_owed_by_the_coordination_alone(desk, other_browser):
    plan("Diagnostic", TODAY - timedelta(days=4))
    plan("Fini", TODAY - timedelta(days=9), TODAY - timedelta(days=9))
    plan("Aujourd’hui même", TODAY)
    desk.get("/equipe/")
    assert "1 étape du renouvellement en retard, depuis 4 jours." in flat(desk.text)
    desk.click("Ouvrir l’étape : 1 étape du renouvellement en retard, depuis 4 jours.")
    assert "Diagnostic" in desk.text
    other_browser.sign_in(factories.staff(Role.AGENT)).get("/equipe/")
    assert "étape du renouvellement" not in other_browser.text


def test_it_is_the_coordination_alone_and_nobody_writes_over_another():
    with pytest.raises(Forbidden):
        plan(by=somebody(Role.AGENT))
    step, coordinator = plan(), somebody()
    said = operations.StepSaid("Signature", "Le maire et la Caf", date(2026, 12, 20))
    operations.change(step, said, by=coordinator, version=1)
    with pytest.raises(OutOfDate):
        operations.change(step, said, by=coordinator, version=1)
    with pytest.raises(OutOfDate):
        operations.erase(step, by=coordinator, version=1)
