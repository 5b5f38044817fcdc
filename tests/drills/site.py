"""The real server of the drills, on a scratch database of its own."""

import ctypes
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from tests.drills.people import Client

ROOT = Path(__file__).parents[2]
#: How long a start may take on a loaded machine.
PATIENCE = 180
MARKED = "INSERT INTO site_fact (key, value, created_at) VALUES ('demonstration', '1', CURRENT_TIMESTAMP)"
numbers = count(1)
LIBC, SET_DEATH_SIGNAL = ctypes.CDLL(None), 1


def psycopg_url(server, name):
    """The URL of the PostgreSQL server with another database name, as psycopg understands it."""
    start, _, query = server.partition("?")
    return f"{start.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


class Databases:
    """Databases that hold the convention, or the whole demonstration, made once and copied for each site.

    Files of SQLite in `folder`; with `server`, databases of that PostgreSQL server, dropped by `end()`.
    """

    def __init__(self, folder, server=None):
        self.folder, self.server = Path(folder), server
        self.made, self.models = [], {}

    def fresh(self, demonstration=False):
        """The environment of a site of its own, on a copy of the database wanted."""
        if demonstration not in self.models:
            self.models[demonstration] = self._model(demonstration)
        model = self.models[demonstration]
        environment = self._environment(self._name())
        if self.server is None:
            shutil.copyfile(_file(model), _file(environment))
        else:
            self._create(environment, model)
        shutil.copytree(model["CTG_FILES_DIR"], environment["CTG_FILES_DIR"], dirs_exist_ok=True)
        return environment

    def end(self):
        if self.made and self.server:
            with psycopg.connect(self.server, autocommit=True) as connection:
                for name in self.made:
                    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
                    connection.execute(drop.format(sql.Identifier(name)))
        self.made.clear()

    def _model(self, demonstration):
        environment = self._environment(self._name())
        if self.server is not None:
            self._create(environment)
        flask(environment, "init")
        if demonstration:
            flask(environment, "demo")
        elif self.server is None:
            with closing(sqlite3.connect(_file(environment))) as connection, connection:
                connection.execute(MARKED)
        else:
            with psycopg.connect(environment["CTG_DATABASE_URL"]) as connection:
                connection.execute(MARKED)
        return environment

    def _name(self):
        return f"ctg_drill_{os.getpid()}_{next(numbers)}"

    def _create(self, environment, model=None):
        name = environment["DRILL_DATABASE"]
        order = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if model is not None:
            order += sql.SQL(" TEMPLATE {}").format(sql.Identifier(model["DRILL_DATABASE"]))
        self.made.append(name)
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(order)

    def _environment(self, name):
        place = self.folder / name
        (place / "files").mkdir(parents=True)
        port = free_port()
        unwanted = ("CTG_", "WEB_CONCURRENCY", "GUNICORN_")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(unwanted)}
        on_server = self.server and psycopg_url(self.server, name)
        return kept | {
            "CTG_SECRET_KEY": "a key for the drills, which signs cookies",
            "CTG_CODE_KEY": "a key for the drills, which makes the codes",
            "CTG_DATABASE_URL": on_server or f"sqlite:///{place}/site.sqlite3",
            "CTG_FILES_DIR": str(place / "files"),
            "CTG_AUDIT_HEADS": str(place / "heads.txt"),
            "CTG_BASE_URL": f"http://127.0.0.1:{port}",
            "CTG_DEMO": "1",
            "CTG_SECURITY_EXPIRES": "9999-12-31",
            "DRILL_DATABASE": name,
            "DRILL_FOLDER": str(place),
        }


def _file(environment):
    """The file of a database of SQLite."""
    return environment["CTG_DATABASE_URL"].removeprefix("sqlite:///")


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def end_with_us():
    """In the process that begins: ask to be ended when the drill dies, whatever kills it."""
    LIBC.prctl(SET_DEATH_SIGNAL, signal.SIGTERM)


def flask(environment, *words, timeout=300, check=True):
    """Run `flask ctg …` in a process of its own; what it printed is shown when it fails."""
    command = [sys.executable, "-m", "flask", "--app", "app", "ctg", *words]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=timeout, check=False
    )
    assert not check or done.returncode == 0, f"flask ctg {' '.join(words)}:\n{done.stdout}\n{done.stderr}"
    return done


class Site:
    """gunicorn as the project sets it, started by `with`, ended with all its processes whatever happens.

    `workers` and `threads` replace those of gunicorn.conf.py, `extra` adds to the environment, `options` to
    gunicorn's command line.
    """

    def __init__(self, environment, workers=None, threads=None, extra=None, options=()):
        self.environment = environment | (extra or {})
        self.base_url = environment["CTG_BASE_URL"]
        self.folder = Path(environment["DRILL_FOLDER"])
        self.database_url = environment["CTG_DATABASE_URL"]
        self.log = self.folder / "server.log"
        self.server = None
        self.path_when_ready = "/readyz"
        self.command = [sys.executable, "-m", "gunicorn", "--bind", self.base_url.partition("://")[2]]
        self.command += [f"--workers={workers}"] if workers else []
        self.command += [f"--threads={threads}"] if threads else []
        self.command += [*options, "app:app"]

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.kill()

    def start(self):
        """Start it, on the same address as before, and wait until it answers."""
        with self.log.open("a") as output:
            self.server = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=end_with_us,
            )
        self.wait_until_ready()
        return self

    def wait_until_ready(self, seconds=PATIENCE):
        end, client = time.monotonic() + seconds, self.client()
        while time.monotonic() < end:
            if self.server.poll() is not None:
                raise AssertionError(f"the server ended with {self.server.returncode}:\n{self.said()}")
            if client.get(self.path_when_ready, timeout=5).status == 200:
                return
            time.sleep(0.05)
        raise AssertionError(f"the server was not ready in {seconds} s:\n{self.said()}")

    @property
    def pid(self):
        """The master’s."""
        return self.server.pid

    @property
    def workers(self):
        """The numbers of the processes that answer, oldest first."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return sorted(int(number) for number in children.split())

    def said(self, lines=60):
        """The end of what the server printed."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def client(self):
        """A new person: one for each thread."""
        return Client(self.base_url)

    def flask(self, *words, **options):
        """Run `flask ctg …` on the site’s database."""
        return flask(self.environment, *words, **options)

    def stop(self, seconds=40):
        """Ask it to end, as an operator does; its exit code."""
        self.server.terminate()
        return self.server.wait(timeout=seconds)

    def kill(self):
        """End the master and all the workers at once, as a power cut does."""
        if self.server is not None:
            try:
                os.killpg(self.server.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.server.wait()
