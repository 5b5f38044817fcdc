"""A PDF written again from what it shows: what acts, opens, sends or hides another file is left behind."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import ObjectType

from .child import No, serve

#: The words for what is not written again.
LOCKED, CUT, FORM = "locked", "cut", "form"
#: What a reader looks for in the root of a document; whatever else stands there is left out.
ROOT = frozenset(
    {
        *("/Type", "/Version", "/Extensions", "/Pages", "/PageLabels", "/Dests", "/Names", "/Outlines"),
        *("/ViewerPreferences", "/PageLayout", "/PageMode", "/AcroForm", "/Metadata", "/OCProperties"),
        *("/StructTreeRoot", "/MarkInfo", "/Lang", "/OutputIntents"),
    }
)
TRAILER = frozenset({"/Root", "/Info", "/ID", "/Size"})
#: Left out wherever they stand: what acts by itself, programs, files within the file, forms of another kind.
ACTING = frozenset(
    {
        *("/AA", "/JS", "/JavaScript", "/OpenAction", "/Requirements", "/Renditions", "/XFA"),
        *("/EmbeddedFiles", "/EF", "/RF", "/AF", "/Collection", "/RichMediaContent", "/RichMediaSettings"),
    }
)
#: Left out too, but no reader does anything with them: signatures that no longer hold, notes of programs.
SILENT = frozenset({"/PieceInfo", "/Perms", "/NeedsRendering", "/SpiderInfo", "/OPI", "/SigFlags"})
#: The bytes of a stream may be said to be in another file.
ELSEWHERE = frozenset({"/F", "/FFilter", "/FDecodeParms"})
#: Under these keys stand actions, alone or in a list.
ACTIONS = frozenset({"/A", "/PA", "/Next"})
KINDS = frozenset(
    f"/{kind}"
    for kind in "GoTo GoToR GoToE GoToDp Launch Thread URI Sound Movie Hide Named SubmitForm ResetForm"
    " ImportData SetOCGState Rendition Trans GoTo3DView JavaScript RichMediaExecute".split()
)
TURNS = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
ADDRESS = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
#: What may be laid on a page; sounds, films, files and scenes may not.
MARKS = frozenset(
    f"/{kind}"
    for kind in "Link Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly"
    " StrikeOut Caret Stamp Ink Popup Widget PrinterMark TrapNet Watermark Redact".split()
)
PLAYED = frozenset({"/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D", "/Projection"})
#: In these parts of the resources, keys are names that a program chose: they mean nothing by themselves.
NAMED = frozenset({"/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties"})
HOLDERS = frozenset({"/Resources", "/DR"})
CONTEXTS = ACTIONS | HOLDERS | {"/Annots"}
CHOSEN = "chosen names"
HOLDING = ObjectType.array, ObjectType.dictionary, ObjectType.stream
#: In the text of an object, as qpdf spells it: what may have to be taken out, or tells what follows.
WORDS = {word[1:] for word in ACTING | SILENT | ELSEWHERE | KINDS | PLAYED | CONTEXTS | {"/V", "/Ref"}}
SUSPECT = re.compile(rb"/(?:%s)(?![^\s/<>\[\]()])" % b"|".join(word.encode() for word in WORDS))
#: How a cell of a table is set: most of the objects of a document that can be read aloud.
SETTING = re.compile(rb"/A (?:\[ )?(?:<< (?:(?!/S )[^<>])*>> )+")
REFERENCE = re.compile(rb"\b(\d+) (\d+) R\b")


def written(content: bytes) -> bytes:
    """A sign, `1` when something that acts was left behind, else `0`; then the document. Or No."""
    try:
        pdf = pikepdf.open(BytesIO(content))
    except pikepdf.PasswordError as error:
        raise No(LOCKED) from error
    except pikepdf.PdfError as error:
        raise No(CUT) from error
    if pdf.is_encrypted:
        raise No(LOCKED)
    if not len(pdf.pages):
        raise No(CUT)
    if pdf.Root.get("/NeedsRendering"):
        raise No(FORM)
    changed = _emptied(pdf)
    output = BytesIO()
    pdf.save(
        output,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        deterministic_id=True,
    )
    return (b"1" if changed else b"0") + output.getvalue()


def _emptied(pdf: pikepdf.Pdf) -> bool:
    """Take out what is not to be written again; whether some of it could act."""
    acted = False
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    for holder, kept in ((pdf.trailer, TRAILER), (pdf.Root, ROOT), (names, {"/Dests"})):
        for key in holder.keys() - kept:
            acted |= key in ACTING and not _only_turns(key, holder[key])
            del holder[key]
    for thing, context in _everything(pdf):
        acted |= _without(thing, context)
    return acted


def _everything(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, str]]:
    """Each dictionary and each list that may hold something to take out, with what its keys mean.

    What is taken out of it before the next one is asked for is not followed.
    """
    seen: set[tuple[tuple[int, int], str]] = set()
    known = {thing.objgen: thing for thing in pdf.objects if _is(thing, *HOLDING)}
    plain: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, str]] = [(pdf.trailer, "")]
    while waiting:
        thing, context = waiting.pop()
        if not _is(thing, *HOLDING):
            continue
        if thing.is_indirect:
            if (thing.objgen, context) in seen:
                continue
            seen.add((thing.objgen, context))
            if not context and (found := _followed(thing)) is not None:
                waiting += [(known[one], "") for one in found - plain if one in known]
                plain |= found
                continue
        yield thing, context
        inside = enumerate(thing) if _is(thing, ObjectType.array) else thing.items()
        waiting += [(value, _context(context, key)) for key, value in inside if _is(value, *HOLDING)]


def _followed(thing: Any) -> set[tuple[int, int]] | None:
    """The objects that this one names, when no word in it asks for a closer look; a hundred times faster."""
    text = (thing.stream_dict if _is(thing, ObjectType.stream) else thing).unparse(resolved=True)
    if SUSPECT.search(SETTING.sub(b"", text)):
        return None
    return {(int(number), int(version)) for number, version in REFERENCE.findall(text)}


def _context(outer: str, key: Any) -> str:
    if isinstance(key, int):
        return outer
    if outer in HOLDERS and key in NAMED:
        return CHOSEN
    return key if outer != CHOSEN and key in CONTEXTS else ""


def _without(thing: Any, context: str) -> bool:
    """Take out of a dictionary or a list what may not stay; whether some of it could act."""
    acted = False
    if _is(thing, ObjectType.array):
        for place in range(len(thing) - 1, -1, -1):
            if _acts(context, thing[place]):
                acted = True
                del thing[place]
        return acted
    streamed = _is(thing, ObjectType.stream)
    for key, value in list(thing.items()):
        word = "" if context == CHOSEN else key
        acts = _acts(word, value)
        if (
            acts
            or word in SILENT
            or (streamed and word in ELSEWHERE)
            or (word == "/V" and _is_signature(value))
        ):
            acted |= acts and not _only_turns(key, value)
            del thing[key]
    return acted


def _acts(key: str, value: Any) -> bool:
    """Whether this value, under this key or in a list that stands there, does more than be shown."""
    if key in ACTING:
        return True
    if not _is(value, ObjectType.dictionary, ObjectType.stream):
        return False
    mark, kind = _name(value, "/Subtype"), _name(value, "/S")
    if mark in PLAYED or (key == "/Annots" and mark not in MARKS) or (key == "/Ref" and "/F" in value):
        return True
    if key == "/A" and "/S" not in value:
        return "/O" not in value  # with it, how a part of the text is set
    return (kind in KINDS or (key in ACTIONS and "/S" in value)) and not _is_harmless(kind, value)


def _is_harmless(kind: str, action: Any) -> bool:
    """An action that shows another page of the document, or that asks before it opens an address."""
    if kind == "/Named":
        return _name(action, "/N") in TURNS
    if kind == "/URI":
        return bool(ADDRESS.match(str(action.get("/URI", "")).strip()))
    return kind == "/GoTo"


def _is_signature(value: Any) -> bool:
    """Of the document as it came: of this one it says nothing."""
    return _is(value, ObjectType.dictionary) and "/ByteRange" in value


def _only_turns(key: str, value: Any) -> bool:
    """A document that opens at one of its pages: left out, and nothing to be told."""
    if key != "/OpenAction":
        return False
    return _is(value, ObjectType.array) or (
        _is(value, ObjectType.dictionary) and _name(value, "/S") == "/GoTo"
    )


def _name(holder: Any, key: str) -> str:
    """The name that stands under a key, spelt in full; nothing when there is none, or something else."""
    value = holder.get(key)
    return str(value) if _is(value, ObjectType.name_) else ""


def _is(value: Any, *kinds: ObjectType) -> bool:
    return isinstance(value, pikepdf.Object) and value._type_code in kinds


if __name__ == "__main__":
    serve(written)
