"""A centre, its agent at the desk, and the words that the coordination prepared."""

import pytest

from ctg_site.domain.policy import Role
from ctg_site.wording import operations as wording
from tests import factories


@pytest.fixture
def centre():
    return factories.centre(name="Centre des Mésanges", phone="03 53 01 00 10")


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre, function="l’animatrice des familles")


@pytest.fixture
def desk(browser, agent):
    return browser.sign_in(agent)


@pytest.fixture
def prepared(app):
    """The first reasons and templates of a new site."""
    return wording.load_first()
