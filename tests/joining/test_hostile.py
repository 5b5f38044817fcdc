"""Whatever is sent to join an envie or to carry one: an answer in words, never a crash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from tests.browser import Browser
from tests.joining.makers import joined
from tests.test_fuzz import ODD, QUICK, answers, refused_or_done

FIELDS = ("offers", "way", "phone", "email", "first_name", "words", "is_child", "key", "website")


@pytest.fixture
def envie():
    return factories.published(factories.centre())


@pytest.fixture
def resident(app, envie):
    browser = Browser(app.test_client())
    browser.get(f"/rejoindre/{envie.id}")
    return browser, browser.page


@pytest.fixture
def author(app, envie):
    browser = Browser(app.test_client())
    browser.get(f"/suivi/{factories.link(envie)}", status=303)
    browser.get("/suivi/inviter")
    return browser


VALUES = st.lists(st.none() | st.sampled_from(["time", "visit", "phone"]) | ODD, min_size=9, max_size=9)


@QUICK
@given(VALUES)
def test_the_form_of_a_resident_holds(resident, envie, values):
    browser, browser.page = resident
    refused_or_done(browser, f"/rejoindre/{envie.id}", answers(FIELDS, values))


@pytest.fixture
def agent(app, envie):
    browser = Browser(app.test_client()).sign_in(factories.staff("coordinator"))
    browser.get(f"/equipe/envies/{envie.id}/participants")
    return browser


@QUICK
@given(VALUES)
def test_the_form_of_the_centre_holds(agent, envie, values):
    refused_or_done(agent, f"/equipe/envies/{envie.id}/participants", answers(FIELDS, values))


@QUICK
@given(ODD)
def test_the_form_of_an_invitation_holds(author, value):
    refused_or_done(author, "/suivi/inviter", {"key": value})
    refused_or_done(author, "/suivi/invitation", {"first_name": value, "is_child": value})


def test_markup_in_the_words_is_shown_as_text(browser, envie):
    joined(envie, words="<script>alert(1)</script>", first_name="<b>Sam</b>")
    browser.sign_in(factories.staff("coordinator"))
    browser.get(f"/equipe/envies/{envie.id}/participants")
    assert "<script>alert" in browser.text and "<script>alert" not in browser.response.text
