"""`docs/first-day.md`, followed: a bare site, four files, then a resident proposes an envie to a centre."""

import re

from ctg_site.administration.sheets.columns import DISTRICTS, PLACES
from ctg_site.agenda.sheets.columns import MEETINGS
from ctg_site.cli import COMMANDS
from ctg_site.db import db
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.services import delivery
from ctg_site.staff.sheets.columns import ACCOUNTS
from tests import factories
from tests.spreadsheets import send, sheet
from tests.submission import saying
from tests.test_architecture import ROOT

FILES = (
    ("/equipe/reglages/quartiers/tableur", sheet(DISTRICTS, {"name": "La Gare"}, {"name": "Le Port"})),
    (
        "/equipe/reglages/structures/tableur",
        sheet(
            PLACES,
            {
                "name": "Les Saules",
                "kind": "Centre socioculturel",
                "district": "La Gare",
                "receives_proposals": "oui",
                "day_0": "9h-12h",
            },
            {"name": "École du Port", "kind": "École", "district": "Le Port"},
        ),
    ),
    (
        "/equipe/comptes/tableur",
        sheet(
            ACCOUNTS,
            {"name": "Ana Martin", "email": "ana@example.org", "role": "agent", "structures": "Les Saules"},
            {"name": "Coralie Blin", "email": "coralie@example.org", "role": "coordination"},
        ),
    ),
)
COFFEE = {"title": "Café", "day": "08/12/2026", "start": "9h", "end": "10h", "kind": "Café de l’info"}
ADMINISTRATOR = ("--email", "paul@example.org", "--name", "Paul Roy", "--role", "administrator")


def test_four_files_make_a_bare_site_usable(app, browser, other_browser, mailbox):
    told = app.test_cli_runner().invoke(args=["ctg", "staff", "add", *ADMINISTRATOR]).output
    invitation = re.search(r"/equipe/invitation/\S+", told)[0]
    browser.get(invitation)
    assert "Bienvenue, Paul Roy" in browser.text
    paul = db.session.scalars(db.select(User)).one()
    browser.sign_in(paul)
    for page, content in FILES:
        send(browser, page, content)
    browser.get("/equipe/reglages/premier-jour")
    for sentence in ("2 quartiers sont là", "2 lieux sont là", "3 personnes ont"):
        assert sentence in browser.text
    delivery.deliver_pending()
    assert {mail["To"] for mail in mailbox} == {"ana@example.org", "coralie@example.org"}
    coralie = factories.by_email("coralie@example.org")
    send(
        browser.sign_in(coralie),
        "/equipe/agenda/tableur",
        sheet(MEETINGS, COFFEE | {"structure": "Les Saules"}),
    )
    saying.write(other_browser)
    saying.answer(other_browser, way="visit")
    saying.send(other_browser)
    saying.add(other_browser, district="la-gare", structure="les-saules")
    envie = db.session.scalars(db.select(Proposal)).one()
    assert envie.structure_id is not None
    browser.sign_in(factories.by_email("ana@example.org")).get(f"/equipe/envies/{envie.number}")
    assert "Un jardin partagé" in browser.text


def test_the_page_names_addresses_and_commands_that_are(app):
    text = (ROOT / "docs/first-day.md").read_text()
    adapter = app.url_map.bind("localhost")
    for address in re.findall(r"`(/[\w/-]+)`", text):
        assert adapter.test(address, "GET"), f"no page {address}"
    commands = set(COMMANDS)
    named = set(re.findall(r"`flask ctg ([\w-]+)", text))
    assert named and named <= commands, f"no command {named - commands}"
