"""The documents of the meetings, outside the database: as they came, under a name drawn at random."""

import logging
import os
import secrets
from pathlib import Path

from .site import settings

log = logging.getLogger(__name__)


def keep(content: bytes) -> str:
    """Outside any transaction: write a document whole or not at all; its name. OSError: the disk fails."""
    name = secrets.token_hex(16)
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    file = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "wb") as output:
        output.write(content)
        output.flush()
        os.fsync(output.fileno())
    unfinished.replace(path)
    return name


def read(name: str) -> bytes | None:
    """The bytes of a document; None when the disk lost it."""
    try:
        return path_of(name).read_bytes()
    except OSError:
        log.exception("a document could not be read")
        return None


def remove(name: str) -> None:
    """Once the database has forgotten it, or never knew it."""
    path_of(name).unlink(missing_ok=True)


def path_of(name: str) -> Path:
    return settings().files_dir / f"{name}.pdf"
