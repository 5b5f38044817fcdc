"""The site behind the nginx that it writes the file of: TLS, cookies, limits, a log without secrets."""

import subprocess
import sys

import pytest

from tests.drills.front import HOST, Front
from tests.drills.site import ROOT, free_port

PROCESSES = 3
#: Another process writes, as a command does.
WRITES = """
from app import app
from ctg_site.db import db
from ctg_site.models.places import Structure
with app.app_context():
    db.session.add(Structure(slug="neuf", name="Centre neuf", kind="centre-socioculturel"))
    db.session.commit()
"""


@pytest.fixture
def front(databases, new_site, tmp_path):
    port = free_port()
    behind = f"127.0.0.1:{port}"
    site = new_site(
        extra={"CTG_BASE_URL": f"https://{HOST}", "CTG_TRUSTED_PROXIES": "1", "DRILL_BEHIND": behind},
        workers=PROCESSES,
        options=("--bind", behind),
    )
    front = Front(tmp_path, site)
    try:
        yield front.start()
    finally:
        front.stop()


def test_people_come_through_it(front):
    status, headers, _ = front.ask("/envies/?page=2", secure=False)
    assert status == 301 and headers["Location"] == f"https://{HOST}/envies/?page=2"
    status, headers, body = front.ask("/", **{"Accept-Encoding": "br"})
    assert status == 200 and headers["Content-Encoding"] == "br" and body
    assert "max-age" in headers["Strict-Transport-Security"]
    status, headers, _ = front.ask("/", **{"If-None-Match": headers["ETag"], "Accept-Encoding": "br"})
    assert status == 304
    form = front.ask("/envies/proposer")
    assert form[0] == 200 and "Secure" in form[1]["Set-Cookie"], "the site knows that it is reached over TLS"


def test_the_next_request_shows_what_was_written(front):
    """Every process keeps the page by then; each answer has a number of its own."""
    before = [front.ask("/structures/") for _ in range(8 * PROCESSES)]
    kept = (front.site.log.read_text()).count('"front": "kept"')
    assert kept >= 4 * PROCESSES, front.site.said()
    assert not any("Centre neuf" in body.decode() for _, _, body in before)
    subprocess.run([sys.executable, "-c", WRITES], cwd=ROOT, env=front.site.environment, check=True)
    after = [front.ask("/structures/") for _ in range(8 * PROCESSES)]
    assert all("Centre neuf" in body.decode() for _, _, body in after)
    tags = {headers["ETag"] for _, headers, _ in after}
    assert len(tags) == 1 and tags != {headers["ETag"] for _, headers, _ in before}
    assert front.ask("/structures/", **{"If-None-Match": tags.pop()})[0] == 304
    assert len({headers["X-Request-Id"] for _, headers, _ in before + after}) == len(before + after)


def test_nothing_that_opens_something_is_in_its_log(front):
    for path in ("/suivi/ABCDEFGHJKMNPQRSTVWXYZ0123", "/recherche?q=femmes+battues", "/envies/"):
        front.ask(path)
    front.stop()
    log = (front.place / "envies.log").read_text()
    assert '"/suivi/…"' in log and '"/envies/"' in log
    assert "ABCDEFGH" not in log and "battues" not in log and "127.0.0.1" not in log


def test_what_is_kept_is_nobodys(front):
    """Styles are kept by nginx; a page of somebody is asked of the site each time."""
    _, _, home = front.ask("/")
    sheet = home.decode().partition('href="/static/')[2].partition('"')[0]
    for _ in range(2):
        assert front.ask(f"/static/{sheet}")[0] == 200
    front.ask("/equipe/connexion")
    kept = b"".join(path.read_bytes() for path in (front.place / "cache").rglob("*") if path.is_file())
    assert f"/static/{sheet}".encode() in kept
    assert b"csrf_token" not in kept
