"""The town of the rehearsal: what is started for it, on loopback alone, and ended whatever happens."""

import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from aiosmtpd.controller import Controller

from tests.conftest import Sink
from tests.drills import site as drills
from tests.drills.front import HOST, Front
from tests.drills.site import Databases, Site, end_with_us, flask, free_port

ROOT = Path(__file__).parents[2]
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60


def waited(condition, seconds=PATIENCE):
    """Whether it came to hold, as soon as it does."""
    end = time.monotonic() + seconds
    while not (held := condition()):
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return held


def processor(pid):
    """Seconds of processor that a process spent."""
    spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, spent)) / CLOCK_TICKS


def memory(pid):
    """Megabytes of its own and its share of the common ones, then with the common ones counted whole."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return [int(re.search(rf"^{kind}:\s+(\d+)", text, re.MULTILINE)[1]) // 1024 for kind in ("Pss", "Rss")]


class Town:
    """A fresh clone, PostgreSQL, two processes behind nginx, the mail loop, a server of mails."""

    def __init__(self):
        self.ending = ExitStack()
        place = tempfile.TemporaryDirectory(prefix="envies-rehearsal-")
        self.place = Path(self.ending.enter_context(place))
        self.sink = Sink()
        self.loop = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.ending.close()

    def clone(self):
        """Copy what is committed, as an operator does; whether there was a repository to clone."""
        fresh = self.place / "clone"
        command = ["git", "clone", "--quiet", "--depth", "1", f"file://{ROOT}", str(fresh)]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode == 0:
            self.ending.callback(setattr, drills, "ROOT", drills.ROOT)
            drills.ROOT = fresh
        return done.returncode == 0

    def receive_mails(self):
        """A server of mails that keeps what it is given; its address."""
        port = free_port()
        server = Controller(self.sink, hostname="127.0.0.1", port=port)
        server.start()
        self.ending.callback(server.stop)
        return f"smtp+plain://127.0.0.1:{port}"

    def found(self, mails):
        """Make the database of the town, with the demonstration."""
        self.databases = Databases(self.place / "databases", os.environ["CTG_TEST_DATABASE_URL"])
        self.ending.callback(self.databases.end)
        self.behind = f"127.0.0.1:{free_port()}"
        self.environment = self.databases.fresh(demonstration=True) | {"CTG_MAIL_URL": mails}

    def serve(self):
        """Two processes, and nginx in front; how many seconds of processor the first answer took."""
        around = {
            "CTG_BASE_URL": f"https://{HOST}",
            "CTG_TRUSTED_PROXIES": "1",
            "DRILL_BEHIND": self.behind,
        }
        self.site = Site(self.environment, workers=2, extra=around, options=("--bind", self.behind))
        self.environment = self.site.environment
        self.ending.callback(self.site.kill)
        self.site.start()
        spent = sum(map(processor, (self.site.pid, *self.site.workers)))
        (self.place / "front").mkdir()
        self.front = Front(self.place / "front", self.site)
        self.ending.callback(self.front.stop)
        self.front.start()
        return spent

    def send_mails(self):
        """Start `flask ctg send-mail --loop`, as its unit does."""
        command = [
            sys.executable,
            "-m",
            "flask",
            "--app",
            "app",
            "ctg",
            "send-mail",
            "--loop",
            "--every",
            "1",
        ]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.loop = subprocess.Popen(
            command, cwd=drills.ROOT, env=self.environment, preexec_fn=end_with_us, **quiet
        )
        self.ending.callback(self.stop_mails)

    def stop_mails(self):
        if self.loop is not None and self.loop.poll() is None:
            self.loop.terminate()
            self.loop.wait(PATIENCE)

    def elsewhere(self):
        """An empty database and an empty folder, with the same keys, that no mail leaves; a site on them."""
        environment = self.databases._environment(self.databases._name())
        self.databases._create(environment)
        other = Site(environment | {"CTG_MAIL_URL": "memory:"}, workers=1)
        self.ending.callback(other.kill)
        return other

    def ctg(self, *words, environment=None, check=True):
        return flask(environment or self.environment, *words, check=check)


receipt = partial(re.findall, r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}\b")
