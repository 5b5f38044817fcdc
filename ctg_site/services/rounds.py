"""The mail loop: made for months, it survives any bad turn, and ends between two letters on a signal."""

import logging
import signal
import time
from collections.abc import Callable, Mapping
from typing import Any

from ctg_site.db import db
from ctg_site.domain import failures

from . import delivery, heartbeat
from .heartbeat import Task

log = logging.getLogger(__name__)

#: How soon a signal is heard between two turns.
STEP_SECONDS = 0.2
SIGNALS = signal.SIGTERM, signal.SIGINT


class Rounds:
    """Turns of mail and housekeeping; each part of a turn has its own luck, and says only what changes."""

    def __init__(
        self, say: Callable[[str], None], housekeeping: Mapping[str, Callable[[], Any]], pause: float = 10
    ) -> None:
        self.say, self.housekeeping, self.pause = say, housekeeping, pause
        self.ended = self.away = False
        self.failed: dict[str, str] = {}

    def run(self) -> None:
        before = [signal.signal(number, self._end) for number in SIGNALS]
        self.say(f"Mails leave every {self.pause:g} s, until this is stopped.")
        try:
            while not self.ended:
                if not self.turn():
                    self._pause()
        finally:
            for number, handler in zip(SIGNALS, before, strict=True):
                signal.signal(number, handler)
        self.say("Stopped.")

    def _end(self, *signalled: Any) -> None:
        self.ended = True

    def _pause(self) -> None:
        end = time.monotonic() + self.pause
        while not self.ended and time.monotonic() < end:
            time.sleep(STEP_SECONDS)

    def turn(self) -> bool:
        """One lap of letters, then the housekeeping, whatever became of them; whether more letters are due.

        The sign of life is that of the letters: it is left when they were looked at.
        """
        lap = self._attempt("the lap of letters", lambda: delivery.lap(lambda: not self.ended))
        for name, work in self.housekeeping.items():
            self._attempt(name, work)
        if lap is None:
            return False
        self._attempt("the sign of life", lambda: heartbeat.beat(Task.SEND_MAIL))
        self._tell(lap)
        return bool(lap.more)

    def _tell(self, lap: delivery.Lap) -> None:
        if lap.sent:
            self.say(f"{lap.sent} mail(s) sent")
        if lap.away and not self.away:
            self.say(f"The mail server takes no mail now, the letters wait: {lap.away}")
        elif lap.sent and self.away and not lap.away:
            self.say("The mail server takes mails again.")
        self.away = bool(lap.away) or (self.away and not lap.sent)

    def _attempt(self, what: str, work: Callable[[], Any]) -> Any:
        """What `work` answers, or None when it failed: logged once whole, then in a line while it lasts."""
        try:
            answer = work()
        except Exception as error:
            said = failures.named(error)
            log.error("%s failed, it comes again: %s", what, said, exc_info=said != self.failed.get(what))
            self.failed[what] = said
            return None
        finally:
            self._start_afresh()
        self.failed.pop(what, None)
        return answer

    def _start_afresh(self) -> None:
        """No turn inherits the session of another, nor a connection that broke in it."""
        try:
            db.session.remove()
        except Exception:
            log.exception("the session could not be closed, another one begins")
            db.session.registry.clear()
