"""« Moi aussi », with a tap on the page of an envie: counted apart from « J’en suis », by nobody known."""

from datetime import timedelta

import pytest

from ctg_site.db import db
from ctg_site.domain.participation import Choice, Fate
from ctg_site.domain.policy import Role
from ctg_site.models.opinions import Opinion
from ctg_site.opinions import operations, staff_queries
from tests import factories
from tests.opinions.conftest import many_taps, tapped
from tests.opinions.test_taps import silent


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def envie(centre):
    return factories.published(centre, title="Un banc au soleil")


def counted(envie):
    db.session.expire_all()
    return factories.reread(envie).me_too


def test_a_tap_counts_once_and_is_taken_back(browser, envie, clock):
    for _ in range(2):
        browser.get(f"/envies/{envie.id}")
        browser.submit("Moi aussi", status=303)
    browser.follow()
    assert counted(envie) == 1, "a finger that slipped is one person"
    assert "Vous avez dit : « Moi aussi »." in browser.text and "J’en suis" in browser.text
    browser.get(f"/envies/{envie.id}")
    assert "1 personne dit « moi aussi »" in browser.text
    clock.shift(timedelta(minutes=3))
    browser.submit("Moi aussi", status=303)
    assert counted(envie) == 2, "later, it may be somebody else of the family"
    browser.follow()
    browser.submit("Oui, je retire mon avis", status=303)
    assert counted(envie) == 1


def test_what_another_site_may_have_sent_is_confirmed(browser, envie):
    silent(browser, f"/avis/envie/{envie.id}", {"choice": "me_too"})
    browser.follow()
    assert "Vous voulez dire : « Moi aussi »." in browser.text and counted(envie) == 0
    browser.submit("Oui, moi aussi", status=303)
    assert counted(envie) == 1


def test_only_an_envie_is_answered_so(browser, envie):
    browser.get(f"/avis/envie/{envie.id}")
    browser.post(f"/avis/envie/{envie.id}", {"choice": "useful"}, status=422)
    assert db.session.scalars(db.select(Opinion)).all() == []
    browser.get(f"/avis/envie/{factories.proposal().id}", status=404)


def test_a_flood_is_set_aside_and_counts_once_looked_at(envie):
    many_taps(envie, operations.FLOOD_ON_ONE[0] + 3, Choice.ME_TOO)
    assert counted(envie) == operations.FLOOD_ON_ONE[0]
    (wave,) = staff_queries.waves()
    assert wave.said == {Choice.ME_TOO: 3} and "Un banc au soleil" in wave.name
    coordinator = factories.staff(Role.COORDINATOR)
    operations.settle([(wave.about, wave.hour)], wave.last, Fate.COUNT, by=coordinator)
    assert counted(envie) == operations.FLOOD_ON_ONE[0] + 3


def test_the_register_and_the_centre_read_how_many(browser, envie, centre):
    tapped(envie, *[Choice.ME_TOO] * 12)
    browser.get("/envies/")
    assert "12 personnes disent « moi aussi »" in browser.text
    assert "en sont" not in browser.text, "nobody joined it"
    browser.sign_in(factories.staff(Role.AGENT, centre))
    browser.get(f"/equipe/envies/{envie.id}")
    assert "12 personnes disent « moi aussi »" in browser.text


def test_who_reads_the_file_meanwhile_may_still_decide(envie):
    version = factories.reread(envie).version
    tapped(envie, Choice.ME_TOO)
    assert factories.reread(envie).version == version
