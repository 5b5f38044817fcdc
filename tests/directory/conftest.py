"""The convention of Lens, for the tests that need its pathway."""

import pytest

from tests.lens import load_lens


@pytest.fixture
def lens(app):
    """The current convention, with its seven steps."""
    return load_lens()
