"""What a PDF document must be at first sight; what it holds is written again apart, without what acts."""

import re
from enum import StrEnum

MOST_BYTES = 10 * 1024 * 1024
HEADER = re.compile(rb"%PDF-[12]\.\d")
#: What some programs and mail servers leave before the document.
BEFORE = b"\xef\xbb\xbf \t\r\n\0"
#: How long the end of a document may be once its mark was found: some programs add empty lines.
TAIL = 2048


class PdfFault(StrEnum):
    """Why a document is not kept; LOCKED, CUT and FORM are the words of the program that writes it again."""

    EMPTY = "empty"
    NOT_A_PDF = "not_a_pdf"
    CUT = "cut"
    TOO_BIG = "too_big"
    LOCKED = "locked"
    FORM = "form"
    TOO_MUCH = "too_much"
    BUSY = "busy"
    DISK = "disk"


class NotKept(Exception):
    """A document that is not kept; `fault` says why."""

    def __init__(self, fault: PdfFault) -> None:
        super().__init__(fault)
        self.fault = fault


def fault(content: bytes) -> PdfFault | None:
    """What is wrong with a document at first sight, whatever its name says; None when it may be read."""
    if not content:
        return PdfFault.EMPTY
    if len(content) > MOST_BYTES:
        return PdfFault.TOO_BIG
    if not HEADER.match(content.lstrip(BEFORE)):
        return PdfFault.NOT_A_PDF
    if b"%%EOF" not in content[-TAIL:] or b"startxref" not in content:
        return PdfFault.CUT
    return None
