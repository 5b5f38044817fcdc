"""The signs of life that the tasks of the command line leave in the database, and how old they are."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ctg_site.db import now, operation
from ctg_site.domain.vocabulary import Task

from . import facts

#: After so long without a sign of life, something is wrong; `remind` rests on long week-ends.
LATE = {
    Task.SEND_MAIL: timedelta(minutes=15),
    Task.REMIND: timedelta(days=5),
    **dict.fromkeys((Task.BACKUP, Task.PURGE, Task.VERIFY), timedelta(days=3)),
}


@dataclass(frozen=True, slots=True)
class Pulse:
    """The last sign of life of a task; None before its first one."""

    task: Task
    last: datetime | None

    @property
    def is_late(self) -> bool:
        return self.last is not None and now() - self.last > LATE[self.task]


@operation
def beat(task: Task) -> None:
    """The task did its work once more."""
    facts.write(_key(task), now().isoformat(timespec="seconds"))


def pulse(task: Task) -> Pulse:
    """How the task is: one statement."""
    value = facts.read(_key(task))
    return Pulse(task, datetime.fromisoformat(value) if value else None)


def _key(task: Task) -> str:
    return f"heartbeat:{task}"
