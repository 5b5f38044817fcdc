"""The coordination makes the file of a committee while its worker is killed half-way; each page, for axe."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.entry import sign_in
from tests.journeys.hands import Pointer, said
from tests.journeys.inspection import check_page
from tests.journeys.test_administrator import WAYS
from tests.journeys.test_main_journey import heading

ROOT = Path(__file__).parents[2]
WIDE = {"width": 1280, "height": 900}
PAGES = {
    "list": "/equipe/dossiers/",
    "start": "/equipe/dossiers/rendez-vous/{none 0}",
    "waiting": "/equipe/dossiers/{waiting}",
    "file": "/equipe/dossiers/{done}",
    "words": "/equipe/dossiers/{done}/mots",
    "questions": "/equipe/dossiers/{done}/questions",
    "theme": "/equipe/dossiers/{done}/questions/PE",
    "screen": "/equipe/dossiers/{done}/projection/1",
    "theme on screen": "/equipe/dossiers/{done}/projection/4",
}
BEGUN = """
import os
from ctg_site.committee import operations
from ctg_site.config import Settings
from ctg_site.factory import create_app
create_app(Settings.from_env(os.environ)).app_context().push()
"""
#: A worker that does five steps, then is killed with nothing said; nobody waits for it.
KILLED = """
import signal
from datetime import timedelta
operations.LEASE = timedelta(0)
taken = operations._take("killed")
for _ in range(5):
    assert operations._advance(*taken)
os.kill(os.getpid(), signal.SIGKILL)
"""
WORK = "operations.work()"


def worker(environment, code):
    """Another process of the site, on its own; how it ended."""
    return subprocess.run([sys.executable, "-c", BEGUN + code], cwd=ROOT, env=environment).returncode


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_a_committee_file(page, scenes, name):
    sign_in(Pointer(page), scenes, scenes.coordinator)
    answer = page.goto(PAGES[name].format(**scenes.committee))
    assert answer.ok
    for summary in page.locator("main summary").all():
        summary.click()
    check_page(page)


def test_the_arrows_change_screens(page, scenes):
    sign_in(Pointer(page), scenes, scenes.coordinator)
    page.goto(f"/equipe/dossiers/{scenes.committee['done']}/projection/1")
    for key, wanted in (
        ("ArrowRight", "Écran 2 sur"),
        ("ArrowRight", "Écran 3 sur"),
        ("ArrowLeft", "Écran 2 sur"),
    ):
        page.keyboard.press(key)
        expect(page.get_by_text(wanted)).to_be_visible()


@pytest.mark.parametrize("way", WAYS)
def test_a_file_is_made_though_its_worker_is_killed_then_validated(way, new_page, scenes, environment):
    kind, options = WAYS[way]
    coordinator = sign_in(kind(new_page(**options, viewport=WIDE)), scenes, scenes.coordinator)
    assert worker(environment, WORK) == 0
    number = scenes.committee[f"none {list(WAYS).index(way)}"]
    coordinator.page.goto(f"/equipe/agenda/{number}")
    coordinator.follow("Faire le dossier, ou l’ouvrir")
    heading(coordinator, "Faire le dossier")
    coordinator.press("Faire le dossier")
    expect(coordinator.page.get_by_text("Il va être commencé")).to_be_visible()
    assert worker(environment, KILLED) == -9
    look(coordinator, way, "5 étapes faites sur 20")
    assert worker(environment, WORK) == 0
    look(coordinator, way, "Fait, à valider")
    coordinator.follow("Écrire deux phrases par thème, et ce qui est à décider")
    coordinator.write("À financer", "Un lieu le soir")
    coordinator.press("Enregistrer")
    said(coordinator, "Les mots du dossier sont enregistrés.")
    expect(coordinator.page.get_by_text("À financer : Un lieu le soir")).to_be_visible()
    coordinator.unfold("Valider le dossier")
    coordinator.press("Oui, valider")
    said(coordinator, "Le dossier est validé. Il ne changera plus.")


def look(hands, way, wanted):
    """With a script the page asks for itself; without, a button does."""
    if way == "without a script":
        hands.follow("Voir où il en est")
    expect(hands.page.get_by_text(wanted)).to_be_visible(timeout=15_000)
