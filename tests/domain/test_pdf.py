"""A PDF is judged by what it holds: whole, readable, and without anything that acts."""

import zlib

import pytest

from ctg_site.domain.pdf import MOST_BYTES, Fault, fault
from tests.agenda.makers import PDF


def with_object(body):
    return PDF.replace(b"xref\n", b"9 0 obj\n" + body + b"\nendobj\nxref\n", 1)


def packed(body):
    """The same words, in a compressed list of objects."""
    content = zlib.compress(body)
    return with_object(
        b"<< /Type /ObjStm /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(content), content)
    )


def test_a_plain_document_is_kept():
    assert fault(PDF) is None
    assert fault(packed(b"<< /Type /Page >>")) is None
    assert fault(with_object(b"<< /OpenAction [3 0 R /FitH null] >>")) is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Fault.EMPTY),
        (b"MZ\x90\x00 a program called report.pdf", Fault.NOT_A_PDF),
        (b"<html>%PDF-1.7</html>", Fault.NOT_A_PDF),
        (b"PK\x03\x04 a spreadsheet", Fault.NOT_A_PDF),
        (b"%PDF-9.9\n%%EOF", Fault.NOT_A_PDF),
        (PDF[:-20], Fault.CUT),
        (PDF + b"x" * 5000, Fault.CUT),
        (PDF.replace(b"startxref", b"nothing"), Fault.CUT),
        (PDF + b"\0" * MOST_BYTES, Fault.TOO_BIG),
        (with_object(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"), Fault.ACTIVE),
        (with_object(b"<< /S /Launch /F (cmd.exe) >>"), Fault.ACTIVE),
        (with_object(b"<< /Type /EmbeddedFile >>"), Fault.ACTIVE),
        (with_object(b"<< /S /J#61vaScript >>"), Fault.ACTIVE),
        (packed(b"<< /S /JavaScript >>"), Fault.ACTIVE),
        (PDF.replace(b"/Size 3", b"/Size 3 /Encrypt 8 0 R"), Fault.LOCKED),
    ],
)
def test_anything_else_is_told_apart(content, expected):
    assert fault(content) is expected


def test_words_that_only_look_alike_are_no_program():
    assert fault(with_object(b"<< /Title (JavaScript for all) /JSON 1 /Launcher 2 >>")) is None


def test_what_a_picture_holds_is_not_read_as_objects():
    picture = b"<< /Subtype /Image /Length 20 >>\nstream\n.../JavaScript......\nendstream"
    assert fault(with_object(picture)) is None


def test_a_list_that_opens_without_end_is_not_opened_whole():
    bomb = packed(b"\0" * (60 * 1024 * 1024))
    assert len(bomb) < 200_000 and fault(bomb) is None
