"""The shared tablet: lent by the staff, one person after the other, given back by a code."""

from datetime import timedelta

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import Channel
from ctg_site.domain.workflow import Forbidden
from ctg_site.models.desk import Tablet
from ctg_site.models.people import StaffSession
from ctg_site.models.proposals import Contact, Draft, Proposal
from ctg_site.submission import operations
from ctg_site.submission.tablet import operations as tablets
from tests import factories
from tests.browser import Browser

CODE, TABLET = "482913", "/borne"
WORDS = "Un atelier de réparation de vélos, le samedi."


@pytest.fixture
def centre():
    return factories.centre(name="Centre Exemple", slug="exemple")


@pytest.fixture
def lend(browser, centre):
    """Somebody of the centre makes a tablet of their browser."""
    agent = factories.staff(Role.AGENT, centre, name="Dominique")
    browser.sign_in(agent).get("/equipe/borne")
    browser.submit("Commencer", structure=str(centre.id), code=CODE)
    browser.follow(status=303, to=TABLET)
    browser.follow()
    return browser


def write(browser, text=WORDS, age="adult"):
    browser.get(TABLET)
    browser.submit("Je propose une envie", to=f"{TABLET}/envie")
    browser.follow()
    browser.submit("Continuer", text=text, age_band=age, to=f"{TABLET}/contact")
    browser.follow()


def send(browser, **contact):
    browser.submit("Continuer", **contact, to=f"{TABLET}/verifier")
    browser.follow()
    browser.submit("Envoyer mon envie", to=f"{TABLET}/recu")
    return browser.follow()


def test_lent_it_is_signed_in_no_more_and_tells_its_centre(lend):
    assert "Centre Exemple" in lend.text
    assert not db.session.scalars(db.select(StaffSession)).all()
    lend.get("/equipe/envies/", status=303)
    (tablet,) = db.session.scalars(db.select(Tablet))
    assert CODE not in tablet.code_hash + tablet.token_hash


def test_the_link_that_opened_it_opens_nothing_later(browser, app, centre, clock):
    browser.sign_in(factories.staff(Role.AGENT, centre)).get("/equipe/borne")
    browser.submit("Commencer", structure=str(centre.id), code=CODE)
    link, other = browser.response.location, Browser(app.test_client())
    clock.shift(timedelta(minutes=3))
    other.get(link, status=303, to=TABLET)
    assert "arrêtée" in other.get(TABLET).get_text()
    other.get(f"{TABLET}/ouvrir/quelconque", status=303, to=TABLET)


def test_an_envie_goes_to_the_centre_and_its_receipt_is_shown_once(lend):
    write(lend)
    send(lend, way="phone", phone="06 39 98 00 01")
    assert len(lend.page.select(".code span")) == 3 and lend.page.select(".square img")
    proposal = db.session.scalars(db.select(Proposal)).one()
    assert (proposal.structure.slug, proposal.channel) == ("exemple", Channel.ONLINE)
    lend.get(f"{TABLET}/encore-la")
    lend.click("Oui, je continue", status=303, to=f"{TABLET}/recu")
    lend.follow()
    lend.submit("J’ai mon code, j’ai fini", to=TABLET)
    assert "storage" in lend.response.headers["Clear-Site-Data"]
    for page in ("recu", "envie", "contact", "verifier", "ou", "vous", "encore-la"):
        lend.get(f"{TABLET}/{page}", status=303, to=TABLET)
    assert not db.session.scalars(db.select(Draft)).all()


def test_where_with_whom_and_shown_are_said_after(lend):
    write(lend)
    send(lend, way="visit")
    lend.click("Dire où, et avec qui")
    lend.submit("Enregistrer", proposer_kind="group", to=f"{TABLET}/recu")
    lend.follow()
    lend.click("Dire si on peut la montrer")
    lend.submit("Enregistrer", first_name="Awa", visibility="first_name", to=f"{TABLET}/recu")
    proposal = db.session.scalars(db.select(Proposal)).one()
    assert (proposal.proposer_kind, proposal.visibility) == ("group", "first_name")


def test_a_child_leaves_nothing_of_theirs(lend):
    write(lend, age="under_15")
    assert "ni ton nom" in lend.text
    send(lend)
    assert not db.session.scalars(db.select(Contact)).all()


def test_the_next_person_finds_nothing_of_who_left_in_the_middle(lend):
    write(lend)
    lend.get(TABLET)
    lend.get(f"{TABLET}/contact", status=303, to=TABLET)
    lend.get(TABLET)
    lend.submit("Je propose une envie")
    assert WORDS not in lend.follow().get_text()


def test_who_left_by_the_first_page_is_erased_when_the_next_one_begins(lend):
    write(lend)
    lend.get(TABLET)
    lend.submit("Je propose une envie", to=f"{TABLET}/envie")
    assert not db.session.scalars(db.select(Draft)).all(), "the words of the one before stay nowhere"


def test_nobody_lends_a_tablet_of_another_centre(lend, centre):
    other = factories.centre(slug="autre")
    agent = factories.staff(Role.AGENT, centre)
    with pytest.raises(Forbidden):
        tablets.start(other.id, CODE, by=agent, session_token="none")
    assert [one.structure_id for one in db.session.scalars(db.select(Tablet))] == [centre.id]


def test_erased_it_is_gone_from_the_site_too_and_a_copied_cookie_shows_nothing(lend):
    write(lend)
    copied = dict(lend.client._cookies)
    lend.submit("Oui, tout effacer", to=TABLET)
    lend.client._cookies.update(copied)
    lend.get(f"{TABLET}/envie")
    assert WORDS not in lend.text and not db.session.scalars(db.select(Draft)).all()


def test_more_time_without_a_script_keeps_the_text(lend):
    lend.submit("Je propose une envie")
    lend.follow()
    assert "180" in lend.page.select_one("noscript meta")["content"]
    lend.submit("Il me faut plus de temps", text=WORDS, to=f"{TABLET}/envie")
    assert WORDS in lend.follow().get_text()
    lend.get(f"{TABLET}/encore-la")
    assert "20" in lend.page.select_one("noscript meta")["content"]
    lend.click("Oui, je continue")
    assert WORDS in lend.text


def test_the_browser_is_asked_to_propose_nothing(lend):
    write(lend)
    fields = lend.page.select("main input[type=tel], main input[type=email], main textarea")
    assert fields and {field["autocomplete"] for field in fields} == {"off"}
    assert lend.page.select_one("form.reach")["autocomplete"] == "off"
    assert lend.response.headers["Cache-Control"] == "no-store"


def test_no_page_leads_out_of_it(lend):
    pages = [lend.page]
    write(lend)
    pages.append(lend.page)
    pages.append(send(lend, way="visit"))
    links = {link["href"] for page in pages for link in page.select("a[href]")}
    assert all(link.startswith((TABLET, "#", "tel:", "sms:")) for link in links), links


def test_the_code_gives_it_back_and_the_wrong_ones_are_counted(lend):
    lend.get(f"{TABLET}/quitter")
    for _ in range(10):
        lend.submit("Quitter", status=422, code="111213")
    lend.submit("Quitter", status=422, code=CODE)
    assert "dix minutes" in lend.text and CODE not in str(lend.page)


def test_left_by_its_code_nothing_runs(lend):
    lend.get(f"{TABLET}/quitter")
    lend.submit("Quitter", code=CODE, to="/equipe/connexion")
    assert "Clear-Site-Data" in lend.response.headers
    assert not db.session.scalars(db.select(Tablet)).all()
    assert "arrêtée" in lend.get(TABLET).get_text()


def test_stopped_from_afar_by_ones_own_centre_alone(lend, app, centre):
    stranger = Browser(app.test_client()).sign_in(factories.staff(Role.AGENT, factories.centre()))
    stranger.get("/equipe/borne")
    assert "Centre Exemple" not in stranger.text
    number = db.session.scalars(db.select(Tablet.id)).one()
    stranger.post(f"/equipe/borne/{number}/arreter", status=404)
    own = Browser(app.test_client()).sign_in(factories.staff(Role.AGENT, centre))
    own.get("/equipe/borne")
    own.submit("Oui, l’arrêter : Centre Exemple")
    assert "arrêtée" in lend.get(TABLET).get_text()


@pytest.mark.parametrize("code", ["", "12345", "000000", "234567", "987654", "12 34 56", "secret"])
def test_a_code_that_is_soon_guessed_is_refused(browser, centre, code):
    browser.sign_in(factories.staff(Role.AGENT, centre)).get("/equipe/borne")
    browser.submit("Commencer", status=422, structure=str(centre.id), code=code)
    assert not db.session.scalars(db.select(Tablet)).all()


def test_at_night_it_stops_by_itself(lend):
    tablet = db.session.scalars(db.select(Tablet)).one()
    operations.forget(tablet.expires_at)
    assert "arrêtée" in lend.get(TABLET).get_text()


@pytest.mark.parametrize("typed", ["\x00", "٤٨٢٩١٣", "482913\u200b0", "9" * 400, "🙂🙂🙂🙂🙂🙂"])
def test_an_odd_code_is_a_wrong_one(lend, typed):
    lend.get(f"{TABLET}/quitter")
    lend.post(f"{TABLET}/quitter", {"code": typed}, status=422)
    lend.get(f"{TABLET}/envie", status=303, to=TABLET)


def test_a_page_costs_the_same_beside_twenty_tablets(lend, app, centre, queries):
    write(lend)
    queries.clear()
    lend.get(f"{TABLET}/contact")
    assert len(queries) <= 4, queries
    staff = Browser(app.test_client()).sign_in(factories.staff(Role.AGENT, centre))
    counts = []
    for _ in range(2):
        staff.get("/equipe/borne")
        queries.clear()
        staff.get("/equipe/borne")
        counts.append(len(queries))
        for _ in range(10):
            tablets.start(centre.id, CODE, by=factories.staff(Role.AGENT, centre), session_token="")
    assert counts[0] == counts[1]
