"""Text on its way in: one spelling of one meaning, over all of Unicode; nothing that is seen is lost."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_site.domain.intake import read
from ctg_site.domain.text import fold

JOINERS = {"\u200c", "\u200d"}
SIGNS = [chr(one) for one in range(sys.maxunicode + 1) if not 0xD800 <= one < 0xE000]
HIDDEN = [sign for sign in SIGNS if unicodedata.category(sign) == "Cf"]
SPACES = [sign for sign in SIGNS if unicodedata.category(sign) == "Zs"]
APOSTROPHES = "'\u2019\u2018\u02bc`\u00b4"


@pytest.mark.parametrize(
    "seen",
    [
        *(
            "👨‍👩‍👧‍👦",
            "🏳️‍🌈",
            "👩🏽‍💻",
            "❤️‍🔥",
            "🏴‍☠️",
            "👁️‍🗨️",
            "🧔‍♂️",
            "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
            "5️⃣",
        ),
        *(
            "می‌خواهم",
            "क्‍ष",
            "ക്‍",
            "Łukasz",
            "محمد",
            "გამარჯობა",
            "Привіт",
            "日本",
            "l’été",
            "12 h\n\n— non\tou",
        ),
    ],
)
def test_what_is_seen_comes_out_as_it_went_in(seen):
    assert read(seen) == seen, [hex(ord(sign)) for sign in read(seen)]


def test_no_hidden_sign_stays_in_a_word():
    left = {hex(ord(sign)) for sign in HIDDEN if read(f"jar{sign}dinage") != "jardinage"}
    assert not left, f"it would hide a word from whoever looks for it: {sorted(left)}"


def test_a_joiner_stays_where_it_joins_alone():
    assert read("jar\u200ddi\u200cnage\u200d") == "jardinage" and "\u200d" in read("👩\u200d💻")


def test_every_space_between_words_is_a_space():
    assert {read(f"un{sign}parc") for sign in SPACES} == {"un parc"}


def test_a_space_that_french_wants_whole_stays_whole():
    typed = "n°\u00a01\u202f: «\u00a0oui\u00a0», 45\u00a0%\u202f! 7\u00a0h\u00a030, 6\u202f000\u00a0€"
    assert read(typed) == typed


@pytest.mark.parametrize("sign", APOSTROPHES)
def test_one_apostrophe(sign):
    assert read(f"l{sign}école aujourd{sign}hui") == "l’école aujourd’hui"


def test_what_is_no_apostrophe_stays():
    kept = "o'connor@example.org https://x.example/l'eau www.l'eau.example 'mot' `code` rock 'n' roll"
    assert read(kept) == kept


def test_lines_end_in_one_way():
    assert read("a\r\nb\rc\u2028d\u2029e") == "a\nb\nc\nd\ne"


def test_a_decomposed_word_is_the_composed_one():
    assert read(unicodedata.normalize("NFD", "médiathèque")) == "médiathèque"
    assert fold(unicodedata.normalize("NFD", "médiathèque")) == fold("média\u00adthèque") == "mediatheque"


ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@given(ANY)
def test_reading_twice_changes_nothing_more(typed):
    assert read(read(typed)) == read(typed)


@given(ANY)
def test_nothing_hidden_comes_in(typed):
    came = read(typed)
    assert unicodedata.is_normalized("NFC", came)
    marks = {sign for sign in came if unicodedata.category(sign) in {"Cf", "Cc", "Zl", "Zp"}} - {"\n", "\t"}
    assert marks <= JOINERS | {sign for sign in came if ord(sign) >> 12 == 0xE0 and "🏴" in came}


@given(st.text("aéœ ’'\u00ad\u200b\u0301\u202f-", max_size=30))
def test_letters_are_never_lost(typed):
    plain = "".join(sign for sign in unicodedata.normalize("NFC", typed) if sign.isalpha())
    assert "".join(sign for sign in read(typed) if sign.isalpha()) == plain or "\u0301" in typed
