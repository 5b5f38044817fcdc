"""Who reaches what: each address and verb against each kind of person; a new one without a row fails."""

import pytest

from ctg_site.db import db
from ctg_site.domain import codes
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision
from ctg_site.effects.site import settings
from tests import factories
from tests.browser import Browser

PEOPLE = ("visitor", "author", "agent", "other_agent", "coordinator", "administrator", "partner")

#: What each person is answered, in the order of PEOPLE. The file is in the centre of « agent »; the author
#: holds its code. Every POST carries its token and nothing else: 422 is a form read and found empty.
ALL_READ = (200,) * 7
TO_SIGN_IN = 303
MATRIX = {
    ("GET", "/"): ALL_READ,
    ("GET", "/aide"): ALL_READ,
    ("GET", "/contact"): ALL_READ,
    ("GET", "/charte"): ALL_READ,
    ("GET", "/accessibilite"): ALL_READ,
    ("GET", "/mentions-legales"): ALL_READ,
    ("GET", "/donnees-personnelles"): ALL_READ,
    ("GET", "/mes-droits"): ALL_READ,
    ("GET", "/plan-du-site"): ALL_READ,
    ("GET", "/papier"): ALL_READ,
    ("GET", "/robots.txt"): ALL_READ,
    ("GET", "/sitemap.xml"): ALL_READ,
    ("GET", "/.well-known/security.txt"): ALL_READ,
    ("GET", "/healthz"): ALL_READ,
    ("GET", "/readyz"): ALL_READ,
    ("GET", "/convention/"): (404,) * 7,
    ("GET", "/convention/<theme>/"): (404,) * 7,
    ("GET", "/convention/engagements/<number>"): (404,) * 7,
    ("GET", "/conventions/<period>/"): (404,) * 7,
    ("GET", "/conventions/<period>/<theme>/"): (404,) * 7,
    ("GET", "/conventions/<period>/engagements/<number>"): (404,) * 7,
    ("GET", "/envies/"): ALL_READ,
    ("GET", "/envies/<int:number>"): (404,) * 7,
    ("GET", "/envies/proposer"): ALL_READ,
    ("GET", "/envies/proposer/envie"): ALL_READ,
    ("POST", "/envies/proposer/envie"): (422,) * 7,
    ("GET", "/envies/proposer/ou"): ALL_READ,
    ("POST", "/envies/proposer/ou"): (303,) * 7,
    ("GET", "/envies/proposer/vous"): ALL_READ,
    ("POST", "/envies/proposer/vous"): (303,) * 7,
    ("GET", "/envies/proposer/contact"): ALL_READ,
    ("POST", "/envies/proposer/contact"): (422,) * 7,
    ("GET", "/envies/proposer/verifier"): (303,) * 7,
    ("POST", "/envies/proposer/envoyer"): (303,) * 7,
    ("GET", "/envies/proposer/recu"): (303,) * 7,
    ("POST", "/envies/proposer/effacer"): (303,) * 7,
    ("POST", "/envies/proposer/reprendre"): (303,) * 7,
    ("POST", "/envies/proposer/autre"): (303,) * 7,
    ("GET", "/suivi"): ALL_READ,
    ("POST", "/suivi"): (422,) * 7,
    ("GET", "/suivi/<string(length=26):secret>"): (303,) * 7,
    ("POST", "/suivi/quitter"): (303,) * 7,
    ("POST", "/suivi/message"): (303, 422, 303, 303, 303, 303, 303),
    ("POST", "/suivi/texte"): (303, 422, 303, 303, 303, 303, 303),
    ("POST", "/suivi/visibilite"): (303, 422, 303, 303, 303, 303, 303),
    ("POST", "/suivi/contester"): (303, 422, 303, 303, 303, 303, 303),
    ("GET", "/suivi/retirer"): (303, 200, 303, 303, 303, 303, 303),
    ("POST", "/suivi/retirer"): (303,) * 7,
    ("GET", "/equipe/"): (TO_SIGN_IN, TO_SIGN_IN, 303, 303, 303, 200, 200),
    ("GET", "/equipe/connexion"): ALL_READ,
    ("POST", "/equipe/connexion"): (422,) * 7,
    ("POST", "/equipe/deconnexion"): (303,) * 7,
    ("GET", "/equipe/invitation/<token>"): (404,) * 7,
    ("POST", "/equipe/invitation/<token>"): (404,) * 7,
    ("GET", "/equipe/envies/"): (TO_SIGN_IN, TO_SIGN_IN, 200, 200, 200, 403, 403),
    ("GET", "/equipe/envies/<int:number>"): (TO_SIGN_IN, TO_SIGN_IN, 200, 404, 200, 404, 404),
    **{
        ("POST", f"/equipe/envies/<int:number>/{act}"): (
            TO_SIGN_IN,
            TO_SIGN_IN,
            answer,
            404,
            answer,
            404,
            404,
        )
        for act, answer in {
            "prendre": 422,
            "decision": 409,
            "etape": 409,
            "issue": 409,
            "correction": 422,
            "message": 422,
            "note": 422,
            "coordonnees": 303,
            "prevenue": 303,
        }.items()
    },
}
VALUES = {
    "<int:number>": "1",
    "<string(length=26):secret>": "A" * 26,
    "<token>": "inconnu",
    "<theme>": "jeunesse",
    "<period>": "2022-2026",
    "<number>": "JE1",
}


def addresses(app):
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def test_every_address_has_its_row(app):
    missing, gone = addresses(app) - set(MATRIX), set(MATRIX) - addresses(app)
    assert not missing, f"write who reaches these, in tests/test_access.py: {sorted(missing)}"
    assert not gone, f"these exist no more: {sorted(gone)}"


@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_is_answered_as_written(app, person):
    centre = factories.centre()
    proposal = factories.proposal(centre)
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
    return row[0][1] == "/equipe/deconnexion"


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
        area = next(area for area in ("/envies/proposer", "/suivi", "/equipe") if address.startswith(area))
        page = sent(app, client, {"/equipe": "/equipe/connexion"}.get(area, area)).text
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
