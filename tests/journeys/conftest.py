"""The site as people meet it: the real server in a process of its own, seen in a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import sync_playwright

from ctg_site.config import Settings
from ctg_site.factory import create_app
from tests import statements
from tests.journeys import scenes as stage
from tests.journeys.inspection import Watch
from tests.page_rules import HEADERS_ALONE

ROOT = Path(__file__).parents[2]
PHONE = {"width": 375, "height": 667}
#: As somebody sets it who reads letters twice as large: each page knows, and may give way.
LARGE_LETTERS = "--blink-settings=defaultFontSize=32"
#: The ways to go through one journey after the first: they send the same requests to the database.
OTHER_WAYS = {"without a script", "by keyboard alone"}
#: What a journey that writes does, beside its ways.
HANDS = {"press", "press_in", "sure", "click"}


def pytest_collection_modifyitems(config, items):
    """After SQLite, leave out of the run on PostgreSQL what sends again the same requests, or only looks."""
    again = [item for item in items if HEADERS_ALONE and is_journey(item) and same_for_any_database(item)]
    config.hook.pytest_deselected(items=again)
    items[:] = [item for item in items if item not in again]


def is_journey(item):
    return item.path.parent == Path(__file__).parent


def same_for_any_database(item):
    """Another way through a journey gone through already, or a page that axe inspects and nobody writes on.

    A test that neither says its way nor has a page inspected is kept: what goes has to show that it may.
    """
    ways = set(item.callspec.id.split("-")) if hasattr(item, "callspec") else set()
    used = set(item.function.__code__.co_names)
    return bool(ways & OTHER_WAYS) or (
        "with a script" not in ways and "check_page" in used and not used & HANDS
    )


@pytest.fixture(autouse=True)
def database():
    """The journeys leave the tables of the other tests alone: the server has a database of its own."""


@pytest.fixture(scope="session")
def environment(new_database, tmp_path_factory):
    return environment_of(new_database("journeys"), tmp_path_factory)


def environment_of(database_url, tmp_path_factory):
    """That of a server on a port and with folders of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CTG_")}
    return kept | {
        "CTG_SECRET_KEY": "a key for the journeys, which signs cookies",
        "CTG_CODE_KEY": "a key for the journeys, which makes codes",
        "CTG_DATABASE_URL": database_url,
        "CTG_FILES_DIR": str(tmp_path_factory.mktemp("photos")),
        "CTG_AUDIT_HEADS": str(tmp_path_factory.mktemp("heads") / "heads.txt"),
        "CTG_BASE_URL": f"http://127.0.0.1:{port}",
        "CTG_CENTRE_NETWORKS": "127.0.0.0/8",
        "CTG_DEMO": "1",
    }


@pytest.fixture(scope="session")
def scenes(environment):
    """The database of the server, filled once through the operations of the site."""
    return stage.fill(create_app(replace(Settings.from_env(environment), testing=True)))


@pytest.fixture(scope="session")
def site(environment, scenes, tmp_path_factory):
    """The address of the running site."""
    written = statements.writing()
    entry = "tests.journeys.heard:app" if written else "app:app"
    with served(environment | written, tmp_path_factory, entry) as url:
        yield url


@contextmanager
def served(environment, tmp_path_factory, entry="app:app"):
    """The site while gunicorn serves it: its address."""
    url = environment["CTG_BASE_URL"]
    log = tmp_path_factory.mktemp("server") / "log"
    command = [sys.executable, "-m", "gunicorn", "--bind", url.partition("://")[2], entry]
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        wait_until_ready(server, url, log)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=40)


def wait_until_ready(server, url, log):
    for _ in range(600):
        assert server.poll() is None, log.read_text()
        try:
            return urlopen(f"{url}/readyz", timeout=2).close()
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the server was not ready in a minute:\n{log.read_text()}")


def launched(kind, *more):
    """Chromium, without its windows where that is installed: the same pages for a third of the processor."""
    program = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
    arguments = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
    arguments += ["--no-sandbox"] if os.getuid() == 0 else []
    return kind.launch(executable_path=program, args=[*arguments, *more])


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = launched(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium, site):
    """Make a page of a new person's device, with Playwright's own options: `java_script_enabled=False`…

    Whatever Chromium complained of fails the test at its end; `page.watch.expect("422")` allows for it.
    """
    with devices(chromium, site) as make:
        yield make


@contextmanager
def devices(chromium, site):
    """What makes a page of the site at this address."""
    contexts, watches = [], []

    def make(**options):
        context = chromium.new_context(base_url=site, locale="fr-FR", **{"viewport": PHONE, **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.watch = Watch(page)
        watches.append(page.watch)
        return page

    yield make
    for context in contexts:
        context.close()
    complaints = [one for watch in watches for one in watch.complaints]
    assert not complaints, "Chromium complained:\n  - " + "\n  - ".join(complaints)


@pytest.fixture
def page(new_page):
    return new_page()
