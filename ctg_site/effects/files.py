"""The photos, outside the database: checked by what they hold, drawn again without their data."""

import logging
import os
import secrets
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from ctg_site.db import slow

from .site import settings

log = logging.getLogger(__name__)

FORMATS = ("JPEG", "PNG", "WEBP")
#: The pixels that a large photo of a telephone has; more is refused before anything is decoded.
MOST_PIXELS = 50_000_000
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
#: The longest side in pixels, and the quality, of what the public sees whole and in the page.
LARGE, SMALL = (1600, 80), (640, 70)


class Fault(StrEnum):
    """Why what was sent is not kept as a photo."""

    NOT_A_PHOTO = "not_a_photo"
    TOO_LARGE = "too_large"
    BROKEN = "broken"
    DISK = "disk"


class NotAPhoto(Exception):
    """What was sent is not kept; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Kept:
    """A photo on the disk: its random name, the size of the large one."""

    name: str
    width: int
    height: int


@slow
def keep_photo(content: bytes) -> Kept:
    """Outside any transaction: draw the photo again, large and small, and write both; or NotAPhoto."""
    image = _read(content)
    large, small = _drawn(image, *LARGE), _drawn(image, *SMALL)
    name = secrets.token_hex(16)
    try:
        _write(path_of(name), large)
        _write(path_of(name, small=True), small)
    except OSError as error:
        log.exception("a photo could not be written")
        remove_photo(name)
        raise NotAPhoto(Fault.DISK) from error
    width, height = _fitted(image.size, LARGE[0])
    return Kept(name, width, height)


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


def _read(content: bytes) -> Image.Image:
    """The first picture of the file, upright, opaque, in plain colours; whatever its name said."""
    try:
        opened = Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotAPhoto(Fault.TOO_LARGE) from error
    except Exception as error:
        raise NotAPhoto(Fault.NOT_A_PHOTO) from error
    if opened.width * opened.height > MOST_PIXELS:
        raise NotAPhoto(Fault.TOO_LARGE)
    try:
        opened.draft("RGB", (LARGE[0], LARGE[0]))
        upright = ImageOps.exif_transpose(opened)
        if not upright.has_transparency_data:
            return upright.convert("RGB")
        ground = Image.new("RGB", upright.size, "white")
        ground.paste(upright, mask=upright.convert("RGBA").getchannel("A"))
        return ground
    except Exception as error:  # a decoder meets broken files with exceptions of every kind
        raise NotAPhoto(Fault.BROKEN) from error


def _drawn(image: Image.Image, side: int, quality: int) -> bytes:
    """The same picture, no larger than `side`, without anything the camera wrote about it."""
    size = _fitted(image.size, side)
    fitted = image if size == image.size else image.resize(size, Image.Resampling.LANCZOS)
    output = BytesIO()
    fitted.save(output, "WEBP", quality=quality, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return output.getvalue()


def _fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    ratio = min(1, side / max(size))
    return max(1, round(size[0] * ratio)), max(1, round(size[1] * ratio))


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: under another name first, then moved to its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    file = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "wb") as output:
        output.write(content)
        output.flush()
        os.fsync(output.fileno())
    unfinished.replace(path)
