"""The rules of the domain ask nothing of a database: none is emptied for them."""

import pytest


@pytest.fixture(autouse=True)
def database():
    """Nothing."""
