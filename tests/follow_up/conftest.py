"""What the tests of the follow-up share."""

import pytest

from ctg_site.domain import codes
from ctg_site.runtime import settings


@pytest.fixture
def opened(browser):
    """Open the file of a proposal with its code."""

    def open_file(proposal, seed=None):
        browser.get("/suivi")
        browser.submit("Ouvrir", code=codes.code_of(seed or proposal.seed, settings().code_key), to="/suivi")
        browser.follow()
        return browser

    return open_file
