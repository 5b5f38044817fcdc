"""Eight people read every kind of page while eight write: nothing fails, the index agrees with its texts."""

import os
import random
import re
import sys
from urllib.parse import quote_plus

import pytest

from tests.drills.people import crowd

#: `CTG_CROWD_SECONDS=30` proves it at length.
SECONDS = float(os.environ.get("CTG_CROWD_SECONDS", "3"))
#: Before 3.13 a process with threads may end by itself, whatever it runs: its answers are cut, not wrong.
PROVEN = sys.version_info >= (3, 13)
WORDS = (
    "jardin atelier cuisine réparation vélo lecture chorale potager compost couture marche parents".split()
)
ENDINGS = "age ages ation eur euse ement eux able iste ité ier ières".split()
AGENT = {"email": "agent@example.org", "password": "demonstration agent 2026"}
KEY = re.compile(r'name="key"[^>]*value="([^"]+)"')
FILE = re.compile(r"/equipe/envies/\d+")
SERVERS = {"processes": {"workers": 4, "threads": 1}, "threads": {"workers": 1, "threads": 8}}


def a_text(chance, length=80):
    """Words that nobody stemmed before."""
    return " ".join(
        chance.choice(WORDS) + chance.choice("aeiou") + chance.choice(ENDINGS) for _ in range(length)
    )


def public_pages(site):
    """One address of each kind, and searches."""
    found = re.findall(r"<loc>[^<]*?//[^/<]+(/[^<]*)</loc>", site.client().get("/sitemap.xml").text)
    kinds = {re.sub(r"\d+", "1", page): page for page in found}
    return [*kinds.values(), "/envies/?q=jardin", "/recherche?q=ja", "/recherche?q=zzz"]


def reader(site, number):
    person, chance, pages = site.client(), random.Random(number), public_pages(site)
    if number == 0:
        person.get("/equipe/connexion")
        person.post("/equipe/connexion", AGENT)
        inbox = person.get("/equipe/envies/").text
        pages = ["/equipe/envies/", "/equipe/envies/?q=jardin", "/equipe/", FILE.search(inbox)[0]]

    def read(_):
        searched = f"/recherche?q={quote_plus(a_text(chance, 4))}"
        return [person.get(chance.choice(pages)), person.get(searched if number else "/equipe/envies/")]

    return read


def sender(site, number):
    """The whole form, from its first screen to its receipt."""
    chance = random.Random(100 + number)

    def send(_):
        person = site.client()
        form = "/envies/proposer"
        answers = [person.get(form), person.get(f"{form}/envie")]
        screens = {"envie": {"text": a_text(chance)}, "contact": {"way": "visit"}}
        answers += [person.post(f"{form}/{screen}", values) for screen, values in screens.items()]
        return [*answers, person.post(f"{form}/envoyer"), person.get(f"{form}/recu")]

    return send


def joiner(site, number):
    chance = random.Random(200 + number)

    def join(_):
        person = site.client()
        asked = person.get("/rejoindre/18")
        key = KEY.search(asked.text)
        brought = {"offers": "time", "way": "visit", "key": key[1] if key else ""}
        joined, said = person.post("/rejoindre/18", brought), person.get("/paroles/envie/18")
        words = {"kind": "question", "text": a_text(chance, 20)}
        return [asked, joined, said, person.post("/paroles/envie/18", words)]

    return join


def clerk(site, number):
    """Somebody of the staff, who writes notes and messages."""
    person, chance = site.client(), random.Random(300 + number)
    person.get("/equipe/connexion")
    person.post("/equipe/connexion", AGENT)
    page = FILE.search(person.get("/equipe/envies/?voir=mon-centre").text)[0]

    def work(_):
        return [person.get(page), person.post(f"{page}/note", {"note": a_text(chance, 20)})]

    return work


@pytest.mark.parametrize("server", SERVERS)
def test_a_crowd_that_reads_and_writes(new_site, server, record_property):
    site = new_site(demonstration=True, **SERVERS[server])
    acts = [reader(site, number) for number in range(8)]
    acts += [*(sender(site, number) for number in range(5)), *(joiner(site, number) for number in range(2))]
    acts.append(clerk(site, 0))
    told = crowd(len(acts), lambda number: acts[number](number), seconds=SECONDS)
    record_property("figures", f"crowd, {server}: {told.total} answers, {dict(told.statuses)}")
    bad = [one for one in told.bad if PROVEN or server == "processes" or not one.startswith("0 ")]
    assert not bad, f"{told}\n{site.said()}"
    assert told.statuses[200] > 20 and told.statuses[303] > 8, told
    assert not {404, 400, 403, 409} & told.statuses.keys(), told
    site.stop()
    checked = site.flask("verify")
    assert checked.returncode == 0, checked.stdout
