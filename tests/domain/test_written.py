"""Figures, days, answers, addresses as people write them: read when understood, never believed."""

import math
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ctg_site
from ctg_site.domain import mailbox, written

CODE = Path(ctg_site.__file__).parent
SPACES = st.sampled_from(["", " ", "\u00a0", "\u202f", "\u2009"])
READERS = (written.figure, written.day, written.year, written.answer, lambda text: written.degrees(text, 180))


@given(st.one_of(st.text(max_size=40), st.from_regex(r"-?[0-9eE+.,_naif \u0660-\u0669]{1,30}")))
def test_whatever_is_typed_is_read_within_bounds_or_refused(text):
    for read in READERS:
        try:
            found = read(text)
        except ValueError:
            continue
        if isinstance(found, float):
            assert math.isfinite(found) and abs(found) <= written.LARGEST
        if isinstance(found, date):
            assert found.year in written.CALENDAR


@given(st.decimals(-(10**9), 10**9, places=2), SPACES, st.sampled_from(["", "€", " €", "%", "\u00a0€"]))
def test_a_figure_is_read_with_any_space_a_comma_and_its_unit(amount, space, unit):
    typed = f"{amount:,.2f}".replace(",", space).replace(".", ",") + unit
    assert written.figure(typed) == pytest.approx(float(amount))


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d/%m/%y", "%d.%m.%Y", "%Y-%m-%d", "%d-%m-%y", "%d %m %Y", "%-d/%-m/%Y"]),
)
def test_a_day_is_read_in_each_writing(day, writing):
    assert written.day(day.strftime(writing)) == day


@pytest.mark.parametrize("text", ["VRAI", "TRUE", "Oui", "oui", "x", "X", "1"])
def test_yes_has_many_words(text):
    assert written.answer(text) and not written.answer("") and not written.answer("Faux")


@pytest.mark.parametrize(("text", "most"), [("91", 90), ("nan", 90), ("1e1", 90), ("-180,1", 180), ("", 90)])
def test_no_place_stands_off_the_map(text, most):
    with pytest.raises(ValueError, match="no place"):
        written.degrees(text, most)


def test_no_other_code_makes_a_number_with_decimals_of_a_text():
    """What the database answers apart: it is a number already."""
    found = {
        str(path.relative_to(CODE)): len(re.findall(r"\bfloat\(", path.read_text("utf-8")))
        for path in CODE.rglob("*.py")
    }
    assert {name for name, times in found.items() if times} == {
        "domain/written.py",
        "domain/weighed.py",  # the weights of its own file
    }
    assert written.degrees("50,432 1°", 90) == 50.4321


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("marie@gmail.con", "marie@gmail.com"),
        ("marie@gmial.com", "marie@gmail.com"),
        ("marie@hotmial.fr", "marie@hotmail.fr"),
        ("marie@orange.f", "marie@orange.fr"),
        ("Marie@Gmail,com", "Marie@gmail.com"),
        ("marie@laposte.fr", "marie@laposte.net"),
        ("marie@gmail", "marie@gmail.com"),
    ],
)
def test_an_address_one_slip_away_from_a_known_one_is_asked_about(typed, meant):
    assert mailbox.meant(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *(f"a@{known}" for known in mailbox.KNOWN),
        *("A@Orange.fr", "a@example.org", "a@orange.be", "a@hotmail.be", "a@yahoo.de", "a@asso-lens.fr"),
        *(
            "a@tree.fr",
            "a@sfp.fr",
            "a@live.be",
            "",
            "@",
            "gmail.con",
            "a b",
            "a@",
            "@gmail.con",
            "é@gmail.con",
        ),
    ],
)
def test_a_likely_address_is_asked_about_by_nobody(typed):
    assert mailbox.meant(typed) is None


@given(st.text(max_size=60))
def test_what_is_meant_is_an_address(typed):
    found = mailbox.meant(typed)
    assert found is None or mailbox.plain(found) == found


@pytest.mark.parametrize(
    "typed", [" marie @ example.org ", "mailto:marie@example.org", "<marie@example.org>."]
)
def test_what_was_copied_with_an_address_goes(typed):
    assert mailbox.plain(typed) == "marie@example.org"
