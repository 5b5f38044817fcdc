"""Places that processes and threads share, so that only so many of them do one kind of work at once."""

import os
import struct
import tempfile
import time
from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, lockf
from threading import Lock

MARK = struct.Struct("d")


class AllTaken(Exception):
    """Every place stayed taken for as long as somebody may wait."""


class Slots:
    """`count` places, the same for all the processes that are forked after they are made.

    A process that ends gives its places back, however it ends.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        #: Its bytes are locked, one record a place; they say when it was last taken.
        self.file = tempfile.TemporaryFile()
        self.file.write(MARK.pack(0.0) * count)
        self.file.flush()
        self.mine: set[int] = set()
        self.lock = Lock()

    def take(self) -> int | None:
        """A place, if one is free at this moment."""
        return next((place for place in range(self.count) if self._taken(place)), None)

    def wait(self, seconds: float) -> int:
        """A place, as soon as there is one; AllTaken after so many seconds."""
        end = time.monotonic() + seconds
        while (place := self.take()) is None:
            if time.monotonic() > end:
                raise AllTaken
            time.sleep(0.01)
        return place

    def give_back(self, place: int) -> None:
        with self.lock:
            lockf(self.file, LOCK_UN, MARK.size, place * MARK.size)
            self.mine.discard(place)

    def last_taken(self) -> float:
        """When a place was last taken, as `time.monotonic()` counts."""
        marks = os.pread(self.file.fileno(), MARK.size * self.count, 0)
        return max(instant for (instant,) in MARK.iter_unpack(marks))

    def _taken(self, place: int) -> bool:
        with self.lock:
            if place in self.mine:  # the lock is the process's: it does not see another thread of its own
                return False
            try:
                lockf(self.file, LOCK_EX | LOCK_NB, MARK.size, place * MARK.size)
            except OSError:
                return False
            self.mine.add(place)
            os.pwrite(self.file.fileno(), MARK.pack(time.monotonic()), place * MARK.size)
            return True
