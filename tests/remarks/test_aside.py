"""Words set aside as a machine's: put away a page at a time, but for those that tell of a danger."""

import pytest

from ctg_site.db import db
from ctg_site.domain.participation import RemarkState
from ctg_site.domain.policy import Role
from ctg_site.remarks import queries
from tests import factories
from tests.remarks.makers import remark


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def envie(centre):
    return factories.published(centre)


def again(made):
    db.session.expire_all()
    return queries.remark(made.id)


def test_machines_are_put_away_a_page_at_a_time_but_for_a_danger(browser, centre, envie):
    read = remark(envie)
    machines = [remark(envie, trapped=True) for _ in range(3)]
    danger = remark(envie, "Au secours, il me frappe.", trapped=True)
    elsewhere = remark(factories.published(factories.centre()), trapped=True)
    browser.sign_in(factories.staff(Role.AGENT, centre)).get("/equipe/paroles/?voir=mises-de-cote")
    numbers = {"remark": [str(one.id) for one in (read, *machines, danger, elsewhere)]}
    browser.post("/equipe/paroles/ecarter", numbers, status=303, to="/equipe/paroles/?voir=mises-de-cote")
    browser.follow()
    assert "3 paroles refusées." in browser.text
    left = [again(one).state for one in (read, danger, elsewhere)]
    assert left == [RemarkState.WAITING] * 3
    assert {again(one).reason for one in machines} == {"Une machine les a sans doute envoyées."}
