"""What each test asks of SQLite, written down, so that PostgreSQL is asked all of it by fewer tests.

`tests/tools/run-suite` gives both passes one folder, new each time. A test is left out of the second only
when those that stay send each of its statements, from the same address; and when each of them is sent, from
some address, with a value of the same kind (`tests/kinds.py`) at each of its places, with nothing at the same
places together, and gets or changes as many rows: none, one or several.
"""

import heapq
import json
import os
import re
import sqlite3
import sys
import threading
from functools import cache, reduce
from hashlib import blake2b
from itertools import islice
from operator import or_
from pathlib import Path

import pytest
from flask import has_request_context, request
from sqlalchemy import event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Engine
from sqlalchemy.engine.default import DefaultDialect

from tests.kinds import kind, some

FOLDER = os.environ.get("CTG_TEST_STATEMENTS")
ON_POSTGRESQL = "CTG_TEST_DATABASE_URL" in os.environ
ROOT = Path(__file__).parent
#: Asked again whole: the first is served by other processes, and each database searches its own way.
WHOLE = {"drills", "search"}
#: Where a site that is served writes what it asks, in its environment.
WRITTEN_IN = "STATEMENTS_WRITTEN_IN"
#: A file that says one of these knows that there are two databases.
OF_A_DATABASE = re.compile(r"postgresql|psycopg|sqlite|dialect|HEADERS_ALONE|new_database", re.I)
#: What says to a process which database is ours.
OURS = re.compile("CTG|PG|DATABASE")


def what(told, rows):
    """What a statement asks with these rows of values: which are nothing together, the kind of each."""
    yield told, "sent", some(len(rows))
    for row in rows:
        yield told, "nothing", tuple(name for name, one in row.items() if one is None)
        yield from ((told, name, kind(one)) for name, one in row.items())


def left_out(records):
    """The tests that ask nothing which those that stay do not ask.

    The next that stays is always the one that asks most of what none before it did. Of what is asked, `asked`
    holds the numbers, as bits.
    """
    heard, left = 0, {}
    for one in records:
        if one["whole"]:
            heard |= one["asked"]
        else:
            left[one["test"]] = one["asked"]
    queue = [(-asked.bit_count(), test) for test, asked in left.items()]
    heapq.heapify(queue)
    while queue:
        test = heapq.heappop(queue)[1]
        left[test] &= ~heard
        rank = (-left[test].bit_count(), test)
        if queue and rank > queue[0] and left[test]:
            heapq.heappush(queue, rank)  # others have asked meanwhile what it asks
        elif left[test]:
            heard |= left.pop(test)
    return set(left)


class Counting(sqlite3.Cursor):
    """Tells how many rows its statement gave."""

    tell = None
    given = 0

    def fetchone(self):
        row = super().fetchone()
        return self._count(row is not None, row)

    def fetchmany(self, *size):
        rows = super().fetchmany(*size)
        return self._count(len(rows), rows)

    def fetchall(self):
        rows = super().fetchall()
        return self._count(len(rows), rows)

    def _count(self, more, found):
        if self.tell and (more or not self.given):
            self.given += more
            self.tell("given", some(self.given))
        return found


class Counted(sqlite3.Connection):
    def cursor(self, factory=Counting):
        return super().cursor(factory)


def counted(dialect, *arguments, **options):
    """However SQLite is reached, its rows are counted."""
    return DefaultDialect.connect(dialect, *arguments, **({"factory": Counted} | options))


class Listener:
    """Hears each statement that this process sends, and what it gave; `ask` is told what that asks."""

    def __init__(self):
        SQLiteDialect_pysqlite.connect = counted
        event.listen(Engine, "before_cursor_execute", self.hear)
        event.listen(Engine, "after_cursor_execute", self.see)

    def hear(self, connection, cursor, statement, values, context, many):
        if connection.get_execution_options().get("ctg_between_tests"):
            return
        place = f"{request.method} {request.url_rule}" if has_request_context() else ""
        locks = getattr(getattr(context.compiled, "statement", None), "_for_update_arg", None) is not None
        told = (getattr(context.compiled, "string", None) or statement, locks, many)
        self.ask([(told, place), *what(told, named(context))])
        cursor.tell, cursor.given = lambda *more: self.ask([(told, *more)]), 0

    def see(self, connection, cursor, statement, values, context, many):
        if cursor.rowcount >= 0 and getattr(cursor, "tell", None):
            cursor.tell("changed", some(cursor.rowcount))

    def ask(self, asked):
        raise NotImplementedError


class Recorder(Listener):
    """Writes down what the test that runs asks, once it has passed: itself, and the site served for it."""

    def __init__(self, folder):
        super().__init__()
        self.file, self.served = folder / str(os.getpid()), served_by(folder)
        self.known, self.written = {}, 0
        self.asked, self.whole, self.knowing = set(), False, {}
        event.listen(Engine, "handle_error", self.stay)
        sys.addaudithook(self.begin)

    def begin(self, name, values):
        """A process may ask something of the database, unless its environment says nothing of one."""
        if name == "subprocess.Popen" and (values[3] is None or any(OURS.match(one) for one in values[3])):
            self.stay()

    def hear(self, *statement):
        super().hear(*statement)
        if threading.current_thread() is not threading.main_thread():
            self.stay()

    def ask(self, asked):
        self.asked.update(self.known.setdefault(digest(one), len(self.known)) for one in asked)

    def stay(self, *_):
        """What fails, waits for others or runs beside is asked again on PostgreSQL, whatever it sends."""
        self.whole = True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item):
        self.asked, self.whole, self.heard = set(), self.knows(item), size(self.served)
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item):
        passed = yield
        if size(self.served) > self.heard:
            with self.served.open() as served:
                served.seek(self.heard)
                self.asked.update(
                    self.known.setdefault(one, len(self.known)) for one in served.read().split()
                )
        new = list(islice(self.known, self.written, None))
        self.written += len(new)
        record = {"test": item.nodeid, "whole": self.whole, "new": new, "asked": sorted(self.asked)}
        with self.file.open("a") as written:
            written.write(json.dumps(record) + "\n")
        return passed

    def knows(self, item):
        if item.path not in self.knowing:
            place = item.path.relative_to(ROOT).parts[0]
            text = item.path.read_text()
            self.knowing[item.path] = place in WHOLE or OF_A_DATABASE.search(text) is not None
        return self.knowing[item.path]


class Writer(Listener):
    """In the processes of a site that is served: each thing asked, a line at the end of one file."""

    def __init__(self, file):
        super().__init__()
        self.file = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def ask(self, asked):
        os.write(self.file, "".join(f"{digest(one)}\n" for one in asked).encode())


def writing():
    """What the environment of a site says, when what it asks is to be written down."""
    return {WRITTEN_IN: str(served_by(Path(FOLDER)))} if FOLDER and not ON_POSTGRESQL else {}


def served_by(folder):
    return folder / f"{os.getpid()}.served"


def size(file):
    return file.stat().st_size if file.exists() else 0


def named(context):
    """The rows of values of a statement, as Python gives them, each by its name or its place."""
    if context.compiled is not None:
        return context.compiled_parameters
    return [one if isinstance(one, dict) else dict(enumerate(one)) for one in context.parameters]


@cache
def digest(asked):
    return blake2b(repr(asked).encode(errors="replace"), digest_size=8).hexdigest()


def records_of(folder):
    """What the first pass wrote, with one number for what several processes asked."""
    numbers, records = {}, []
    for file in sorted(one for one in folder.iterdir() if not one.suffix):
        known = []
        for line in file.read_text().splitlines():
            record = json.loads(line)
            known += [numbers.setdefault(one, len(numbers)) for one in record.pop("new")]
            asked = bytearray(len(numbers) // 8 + 1)
            for one in record["asked"]:
                asked[known[one] // 8] |= 1 << known[one] % 8
            records.append(record | {"asked": int.from_bytes(asked, "little")})
    return records, len(numbers)


def is_journey(test):
    return test.startswith("tests/journeys/")


def chosen_out(records, here):
    """What may be left out of the tests that are here.

    The journeys come after the others, which have asked all that was written of theirs; of each of their
    files, the one that asks most stays: the site is served, on both databases.
    """
    journeys = {one["test"]: one for one in records if is_journey(one["test"]) and one["test"] in here}
    others = [one for one in records if not is_journey(one["test"])]
    asked = reduce(or_, (one["asked"] for one in others), 0)
    out = left_out([{"test": "", "whole": True, "asked": asked}, *journeys.values()])
    largest = {}
    for test in sorted(journeys, key=lambda test: (journeys[test]["asked"].bit_count(), test)):
        largest[test.partition("::")[0]] = test
    return (out - set(largest.values())) | left_out([one for one in others if one["test"] in here])


class Chooser:
    """Leaves out of the second pass what the first has shown to ask nothing more."""

    def __init__(self, folder):
        self.records, self.every = records_of(folder)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config, items):
        """Of what is here alone: what was left out before asks nothing that counts."""
        out = chosen_out(self.records, {item.nodeid for item in items})
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid in out])
        items[:] = [item for item in items if item.nodeid not in out]

    def pytest_terminal_summary(self, terminalreporter):
        run = sum(len(terminalreporter.getreports(how)) for how in ("passed", "failed"))
        terminalreporter.write_line(
            f"On PostgreSQL, {run} tests for the {self.every} things that {len(self.records)} asked SQLite."
        )


def pytest_configure(config):
    if FOLDER:
        config.pluginmanager.register((Chooser if ON_POSTGRESQL else Recorder)(Path(FOLDER)))
