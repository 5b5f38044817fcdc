"""The convention loaded, a meeting of a body, its file made as the loop makes it."""

import pytest

from ctg_site.committee import operations, queries
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.convention import GoverningBody
from tests import factories
from tests.actions.conftest import coordinator, make, offered
from tests.agenda.makers import meeting
from tests.lens import load_lens

__all__ = ["coordinator", "make", "offered"]


@pytest.fixture(autouse=True)
def convention(database, clock):
    return load_lens()


@pytest.fixture
def desk(browser, coordinator):
    return browser.sign_in(coordinator)


@pytest.fixture
def partner():
    return factories.staff(Role.PARTNER, name="Inès Exemple", function="la CAF")


@pytest.fixture
def hold(coordinator):
    """A meeting of the steering committee: `hold(day=…)`."""

    def held(**details):
        body = db.session.scalar(db.select(GoverningBody).filter_by(key="comite-de-pilotage"))
        wanted = {"title": "Comité de pilotage", "kind": "committee", "body_id": body.id} | details
        return queries.meeting(meeting(by=coordinator, **wanted).id)

    return held


@pytest.fixture
def the_file(hold, coordinator):
    """A file that is made: `the_file(day=…)`."""

    def made(**details):
        file = operations.ask(hold(**details), by=coordinator)
        operations.work()
        return again(file)

    return made


def again(file):
    db.session.expire_all()
    return queries.file(file.id)
