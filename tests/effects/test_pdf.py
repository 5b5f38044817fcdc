"""Printed sheets: tagged, one page, harmless whatever the words; made in milliseconds."""

import time
from io import BytesIO

import pikepdf
import pytest
import typst

from ctg_site.effects import pdf
from tests.effects.sheets import alternatives, read, words

ADDRESS = "http://localhost/envies/61"


def poster(**values):
    kept = {
        "kind": "Une envie d’agir",
        "title": "Un jardin partagé",
        "text": "On cultive ensemble.",
        "call": "Et vous ?",
        "contact": ("Centre Exemple", "", "03 53 01 00 10"),
        "address": ADDRESS,
    }
    return pdf.poster(pdf.Poster(**kept | values))


def test_a_poster_is_a_tagged_page_that_says_all(app):
    sheet = read(poster(lines=("mardi 1er décembre", "Salle des fêtes")))
    assert sheet.metadata.title == "Un jardin partagé" and len(sheet.pages) == 1
    said = words(sheet)
    for part in (
        "Un jardin partagé",
        "On cultive ensemble.",
        "mardi 1er décembre",
        "Centre Exemple",
        ADDRESS,
    ):
        assert part in said
    assert alternatives(sheet) == [f"Carré à photographier\u00a0: il ouvre {ADDRESS}"]
    width, height = sheet.pages[0].mediabox[2:]
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)


@pytest.mark.parametrize("host", ["l.fr", "envies.lens.example.org:8183", "a" * 60 + ".example.org"])
def test_what_is_copied_from_a_poster_is_what_the_site_wrote(app, host):
    """The address is whole on its line; in a text, a link may go on on the next one, with nothing between."""
    address = f"https://{host}/agenda/123456"
    link = "https://exemple.org/chemin/fait-expres-pour-etre-long"
    contact = ("03 53 01 00 10", "centre.social.du.grand-quartier@exemple.org")
    said = words(read(poster(address=address, text=f"Voir {link} ici.", contact=contact)))
    assert address in said and contact[0] in said
    for value in (link, contact[1]):
        assert value in said.replace(" ", ""), f"{value} is not in {said!r}"


def test_the_same_poster_is_the_same_file(app):
    assert poster() == poster()


HOSTILE = (
    '#panic("non") #read("/etc/passwd") #import "@preview/x:1.0.0"',
    "$ sum_(i=0)^n $ \\ \\u{0} // fin /* fin */",
    "= Titre *gras* _plat_ `code` <etiquette> @renvoi [lien](http://x) ]) }}",
    '"; } } #sys.inputs {"a": 1}',
)


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_never_markup(app, text):
    sheet = read(poster(title=text, text=text, lines=(text,), contact=(text,)))
    assert sheet.metadata.title == text and words(sheet).count(text[:12]) >= 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Une fête 😀 au parc", "Une fête 😀 au parc"),
        ("J’aime ❤️ ça", "J’aime ❤️ ça"),
        ("Un thé 日本 ici", "Un thé □ ici"),
        ("Łukasz et Ωμέγα", "Łukasz et Ωμέγα"),
        ("À côté, œuvre, 12 €", "À côté, œuvre, 12 €"),
        ("a\x00b\x07c\ud800d", "a b c d"),
    ],
)
def test_a_sign_that_no_font_draws_is_shown_as_missing(app, text, said):
    assert said in words(read(poster(text=text)))


def test_arabic_and_emoji_are_drawn_by_fonts_that_the_sheet_carries(app):
    made = poster(title="حديقة 🌳 للجميع", text="En famille 👨‍👩‍👧‍👦 ! Touche 1️⃣ ici 🇫🇷 👍🏽")
    assert pdf.UNKNOWN.encode() not in made
    with pikepdf.open(BytesIO(made)) as sheet:
        held = [one for one in sheet.objects if isinstance(one, pikepdf.Dictionary)]
        told = [one for one in held if one.get("/Type") == "/FontDescriptor"]
        drawn = {str(one.FontName) for one in told if "/FontFile2" in one or "/FontFile3" in one}
    assert len(drawn) == len(told), "every font is in the file"
    assert all(any(name in one for one in drawn) for name in ("NotoSansArabic", "NotoEmoji")), drawn
    assert not any("DejaVu" in one for one in drawn), "the Arabic of a typewriter"


def test_other_writings_are_printed_and_read_aloud_in_their_language(app):
    made = poster(title="مرحبا بكم", text="نريد حديقة\nUn jardin\nГарний сад і їжа")
    assert len(read(made).pages) == 1
    with pikepdf.open(BytesIO(made)) as sheet:
        kinds = [one for one in sheet.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]
        said = [(str(one.S), str(one.Lang)) for one in kinds if "/Lang" in one]
    assert sorted(said) == [("/H1", "ar"), ("/P", "ar"), ("/P", "uk")]


@pytest.mark.parametrize(
    "text",
    [
        "mot " * 2500,
        "x" * 10_000,
        "a\n" * 5_000,
        "é" * 10_000,
        "http://exemple.org/" + "y" * 9_000,
        "😀" * 10_000,
    ],
)
def test_a_long_text_stays_on_one_page_and_says_where_the_rest_is(app, text):
    began = time.perf_counter()
    sheet = read(poster(title=text, text=text, lines=(text, text), contact=(text, text)))
    assert len(sheet.pages) == 1 and "la suite sur le site" in words(sheet)
    assert ADDRESS in words(sheet) and time.perf_counter() - began < 2


def test_nothing_outside_the_folder_is_read(app, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    for path in ("/etc/passwd", "../pdf.py", str(tmp_path / "secret.txt")):
        with pytest.raises(typst.TypstError):
            typst.compile(f'#read("{path}")'.encode(), root=str(pdf.FOLDER), format="pdf")


def test_templates_ask_for_no_package_and_no_file():
    for template in pdf.FOLDER.glob("*.typ"):
        assert not any(word in template.read_text() for word in ("#import", "#include", "read(", "plugin("))


def test_a_poster_takes_milliseconds(app):
    poster()
    took = []
    for number in range(20):
        began = time.perf_counter()
        poster(title=f"Une autre envie {number}")
        took.append((time.perf_counter() - began) * 1000)
    middle = sorted(took)[10]
    assert middle < 100, f"one poster: {middle:.0f} ms"
