"""The site behind the nginx that it writes the file of: TLS, cookies, limits, a log without secrets."""

import http.client
import os
import shutil
import ssl
import subprocess
import time

import pytest

from tests.drills.site import end_with_us, flask, free_port

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
HOST = "envies.lens-essai.fr"
#: The folders of a test are its own: as root, nginx would answer as somebody who may not enter them.
OURSELVES = "" if os.getuid() else "user root;"
#: Around the file that the site writes: what Debian's own nginx.conf says.
AROUND = """
{user}
daemon off;
worker_processes 2;
pid {place}/nginx.pid;
error_log {place}/errors.log;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    include {place}/site.conf;
}}
"""


class Front:
    """nginx with a certificate of this test, and a browser that trusts it."""

    def __init__(self, place, site):
        self.place, self.http, self.https = place, free_port(), free_port()
        subject = ["-subj", f"/CN={HOST}", "-days", "2"]
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *subject]
            + ["-keyout", place / "privkey.pem", "-out", place / "fullchain.pem"],
            check=True,
            capture_output=True,
        )
        ports = ["--http", str(self.http), "--https", str(self.https)]
        told = flask(
            site.environment,
            "nginx",
            *ports,
            *("--behind", site.environment["DRILL_BEHIND"], "--certificate", str(place)),
            *("--cache", str(place / "cache"), "--logs", str(place)),
        )
        (place / "site.conf").write_text(told.stdout)
        (place / "nginx.conf").write_text(AROUND.format(place=place, user=OURSELVES))
        self.server = None

    def start(self):
        command = [NGINX, "-p", self.place, "-c", self.place / "nginx.conf", "-e", self.place / "errors.log"]
        tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert tried.returncode == 0 and "[warn]" not in tried.stderr, tried.stderr
        self.server = subprocess.Popen(command, preexec_fn=end_with_us, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                return self.ask("/healthz") and self
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.place / "errors.log").read_text())

    def ask(self, path, secure=True, **headers):
        """(status, headers, body) of a page."""
        if secure:
            trust = ssl._create_unverified_context()
            line = http.client.HTTPSConnection("127.0.0.1", self.https, context=trust, timeout=20)
        else:
            line = http.client.HTTPConnection("127.0.0.1", self.http, timeout=20)
        try:
            line.request("GET", path, headers={"Host": HOST, **headers})
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            line.close()

    def stop(self):
        if self.server is not None:
            self.server.terminate()
            self.server.wait(timeout=20)


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
