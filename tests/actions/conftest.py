"""The convention loaded, and actions made through the operations of the coordination."""

from itertools import count

import pytest

from ctg_site.actions.editing import operations, queries
from ctg_site.domain.policy import Role
from tests import factories
from tests.actions.makers import collection, measured
from tests.browser import Browser
from tests.lens import load_lens

numbers = count(1)


@pytest.fixture(autouse=True)
def convention(database):
    return load_lens()


@pytest.fixture
def coordinator():
    return factories.staff(Role.COORDINATOR)


@pytest.fixture
def desk(browser, coordinator):
    return browser.sign_in(coordinator)


@pytest.fixture
def offered():
    return queries.offered()


@pytest.fixture
def make(coordinator):
    """An action; `sections` give their values by section, as the forms do."""

    def made(title=None, published=True, **sections):
        number = operations.create(title or f"Action d’essai {next(numbers)}", by=coordinator)
        for section, values in sections.items():
            action = queries.any_action(number)
            operations.save_section(action, section, values, by=coordinator, version=action.version)
        action = queries.any_action(number)
        if published:
            operations.publish(action, by=coordinator, version=action.version)
        return queries.any_action(number)

    return made


@pytest.fixture
def lead():
    return factories.centre(name="Crèche des Mésanges", email="creche@example.org")


@pytest.fixture
def action(make, lead, coordinator):
    made = measured(make, lead)
    rows = [
        {"year": 2025, "target": None, "value": 31.0, "comment": ""},
        {"year": 2026, "target": 40.0, "value": None, "comment": ""},
    ]
    operations.save_measures(made.indicators[0], rows, by=coordinator, version=made.indicators[0].version)
    return made


@pytest.fixture
def opened(action, coordinator):
    return collection(coordinator)


@pytest.fixture
def browser_of(app):
    return lambda: Browser(app.test_client())
