"""Details somebody asked to see: shown ten minutes, in that browser alone; then they are asked for again."""

import time

from flask import session

MINUTES = 10


def show(kind: str, number: int) -> None:
    """From now on, the details of thing `number`, and of no other of this `kind`."""
    session[kind] = {"id": number, "at": time.time()}


def shown(kind: str) -> int | None:
    """The number of the thing of this `kind` whose details may be shown now; None when there is none."""
    opened = session.get(kind, {})
    recent = time.time() - opened.get("at", 0) < MINUTES * 60
    return opened.get("id") if recent else None
