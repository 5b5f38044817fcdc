"""« The town in production », from a fresh clone: `make rehearsal` ends with 0 when each step holds."""

import os
import re
import signal
import sys
import time
from functools import partial
from itertools import count

from tests.drills.front import NGINX
from tests.rehearsal.town import Town, memory, receipt, waited

ADDRESS = "sami@town.fr"
AGENT = {"email": "agent@example.org", "password": "demonstration agent 2026"}
TITLE = "Réparer les vélos ensemble"
FORM = "/envies/proposer"
FILE = partial(re.findall, r'href="/equipe/envies/(\d+)"')
VERSION = re.compile(r'name="(?:decision_)?version"[^>]*value="(\d+)"')
#: Faster than this, a form was filled in by a machine.
HUMAN = 3.2
#: A restoration, from the empty database to the first page.
LONGEST_RESTORATION = 15 * 60


class DoesNotHold(Exception):
    """A step that failed; the message says what was seen."""


def need(held, what):
    if not held:
        raise DoesNotHold(what)


def say(sentence):
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def from_a_clone(town):
    fresh = town.clone()
    yield "The code is a fresh clone." if fresh else "No repository here: the code is this folder."


def a_town_is_founded(town):
    town.found(town.receive_mails())
    yield "PostgreSQL holds the demonstration; a server of mails listens on this machine."


def it_is_served(town):
    spent = town.serve()
    town.send_mails()
    yield (
        f"Two processes answer behind nginx, over TLS: the first answer took {spent:.1f} s of processor."
        " The mail loop runs."
    )


def somebody_proposes(town):
    town.resident = town.front.client()
    town.code = proposed(town.resident, "Un atelier pour réparer les vélos entre voisins, près du marché")
    shown = {"first_name": "Sami", "visibility": "first_name"}
    town.resident.get(f"{FORM}/vous")
    need(town.resident.post(f"{FORM}/vous", shown).status == 303, "the author could not say: show it")
    arrived = waited(lambda: letters(town))
    need(arrived, f"no letter of receipt came: {len(town.sink.received)} letter(s)")
    yield f"A resident proposed an envie, holds a code, and received {arrived} letter(s)."


def proposed(person, text):
    """Through the screens of the form, at the pace of a person; the follow-up code of the receipt."""
    person.get(f"{FORM}/envie")
    person.post(f"{FORM}/envie", {"text": text, "age_band": "adult"})
    person.get(f"{FORM}/contact")
    person.post(f"{FORM}/contact", {"way": "email", "email": ADDRESS})
    person.get(f"{FORM}/verifier")
    time.sleep(HUMAN)
    sent = person.post(f"{FORM}/envoyer")
    codes = receipt(person.get(f"{FORM}/recu").text)
    need(codes, f"no code on the receipt: {sent.status}, {sent.location}")
    return codes[0]


def letters(town):
    """How many the author received."""
    return sum(ADDRESS in readers for _, readers, _ in town.sink.received)


def a_centre_publishes(town):
    agent = town.front.client()
    agent.get("/equipe/connexion")
    need(agent.post("/equipe/connexion", AGENT).location == "/equipe/", "the agent could not come in")
    waiting = agent.get("/equipe/envies/?voir=sans-centre").text
    address = f"/equipe/envies/{max(map(int, FILE(waiting)), default=0)}"
    taken = agent.post(f"{address}/prendre", {"version": version(agent.get(address))})
    need(taken.status == 303, f"the file was not taken: {taken.status}")
    before, read = letters(town), agent.get(address)
    words = {"event": "publish", "title": TITLE, "words": f"{TITLE}, le samedi.", "version": version(read)}
    told = agent.post(f"{address}/decision", {f"decision_{name}": said for name, said in words.items()})
    need(told.status == 303, f"the decision was not taken: {told.status}")
    need(TITLE in town.front.client().get("/envies/").text, "the register does not show the envie")
    need(waited(lambda: letters(town) > before), "the author received no news")
    yield "A centre took it and published it; everybody reads it, and its author received the news."


def version(answer):
    """Of the file that the first form of this page is about."""
    found = VERSION.search(answer.text)
    need(found, f"nothing to decide on {answer.url}: {answer.status}")
    return found[1]


def a_process_dies(town):
    killed = town.site.workers[0]
    os.kill(killed, signal.SIGKILL)
    answers = [town.front.client().get("/envies/").status for _ in range(20)]
    need(answers.count(200) >= 19, f"people were answered {answers}")
    need(waited(lambda: len(set(town.site.workers) - {killed}) == 2), "no process took its place")
    figures = [memory(pid) for pid in town.site.workers]
    own = " and ".join(f"{share} MB ({whole} with what is shared)" for share, whole in figures)
    good = answers.count(200)
    yield f"A process was killed: {good} of 20 readers were answered meanwhile, another took its place."
    yield f"The processes hold {own}."


def it_is_backed_up(town):
    town.stop_mails()
    proposed(town.front.client(), "Un banc à l’ombre devant la médiathèque du quartier")
    began = time.monotonic()
    town.kept = town.place / "kept"
    told = town.ctg("backup", str(town.kept)).stdout.strip().splitlines()[-1]
    seconds = time.monotonic() - began
    yield f"The site was backed up while it served, in {seconds:.1f} s, a letter still waiting."
    yield told


def it_is_put_back(town):
    town.other = town.elsewhere()
    began = time.monotonic()
    told = town.other.flask("restore", str(town.kept)).stdout
    need("1 letter(s) waited" in told, f"the letter that waited is not held: {told}")
    need(town.other.flask("letters", "drop").stdout.startswith("1 "), "the letter held was not left aside")
    town.other.start()
    seconds = time.monotonic() - began
    need(seconds < LONGEST_RESTORATION, f"it took {seconds:.0f} s")
    yield f"Put back in another database, served there, in {seconds:.1f} s; the letter that waited is held."


def the_code_still_opens(town):
    author = town.other.client()
    author.get("/suivi")
    opened = author.follow(author.post("/suivi", {"code": town.code}))
    need(opened.status == 200 and "vélos" in opened.text, f"the code opens nothing there: {opened.status}")
    yield "The code of the receipt opens the envie on the restored site."


def all_is_sound(town):
    for name, site in (("first", town.site), ("restored", town.other)):
        done = town.ctg("verify", environment=site.environment, check=False)
        need(done.returncode == 0, f"verify, on the {name} site: {done.stdout}{done.stderr}")
    yield "`flask ctg verify` finds both sites sound, and their trails unbroken."


STEPS = (
    *(from_a_clone, a_town_is_founded, it_is_served, somebody_proposes, a_centre_publishes, a_process_dies),
    *(it_is_backed_up, it_is_put_back, the_code_still_opens, all_is_sound),
)


def main():
    """0 when every step held; 1 at the first that does not, said in its sentence; 2 when something lacks."""
    if NGINX is None or "CTG_TEST_DATABASE_URL" not in os.environ:
        say("nginx and PostgreSQL are needed: tests/tools/install-system installs them. Then: make rehearsal")
        return 2
    began, numbers = time.monotonic(), count(1)
    with Town() as town:
        for step in STEPS:
            try:
                for sentence in step(town):
                    say(f"{next(numbers):>3}. {sentence}")
            except (DoesNotHold, AssertionError) as failed:
                say(f"This does not hold ({step.__name__}): {failed}")
                return 1
    say(f"All of it held, in {time.monotonic() - began:.0f} s. Nothing of it is left.")
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # whoever stops it, what it started ends
    sys.exit(main())
