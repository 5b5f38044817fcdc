"""Somebody who holds several codes links them: any one opens them all, until they unlink it."""

from datetime import timedelta

import pytest

from ctg_site.db import db, now
from ctg_site.domain import codes
from ctg_site.domain.policy import Role
from ctg_site.follow_up import linked_operations
from ctg_site.joining import operations as joining
from ctg_site.models.linked import CodeGroup, LinkedCode
from ctg_site.models.meetings import Registration
from ctg_site.runtime import settings
from ctg_site.services import delivery
from tests import factories
from tests.agenda.makers import meeting, registered
from tests.browser import path_of
from tests.joining.makers import joined

CODES = "/suivi/codes"


def code(thing):
    return codes.code_of(thing.seed, settings().code_key)


def again(opened, browser, proposal):
    """The same browser, out of one follow-up and into another."""
    browser.post("/suivi/quitter", to="/suivi")
    return opened(proposal)


def linked(browser, other, **more):
    browser.get(CODES)
    browser.submit("Relier ce code", code=other, agreed="y", **more)
    if not more:
        browser.follow()


def titles(browser):
    return ["".join(one.text.split("\xa0")) for one in browser.page.select("main ul > li h2")]


def rows():
    db.session.expire_all()
    return db.session.scalar(db.select(db.func.count()).select_from(LinkedCode))


@pytest.fixture
def two(clock):
    return factories.published(factories.centre()), factories.published(factories.centre())


@pytest.fixture
def place(clock):
    return registered(meeting(takes_registrations=True, title="La fête des voisins"))


def test_one_code_opens_an_envie_a_place_and_a_participation(opened, other_browser, two, place):
    mine, other = two
    one = joined(other)
    browser = opened(mine)
    assert "J’ai un autre code" in browser.text
    linked(browser, code(other))
    assert "C’est relié." in browser.text
    linked(browser, code(place))
    linked(browser, joining.link_of(one))
    assert (
        len(titles(browser)) == 4
        and "La fête des voisins" in browser.text
        and "Vous en êtes." in browser.text
    )
    other_browser.get("/suivi")
    other_browser.submit("Ouvrir", code=code(place), to=CODES)
    other_browser.follow()
    assert len(titles(other_browser)) == 4
    other_browser.get("/suivi", status=303, to=CODES)
    other_browser.get(CODES)
    other_browser.submit(f"Ouvrir : Mon envie n° {other.number}", to="/suivi")
    other_browser.follow()
    assert f"Mon envie n° {other.number}" in other_browser.text
    link = joining.link_of(one).rsplit("/", 1)[1]
    other_browser.post("/suivi/quitter", to="/suivi")
    other_browser.get(f"/suivi/{link}", to=CODES, status=303)


def test_a_place_and_a_participation_open_from_the_list_for_a_minute(opened, two, place, clock):
    mine, other = two
    one = joined(other)
    browser = opened(mine)
    linked(browser, code(place))
    linked(browser, joining.link_of(one))
    browser.get(CODES)
    browser.submit("Ouvrir : Mon inscription : La fête des voisins", status=303)
    browser.follow(status=303)
    assert "La fête des voisins" in browser.follow().text
    browser.get(CODES)
    browser.submit(f"Ouvrir : J’en suis : envie n° {other.number}", status=303)
    address = path_of(browser.response.location)
    browser.follow(status=303)
    assert "Je me retire" in browser.follow().text
    clock.shift(timedelta(minutes=2))
    browser.post("/rejoindre/quitter", status=303)
    browser.get(address, status=303)
    assert "Rouvrez cette page depuis" in browser.follow().text


def test_it_needs_a_code_that_is_held_and_a_yes(opened, two):
    mine, other = two
    browser = opened(mine)
    browser.get(CODES)
    browser.submit("Relier ce code", code=code(other), status=422)
    assert "Cochez cette case si vous êtes d’accord." in browser.text
    linked(browser, "A12V", status=422)
    assert "faute de frappe" in browser.text
    linked(browser, codes.code_of(codes.new_seed(), settings().code_key), status=422)
    assert "Ce code n’ouvre rien." in browser.text
    linked(browser, code(mine), status=422)
    assert "le code que vous avez déjà ouvert" in browser.text
    assert rows() == 0


def test_nobody_links_by_having_the_same_name_or_number(opened, clock):
    same = {"way": "phone", "phone": "06 39 98 00 01", "email": "", "first_name": "Lou"}
    centre = factories.centre()
    mine, other = factories.published(centre, **same), factories.published(centre, **same)
    browser = opened(mine)
    browser.get(CODES)
    assert titles(browser) == [] and str(other.number) not in browser.page.select_one("main .two").text
    browser.post(f"{CODES}/1/ouvrir", to=CODES)
    browser.follow()
    assert "n’est plus relié" in browser.text


def test_guesses_are_counted_as_those_of_the_follow_up(opened, two):
    browser = opened(two[0])
    for _ in range(10):
        linked(browser, codes.code_of(codes.new_seed(), settings().code_key), status=422)
    linked(browser, code(two[1]), status=429)
    assert rows() == 0


def test_under_fifteen_codes_are_not_linked(opened, two, clock):
    child = factories.proposal(factories.centre(), age_band="under_15", way=None)
    browser = opened(two[0])
    linked(browser, code(child), status=422)
    assert "Avant 15 ans" in browser.text
    browser = again(opened, browser, child)
    browser.get(CODES)
    assert "Avant 15 ans" in browser.text and not browser.page.select("[name=agreed]")
    browser.post(CODES, {"code": code(two[0]), "agreed": "y"}, status=422)
    assert rows() == 0


def test_what_is_withdrawn_is_not_linked_and_says_so_when_it_was(opened, two, place):
    mine, other = two
    browser = opened(mine)
    linked(browser, code(other))
    linked(browser, code(place))
    kept = db.session.get(Registration, place.id)
    kept.erased_at = now()
    db.session.commit()
    fresh = factories.reread(other)
    factories.follow_up.withdraw(fresh, by=factories.author(fresh))
    browser.get(CODES)
    assert "Elle est retirée, ou rangée." in browser.text
    third = factories.published(factories.centre())
    linked(again(opened, browser, third), code(other), status=422)
    assert "Ce code n’ouvre plus rien à suivre" in browser.text
    delivery.deliver_pending()
    assert linked_operations.forget(now() + timedelta(days=1)) >= 1
    assert rows() == 0 and db.session.scalar(db.select(CodeGroup)) is None


def test_each_is_unlinked_and_the_others_stay(opened, other_browser, two, place):
    mine, other = two
    browser = opened(mine)
    linked(browser, code(other))
    linked(browser, code(place))
    browser.submit(f"Oui, délier : Mon envie n° {other.number}", to=CODES)
    browser.follow()
    assert "C’est délié." in browser.text and len(titles(browser)) == 2
    browser.submit("Oui, délier : Mon inscription : La fête des voisins", to=CODES)
    assert rows() == 0
    other_browser.get("/suivi")
    other_browser.submit("Ouvrir", code=code(place), status=422)


def test_another_code_leaves_the_link_and_the_old_one_dies(opened, other_browser, two, place):
    mine, other = two
    linked(opened(mine), code(place))
    old = code(place)
    other_browser.get("/suivi")
    other_browser.submit("Ouvrir", code=old, to=CODES)
    seed = codes.new_seed()
    kept = db.session.get(Registration, place.id)
    kept.code_hash = codes.hashed(codes.code_of(seed, settings().code_key), settings().code_key)
    db.session.commit()
    other_browser.get(CODES, status=303, to="/suivi")
    other_browser.get("/suivi")
    other_browser.submit("Ouvrir", code=old, status=422)
    other_browser.submit("Ouvrir", code=codes.code_of(seed, settings().code_key), to=CODES)
    assert rows() == 2


def test_two_groups_of_one_person_become_one(opened, two, place):
    mine, other = two
    third = factories.published(factories.centre())
    browser = opened(mine)
    linked(browser, code(other))
    linked(again(opened, browser, third), code(place))
    linked(browser, code(mine))
    assert rows() == 4 and db.session.scalar(db.select(db.func.count()).select_from(CodeGroup)) == 1


def test_what_is_new_since_the_last_visit(opened, two, clock):
    mine, other = two
    linked(opened(mine), code(other))
    clock.shift(timedelta(hours=3))
    browser = opened(mine)
    browser.get(CODES)
    assert "nouvelle" not in browser.page.select_one("main ul").text
    clock.shift(timedelta(hours=3))
    by = factories.staff(Role.COORDINATOR)
    factories.moderation.answer(factories.reread(other), "Venez jeudi.", by=by)
    browser = opened(mine)
    browser.get(CODES)
    assert browser.page.select_one("main ul").text.count("1\xa0nouvelle") == 1


def test_a_companion_and_a_stranger_see_no_codes(browser, two):
    browser.get(CODES, status=303, to="/suivi")
    browser.follow()
    assert "Écrivez d’abord un de vos codes." in browser.text


def test_the_page_costs_the_same_for_many(opened, two, clock, queries):
    mine, other = two
    browser = opened(mine)
    linked(browser, code(other))
    queries.clear()
    browser.get(CODES)
    few = len(queries)
    for _ in range(5):
        linked(browser, code(factories.published(factories.centre())))
    queries.clear()
    browser.get(CODES)
    assert len(queries) <= few
