"""What each page costs, beside a constant page of its size on the same server: `make bench`.

`CTG_BENCH_ENVIES=100000` invents so many envies first (`flask ctg generate`).
"""

import logging
import os
import tempfile
from dataclasses import dataclass

import click
from sqlalchemy import event

from ctg_site.config import Settings
from ctg_site.db import db
from ctg_site.factory import create_app
from tests.bench.servers import Reader, compared, constant
from tests.drills.site import Databases, Site, flask

#: A page that many read, and what the site keeps before Flask.
KEPT = (
    *("/", "/envies/", "/envies/2", "/actions/1", "/agenda/", "/bilan/", "/structures/"),
    *("/conventions/2022-2026/jeunesse/", "/conventions/2022-2026/engagements/JE1"),
)
#: What is drawn for each reader, since nobody else asks the same.
DRAWN = ("/recherche?q=jardin", "/envies/?q=jardin", "/healthz")
GOALS = {"page": 0.5, "304": 0.8}
LOOKS = ("SELECT", "WITH")


@dataclass(frozen=True)
class Line:
    target: str
    size: int
    statements: int
    milliseconds: float
    ratio: float
    goal: float | None

    def __str__(self):
        goal = f"{self.goal:.1f}" if self.goal else "–"
        told = f"| {self.target} | {self.size:,} | {self.statements} | {self.milliseconds:.2f}"
        return f"{told} | {self.ratio:.2f} | {goal} |"


HEAD = """| page | bytes sent | statements when drawn | CPU, ms | of a constant page | goal |
|---|---|---|---|---|---|"""


def statements(environment):
    """How many statements each page asks when it is drawn."""
    app = create_app(Settings.from_env(environment))
    app.extensions["ctg_front"].keep_at_most(0)
    logging.getLogger("ctg_site").setLevel(logging.ERROR)
    asked = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    found = {}
    for path in (*KEPT, *DRAWN):
        for _ in range(2):  # what the process keeps is there the second time
            asked.clear()
            app.test_client(use_cookies=False).get(path, base_url=environment["CTG_BASE_URL"])
        found[path] = sum(one.startswith(LOOKS) for one in asked)
    return found


def lines(environment):
    """One for each page, and one for the 304 of those that are kept."""
    asked = statements(environment)
    with Site(environment, workers=1) as site, constant(environment) as plain:
        reader, yard = Reader(site), Reader(plain)
        for path in (*KEPT, *DRAWN):
            size, cost, ratio = compared(reader, path, yard)
            goal = GOALS["page"] if path in KEPT else None
            yield Line(path, size, asked[path], cost, ratio, goal)
            if path in KEPT:
                _, cost, ratio = compared(reader, path, yard, again=True)
                yield Line(f"{path}, 304", 0, 0, cost, ratio, GOALS["304"])


def main():
    with tempfile.TemporaryDirectory() as folder:
        databases = Databases(folder, os.environ.get("CTG_TEST_DATABASE_URL"))
        try:
            environment = databases.fresh(demonstration=True)
            if many := os.environ.get("CTG_BENCH_ENVIES"):
                flask(environment, "generate", many, timeout=3600)
            click.echo(HEAD)
            for line in lines(environment):
                click.echo(line)
        finally:
            databases.end()


if __name__ == "__main__":
    main()
