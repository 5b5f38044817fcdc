"""The convention of Lens, for the tests that need its pathway."""

import pytest

from ctg_site.convention import operations, reader


@pytest.fixture
def lens(app):
    """The current convention, with its seven steps."""
    return operations.load_convention(reader.read(reader.LENS))
