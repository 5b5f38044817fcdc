"""Start the site again and again under readers who do not wait: `python -m tests.drills.cold_starts`."""

import argparse
import os
import re
import tempfile
import time
from pathlib import Path

import click

from tests.drills.people import crowd
from tests.drills.site import Databases, Site

PAGES = (
    *("/", "/envies/", "/envies/?q=jardin", "/recherche?q=atelier+cuisine", "/convention/", "/actions/"),
    *("/agenda/", "/consultations/", "/structures/", "/aide", "/envies.atom", "/sitemap.xml", "/parcours"),
)
READERS = 8
DIED = re.compile(r"Worker \(pid:\d+\) (?:was sent (?!SIGTERM)\w+|exited with code [1-9]\d*)")


def read_at_once(site, seconds, readers=READERS):
    """What readers of every page are answered from the first instant; each death that the log tells."""
    people = [site.client() for _ in range(readers)]
    turns = list(range(readers))

    def read(number):
        turns[number] += 1
        return people[number].get(PAGES[turns[number] % len(PAGES)])

    return crowd(readers, read, seconds=seconds), DIED.findall(site.log.read_text(errors="replace"))


def memory(site):
    """The resident and the proportional memory of all the processes, in megabytes."""
    texts = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in (site.pid, *site.workers)]
    return [
        sum(int(re.search(rf"^{kind}:\s+(\d+)", text, re.MULTILINE)[1]) for text in texts) // 1024
        for kind in ("Rss", "Pss")
    ]


def main():
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--starts", type=int, default=30)
    wanted.add_argument("--seconds", type=float, default=4)
    wanted.add_argument("--workers", type=int)
    wanted.add_argument("--threads", type=int)
    wanted.add_argument("--demonstration", action="store_true")
    wanted.add_argument("options", nargs="*", help="for gunicorn, after --")
    given = wanted.parse_args()
    deaths = 0
    with tempfile.TemporaryDirectory() as folder:
        databases = Databases(folder, os.environ.get("CTG_TEST_DATABASE_URL"))
        environment = databases.fresh(given.demonstration)
        for start in range(1, given.starts + 1):
            site = Site(environment, given.workers, given.threads, options=given.options)
            site.log.unlink(missing_ok=True)
            began = time.monotonic()
            with site:
                ready = time.monotonic() - began
                told, died = read_at_once(site, given.seconds)
                deaths += bool(died)
                rate, (rss, pss) = told.total / given.seconds, memory(site)
            figures = f"ready {ready:.1f} s, {rate:.0f}/s, RSS {rss} PSS {pss} MB"
            click.echo(f"{start}: {figures}, {dict(told.statuses)} {died}")
        databases.end()
    click.echo(f"{deaths} of {given.starts} starts with a process that died")


if __name__ == "__main__":
    main()
