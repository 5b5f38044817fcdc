"""A document is written again without what acts; what cannot be read whole is not kept."""

import re
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from ctg_site.domain.pdf import NotKept, PdfFault
from ctg_site.effects import documents, pdf
from ctg_site.web.document_fields import FAULTS
from tests.agenda import hostile_pdfs as hostile
from tests.agenda.makers import PDF
from tests.effects import sheets
from tests.effects.spending import spent

#: Read by another library than the one that writes: none of these names may be in what is kept.
NEVER = frozenset(
    f"/{name}"
    for name in "JavaScript JS AA OpenAction Launch GoToR SubmitForm EmbeddedFiles EF AF XFA RichMedia Screen"
    " FileAttachment RichMediaContent Rendition Collection Tomorrow EmbeddedFile".split()
)
ATTACK = re.compile(
    rb"(?i)javascript|app\.alert|192\.0\.2\.1|MZ program|cmd\.exe|<xdp>|/SubmitForm|/RichMedia|/Tomorrow"
)


def every_name(content):
    """All the names that can be reached from the trailer, as pypdf reads them."""
    reader = PdfReader(BytesIO(content))
    found, seen, waiting = set(), set(), [reader.trailer]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if thing.idnum in seen:
                continue
            seen.add(thing.idnum)
            thing = thing.get_object()
        if isinstance(thing, DictionaryObject):
            found |= thing.keys()
            waiting += [thing.raw_get(key) for key in thing]
        elif isinstance(thing, ArrayObject):
            waiting += list(thing)
        elif isinstance(thing, str) and thing.startswith("/"):
            found.add(str(thing))
    return found


def in_clear(content):
    """The file with nothing folded."""
    output = BytesIO()
    with pikepdf.open(BytesIO(content)) as opened:
        opened.save(
            output,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
        )
    return output.getvalue()


def made(name):
    return hostile.HIDDEN[name]() if name in hostile.HIDDEN else hostile.written_by(hostile.LAID[name])


@pytest.mark.parametrize("name", [*hostile.HIDDEN, *hostile.LAID])
def test_what_acts_is_left_behind_however_it_was_hidden(app, name):
    content = made(name)
    assert ATTACK.search(in_clear(content)), "no reader would meet the attack: this test proves nothing"
    kept = documents.written(content)
    assert kept.was_acting
    assert not NEVER & every_name(kept.content)
    assert not ATTACK.search(in_clear(kept.content))
    assert len(PdfReader(BytesIO(kept.content)).pages) == 1


def test_bytes_that_belong_to_no_object_are_not_kept(app):
    page = PDF.replace(b"\n", b"\n%<html><script>alert(1)</script></html>\n", 1)
    kept = documents.written(page)
    assert b"<script>" in page and b"<script>" not in kept.content and kept.content.startswith(b"%PDF-")


def test_links_outlines_and_first_page_stay(app):
    def usual(opened, page):
        opened.Root.OpenAction = pikepdf.Array([page, pikepdf.Name.Fit])
        item = opened.make_indirect(pikepdf.Dictionary(Title=pikepdf.String("Un"), Dest=pikepdf.String("d")))
        item.Next = opened.make_indirect(pikepdf.Dictionary(Title=pikepdf.String("Deux"), Prev=item))
        outlines = pikepdf.Dictionary(Type=pikepdf.Name.Outlines, First=item, Last=item.Next, Count=2)
        opened.Root.Outlines = opened.make_indirect(outlines)
        dests = pikepdf.Dictionary(
            Names=pikepdf.Array([pikepdf.String("d"), pikepdf.Array([page, pikepdf.Name.Fit])])
        )
        opened.Root.Names = pikepdf.Dictionary(Dests=dests)

    kept = documents.written(hostile.written_by(usual))
    assert not kept.was_acting
    reader = PdfReader(BytesIO(kept.content))
    assert [one.title for one in reader.outline] == ["Un", "Deux"] and "d" in reader.named_destinations
    (link,) = reader.pages[0]["/Annots"]
    assert link.get_object()["/A"]["/URI"] == "https://example.org"


def test_a_signature_that_no_longer_holds_is_not_shown(app):
    def signed(opened, page):
        value = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=pikepdf.Array([0, 1, 2, 3]))
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("s"), V=value)
        opened.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)

    kept = documents.written(hostile.written_by(signed))
    assert not kept.was_acting and not {"/ByteRange", "/SigFlags"} & every_name(kept.content)


def test_the_site_s_own_sheets_come_out_whole(app):
    told = pdf.Poster(
        "Envie", "Des bancs", "Au soleil.", "Venez", ("La mairie",), "https://example.org/envies/1"
    )
    sheet = pdf.poster(told)
    kept = documents.written(sheet)
    before, after = sheets.read(sheet), sheets.read(kept.content)
    assert not kept.was_acting and sheets.words(after) == sheets.words(before)
    assert sheets.alternatives(after) == sheets.alternatives(before)
    assert every_name(kept.content) >= every_name(sheet) - {"/Length"}


def locked(**options):
    opened, output = pikepdf.open(BytesIO(PDF)), BytesIO()
    opened.save(output, encryption=pikepdf.Encryption(**options))
    return output.getvalue()


def without_page():
    opened, output = pikepdf.new(), BytesIO()
    opened.save(output)
    return output.getvalue()


def dynamic_form(opened, page):
    hostile.old_form(opened, page)
    opened.Root.NeedsRendering = True


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (locked(owner="a", user="b"), PdfFault.LOCKED),
        (locked(owner="a"), PdfFault.LOCKED),
        (without_page(), PdfFault.CUT),
        (b"%PDF-1.7\nstartxref\n0\n%%EOF\n", PdfFault.CUT),
        (hostile.plain({1: hostile.CATALOG, 2: b"<< /Type /Pages /Kids 7 /Count 1 >>"}), PdfFault.CUT),
        (
            hostile.plain(
                {1: b"<< /Type /Catalog /Pages 2 0 R /Names 7 >>", 2: hostile.PAGES, 3: hostile.PAGE}
            ),
            PdfFault.CUT,
        ),
        (hostile.written_by(dynamic_form), PdfFault.FORM),
    ],
    ids=[
        "user password",
        "owner password",
        "no page",
        "nothing",
        "no list of pages",
        "odd names",
        "dynamic form",
    ],
)
def test_what_is_not_read_whole_is_not_kept(app, content, fault):
    with pytest.raises(NotKept) as refused:
        documents.written(content)
    assert refused.value.fault is fault


@pytest.mark.parametrize("bomb", hostile.BOMBS, ids=lambda bomb: bomb.__name__)
def test_it_costs_little_whatever_is_sent(bomb):
    cost = spent(documents.WORK, bomb())
    assert cost.seconds <= 3 and cost.megabytes <= 300, cost


def test_every_fault_has_its_sentence():
    assert set(FAULTS) == set(PdfFault)
