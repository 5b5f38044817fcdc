"""The convention of Lens, and the next one begun from it."""

from datetime import date

import pytest

from ctg_site.convention import drafting_operations, years_operations
from ctg_site.db import db
from ctg_site.domain.conventions import ConventionEvent
from ctg_site.domain.policy import Role
from ctg_site.models.convention import Convention
from tests import factories
from tests.agenda.makers import somebody
from tests.lens import load_lens


def the(period):
    db.session.expire_all()
    return db.session.scalar(db.select(Convention).filter_by(period=period))


@pytest.fixture
def old():
    return load_lens()


@pytest.fixture
def new(old):
    return drafting_operations.start_over(old, date(2031, 12, 31), by=somebody())


@pytest.fixture
def published(new):
    years_operations.show(new, ConventionEvent.PUBLISH_DRAFT, by=somebody())
    return new


@pytest.fixture
def desk(browser):
    return browser.sign_in(factories.staff(Role.COORDINATOR))
