"""The administrator reads how the site is: tasks, letters, room on the disk, releases."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from ctg_site.db import db, now
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import NoticeFault, Task
from ctg_site.models.outbox import Notice
from ctg_site.release import RELEASE
from ctg_site.services import disk, health, heartbeat
from ctg_site.staff import operations as staff
from tests import factories

STATE = "/equipe/etat/"


@pytest.fixture
def administrator(browser):
    return browser.sign_in(factories.staff(Role.ADMINISTRATOR))


def test_each_task_says_when_it_last_ran(administrator, clock):
    heartbeat.beat(Task.BACKUP)
    told = administrator.get(STATE).text
    assert "Le site fait son travail" in told and RELEASE in told
    assert "Sauvegarde" in told and "à l’heure" in told and "jamais" in told
    clock.shift(timedelta(days=4))
    told = administrator.get(STATE).text
    assert "en retard" in told


def test_a_disk_that_is_nearly_full_is_told(administrator, app, monkeypatch):
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda path: SimpleNamespace(free=12 * 1024 * 1024))
    told = administrator.get(STATE).text
    assert "faites de la place" in told and "demande votre attention" in told
    assert any("12 MB are left" in note for note in health.look().notes)
    assert "12 MB are left" in app.test_client().get("/readyz").text


def test_letters_that_could_not_leave_lead_where_they_are_looked_at(administrator):
    staff.invite(
        "zoe@example.org", staff.Post("Zoé Exemple", Role.PARTNER), by=factories.staff(Role.ADMINISTRATOR)
    )
    failed = {"fault": NoticeFault.SERVER, "gave_up_at": now()}
    db.session.execute(db.update(Notice).values(failed))
    db.session.commit()
    administrator.get(STATE)
    administrator.click("1 autre lettre n’a pas pu partir")
