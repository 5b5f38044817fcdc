"""Who reaches what: each address and verb against each kind of person; a new one without a row fails."""

from datetime import date, timedelta

import pytest

from ctg_site.db import db
from ctg_site.domain import codes
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision
from ctg_site.remarks import queries
from ctg_site.runtime import settings
from tests import factories
from tests.access_matrix import MATRIX, PEOPLE, VALUES
from tests.agenda import makers
from tests.browser import Browser
from tests.consultations.makers import make_consultation
from tests.page_rules import AREAS
from tests.remarks import makers as remarks

#: Where a token is found, in an area that has no page at its own address.
PAGES = {
    "/equipe": "/equipe/connexion",
    "/signaler": "/signaler/2",
    "/inscription": "/inscription/code",
    "/rejoindre": "/rejoindre/2",
    "/repondre": "/repondre/1/1",
    "/paroles": "/paroles/envie/2",
    "/etre-prevenu": "/etre-prevenu/envie/2",
}


def addresses(app):
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def test_every_address_has_its_row(app):
    missing, gone = addresses(app) - set(MATRIX), set(MATRIX) - addresses(app)
    assert not missing, f"write who reaches these, in tests/<slice>/access_rows.py: {sorted(missing)}"
    assert not gone, f"these exist no more: {sorted(gone)}"


@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_is_answered_as_written(app, person):
    centre = factories.centre()
    proposal = factories.proposal(centre)
    factories.report(factories.published(centre))
    remarks.remark(queries.proposal(2).proposal)
    make_consultation()
    in_a_week = date.today() + timedelta(days=7)
    makers.meeting(centre, day=in_a_week, takes_registrations=True, kind="committee")
    browser = Browser(app.test_client())
    enter(browser, person, centre, proposal)
    wrong = []
    for (method, rule), expected in sorted(MATRIX.items(), key=ends_the_session):
        wanted = expected[PEOPLE.index(person)]
        answer = ask(app, browser, method, rule)
        if answer != wanted:
            wrong.append(f"{method} {rule}: {answer}, expected {wanted}")
    assert not wrong, f"{person}:\n  " + "\n  ".join(wrong)


def ends_the_session(row):
    return row[0] in {("POST", end) for end in ("/equipe/deconnexion", "/suivi/quitter", "/suivi/retirer")}


def enter(browser, person, centre, proposal):
    """Become this person, with the cookies a real browser would hold."""
    if person == "author":
        browser.get(f"/suivi/{link_of(proposal)}", status=303)
    elif person not in {"visitor", "author"}:
        role = Role.AGENT if "agent" in person else Role(person)
        places = {"agent": [centre], "other_agent": [factories.centre()]}.get(person, [])
        browser.sign_in(factories.staff(role, *places))


def link_of(proposal):
    return codes.link_of(proposal.seed, settings().code_key)


def ask(app, browser, method, rule):
    """The status of one request, on a copy of the person's cookies, undone afterwards."""
    address = rule
    for name, value in VALUES.items():
        address = address.replace(name, value)
    client = app.test_client()
    client._cookies.update(browser.client._cookies)
    data = {}
    if method == "POST":
        area = next((area for area in AREAS if address.startswith(area)), address)
        page = sent(app, client, PAGES.get(area, area)).text
        data["csrf_token"] = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    response = sent(app, client, address, method=method, data=data)
    return response.status_code


def sent(app, client, address, **options):
    """One request with a session and a `g` of its own, as on a server."""
    db.session.commit()
    with app.app_context():
        response = client.open(address, **options)
        response.close()
    db.session.expire_all()
    return response


def test_a_file_without_a_centre_is_read_by_agents_and_its_contact_by_nobody(app):
    proposal = factories.proposal(way="phone", phone="06 39 98 00 01")
    for role, places, wanted in (
        (Role.AGENT, [factories.centre()], 200),
        (Role.AGENT, [factories.centre(receives_proposals=False)], 404),
        (Role.PARTNER, [], 404),
    ):
        browser = Browser(app.test_client()).sign_in(factories.staff(role, *places))
        browser.get(f"/equipe/envies/{proposal.id}", status=wanted)
        assert "06 39 98 00 01" not in browser.text
        browser.get("/equipe/connexion")
        browser.post(f"/equipe/envies/{proposal.id}/coordonnees", status=403 if wanted == 200 else 404)


def test_what_is_published_is_read_by_all_and_handled_by_its_centre_alone(app):
    proposal = factories.decided(Decision.PUBLISH, words=factories.moderation.Words("Un jardin", "Un jardin"))
    browser = Browser(app.test_client())
    browser.get(f"/envies/{proposal.id}")
    browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    browser.get(f"/equipe/envies/{proposal.id}", status=404)
