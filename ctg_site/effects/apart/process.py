"""Reads what somebody sent in a process of its own, bounded in time and memory: no file can stop the site."""

import logging
import signal
import subprocess  # nosec B404
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile

from ctg_site.config import ROOT
from ctg_site.db import end_read, slow
from ctg_site.slots import AllTaken, Slots

from .child import BROKEN, REFUSED, TOO_MUCH

log = logging.getLogger(__name__)

#: On a machine so busy that a process gets less than its seconds of processor, nobody waits longer than that.
PATIENCE = 12.0
#: How long one waits for the file of somebody else to be read.
TURN = 5.0
reading = Slots(1)
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
    """One file at a time in all the processes of the site: their memory does not add up."""
    try:
        place = reading.wait(TURN)
    except AllTaken as error:
        raise Busy from error
    try:
        yield
    finally:
        reading.give_back(place)
