"""The documents of the meetings, outside the database: written again without what acts, named at random."""

import logging
import secrets
from dataclasses import dataclass
from pathlib import Path

from ctg_site.domain import pdf
from ctg_site.runtime import settings

from . import files
from .apart import process

log = logging.getLogger(__name__)

#: Four hundred pages of tables that can be read aloud are written again in four seconds.
WORK = process.Work("document", seconds=8, memory=300 * 1024 * 1024, answer=2 * pdf.MOST_BYTES)


@dataclass(frozen=True, slots=True)
class Written:
    """A document written again; `was_acting`: something that could act was left behind."""

    content: bytes
    was_acting: bool


def written(content: bytes) -> Written:
    """Outside any transaction: the document as it may be handed over; NotKept when it is not read whole."""
    if fault := pdf.fault(content):
        raise pdf.NotKept(fault)
    try:
        answer = process.read(WORK, content.lstrip(pdf.BEFORE))
    except process.Refused as error:
        raise pdf.NotKept(pdf.PdfFault(error.reason)) from error
    except process.TooMuch as error:
        raise pdf.NotKept(pdf.PdfFault.TOO_MUCH) from error
    except process.Busy as error:
        raise pdf.NotKept(pdf.PdfFault.BUSY) from error
    except process.Unread as error:
        raise pdf.NotKept(pdf.PdfFault.CUT) from error
    return Written(answer[1:], answer[:1] == b"1")


def keep(content: bytes) -> str:
    """Outside any transaction: write a document whole or not at all; its name. NotKept: the disk fails."""
    name = secrets.token_hex(16)
    try:
        files.write(path_of(name), content)
    except OSError as error:
        log.exception("a document could not be written")
        raise pdf.NotKept(pdf.PdfFault.DISK) from error
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
