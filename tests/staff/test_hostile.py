"""Whatever is typed into the forms of accounts: an answer in words, never a crash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_site.domain.policy import Role
from tests import factories
from tests.browser import Browser
from tests.test_fuzz import ODD, QUICK, answers, refused_or_done

OWN = {
    "/equipe/compte/second-facteur/verifier": ("totp",),
    "/equipe/compte/second-facteur/codes": ("present_password",),
    "/equipe/compte/mot-de-passe": ("present_password", "new_password"),
    "/equipe/comptes/inviter": ("email", "name", "function", "role", "structures"),
    "/equipe/comptes/1": ("name", "function", "role", "structures"),
}


@pytest.fixture
def desk(app):
    factories.staff(Role.AGENT, factories.centre())
    browser = Browser(app.test_client()).sign_in(factories.staff(Role.ADMINISTRATOR))
    browser.get("/equipe/compte/")
    return browser, browser.page


@QUICK
@given(st.sampled_from(sorted(OWN)), st.lists(st.none() | ODD, min_size=5, max_size=5))
def test_forms_of_accounts_hold(desk, address, values):
    browser, page = desk
    browser.page = page
    refused_or_done(browser, address, answers(OWN[address], values))


@QUICK
@given(st.sampled_from(["/equipe/oubli", "/equipe/connexion/code"]), ODD)
def test_forms_before_coming_in_hold(app, address, value):
    browser = Browser(app.test_client())
    browser.get("/equipe/connexion")
    refused_or_done(browser, address, {"email": value, "totp": value})
