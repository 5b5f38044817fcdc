"""A convention is prolonged, the next one prepared, compared, in force one January: nothing old is lost."""

import csv
import io
import re
import subprocess
import sys
from datetime import UTC, date, datetime

import pyotp
import pytest
import time_machine
from flask_migrate import upgrade
from playwright.sync_api import expect

from ctg_site.accounts.queries import second_factor
from ctg_site.accounts.totp import secret_of
from ctg_site.agenda import queries as agenda
from ctg_site.config import Settings
from ctg_site.convention import operations as convention
from ctg_site.convention import reader
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.factory import create_app
from ctg_site.models.outbox import SiteFact
from ctg_site.serving import DEMO_KEY
from ctg_site.wording import operations as wording
from tests import factories
from tests.agenda.makers import meeting
from tests.bilan import makers
from tests.convention.years import aim, published
from tests.journeys import moved_clock
from tests.journeys.conftest import ROOT, devices, environment_of, served
from tests.journeys.entry import sign_in
from tests.journeys.hands import Pointer, said
from tests.journeys.inspection import check_page

AUTUMN, WINTER = datetime(2026, 11, 24, 9, 12, tzinfo=UTC), datetime(2027, 1, 18, 9, 12, tzinfo=UTC)
OLD, NEW, STAFF = "/conventions/2022-2026/", "/conventions/2027-2031/", "/equipe/conventions/"
#: What people keep on a telephone, in a reader of feeds, on a sheet of paper.
FEEDS = {"/agenda.ics": r"UID:\S+", "/envies.atom": r"<id>\S+</id>", "/actions.atom": r"<id>\S+</id>"}
FEEDS["/agenda/instances/comite-de-pilotage.ics"] = r"UID:\S+"
DATA = ("engagements", "thematiques", "actions", "envies", "rendez-vous")


class Town:
    """A site of its own, whose clock is moved: its environment, who signs in, and how far the clock is."""

    def __init__(self, environment):
        self.environment, self.secrets, self.email = environment, {}, ""

    def at(self, instant):
        self.away = instant - datetime.now(UTC)
        self.environment[moved_clock.MOVED_BY] = str(self.away.total_seconds())

    def code(self, email):
        return pyotp.TOTP(self.secrets[email]).at(datetime.now(UTC) + self.away)

    def flask(self, *words):
        command = [sys.executable, "-m", moved_clock.__name__, *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done


@pytest.fixture
def town(new_database, tmp_path_factory):
    made = Town(environment_of(new_database("years"), tmp_path_factory))
    settings = Settings.from_env(made.environment)
    with time_machine.travel(AUTUMN, tick=True), create_app(settings).app_context():
        upgrade()
        factories.save(SiteFact(key=DEMO_KEY, value="1"))
        convention.load_convention(reader.read(reader.LENS))
        wording.load_first()
        keeper = factories.staff(Role.COORDINATOR)
        made.email = keeper.email
        made.secrets[made.email] = secret_of(second_factor(keeper.id).seed, settings.code_key)
        published("Des jardins partagés", keeper, commitments=[aim("PE1"), aim("NUM1")])
        factories.published(factories.centre(), title="Un jardin derrière l’école")
        for count, number in ((40, "PE1"), (20, "JE1"), (12, "NUM1")):
            makers.envies(count, [aim(number)])
        body = agenda.body("comite-de-pilotage")
        meeting(
            title="Comité d’octobre",
            day=date(2026, 10, 6),
            body_id=body.id,
            commitments=[aim("JE1")],
            by=keeper,
        )
        db.session.remove()
        db.engine.dispose()
    return made


def read(page, address):
    answer = page.request.get(address)
    assert answer.ok, f"{address}: {answer.status}"
    return answer.text()


def kept(page):
    """What must be found again: each address, what feeds name, the lines of the datasets, the figures."""
    pages = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", read(page, "/sitemap.xml"))
    assert len(pages) > 40 and f"{OLD}engagements/NUM1" in pages
    data = {
        name: list(csv.DictReader(io.StringIO(read(page, f"/donnees-ouvertes/{name}.csv")))) for name in DATA
    }
    for name in ("engagements", "thematiques"):
        data[name] = [line for line in data[name] if line["convention"] == "2022-2026"]
    page.goto("/bilan/?convention=2022-2026")
    figures = page.locator("main tbody tr").all_text_contents()
    assert len(figures) > 5 and all(data.values())
    return {
        "pages": set(pages),
        "named": {address: set(re.findall(named, read(page, address))) for address, named in FEEDS.items()},
        "data": data,
        "figures": figures,
    }


def act(text):
    """The act of the next convention, as somebody wrote it from the file of this one."""
    for said_now, said_then in (
        ("periode: 2022-2026", "periode: 2027-2031"),
        ("debut: 2022-01-01", "debut: 2027-01-16"),
        ("fin: 2026-12-31", "fin: 2031-12-31"),
        ("062-216204982-20221214-DLB13_14122022-DE", "un acte inventé"),
    ):
        assert said_now in text
        text = text.replace(said_now, said_then, 1)
    return text.encode()


def prolong(hands):
    hands.page.goto(f"{STAFF}2022-2026")
    hands.unfold("Enregistrer un avenant")
    hands.write("La date de l’acte", "2026-11-20")
    hands.write("La référence de l’acte", "avenant n° 1, inventé")
    hands.write("La nouvelle fin", "2027-01-15")
    hands.press("Enregistrer cet avenant")
    said(hands, "L’avenant est enregistré.")


def prepare(hands):
    hands.page.goto(f"{STAFF}2022-2026/repartir")
    hands.write("Son dernier jour", "2031-12-31")
    hands.press("Commencer la prochaine convention")
    said(hands, "La prochaine convention est commencée.")
    hands.follow("JE1\u00a0: ")
    hands.write("L’engagement en quelques mots", "Un lieu pour les jeunes")
    hands.press("Enregistrer ces mots")
    said(hands, "Les mots de l’engagement sont enregistrés.")
    hands.page.goto(f"{STAFF}2027-2031/apercu/engagements/JE1")
    expect(hands.page.locator("main")).to_contain_text("Brouillon.")
    check_page(hands.page)
    hands.page.goto("/equipe/renouvellement/2022-2026/continuite")
    hands.follow("JE1\u00a0: ")
    hands.choose("Changé")
    hands.write("Pourquoi", "Les jeunes l’ont demandé.")
    hands.press("Enregistrer")
    said(hands, "C’est enregistré dans le tableau de continuité.")
    hands.page.goto(f"{STAFF}2027-2031")
    hands.sure("Publier le projet")
    said(hands, "Le projet est publié")


def load_the_act(hands):
    hands.page.goto(f"{STAFF}nouvelle")
    file = {"name": "acte.yaml", "mimeType": "text/yaml", "buffer": act(reader.LENS.read_text("utf-8"))}
    hands.page.get_by_label("Le fichier de la convention").set_input_files(file)
    hands.press("Lire ce fichier")
    hands.press("Charger cette convention")
    said(hands, "La convention est chargée.")


def test_the_years_turn_and_everything_is_found_again(chromium, town, tmp_path_factory):
    entry = f"{moved_clock.__name__}:later()"
    town.at(AUTUMN)
    with served(town.environment, tmp_path_factory, entry) as url, devices(chromium, url) as device:
        hands = Pointer(device())
        before = kept(hands.page)
        sign_in(hands, town, town.email)
        prolong(hands)
        prepare(hands)
        anybody = device()
        anybody.goto(f"{OLD}suite")
        expect(anybody.locator("main")).to_contain_text("De 2022-2026 à 2027-2031")
        expect(anybody.locator("main")).to_contain_text("Les jeunes l’ont demandé.")
        expect(anybody.locator("main")).to_contain_text("Ceci est un projet.")
        load_the_act(hands)
    town.at(WINTER)
    told = town.flask("remind").stdout
    assert "convention 2022-2026: end" in told and "convention 2027-2031: begin" in told
    with served(town.environment, tmp_path_factory, entry) as url, devices(chromium, url) as device:
        for options in ({}, {"java_script_enabled": False}):
            walked_again(device(**options))
        nothing_lost(device(), before)


def walked_again(page):
    for short, now in (("", ""), ("jeunesse/", "jeunesse/"), ("engagements/JE1", "engagements/JE1")):
        page.goto(f"/convention/{short}")
        assert page.url.endswith(f"{NEW}{now}"), "the short addresses lead to what is in force"
    page.goto(f"{OLD}engagements/JE1")
    expect(page.locator("main")).to_contain_text("Cette page parle de la convention 2022-2026.")
    page.goto(OLD)
    expect(page.locator("main")).to_contain_text("prolongée par avenant")
    page.goto(f"{OLD}suite")
    expect(page.locator("main")).to_contain_text("Les jeunes l’ont demandé.")
    page.goto("/actions/1")
    tied = page.locator(f"main a[href='{OLD}engagements/PE1']").first
    Pointer(page).unfold_around(tied)
    tied.click()
    expect(page.locator("main")).to_contain_text("Des jardins partagés")


def nothing_lost(page, before):
    for address in before["pages"]:
        read(page, address)
    after = kept(page)
    assert before["pages"] <= after["pages"] and f"{NEW}engagements/JE1" in after["pages"]
    for address, named in before["named"].items():
        assert named and named <= after["named"][address], address
    assert [row for row in after["figures"] if row in before["figures"]] == before["figures"]
    for name, lines in before["data"].items():
        assert [line for line in after["data"][name] if line in lines] == lines, name
