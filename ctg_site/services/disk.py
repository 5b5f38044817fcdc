"""How much room is left where the site writes."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ctg_site.runtime import settings

#: With less, somebody must make room: a photo is 1 MB at most, and a write that fails loses what was typed.
LEAST = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Room:
    """What is left on the disk of a folder, in bytes."""

    path: Path
    free: int

    @property
    def is_short(self) -> bool:
        return self.free < LEAST


def rooms() -> tuple[Room, ...]:
    """Of the photos, and of the database when it is a file here: each disk once."""
    url = settings().database_url
    files = [
        settings().files_dir,
        *([Path(url.removeprefix("sqlite:///"))] if url.startswith("sqlite:") else []),
    ]
    found: dict[int, Room] = {}
    for path in files:
        there = next(parent for parent in (path, *path.parents) if parent.exists())
        found.setdefault(there.stat().st_dev, Room(path, shutil.disk_usage(there).free))
    return tuple(found.values())


def shortage() -> Iterator[str]:
    """For whoever runs the site: the disks that are nearly full."""
    yield from (
        f"{room.free // 1024**2} MB are left for {room.path}: make room" for room in rooms() if room.is_short
    )
