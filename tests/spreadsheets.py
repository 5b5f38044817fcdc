"""Spreadsheets made by the columns that the site reads, and what those that it writes hold."""

from io import BytesIO

import openpyxl

from ctg_site.effects.sheets import writing


def sheet(shape, *lines):
    """A file of one sheet: each line by the names of its columns, the others empty."""
    names = [column.name for column in shape.columns]
    unknown = {name for line in lines for name in line} - set(names)
    assert not unknown, f"no column holds {unknown}"
    return writing.filled(shape, ([line.get(name) for name in names] for line in lines))


def rows(content, title=None):
    """The rows of a sheet, the first one by default, as lists."""
    book = openpyxl.load_workbook(BytesIO(content))
    return [list(row) for row in (book[title] if title else book.active).iter_rows(values_only=True)]


def formulas(content):
    book = openpyxl.load_workbook(BytesIO(content))
    return [cell.value for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]


def send(browser, page, content, status=303):
    browser.get(page)
    browser.post(page, {"file": (BytesIO(content), "fichier.xlsx")}, status=status)


def download(browser, page, address, **values):
    """The bytes of a file that a form of the page asks for."""
    browser.get(page)
    token = browser.page.select_one("input[name=csrf_token]")["value"]
    return browser._send("POST", address, data={"csrf_token": token} | values).data
