"""Spreadsheets that nobody's program makes: broken in many ways, or small and without end once opened."""

import re
import zlib
from io import BytesIO
from struct import pack, unpack_from
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
FIRST = "xl/worksheets/sheet1.xml"


def parts(content):
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return output.getvalue()


def with_part(content, part, name=FIRST):
    return packed(parts(content) | {name: part})


def edited(content, pattern, new, name=FIRST):
    before = parts(content)[name]
    after = re.sub(pattern, new, before, count=1)
    assert after != before, "the file of the site is written otherwise now"
    return with_part(content, after, name)


def header_changed(content, offset_here, offset_there, value):
    """The same archive, a number of its first sheet said otherwise, at its place and in the directory."""
    changed, there = bytearray(content), content.rindex(FIRST.encode()) - 46
    for at in (content.index(FIRST.encode()) - 30 + offset_here, there + offset_there):
        changed[at : at + 2] = pack("<H", value)
    return bytes(changed)


def cut_xml(content):
    sheet = parts(content)[FIRST]
    return with_part(content, sheet[: len(sheet) // 2])


def style_out_of_range(content):
    return edited(content, rb'<c r="A2"', b'<c r="A2" s="999"')


def string_out_of_range(content):
    return edited(content, rb't="inlineStr"><is><t[^>]*>[^<]*</t></is>', b't="s"><v>99999</v>')


def chart_sheet(content):
    chart = HEAD + b"<chartsheet " + MAIN + b"><sheetViews/></chartsheet>"
    told = edited(content, rb"worksheet\+xml", b"chartsheet+xml", "[Content_Types].xml")
    told = edited(
        told, rb"relationships/worksheet", b"relationships/chartsheet", "xl/_rels/workbook.xml.rels"
    )
    return with_part(told, chart)


def zip_encrypted(content):
    return header_changed(content, 6, 8, 1)


def method_unknown(content):
    return header_changed(content, 8, 10, 99)


def zlib_broken(content):
    with ZipFile(BytesIO(content)) as archive:
        start = archive.getinfo(FIRST).header_offset
    name, extra = unpack_from("<HH", content, start + 26)
    at = start + 30 + name + extra
    return content[:at] + b"\xff" * 40 + content[at + 40 :]


def without_workbook(content):
    return packed({name: part for name, part in parts(content).items() if name != "xl/workbook.xml"})


def another_archive(content):
    return packed({"lisez-moi.txt": b"Bonjour"})


def empty_archive(content):
    return packed({})


def not_utf8(content):
    return edited(content, rb"<sheetData>", b"<sheetData>\xff\xfe")


def entities(content):
    """Ten times ten times ten… of a word, in a cell."""
    levels = [b'<!ENTITY a0 "ha">'] + [
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
    ]
    cell = b'<row r="2"><c r="A2" t="inlineStr"><is><t>&a9;</t></is></c></row>'
    told = sheet(cell).replace(HEAD, HEAD + b"<!DOCTYPE w [" + b"".join(levels) + b"]>", 1)
    return with_part(content, told)


BROKEN = (
    *(cut_xml, style_out_of_range, string_out_of_range, chart_sheet, zip_encrypted, method_unknown),
    *(zlib_broken, without_workbook, another_archive, empty_archive, not_utf8, entities),
)


def sheet(rows):
    return HEAD + b"<worksheet " + MAIN + b"><sheetData>" + rows + b"</sheetData></worksheet>"


def cells(count, columns=100):
    row = b"<row>" + b"<c><v>1</v></c>" * columns + b"</row>"
    return sheet(row * (count // columns))


def many_cells(content):
    return with_part(content, cells(800_000))


def very_many_cells(content):
    return with_part(content, cells(3_200_000))


def one_endless_row(content):
    return with_part(content, cells(3_200_000, 3_200_000))


def far_away(content):
    """One cell at each end of the sheet: everything between them, were it kept."""
    ends = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return with_part(content, sheet(ends))


def one_text_everywhere(content):
    """A text of thirty thousand signs, kept once, shown by a hundred and fifty thousand cells."""
    texts = b"<si><t>" + b"a" * 30_000 + b"</t></si>"
    rows = sheet((b"<row>" + b'<c t="s"><v>0</v></c>' * 30 + b"</row>") * 1000)
    made = with_part(content, rows)
    return with_part(made, HEAD + b"<sst " + MAIN + b">" + texts + b"</sst>", "xl/sharedStrings.xml")


def texts_without_end(content):
    texts = b"<si><t>a</t></si>" * 3_000_000
    return with_part(content, HEAD + b"<sst " + MAIN + b">" + texts + b"</sst>", "xl/sharedStrings.xml")


def styles_without_end(content):
    styles = b"<cellXfs>" + b'<xf numFmtId="14"/>' * 3_000_000 + b"</cellXfs>"
    return with_part(
        content, HEAD + b"<styleSheet " + MAIN + b">" + styles + b"</styleSheet>", "xl/styles.xml"
    )


def blank_without_end(content):
    """Two hundred megabytes of blanks."""
    once, packer = b" " * 4_000_000, zlib.compressobj(1, zlib.DEFLATED, -15)
    folded = b"".join(packer.compress(once) for _ in range(50)) + packer.flush()
    check, size = 0, 0
    for _ in range(50):
        check, size = zlib.crc32(once, check), size + len(once)
    return _stored_whole(parts(content), FIRST, folded, check, size)


def _stored_whole(others, name, folded, check, size):
    """An archive whose part is already folded: no time is spent folding it."""
    others.pop(name)
    begun = packed(others)
    directory = begun.index(b"PK\x01\x02")
    end = begun.rindex(b"PK\x05\x06")
    written = name.encode()
    facts = pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, check, len(folded), size, len(written), 0)
    local = b"PK\x03\x04" + facts + written + folded
    central = b"PK\x01\x02" + pack("<H", 20) + facts + pack("<HHHII", 0, 0, 0, 0, directory) + written
    listed = begun[directory:end] + central
    count = unpack_from("<H", begun, end + 10)[0] + 1
    last = b"PK\x05\x06" + pack("<HHHHIIH", 0, 0, count, count, len(listed), directory + len(local), 0)
    return begun[:directory] + local + listed + last


def merged_without_end(content):
    merged = b"<mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 2_000_000 + b"</mergeCells>"
    return edited(content, rb"</sheetData>", b"</sheetData>" + merged)


def parts_without_end(content):
    output = BytesIO()
    with ZipFile(output, "w") as archive:
        for name, part in parts(content).items():
            archive.writestr(name, part)
        for number in range(40_000):
            archive.writestr(ZipInfo(str(number)), b"")
    return output.getvalue()


HEAVY = (
    *(many_cells, very_many_cells, one_endless_row, far_away, one_text_everywhere, texts_without_end),
    *(styles_without_end, blank_without_end, merged_without_end, parts_without_end),
)
