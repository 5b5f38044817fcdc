"""The convention of Lens, as its file says it, and ways to spoil a file on purpose."""

import pytest

from ctg_site.convention import operations, reader
from ctg_site.domain.policy import Role
from tests import factories
from tests.convention.years import aim, published, step
from tests.lens import load_lens


@pytest.fixture(scope="session")
def lens():
    return reader.read(reader.LENS)


@pytest.fixture
def spoilt():
    """The file, with one text replaced by another; it must be there."""

    def spoil(old, new):
        text = reader.LENS.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in the file any more"
        return text.replace(old, new, 1)

    return spoil


@pytest.fixture
def loaded(lens):
    """The convention of Lens in the database of the test."""
    return operations.load_convention(lens)


@pytest.fixture
def first():
    """The same, put back as it was first written."""
    return load_lens()


@pytest.fixture
def coordinator():
    return factories.staff(Role.COORDINATOR)


@pytest.fixture
def desk(browser, coordinator):
    return browser.sign_in(coordinator)


@pytest.fixture
def action(coordinator):
    """Published, tied to two commitments and two steps of the first convention."""
    steps = [step("laep").id, step("ecole").id]
    return published("Des jardins partages", coordinator, commitments=[aim("PE1"), aim("NUM1")], steps=steps)
