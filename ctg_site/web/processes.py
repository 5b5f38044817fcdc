"""How many of the server's processes ended by themselves, counted in memory that they all share."""

import logging
import mmap
import struct
from datetime import UTC, datetime

#: How many, and the instant of the last, in seconds since 1970; made in the master, so before any process.
_COUNTED = struct.Struct("<Qd")
_shared = mmap.mmap(-1, _COUNTED.size)


def deaths() -> tuple[int, datetime | None]:
    """How many processes ended by themselves since the start, and when the last one did."""
    number, last = _COUNTED.unpack_from(_shared)
    return number, datetime.fromtimestamp(last, UTC) if number else None


def note_death(process: int) -> None:
    """Count a process that nobody asked to end, and say so in the log; the master alone calls it."""
    number, instant = deaths()[0] + 1, datetime.now(UTC)
    _COUNTED.pack_into(_shared, 0, number, instant.timestamp())
    said = {"process": process, "since_start": number}
    logging.getLogger("ctg_site.processes").error("a process ended by itself", extra={"ctg": said})
