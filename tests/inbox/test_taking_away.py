"""The envies leave as a spreadsheet: those one may read, without anybody's contact unless it is asked for."""

from datetime import timedelta

import pytest

from ctg_site.db import db, in_chunks
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.inbox.sheets import exports, queries
from ctg_site.models.audit import AuditEntry
from ctg_site.models.proposals import Proposal
from tests import factories
from tests.browser import PASSWORD
from tests.spreadsheets import download, formulas, rows

PAGE, FILE = "/equipe/envies/tableur", "/equipe/envies/tableur/envies.xlsx"


@pytest.fixture
def centre():
    return factories.centre(name="Les Saules")


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre)


def taken_by(person, contacts=False):
    return exports.spreadsheet(queries.every(person, contacts), contacts, person)


def texts(content):
    return [row[3] for row in rows(content)[1:]]


def test_each_takes_what_they_may_read(centre, agent):
    factories.proposal(centre, text="Un jardin")
    factories.proposal(factories.centre(), text="Un four")
    factories.proposal(text="Un banc")
    factories.aside(centre, text="Une machine")
    assert texts(taken_by(agent)) == ["Un jardin", "Un banc"]
    assert texts(taken_by(factories.staff(Role.COORDINATOR))) == ["Un jardin", "Un four", "Un banc"]


def test_contacts_leave_only_when_asked_and_only_of_ones_own_centre(centre, agent):
    factories.proposal(centre, email="camille@example.org", text="=1+1 jardin")
    factories.proposal(email="dominique@example.org")
    plain, whole = taken_by(agent), taken_by(agent, contacts=True)
    assert "example.org" not in str(rows(plain)) and "Camille" not in str(rows(plain))
    assert "camille@example.org" in str(rows(whole)), "one's own centre"
    assert "dominique@example.org" not in str(rows(whole)), "nobody has taken it yet"
    assert not formulas(whole) and texts(whole)[0] == "=1+1 jardin"


def trail():
    asked = db.select(AuditEntry).where(AuditEntry.event == AuditEvent.EXPORTED).order_by(AuditEntry.number)
    return [(one.subject, one.detail) for one in db.session.scalars(asked)]


def test_the_page_gives_the_file_and_the_trail_says_who_took_it(browser, centre, agent, clock):
    factories.proposal(centre, text="Un jardin")
    browser.sign_in(agent)
    assert texts(download(browser, PAGE, FILE)) == ["Un jardin"]
    assert "camille@example.org" in str(rows(download(browser, PAGE, FILE, contacts="y")))
    assert trail() == [("les envies", ""), ("les envies", "avec les coordonnées")]
    browser.get(PAGE)
    clock.shift(timedelta(minutes=16))
    assert texts(download(browser, PAGE, FILE)) == ["Un jardin"], "nothing is asked without contacts"
    browser.submit("Télécharger le fichier", contacts=True, status=403)
    assert "Est-ce bien vous" in browser.text and len(trail()) == 3
    browser.submit("Oui, c’est moi", present_password="pas le bon", status=422)
    form = {one["name"]: one.get("value", "") for one in browser.page.select("form[action$=xlsx] input")}
    content = browser._send("POST", FILE, data=form | {"present_password": PASSWORD}).data
    assert "camille@example.org" in str(rows(content)) and len(trail()) == 4


def test_many_are_read_a_few_at_a_time(centre, queries):
    for _ in range(5):
        factories.proposal(centre)
    queries.clear()
    found = [one.id for one in in_chunks(db.select(Proposal), Proposal.id, most=2)]
    assert found == sorted(found) and len(found) == 5 and len(queries) == 3
