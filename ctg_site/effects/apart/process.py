"""Reads what somebody sent in a process of its own, bounded in time and memory: no file can stop the site."""

import logging
import signal
import subprocess  # nosec B404
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from tempfile import TemporaryFile

from ctg_site.config import ROOT
from ctg_site.db import end_read, slow
from ctg_site.effects.site import settings

from .child import BROKEN, REFUSED, TOO_MUCH

log = logging.getLogger(__name__)

#: On a machine so busy that a process gets less than its seconds of processor, nobody waits longer than that.
PATIENCE = 12.0
#: How long one waits for the file of somebody else to be read.
TURN = 5.0
#: Nothing of the site's own environment: no key, no address.
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}
SPENT = {TOO_MUCH, -signal.SIGXCPU, -signal.SIGXFSZ, -signal.SIGKILL, -signal.SIGABRT}


@dataclass(frozen=True, slots=True)
class Work:
    """A program of this folder, and what it may spend: seconds of processor, bytes of memory, of answer."""

    program: str
    seconds: int
    memory: int
    answer: int

    def command(self, *words: str) -> list[str]:
        limits = (str(limit) for limit in (self.seconds, self.memory, self.answer))
        return [
            sys.executable,
            "-E",
            "-s",
            "-W",
            "ignore",
            "-m",
            f"{__package__}.{self.program}",
            *limits,
            *words,
        ]


class Unread(Exception):
    """What was sent could not be read."""


class Busy(Unread):
    """Another file is being read: later, this one may be."""


class TooMuch(Unread):
    """It asked for more time or memory than anything that people send."""


class Broken(Unread):
    """The program stopped on it."""


class Refused(Unread):
    """The program says no; `reason` is its word for it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@slow
def read(work: Work, content: bytes, *words: str) -> bytes:
    """What the program answers of this content and these words; Unread says why there is none.

    What the request has read so far is let go of, so that no writer waits meanwhile.
    """
    end_read()
    with _turn(), TemporaryFile() as answer:
        try:
            done = subprocess.run(  # nosec B603
                work.command(*words),
                input=content,
                stdout=answer,
                stderr=subprocess.PIPE,
                cwd=ROOT,
                env=ENVIRONMENT,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            log.warning("%s: no answer in time", work.program)
            raise TooMuch from error
        answer.seek(0)
        said = answer.read(work.answer)
    if done.returncode == 0:
        return said
    if done.returncode == REFUSED:
        raise Refused(said.decode())
    # A library may print a piece of what it reads: the last line alone is the program's own.
    why = done.stderr.decode(errors="replace").splitlines()[-1:] if done.returncode == BROKEN else []
    log.warning("%s: ended with %s %s", work.program, done.returncode, *(why or [""]))
    raise TooMuch if done.returncode in SPENT else Broken


@contextmanager
def _turn() -> Iterator[None]:
    """One file at a time in all the processes that keep theirs in this folder: memory does not add up."""
    folder, end = settings().files_dir, time.monotonic() + TURN
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "reading.lock").open("ab")
    except OSError as error:
        log.exception("no file can be read: its turn is kept in the folder of the files")
        raise Busy from error
    with lock:
        while True:
            try:
                flock(lock, LOCK_EX | LOCK_NB)
                break
            except OSError as error:
                if time.monotonic() > end:
                    raise Busy from error
                time.sleep(0.02)
        yield
