"""Follow-up codes: long enough, read kindly, checked before any look-up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_site.domain import codes

KEY = "a key for the tests of the codes"
SEEDS = st.text("0123456789abcdef", min_size=32, max_size=32)
SIGNS = st.sampled_from(codes.ALPHABET)


@given(SEEDS)
def test_a_seed_gives_always_the_same_code_and_another_key_another(seed):
    code = codes.code_of(seed, KEY)
    assert len(code) == 13 and set(code) <= set(codes.ALPHABET)
    assert codes.code_of(seed, KEY) == code == codes.read_code(code)
    assert codes.code_of(seed, KEY + "!") != code
    assert len(codes.link_of(seed, KEY)) == 26 and code[:12] not in codes.link_of(seed, KEY)


@given(SEEDS, st.data())
def test_spaces_dashes_capitals_and_look_alikes_do_not_count(seed, data):
    code = codes.code_of(seed, KEY)
    signs = [
        data.draw(st.sampled_from({"0": "0Oo", "1": "1IiLl"}.get(sign, sign + sign.lower()))) for sign in code
    ]
    between = data.draw(
        st.lists(st.sampled_from(["", " ", "-", "–", ".", "\u00a0"]), min_size=13, max_size=13)
    )
    assert codes.read_code("".join(a + b for a, b in zip(signs, between, strict=True))) == code


@given(SEEDS, st.integers(0, 12), SIGNS)
def test_every_single_mistyped_sign_is_seen(seed, place, sign):
    code = codes.code_of(seed, KEY)
    wrong = code[:place] + sign + code[place + 1 :]
    if wrong == code:
        return
    with pytest.raises(codes.MalformedCode):
        codes.read_code(wrong)


@pytest.mark.parametrize("typed", ["", "A", "A" * 14, "🙂" * 13, "U" * 13, "A12V-TSW6-S63H"])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(codes.MalformedCode):
        codes.read_code(typed)


def test_the_database_keeps_a_hash_that_needs_the_key():
    assert (
        codes.hashed("A" * 13, KEY) != codes.hashed("A" * 13, KEY + "!") and len(codes.hashed("A", KEY)) == 64
    )
    assert codes.groups("A12VTSW6S63HV") == ["A12V", "TSW6", "S63HV"]


@pytest.mark.parametrize(
    "typed",
    [
        *("Code : A12V-TSW6-S63HV", "mon code A12V TSW6 S63HV.", "Code de suivi :\nA12VTSW6S63HV"),
        *(
            "Ａ１２Ｖ－ＴＳＷ６－Ｓ６３ＨＶ",
            "«\u00a0A12V-TSW6-S63HV\u00a0»",
            "votre code est a12v-tsw6-s63hv, gardez-le",
        ),
    ],
)
def test_a_code_is_read_among_the_words_it_was_copied_with(typed):
    assert codes.read_code(typed) == "A12VTSW6S63HV"


@pytest.mark.parametrize("typed", ["Code : A12V-TSW6-S63H", "Code : A12V-TSW6-S63HW", "CODE CODE CODES"])
def test_words_around_it_make_no_code(typed):
    with pytest.raises(codes.MalformedCode):
        codes.read_code(typed)


def test_a_link_pasted_whole_gives_its_secret():
    secret = codes.link_of("0" * 32, KEY)
    assert codes.link_in(f"https://envies.example/suivi/{secret}") == secret
    assert codes.link_in(f"Lien : https://envies.example/suivi/{secret}.") == secret
    assert codes.link_in("A12V-TSW6-S63HV") is codes.link_in(f"/suivi/{secret}A") is None
