"""Opens each page of the sample: the demonstration on a server of its own, in a real Chromium."""

import re
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from ctg_site.config import environment
from tests.journeys.conftest import LARGE_LETTERS, launched, wait_until_ready
from tests.journeys.hands import Pointer

ROOT = Path(__file__).parents[2]
WIDE = {"width": 1280, "height": 800}
#: A line of what the demonstration prints of its accounts and codes: what it is, how one comes in.
ENTRY = re.compile(r"^  (agent|follow-up) +(\S+)(?: {3,}(\S.*?) {3,}\S.*)?", re.M)


@contextmanager
def town():
    """The address of the invented town, served until the end, and what opens it: by who looks."""
    with tempfile.TemporaryDirectory() as kept, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        url, folder = f"http://127.0.0.1:{port}", Path(kept)
        settings = environment(
            secret_key="a key for the audit, which signs cookies",
            code_key="a key for the audit, which makes codes",
            database_url=f"sqlite:///{folder}/town.sqlite3",
            files_dir=str(folder / "files"),
            audit_heads=str(folder / "heads.txt"),
            base_url=url,
            centre_networks="127.0.0.0/8",
            demo="1",
        )
        told = run("-m", "flask", "--app", "app", "ctg", "demo", "--init", env=settings)
        with (folder / "log").open("w") as log:
            command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "app:app"]
            server = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=log, stderr=log)
        try:
            wait_until_ready(server, url, folder / "log")
            yield url, keys(told)
        finally:
            server.terminate()
            server.wait(timeout=40)


def run(*arguments, env):
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def keys(told):
    """The first agent's address and password, the first author's code."""
    found = {}
    for who, first, second in ENTRY.findall(told):
        found.setdefault(who, (first, second))
    return {"agent": found["agent"], "author": (found["follow-up"][0],)}


@contextmanager
def chromiums():
    """Chromium as it comes, and set to letters twice as large, which each page then knows of."""
    with sync_playwright() as playwright:
        browsers = [launched(playwright.chromium, *more) for more in ((), (LARGE_LETTERS,))]
        yield browsers
        for browser in browsers:
            browser.close()


@contextmanager
def opened(browser, site, entry, page_of, **options):
    """A page of the sample as it is to be judged, on a device that knows nothing of the others."""
    context = browser.new_context(base_url=site, locale="fr-FR", viewport=WIDE, **options)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.answers = []
    page.on("response", lambda answer: page.answers.append(answer) if is_page(answer) else None)
    hands = Pointer(page)
    enter(hands, page_of.get("as"), entry)
    answer = page.goto(page_of["path"])
    assert answer.ok, f"{page_of['path']}: {answer.status}"
    for verb, *words in page_of.get("then", ()):
        getattr(hands, verb)(*words)
        page.wait_for_load_state("load")
    yield page
    context.close()


def is_page(answer):
    return answer.request.resource_type == "document" and answer.status not in range(300, 400)


def enter(hands, who, entry):
    """Come in as a member of the staff, or as an author with the code."""
    if who == "agent":
        hands.page.goto("/equipe/connexion")
        hands.write("Adresse e-mail", entry[who][0])
        hands.write("Mot de passe", entry[who][1])
        hands.press("Se connecter")
        hands.page.wait_for_url(re.compile(r"/equipe/(?!connexion)"))
    elif who == "author":
        hands.page.goto("/suivi")
        hands.write("Votre code de suivi", entry[who][0])
        hands.press("Ouvrir")
        hands.page.wait_for_load_state("load")
