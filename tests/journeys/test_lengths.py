"""How long the longest pages of the demonstration are on a telephone, in windows of 320 by 568 pixels."""

from contextlib import ExitStack

import pytest
from flask_migrate import upgrade

from ctg_site import opening_commands
from ctg_site.config import Settings
from ctg_site.db import db
from ctg_site.demo import loader
from ctg_site.factory import create_app
from ctg_site.models.actions import Action
from ctg_site.models.proposals import Proposal
from tests.journeys.conftest import devices, environment_of, served
from tests.journeys.hands import Pointer

WINDOW = {"width": 320, "height": 568}
LENGTH = "() => document.querySelector('main').getBoundingClientRect().bottom + scrollY"
ACTS = "() => document.querySelector('.acts a').getBoundingClientRect().bottom + scrollY"
#: By address, how many windows at most.
MOST = {
    "/": 4,
    "/conventions/2022-2026/": 6,
    "/consultations/1/resultats": 8,
    "/donnees-personnelles": 8,
    "/parcours": 2,
    "/parcours?age=3-6": 6,
}
OF_AN_ACTION, OF_A_FILE = 8, 5


@pytest.fixture(scope="module")
def town(new_database, tmp_path_factory):
    """The demonstration on a server of its own: its address, its actions, the files that an agent opens."""
    environment = environment_of(new_database("lengths"), tmp_path_factory)
    with create_app(Settings.from_env(environment)).app_context():
        upgrade()
        opening_commands.fill()
        loader.load()
        actions = list(db.session.scalars(db.select(Action.number).where(Action.is_published)))
        centre = Proposal.structure.has(name="Centre de démonstration La Lune")
        mine = db.select(Proposal.id).where(centre)
        files = list(db.session.scalars(mine))
        db.session.remove()
    with ExitStack() as stack:
        yield stack.enter_context(served(environment, tmp_path_factory)), actions, files


@pytest.fixture
def telephone(chromium, town):
    with devices(chromium, town[0]) as make:
        yield make(viewport=WINDOW)


def windows(page, path):
    assert page.goto(path).status < 400, path
    return page.evaluate(LENGTH) / WINDOW["height"]


def test_public_pages_are_short(telephone, town):
    most = MOST | {f"/actions/{number}": OF_AN_ACTION for number in town[1]}
    found = {path: round(windows(telephone, path), 2) for path in most}
    assert len(most) > 15 and not {path: long for path, long in found.items() if long > most[path]}


def test_what_a_page_is_for_is_in_its_first_window(telephone):
    for path in ("/envies/18", "/envies/25", "/structures/la-lune", "/actions/1", "/agenda/7"):
        telephone.goto(path)
        assert telephone.evaluate(ACTS) <= WINDOW["height"], path


def test_files_are_short(telephone, town):
    agent = Pointer(telephone)
    telephone.goto("/equipe/connexion")
    agent.write("Adresse e-mail", "agent@example.org")
    agent.write("Mot de passe", "demonstration agent 2026")
    agent.press("Se connecter")
    telephone.wait_for_url("**/equipe/")
    found = {number: round(windows(telephone, f"/equipe/envies/{number}"), 2) for number in town[2]}
    assert len(found) > 3 and not {number: long for number, long in found.items() if long > OF_A_FILE}
