"""Reads a printed sheet as a screen reader and a printer do."""

from io import BytesIO

from pypdf import PdfReader

from tests.typography import HIDDEN


def read(content: bytes) -> PdfReader:
    """The sheet, once it is known to be tagged, in French, titled: what PDF/UA-1 asks first."""
    sheet = PdfReader(BytesIO(content))
    catalog = sheet.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"] and catalog["/StructTreeRoot"]["/K"]
    assert catalog["/Lang"].startswith("fr")
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"] and sheet.metadata.title
    assert b"pdfuaid:part" in catalog["/Metadata"].get_data()
    return sheet


def pdf(browser, address: str) -> bytes:
    """The file that this address gives to whoever sits at this browser."""
    browser.get(address)
    return browser.response.data


def words(sheet: PdfReader) -> str:
    """The text of all its pages on one line, as somebody copies it: no sign hides in it."""
    text = " ".join(page.extract_text() for page in sheet.pages)
    assert not HIDDEN.intersection(text), "what is copied from the sheet holds signs that nobody sees"
    return " ".join(text.split())


def alternatives(sheet: PdfReader) -> list[str]:
    """What is said in place of its images."""
    return list(_alternatives(sheet.trailer["/Root"]["/StructTreeRoot"]))


def _alternatives(node):
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from _alternatives(one)
    elif isinstance(node, dict):
        if "/Alt" in node:
            yield node["/Alt"]
        if "/K" in node:
            yield from _alternatives(node["/K"])
