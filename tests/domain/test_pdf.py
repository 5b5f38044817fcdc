"""A PDF is judged at first sight by its beginning, its end and its weight, never by its name."""

import pytest

from ctg_site.domain.pdf import MOST_BYTES, PdfFault, fault
from tests.agenda.makers import PDF


@pytest.mark.parametrize("content", [PDF, b"\xef\xbb\xbf" + PDF, b"\r\n " + PDF, PDF + b"\n" * 500])
def test_a_document_may_be_read(content):
    assert fault(content) is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", PdfFault.EMPTY),
        (b"MZ\x90\x00 a program called report.pdf", PdfFault.NOT_A_PDF),
        (b"<html>%PDF-1.7</html>", PdfFault.NOT_A_PDF),
        (b"PK\x03\x04 a spreadsheet", PdfFault.NOT_A_PDF),
        (b"%PDF-9.9\n%%EOF", PdfFault.NOT_A_PDF),
        (PDF[:-20], PdfFault.CUT),
        (PDF + b"x" * 5000, PdfFault.CUT),
        (PDF.replace(b"startxref", b"nothing"), PdfFault.CUT),
        (PDF + b"\0" * MOST_BYTES, PdfFault.TOO_BIG),
    ],
)
def test_anything_else_is_told_apart(content, expected):
    assert fault(content) is expected
