"""The site behind the nginx that it writes the file of: TLS, cookies, limits, a log without secrets."""

import pytest

from tests.drills.front import HOST, Front
from tests.drills.site import free_port


@pytest.fixture
def front(databases, new_site, tmp_path):
    port = free_port()
    behind = f"127.0.0.1:{port}"
    site = new_site(
        extra={"CTG_BASE_URL": f"https://{HOST}", "CTG_TRUSTED_PROXIES": "1", "DRILL_BEHIND": behind},
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
