"""Telephone numbers, as people type them."""

import pytest

from ctg_site.domain.telephones import read


@pytest.mark.parametrize(
    "typed",
    [
        "0639980000",
        "06 39 98 00 00",
        "06.39.98.00.00",
        "06-39-98-00-00",
        "06\u201139\u201198\u201100\u201100",
        "06–39–98–00–00",
        "06\u00a039\u202f98 00 00",
        "+33 6 39 98 00 00",
        "+33 (0)6 39 98 00 00",
        "0033639980000",
        "\u202a06 39 98 00 00\u202c",
        "tel:+33639980000",
        "Tél. : 06 39 98 00 00 (le soir)",
        "06 39 98 00 00 ou 03 53 01 00 00",
        "O6 39 98 00 00",
        "06 39 98 OO OO",
        "０６３９９８００００",
        "06/39/98/00/00",
    ],
)
def test_a_french_number_is_read_in_pairs(typed):
    assert read(typed) == "06 39 98 00 00"


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("+32 470 12 34 56", "+32 470 12 34 56"),
        ("0032470123456", "+32 470 12 34 56"),
        ("+44 7911 123456", "+44 7911 123456"),
        ("+212 612-345678", "+212 6 12 34 56 78"),
        ("+262 692 12 34 56", "+262 692 12 34 56"),
    ],
)
def test_a_neighbour_s_number_too(typed, read_as):
    assert read(typed) == read_as


RINGS_NOWHERE = ("", "12", "06 39 98", "abc", "06 39 98 00 0", "+99 12 34", "\u202a\u202c", "1" * 500)


@pytest.mark.parametrize("typed", RINGS_NOWHERE)
def test_what_rings_nowhere_is_none(typed):
    assert read(typed) is None
