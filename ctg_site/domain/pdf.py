"""What a PDF document must be to be kept: whole, readable by anybody, and unable to do anything."""

import re
import zlib
from collections.abc import Iterator
from enum import StrEnum

MOST_BYTES = 10 * 1024 * 1024
#: How much of the compressed lists of objects is opened: a real document needs far less.
MOST_OPENED = 40 * 1024 * 1024
HEADER = re.compile(rb"%PDF-[12]\.\d")
#: How long the end of a document may be once its mark was found: some programs add empty lines.
TAIL = 2048
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE)(?![A-Za-z0-9])"
)
LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
STREAM = re.compile(rb"stream\r?\n")
LISTS = re.compile(rb"/Type\s*/(?:ObjStm|XRef)(?![A-Za-z0-9])")


class Fault(StrEnum):
    """Why a document is not kept."""

    EMPTY = "empty"
    NOT_A_PDF = "not_a_pdf"
    CUT = "cut"
    TOO_BIG = "too_big"
    LOCKED = "locked"
    ACTIVE = "active"


def fault(content: bytes) -> Fault | None:
    """What is wrong with a document, judged by what it holds and never by its name; None when it is fine."""
    if not content:
        return Fault.EMPTY
    if len(content) > MOST_BYTES:
        return Fault.TOO_BIG
    if not HEADER.match(content):
        return Fault.NOT_A_PDF
    if b"%%EOF" not in content[-TAIL:] or b"startxref" not in content:
        return Fault.CUT
    for part in _readable(content):
        plain = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)
        if LOCKED.search(plain):
            return Fault.LOCKED
        if ACTIVE.search(plain):
            return Fault.ACTIVE
    return None


def _readable(content: bytes) -> Iterator[bytes]:
    """The objects themselves, without pictures nor fonts; then those packed in compressed lists."""
    opened, last = 0, 0
    outside = bytearray()
    for start in STREAM.finditer(content):
        if start.start() < last:
            continue
        end = content.find(b"endstream", start.end())
        end = len(content) if end < 0 else end
        description = content[last : start.start()]
        outside += description
        last = end
        if LISTS.search(description[-600:]) and opened < MOST_OPENED:
            unpacked = _unpacked(content[start.end() : end], MOST_OPENED - opened)
            opened += len(unpacked)
            yield unpacked
    outside += content[last:]
    yield bytes(outside)


def _unpacked(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return packed
