"""What each test asks of SQLite, written down, so that PostgreSQL is asked all of it by fewer tests.

`tests/tools/run-suite` gives both passes one folder, new each time. A test is left out of the second only
when those that stay send each of its statements, from the same address, with the same values: moments,
figures and keys aside, since they change with the day, the order and chance.
"""

import json
import os
import re
import sys
import threading
from hashlib import blake2b
from pathlib import Path

import pytest
from flask import has_request_context, request
from sqlalchemy import event
from sqlalchemy.engine import Engine

FOLDER = os.environ.get("CTG_TEST_STATEMENTS")
ON_POSTGRESQL = "CTG_TEST_DATABASE_URL" in os.environ
ROOT = Path(__file__).parent
#: Asked again whole: the first two are served by other processes, and each database searches its own way.
WHOLE = {"drills", "journeys", "search"}
#: A file that says one of these knows that there are two databases.
OF_A_DATABASE = re.compile(r"postgresql|psycopg|sqlite|dialect|HEADERS_ALONE|new_database", re.I)
FIGURE, KEY = re.compile(r"\d"), re.compile(r"[\w+/=-]{20,99}")


def what(statement, values):
    """A statement with its values, but for what is new each time: moments, numbers, keys."""
    row = values.values() if isinstance(values, dict) else values
    return blake2b(" ".join([statement, *map(plain, row)]).encode(), digest_size=8).hexdigest()


def plain(value):
    return "bytes" if isinstance(value, bytes) else KEY.sub("key", FIGURE.sub("0", repr(value)))


def left_out(records):
    """The tests that ask nothing which those that stay do not ask: those that ask the most come first."""
    heard, out = set(), set()
    for one in sorted(records, key=lambda one: (not one["whole"], -len(one["asked"]), one["test"])):
        new = set(one["asked"]) - heard
        heard |= new
        if not (new or one["whole"]):
            out.add(one["test"])
    return out


class Recorder:
    """Hears the statements of the test that runs, and writes them down once it has passed."""

    def __init__(self, folder):
        self.file = folder / os.environ.get("PYTEST_XDIST_WORKER", "alone")
        self.asked, self.whole, self.knowing = set(), False, {}
        event.listen(Engine, "before_cursor_execute", self.hear)
        event.listen(Engine, "handle_error", self.stay)
        sys.addaudithook(lambda name, values: self.stay() if name == "subprocess.Popen" else None)

    def hear(self, connection, cursor, statement, values, context, many):
        rule = f"{request.method} {request.url_rule} " if has_request_context() else ""
        locks = getattr(getattr(context.compiled, "statement", None), "_for_update_arg", None)
        told = f"{rule}{statement}{' FOR UPDATE' if locks is not None else ''}"
        self.asked.update(what(told, one) for one in (values if isinstance(values, list) else [values]))
        if threading.current_thread() is not threading.main_thread():
            self.stay()

    def stay(self, *_):
        """What fails, waits for others or runs beside is asked again on PostgreSQL, whatever it sends."""
        self.whole = True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item):
        self.asked, self.whole = set(), self.knows(item)
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item):
        passed = yield
        record = {"test": item.nodeid, "whole": self.whole or not self.asked, "asked": sorted(self.asked)}
        with self.file.open("a") as written:
            written.write(json.dumps(record) + "\n")
        return passed

    def knows(self, item):
        if item.path not in self.knowing:
            place = item.path.relative_to(ROOT).parts[0]
            text = item.path.read_text()
            self.knowing[item.path] = place in WHOLE or OF_A_DATABASE.search(text) is not None
        return self.knowing[item.path]


class Chooser:
    """Leaves out of the second pass what the first has shown to ask nothing more."""

    def __init__(self, folder):
        lines = [line for file in sorted(folder.iterdir()) for line in file.read_text().splitlines()]
        self.records = [json.loads(line) for line in lines]
        self.out = left_out(self.records)

    def pytest_collection_modifyitems(self, config, items):
        again = [item for item in items if item.nodeid in self.out]
        config.hook.pytest_deselected(items=again)
        items[:] = [item for item in items if item.nodeid not in self.out]

    def pytest_terminal_summary(self, terminalreporter):
        every = {one for record in self.records for one in record["asked"]}
        terminalreporter.write_line(
            f"On PostgreSQL, {len(self.records) - len(self.out)} of {len(self.records)} tests, "
            f"which send each of the {len(every)} statements of all, with its values."
        )


def pytest_configure(config):
    if FOLDER:
        config.pluginmanager.register((Chooser if ON_POSTGRESQL else Recorder)(Path(FOLDER)))
