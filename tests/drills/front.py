"""nginx before a site of the drills, by the file that the site writes, with a certificate of the moment."""

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time
from urllib.request import HTTPCookieProcessor, HTTPSHandler, build_opener

from tests.drills.people import Client, Stay
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
        self.site = site
        self.place, self.http, self.https = place, free_port(), free_port()
        subject = ["-subj", f"/CN={HOST}", "-days", "2", "-addext", f"subjectAltName=DNS:{HOST}"]
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

    def client(self):
        """A new person, who comes from the web: by the name of the site, and by its certificate."""
        trust = ssl.create_default_context(cafile=self.place / "fullchain.pem")
        front = self

        class Line(http.client.HTTPSConnection):
            def connect(self):
                bare = socket.create_connection(("127.0.0.1", front.https), self.timeout)
                self.sock = trust.wrap_socket(bare, server_hostname=HOST)

        class Opening(HTTPSHandler):
            def https_open(self, request):
                return self.do_open(Line, request)

        person = Client(f"https://{HOST}")
        person.opener = build_opener(Opening(), HTTPCookieProcessor(), Stay())
        return person
