"""Thousands of forged requests by everybody at once: `python -m tests.drills.hostile --requests 12000`."""

import argparse
import os
import random
import re
import socket
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from threading import Lock
from urllib.parse import quote, urlencode

import click
import yaml

from ctg_site.demo.script import LENS
from tests.access_matrix import MATRIX, VALUES
from tests.drills.people import TOKEN, crowd
from tests.drills.site import Databases, Site
from tests.page_rules import AREAS
from tests.test_access import PAGES
from tests.test_fuzz import ASKED
from tests.web.test_addresses import NASTY, READ

#: Words that forms and addresses are given, beside those that their pages offer.
WORDS = (
    *("", " ", "\t", "\n", "\u00a0", "\x00", "\x08\x1b[31m", "%00", "0", "-1", "1", "2147483648", "9" * 400),
    *("1e400", "NaN", "inf", "²", "१२", "2026-02-30", "0000-00-00", "9999-12-31", "2026-11-28", "25:99"),
    *("' OR 1=1 --", "<svg onload=alert(1)>", "{{ 7*7 }}", "{% x %}", "../../etc/passwd", "=1+1"),
    *("\u202e\u2028🙂", "\ud7ff\ufffe", "é" * 2000, "x" * 20_000, "a@b", "nom@exemple.fr", "zoé@exämple.org"),
    *("06 39 98 00 01", "AAAA-AAAA-AAAAA", "A" * 26, "y", "on", "oui", "[]", "{}", "null", "True", "phone"),
    *("publish", "visit", "email", "under_15", "first_name", "private", "Un jardin partagé, avec un banc."),
)
NUMBERS = ("1", "2", "3", "7", "12", "0", "999999", "2147483647", "2147483648", "-1", "%31", "1.0", "a")
BLOCKS = ("content", "messages", "register", "file", "search", "x")
#: A length that lies leaves the server waiting: gunicorn's affair, and slow.
HEADERS = [name for name in READ if name not in {"Content-Length", "Host"}] * 3 + ["Host"]
METHODS = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "BREW")
KINDS = (
    *("application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=no-such"),
    *("application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", ""),
)
FORM = re.compile(r'<form\b[^>]*\baction="([^"]*)"[^>]*>(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'\bname="([^"]+)"(?:[^>]*?\bvalue="([^"]*)")?')
OPTION = re.compile(r'<option value="([^"]*)"')
SHOWN = re.compile(r"le code du moment est (\d{3}).(\d{3})")
#: What would leave nobody in, were it done.
SPARED = re.compile(
    r"/deconnexion|/(fermer|telephone|rouvrir)$|/compte/|/comptes/\d|/connexion/second|/equipe/oubli/"
)
NAMES = sorted(
    {"text", "way", "version", "event", "key", "fait", "suivi", "choice", "row", "q", "apres", "next"}
)
SIGN_IN = "/equipe/connexion"


@dataclass
class Answered:
    status: int
    headers: list = field(default_factory=list)
    text: str = ""

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


def exchange(address, request, patience=60):
    """What this server answers to these very bytes; 0 when it cuts the line."""
    received = bytearray()
    try:
        with socket.create_connection(address, timeout=patience) as line:
            line.sendall(request)
            while piece := line.recv(65536):
                received += piece
    except OSError:
        pass
    head, _, body = bytes(received).partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    found = re.match(r"HTTP/1\.\d (\d{3})", first)
    headers = [tuple(line.split(": ", 1)) for line in rest if ": " in line]
    return Answered(int(found[1]) if found else 0, headers, body.decode(errors="replace"))


class Hand:
    """One person, who forges what they send: cookies and tokens are their own, the rest may be anything."""

    def __init__(self, base_url, chance, account=None):
        self.host = base_url.partition("://")[2]
        name, _, port = self.host.partition(":")
        self.address, self.base_url = (name, int(port)), base_url
        self.chance, self.account = chance, account
        self.cookies, self.tokens, self.forms = {}, {}, []

    def send(self, method, path, headers=(), body=b""):
        held = [f"{name}={value}" for (at, name), value in self.cookies.items() if path.startswith(at)]
        lines = [("Host", self.host), ("Connection", "close"), ("Cookie", "; ".join(held))]
        lines += [("Content-Length", str(len(body)))] if body else []
        given = dict(headers)
        lines = [line for line in lines if line[0] not in given] + list(headers)
        head = "".join(f"{name}: {value}\r\n" for name, value in lines)
        answer = exchange(
            self.address, f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode("latin-1", "replace") + body
        )
        self.learn(path, answer)
        return answer

    def learn(self, path, answer):
        """Keep the cookies, the token of this area, and the forms of the page."""
        for name, value in answer.headers:
            if name.lower() == "set-cookie" and "Path=" in value:
                key, _, held = value.partition(";")[0].partition("=")
                self.cookies[re.search(r"Path=([^;]+)", value)[1], key] = held
        token = TOKEN.search(answer.text)
        if token and answer.status == 200:
            self.tokens[area_of(path)] = token[1]
        for action, inside in FORM.findall(answer.text)[:12] if answer.status == 200 else ():
            fields = [(name, unescape(value)) for name, value in FIELD.findall(inside)]
            fields += [(name, unescape(one)) for one in OPTION.findall(inside)[:4] for name, _ in fields[-1:]]
            self.forms = [*self.forms[-200:], (unescape(action), fields)]

    def post(self, path, pairs, headers=()):
        pairs = [*pairs, ("csrf_token", self.token(path))]
        body = encoded(pairs).encode()
        usual = {"Origin": self.base_url, "Sec-Fetch-Site": "same-origin", "Content-Type": KINDS[0]}
        return self.send("POST", path, [*(usual | dict(headers)).items()], body)

    def token(self, path):
        area = area_of(path)
        if area not in self.tokens:
            self.send("GET", PAGES.get(area, area) or "/suivi")
        return self.tokens.get(area, "")

    def come_in(self):
        """Sign in again, when this person is of the staff and is out."""
        if self.account is None:
            return
        self.cookies.clear(), self.tokens.clear()
        answer = self.post(SIGN_IN, [("email", self.account[0]), ("password", self.account[1])])
        for _ in range(4 if answer.header("Location").endswith("/code") else 0):
            shown = SHOWN.search(self.send("GET", f"{SIGN_IN}/code").text)
            if shown and self.post(f"{SIGN_IN}/code", [("totp", shown[1] + shown[2])]).status == 303:
                return

    # What follows forges.

    def act(self):
        """One forged request: its answer, and what was asked."""
        turn = self.chance.random()
        if turn < 0.4 and self.forms:
            action, fields = self.chance.choice(self.forms)
            return self.forge_post(action, self.changed(fields))
        if turn < 0.55:
            names = self.chance.sample(NAMES, 3)
            return self.forge_post(self.address_of("POST"), [(name, self.word()) for name in names])
        method = "GET" if turn < 0.92 else self.chance.choice(METHODS)
        path, headers = self.address_of("GET"), self.headers()
        names = ASKED.get(path, NAMES)
        asked = [(name, self.word()[:3000]) for name in self.chance.sample(names, min(3, len(names)))]
        path += f"?{encoded(asked)}" if turn < 0.85 else ""
        return self.send(method, path, headers), (method, path, headers, b"")

    def forge_post(self, path, pairs):
        if SPARED.search(path.partition("?")[0]) or not path.startswith("/"):
            path = "/envies/proposer/envie"
        headers = self.headers() if self.chance.random() < 0.4 else []
        if self.chance.random() < 0.1:
            headers = [*headers, ("Content-Type", self.chance.choice(KINDS))]
        return self.post(path, pairs, headers), ("POST", path, headers, pairs)

    def changed(self, fields):
        """The fields of a form, some left out, blank, doubled, or with any words."""
        kept = [
            (name, value) for name, value in fields if name != "csrf_token" and self.chance.random() < 0.9
        ]
        kept = [(n, self.word() if self.chance.random() < 0.5 else value) for n, value in kept]
        return kept + [(name, self.word()) for name, _ in kept if self.chance.random() < 0.08]

    def headers(self):
        turn = self.chance.random()
        if turn < 0.4:
            return []
        if turn < 0.6:  # a block of a page, asked alone
            return [("HX-Request", "true"), ("HX-Target", self.chance.choice(BLOCKS))]
        names = self.chance.sample(HEADERS, self.chance.randint(1, 3))
        return [(name, self.chance.choice(NASTY)) for name in dict.fromkeys(names)]

    def word(self):
        return self.chance.choice(WORDS)

    def address_of(self, wanted):
        rule = self.chance.choice([rule for method, rule in MATRIX if method == wanted])
        for name in re.findall("<[^>]+>", rule):
            number = name.startswith("<int:")
            forged = self.chance.choice(NUMBERS) if number else quote(self.word().strip()[:40], safe="")
            usual = VALUES.get(name, "a")
            rule = rule.replace(name, (number or self.chance.random() < 0.3) and forged or usual)
        return rule


def encoded(pairs):
    return urlencode([(name, value.encode(errors="surrogatepass")) for name, value in pairs])


def area_of(path):
    begins = ((area, f"{area}/", f"{area}?") for area in AREAS)
    return next((one[0] for one in begins if path == one[0] or path.startswith(one[1:])), "/suivi")


def accounts():
    """Of each role of the demonstration, one address and its password."""
    staff = yaml.safe_load(LENS.read_text())["equipe"]
    return list({one["role"]: (one["email"], one["mot_de_passe"]) for one in reversed(staff)}.values())


class Assault:
    """What several hostile people are answered, until so many requests or so many seconds are over."""

    def __init__(self, base_url, requests, seconds, seed, people=3):
        self.left, self.end, self.lock = requests, time.monotonic() + seconds, Lock()
        self.statuses, self.broken, self.slowest, self.people = Counter(), [], 0.0, people
        self.hands = []
        for number in range(people):
            chance = random.Random(seed * 100 + number)
            staff = [Hand(base_url, chance, account) for account in accounts()]
            self.hands.append([Hand(base_url, chance), Hand(base_url, chance), *staff])

    def run(self):
        self.broken += crowd(self.people, self.assail).bad
        return self

    def assail(self, number):
        chance = self.hands[number][0].chance
        for hand in self.hands[number]:
            hand.come_in()
        while self.goes_on():
            hand, began = chance.choice(self.hands[number]), time.monotonic()
            answer, asked = hand.act()
            self.hear(answer, asked, hand, time.monotonic() - began)
            if answer.header("Location").startswith(SIGN_IN + "?") and chance.random() < 0.2:
                hand.come_in()

    def goes_on(self):
        with self.lock:
            self.left -= 1
            return self.left >= 0 and time.monotonic() < self.end

    def hear(self, answer, asked, hand, seconds):
        with self.lock:
            self.statuses[answer.status] += 1
            self.slowest = max(self.slowest, seconds)
            if answer.status >= 500 and answer.status != 501:  # 501: a coding that HTTP does not know
                who = hand.account[0] if hand.account else "a visitor"
                self.broken.append(f"{answer.status} {answer.header('X-Request-Id')} {who}: {asked}"[:1500])

    def __str__(self):
        total = sum(self.statuses.values())
        return (
            f"{total} hostile requests, {dict(sorted(self.statuses.items()))}, slowest {self.slowest:.1f} s"
        )


def main():
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--requests", type=int, default=12_000)
    wanted.add_argument("--seconds", type=float, default=3600)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--people", type=int, default=4)
    given = wanted.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        databases = Databases(folder, os.environ.get("CTG_TEST_DATABASE_URL"))
        with Site(databases.fresh(demonstration=True), workers=4) as site:
            done = Assault(site.base_url, given.requests, given.seconds, given.seed, given.people).run()
            for line in done.broken:
                click.echo(line)
                number = line.split()[1]
                said = [one for one in site.log.read_text(errors="replace").splitlines() if number in one]
                click.echo("\n".join(said)[-4000:])
            failures = [one for one in site.log.read_text(errors="replace").splitlines() if '"error":' in one]
            click.echo("\n".join(dict.fromkeys(failures)))
            click.echo(done)
        databases.end()


if __name__ == "__main__":
    main()
