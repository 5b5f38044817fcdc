"""Control signs in every text of the database reach no page, feed, calendar nor spreadsheet."""

import re
from io import BytesIO
from itertools import islice

import openpyxl
import pytest
from defusedxml import ElementTree
from sqlalchemy import String, func

from ctg_site.config import COMPRESSED
from ctg_site.consultations.results import exports
from ctg_site.db import db
from ctg_site.domain import text
from ctg_site.effects.sheets import writing
from ctg_site.web.characters import without_control
from tests import factories
from tests.browser import Browser
from tests.canaries import LEFT_ALONE, tell, texts
from tests.test_blocks import shown
from tests.test_canaries import OF_THE_STAFF, addresses, filled  # noqa: F401 -- a fixture

#: Of each kind: the first and the last signs, an escape, the end of a line of old machines, no sign at all.
SIGNS = "\x01\x08\x0b\x0c\x0e\x1b[31m\x1f\x7f\x80\x85\x9f\ufdd0\ufffe\uffff\U0001ffff\U0010fffe"
#: Where people are known by a text, it is left as it is.
KNOWN_BY = {"user.email", "user.password_hash", "district.slug", "content_page.language"}


@pytest.fixture
def soiled(filled):  # noqa: F811
    """Every text of every row holds control signs, whatever door it came in by."""
    count = 0
    for table in db.metadata.sorted_tables:
        for column in texts(table) if table.name not in LEFT_ALONE else ():
            if f"{table.name}.{column.name}" not in KNOWN_BY:
                soiled = func.substr(column, 1, 3) + db.literal(SIGNS, String) + func.substr(column, 4)
                count += db.session.execute(db.update(table).values({column.name: soiled})).rowcount
    db.session.commit()
    tell()
    return count


def asked(app, person, address):
    """The answer; none for a page of the staff that these rows, made without the site, break."""
    db.session.commit()
    with app.app_context():
        try:
            return person.client.get(address)
        except Exception:
            if not address.startswith(OF_THE_STAFF):
                raise
            return None


def faults(answer):
    """What makes an answer unfit for whoever reads it."""
    content = answer.get_data()
    if answer.status_code >= 500:
        yield answer.status
    if answer.mimetype in COMPRESSED and without_control(content) != content:
        yield f"a control sign: {content[:40]!r}"
    if answer.mimetype.endswith("xml") and answer.status_code == 200:
        ElementTree.fromstring(content)
    if "spreadsheet" in answer.mimetype:
        cells = (
            cell for sheet in openpyxl.load_workbook(BytesIO(content)) for row in sheet.values for cell in row
        )
        yield from (
            f"a cell: {cell!r}" for cell in cells if isinstance(cell, str) and text.CONTROL.search(cell)
        )


def test_no_control_sign_of_the_database_reaches_anybody(app, filled, soiled):  # noqa: F811
    assert soiled > 300
    visitor = Browser(app.test_client(use_cookies=False))
    coordinator = Browser(app.test_client()).sign_in(factories.staff("coordinator"))
    broken, kinds = [], set()
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or re.search(r"photo|secret|documents", rule.rule):
            continue
        of_the_staff = rule.rule.startswith(OF_THE_STAFF)
        person = coordinator if of_the_staff else visitor
        tried = shown(app, rule, filled) if of_the_staff else addresses(app, rule, filled)
        few = 1 if of_the_staff else 2
        for address in tried if rule.rule.endswith(".csv") else islice(tried, few):
            if (answer := asked(app, person, address)) is None:
                continue
            kinds.add(answer.mimetype)
            broken += [f"{address}: {fault}" for fault in faults(answer)]
    assert not broken, "\n".join(broken[:20])
    assert {"text/html", "application/atom+xml", "text/calendar", "text/csv", "application/pdf"} <= kinds, (
        kinds
    )


def test_a_feed_is_well_formed_whatever_a_district_is_called(app):
    district = factories.district(name="Cité " + SIGNS + "\"<&>'12")
    factories.published(factories.centre(name="Centre" + SIGNS), "Un jardin", district=district.slug)
    with app.app_context():
        root = ElementTree.fromstring(app.test_client().get("/envies.atom").data)
    labels = [one.get("label") for one in root.iter("{http://www.w3.org/2005/Atom}category")]
    assert labels == ["Cité [31m\"<&>'12"]


def test_both_doors_take_away_the_same_signs():
    ends = (plane << 16 | last for plane in range(1, 17) for last in (0, 0xFDD0, 0xFFFD, 0xFFFE, 0xFFFF))
    for sign in map(chr, (*range(0x10000), *ends)):
        kept = without_control(sign.encode(errors="surrogatepass"))
        assert bool(text.printable(sign)) == bool(kept), hex(ord(sign))


@pytest.mark.parametrize("words", ["\x08=1+1", "\x1b\x00@SUM(A1)", "\ufffe+1", "-\x0b1", "\t=1"])
def test_no_formula_hides_behind_a_control_sign(words):
    line = writing.csv_of([[words, 1, None]]).decode("utf-8-sig")
    assert line == f"'{text.printable(words)};1;\r\n"


def test_a_spreadsheet_holds_no_control_sign(app):
    counted = {
        "sections": [{"questions": [{"number": 1, "text": SIGNS, "kind": "free", "id": 1, "answered": 9}]}]
    }
    book = openpyxl.load_workbook(BytesIO(exports.spreadsheet(counted, {1: [f"Un {SIGNS} jardin"]})))
    cells = [cell for sheet in book for row in sheet.values for cell in row if isinstance(cell, str)]
    assert "Un [31m jardin" in cells and not [cell for cell in cells if re.search("_x00|[\x00-\x1f]", cell)]
