"""The photos, outside the database: checked by what they hold, drawn again without their data."""

import logging
import os
import secrets
import struct
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ctg_site.runtime import settings

from .apart import process

log = logging.getLogger(__name__)

#: A photo of 200 million points, whose bytes alone are 100 MB, takes two seconds and a half.
WORK = process.Work("photo", seconds=5, memory=300 * 1024 * 1024, answer=8 * 1024 * 1024)
#: A picture that the site drew itself, some cells of which are made unreadable.
BLUR = process.Work("blur", seconds=5, memory=300 * 1024 * 1024, answer=8 * 1024 * 1024)
#: What the program answers before the two pictures: the size of the large one, the length of its bytes.
HEAD = struct.Struct("<III")
#: How the photos of many telephones begin, after four bytes: no browser shows them.
HEIC = tuple(b"ftyp" + brand for brand in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"))


class PhotoFault(StrEnum):
    """Why what was sent is not kept as a photo; the first four are the words of the program."""

    NOT_A_PHOTO = "not_a_photo"
    TOO_LARGE = "too_large"
    BROKEN = "broken"
    TOO_NARROW = "too_narrow"
    HEIC = "heic"
    BUSY = "busy"
    DISK = "disk"


class NotAPhoto(Exception):
    """What was sent is not kept; `fault` says why."""

    def __init__(self, fault: PhotoFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """A photo on the disk: its random name, the size of the large one."""

    name: str
    width: int
    height: int


def keep_photo(content: bytes) -> KeptPhoto:
    """Outside any transaction: draw the photo again, large and small, and write both; or NotAPhoto."""
    if content.startswith(HEIC, 4):
        raise NotAPhoto(PhotoFault.HEIC)
    return _kept(_drawn(WORK, content))


def keep_blurred(name: str, grid: tuple[int, int], cells: Iterable[int]) -> KeptPhoto:
    """The same, of a photo that is kept: under another name, some cells of a grid (columns, rows) unreadable.

    The cells are told by their number from 0, line after line. The first photo stays until it is removed.
    """
    content = read_photo(name)
    if content is None:
        raise NotAPhoto(PhotoFault.DISK)
    return _kept(_drawn(BLUR, content, *map(str, (*grid, *cells))))


def _kept(answer: bytes) -> KeptPhoto:
    """Both pictures of an answer, written under a new name."""
    width, height, length = HEAD.unpack_from(answer)
    pictures = answer[HEAD.size :]
    name = secrets.token_hex(16)
    try:
        write(path_of(name), pictures[:length])
        write(path_of(name, small=True), pictures[length:])
    except OSError as error:
        log.exception("a photo could not be written")
        remove_photo(name)
        raise NotAPhoto(PhotoFault.DISK) from error
    return KeptPhoto(name, width, height)


def read_photo(name: str, small: bool = False) -> bytes | None:
    """The bytes of a photo; None when the disk lost it."""
    try:
        return path_of(name, small).read_bytes()
    except OSError:
        log.exception("a photo could not be read")
        return None


def remove_photo(name: str) -> None:
    """Once the database has forgotten it, or never knew it."""
    for small in (False, True):
        path_of(name, small).unlink(missing_ok=True)


def path_of(name: str, small: bool = False) -> Path:
    return settings().files_dir / f"{name}{'-small' if small else ''}.webp"


def _drawn(work: process.Work, content: bytes, *words: str) -> bytes:
    """Both pictures, made apart: a photo of some kilobytes may ask for all the memory of the machine."""
    try:
        return process.read(work, content, *words)
    except process.Refused as error:
        raise NotAPhoto(PhotoFault(error.reason)) from error
    except process.TooMuch as error:
        raise NotAPhoto(PhotoFault.TOO_LARGE) from error
    except process.Busy as error:
        raise NotAPhoto(PhotoFault.BUSY) from error
    except process.Unread as error:
        raise NotAPhoto(PhotoFault.BROKEN) from error


def write(path: Path, content: bytes) -> None:
    """Whole or not at all: under another name first, then moved to its own; OSError leaves nothing behind."""
    unfinished = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(file, "wb") as output:
            output.write(content)
            output.flush()
            os.fsync(output.fileno())
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
