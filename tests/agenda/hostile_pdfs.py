"""Documents that open a program, a file or another machine, each hidden from who looks for words in bytes."""

import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"


def stream(description, content):
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (description, len(content), content)


def plain(objects, before=b"", after=b""):
    """The file of these objects, by number, with a table of where they stand."""
    output, places = bytearray(b"%PDF-1.7\n" + before), {}
    for number, content in objects.items():
        places[number] = len(output)
        output += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    output += after
    start = len(output)
    output += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        output += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(objects) + 1
    output += b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(output)


def packed(description, folded, kind=b"/Type /ObjStm"):
    """The script in a list of objects that is folded in some way; a folded table tells where it stands."""
    objects = {1: CATALOG, 2: PAGES, 3: PAGE}
    inside = b"4 0 " + SCRIPT
    objects[5] = stream(kind + b" /N 1 /First 4 " + description, folded(inside))
    output, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in objects.items():
        places[number] = len(output)
        output += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    places[6] = start = len(output)
    rows = [bytes([0, 0, 0, 0, 0])]
    for number in range(1, 7):
        rows.append(
            bytes([2, 0, 0, 5, 0]) if number == 4 else bytes([1]) + places[number].to_bytes(3, "big") + b"\0"
        )
    table = zlib.compress(b"".join(rows))
    facts = b"/Type /XRef /W [1 3 1] /Size 7 /Root 1 0 R /Filter /FlateDecode"
    output += b"6 0 obj\n" + stream(facts, table) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(output)


def hexed(content):
    return content.hex().encode() + b">"


def in_a_comment_of_streams():
    """For who looks for the words, all of the file is one picture."""
    return plain({1: CATALOG, 2: PAGES, 3: PAGE, 4: SCRIPT}, before=b"%stream\n", after=b"%endstream\n")


def list_spelt_otherwise():
    return packed(b"/Filter /FlateDecode", zlib.compress, b"/Type/Obj#53tm")


def list_in_hexadecimal():
    return packed(b"/Filter /ASCIIHexDecode", hexed)


def list_folded_twice():
    return packed(b"/Filter [/ASCIIHexDecode /FlateDecode]", lambda content: hexed(zlib.compress(content)))


def list_far_from_its_type():
    return packed(b" " * 700 + b"/Filter /FlateDecode", zlib.compress)


def list_after_blanks():
    return packed(
        b"/Filter /FlateDecode", lambda content: zlib.compress(content[:4] + b" " * 43_000_000 + content[4:])
    )


def written_by(change):
    """A page of one link, changed with the library."""
    made, output = pikepdf.new(), BytesIO()
    made.add_blank_page()
    page = made.pages[0].obj
    page.Annots = Array([made.make_indirect(link(Dictionary(S=Name.URI, URI=String("https://example.org"))))])
    change(made, page)
    made.save(output)
    return output.getvalue()


def link(action, **more):
    return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 50, 50]), A=action, **more)


def js(**more):
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"), **more)


def a_file(made, **more):
    return Dictionary(F=String("x.exe"), EF=Dictionary(F=made.make_stream(b"MZ program", **more)))


def names(made, key, value):
    made.Root.Names = Dictionary({key: Dictionary(Names=Array([String("a"), value]))})


def mark(page, subtype, **more):
    page.Annots.append(Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=Array([0, 0, 9, 9]), **more))


def other_machine(made, page):
    made.Root.OpenAction = Dictionary(
        S=Name.GoToR, F=String("\\\\\\\\192.0.2.1\\\\share\\\\x.pdf"), D=Array([0, Name.Fit])
    )


def file_without_type(made, page):
    names(made, "/EmbeddedFiles", made.make_indirect(a_file(made)))


def file_as_a_mark(made, page):
    mark(page, "/FileAttachment", FS=a_file(made))


def file_of_a_page(made, page):
    page.AF = Array([a_file(made, Type=Name.EmbeddedFile)])


def script_by_name(made, page):
    names(made, "/JavaScript", js())


def script_of_a_page(made, page):
    page.AA = Dictionary(O=js())


def script_of_a_link(made, page):
    page.Annots[0].A = made.make_indirect(js())


def script_after_an_address(made, page):
    page.Annots[0].A.Next = Array([Dictionary(S=Name.GoTo, D=Array([page, Name.Fit]), Next=js())])


def script_of_an_outline(made, page):
    item = made.make_indirect(Dictionary(Title=String("Page 1"), A=js()))
    made.Root.Outlines = made.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))


def script_as_an_address(made, page):
    page.Annots[0].A.URI = String(" javascript:alert(1)")


def script_shared_with_the_fonts(made, page):
    """The same object is a font for the resources and a mark for the page."""
    both = made.make_indirect(link(js(), AA=Dictionary(E=js())))
    page.Resources = Dictionary(Font=Dictionary(F1=both))
    page.Annots.append(both)


def script_of_a_field(made, page):
    field = Dictionary(
        FT=Name.Tx, T=String("a"), Subtype=Name.Widget, AA=Dictionary(K=js()), Rect=Array([0] * 4)
    )
    made.Root.AcroForm = Dictionary(Fields=Array([made.make_indirect(field)]))
    page.Annots.append(made.Root.AcroForm.Fields[0])


def old_form(made, page):
    made.Root.AcroForm = Dictionary(Fields=Array(), XFA=made.make_stream(b"<xdp>"))


def program_started(made, page):
    page.Annots[0].A = Dictionary(S=Name.Launch, F=String("cmd.exe"))


def answers_sent(made, page):
    page.Annots[0].A = Dictionary(S=Name.SubmitForm, F=String("https://example.com"))


def film(made, page):
    mark(page, "/RichMedia", RichMediaContent=Dictionary(Assets=Dictionary()))
    mark(page, "/Screen", A=Dictionary(S=Name.Rendition, JS=String("1"), OP=0))


def action_of_no_known_kind(made, page):
    page.Annots[0].A = Dictionary(S=Name("/Tomorrow"), JS=String("1"))


def action_spelt_as_a_text(made, page):
    page.Annots[0].A = Dictionary(S=String("JavaScript"), JS=String("1"))


def portfolio(made, page):
    made.Root.Collection = Dictionary(View=Name.H)
    file_without_type(made, page)


def later_version():
    """Added at the end, as a program that saves a change does."""
    before = plain({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: PAGES, 3: PAGE})
    start = before.rindex(b"xref\n", 0, before.rindex(b"startxref"))
    added = b"1 0 obj\n%s\nendobj\n4 0 obj\n%s\nendobj\n" % (CATALOG, SCRIPT)
    first, second = len(before), len(before) + added.index(b"4 0 obj")
    table = b"xref\n1 1\n%010d 00000 n \n4 1\n%010d 00000 n \n" % (first, second)
    last = b"trailer\n<< /Root 1 0 R /Size 5 /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        start,
        first + len(added),
    )
    return before + added + table + last


def nested_without_end():
    return plain({1: CATALOG, 2: PAGES, 3: PAGE, 4: b"[" * 1_000_000 + b"]" * 1_000_000})


def objects_without_end():
    many = dict.fromkeys(range(5, 100_000), b"<< /A << /S /URI >> >>")
    known = b"[" + b" ".join(b"%d 0 R" % number for number in many) + b"]"
    return plain({1: CATALOG, 2: PAGES, 3: PAGE, 4: known} | many)


def list_without_end():
    """Three hundred megabytes of zeros in a list of objects."""
    packer, zeros = zlib.compressobj(1), b"0 " * 5_000_000
    return packed(
        b"/Filter /FlateDecode",
        lambda content: b"".join(
            [packer.compress(content), *(packer.compress(zeros) for _ in range(30)), packer.flush()]
        ),
    )


def picture_without_end():
    """A page whose content unfolds a thousand times, then a thousand times more: it is kept folded."""
    once = zlib.compress(b"\0" * 100_000_000, 9)
    content = stream(b"/Filter [/FlateDecode /FlateDecode]", zlib.compress(once, 9))
    page = PAGE.replace(b"/MediaBox", b"/Contents 4 0 R /MediaBox")
    return plain({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: PAGES, 3: page, 4: content})


BOMBS = nested_without_end, objects_without_end, list_without_end, picture_without_end
HIDDEN = {
    made.__name__: made
    for made in (
        *(in_a_comment_of_streams, list_spelt_otherwise, list_in_hexadecimal, list_folded_twice),
        *(list_far_from_its_type, list_after_blanks, later_version),
    )
}
LAID = {
    change.__name__: change
    for change in (
        *(other_machine, file_without_type, file_as_a_mark, file_of_a_page, script_by_name, script_of_a_page),
        *(script_of_a_link, script_after_an_address, script_of_an_outline, script_as_an_address),
        *(script_shared_with_the_fonts, script_of_a_field, old_form, program_started, answers_sent, film),
        *(action_of_no_known_kind, action_spelt_as_a_text, portfolio),
    )
}
