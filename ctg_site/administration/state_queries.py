"""Reads: how the site is, for whoever looks after it: tasks, letters, disk, releases."""

from dataclasses import dataclass

from ctg_site.db import db, wal_is_safe
from ctg_site.release import RELEASE
from ctg_site.services import disk, health, heartbeat
from ctg_site.services.disk import Room
from ctg_site.services.health import Health
from ctg_site.services.heartbeat import Pulse, Task
from ctg_site.undelivered import queries as undelivered


@dataclass(frozen=True, slots=True)
class SiteState:
    """The release, the kind of database, what is wrong, each task's last sign of life, letters, room left."""

    release: str
    database: str
    health: Health
    pulses: tuple[Pulse, ...]
    sending: undelivered.SendingState
    rooms: tuple[Room, ...]


def state() -> SiteState:
    """As many statements as there are tasks, and those of `/readyz`."""
    kind = db.engine.dialect
    version = ".".join(str(part) for part in (kind.server_version_info or ()))
    journal = " (WAL)" if kind.name == "sqlite" and wal_is_safe() else ""
    return SiteState(
        RELEASE,
        f"{'SQLite' if kind.name == 'sqlite' else 'PostgreSQL'} {version}{journal}".strip(),
        health.look(),
        tuple(heartbeat.pulse(task) for task in Task),
        undelivered.sending(),
        disk.rooms(),
    )
