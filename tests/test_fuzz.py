"""Whatever is typed, pasted or forged: an answer in words, never a crash, and nothing executed."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctg_site.db import db
from tests import factories
from tests.browser import Browser
from tests.consultations import makers

ODD = st.one_of(
    st.text(max_size=60),
    st.text(max_size=3).map(lambda word: word * 700),
    st.sampled_from(
        [
            "\x00",
            "' OR 1=1 --",
            "<svg onload=alert(1)>",
            "{{ 7*7 }}",
            "=?UTF-8?Q?=0A?=Bcc:",
            "\u202e\u2028🙂",
            "../../etc/passwd",
            "9" * 400,
            "-1",
            "%00",
            "NaN",
        ]
    ),
)
FORMS = {
    "/envies/proposer/envie": ("text", "talk", "age_band"),
    "/envies/proposer/parler": ("is_child", "phone", "website"),
    "/envies/proposer/ou": ("district", "structure", "proposer_kind", "organisation"),
    "/envies/proposer/vous": ("first_name", "visibility"),
    "/envies/proposer/contact": ("way", "phone", "email", "address"),
    "/envies/proposer/envoyer": ("website",),
    "/suivi": ("code",),
    "/equipe/connexion": ("email", "password"),
}
FILE_FORMS = {
    "prendre": ("version",),
    "decision": ("decision_event", "decision_version", "decision_title", "decision_words", "decision_reason"),
    "etape": ("etape_event", "etape_version", "etape_reason"),
    "correction": ("version", "title", "words"),
    "message": ("message",),
    "note": ("note",),
    "accompagnement/fait": ("step_kind", "step_on", "step_text", "step_next_step", "step_next_on"),
    "accompagnement/coup-de-pouce": ("support_kind", "support_provider", "support_cents", "support_on"),
    "accompagnement/demande": ("request_what", "request_whom", "request_on", "request_answer"),
    "accompagnement/groupe": ("member_first_name", "member_role", "member_does", "member_under_15"),
    "accompagnement/effacer": ("kind", "row"),
    "accompagnement/reponse": ("answer", "row"),
    "accompagnement/engagements": ("commitments",),
    "accompagnement/parole": ("words_channel", "words_words"),
    "accompagnement/bilan": ("version", "participants", "attendances", "realised_on", "is_event"),
    "accompagnement/recit": ("story_version", "story_text", "story_voice", "story_consented_on"),
    "accompagnement/recit/parole": ("quote_words", "quote_said_by", "quote_consented_on"),
    "accompagnement/recit/photo": ("photo_photo", "photo_alt", "photo_shows", "photo_consented_on"),
    "accompagnement/recit/publier": ("story_version",),
}
QUICK = settings(
    max_examples=60,
    deadline=timedelta(seconds=5),
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def answers(form, values):
    return {name: value for name, value in zip(form, values, strict=False) if value is not None}


@QUICK
@given(st.sampled_from(sorted(FORMS)), st.lists(st.none() | ODD, min_size=6, max_size=6))
def test_residents_forms_hold(app, address, values):
    browser = Browser(app.test_client())
    area = "/equipe/connexion" if address.startswith("/equipe") else "/" + address.split("/")[1]
    browser.get("/envies/proposer" if area == "/envies" else area)
    refused_or_done(browser, address, answers(FORMS[address], values))


@pytest.fixture
def desk(app):
    centre = factories.centre()
    proposal = factories.published(centre)
    browser = Browser(app.test_client()).sign_in(factories.staff("agent", centre))
    browser.get(f"/equipe/envies/{proposal.number}")
    return browser, browser.page, f"/equipe/envies/{proposal.number}"


@QUICK
@given(st.sampled_from(sorted(FILE_FORMS)), st.lists(st.none() | ODD, min_size=5, max_size=5))
def test_staff_forms_hold(desk, act, values):
    browser, page, address = desk
    browser.page = page
    refused_or_done(browser, f"{address}/{act}", answers(FILE_FORMS[act], values))


#: The forms with which people take part: the names come from each page.
TAKING_PART = ("/rejoindre/1", "/paroles/envie/1", "/etre-prevenu/envie/1", "/repondre/1/1", "/repondre/1/2")


@pytest.fixture
def town(app):
    factories.published(factories.centre())
    makers.make_consultation()
    return app


@QUICK
@given(st.sampled_from(TAKING_PART), st.lists(st.none() | ODD, min_size=12, max_size=12))
def test_forms_of_taking_part_hold(town, address, values):
    db.session.expire_all()
    browser = Browser(town.test_client())
    browser.get(address)
    form = browser.page.select_one("main form[method=post]")
    names = sorted({field["name"] for field in form.select("[name]")} - {"csrf_token"})
    refused_or_done(browser, form.get("action") or address, answers(names, values))


#: The lists and forms that read their address, and the names they read there.
ASKED = {
    "/envies/": ("q", "theme", "quartier", "etape", "structure", "tri", "apres"),
    "/recherche": ("q", "dans", "apres"),
    "/equipe/connexion": ("next",),
    "/envies/proposer": ("parler",),
    "/actions/": ("theme", "engagement", "public", "quartier", "etape", "structure", "etat", "apres"),
    "/agenda/": ("quand", "sorte", "instance", "structure", "quartier", "apres"),
    "/structures/": ("sorte", "quartier", "public", "age", "ouvert", "apres"),
    "/parcours": ("age", "quartier"),
}


@QUICK
@given(st.sampled_from(sorted(ASKED)), ODD, ODD)
def test_addresses_hold(app, address, name, value):
    db.session.commit()
    asked = dict.fromkeys(ASKED[address], value) | {name: value}
    with app.app_context():
        response = app.test_client().get(address, query_string=asked)
    assert response.status_code < 500, (address, asked)


@pytest.mark.parametrize(
    "start", ["/structures/", "/instances/", "/bienvenue/", "/aide/", "/conventions/", "/"]
)
def test_no_address_with_an_odd_sign_in_it_reaches_the_database(app, start):
    for odd in ("%00", "a%00b", "%F0%9F%99%82", "%2e%2e%2fetc", "%27%20OR%201=1"):
        with app.app_context():
            response = app.test_client().get(start + odd, follow_redirects=True)
        assert response.status_code == 404, (start, odd)


def refused_or_done(browser, address, data):
    token = browser.page.select_one("input[name=csrf_token]")["value"]
    db.session.commit()
    with browser.client.application.app_context():
        response = browser.client.post(
            address, data=data | {"csrf_token": token}, headers={"Origin": "http://localhost"}
        )
    db.session.expire_all()
    assert response.status_code in {303, 409, 413, 422, 429}, (response.status_code, data)
    assert "<svg onload" not in response.text
