"""The number of a sheet: read kindly, and one slip of the finger is told before anything is looked up."""

import pytest

from ctg_site.domain.sheet_numbers import LONGEST, MalformedNumber, read, written

ROWS = (1, 9, 10, 42, 1042, 99_999, 123_456_789)


@pytest.mark.parametrize("row", ROWS)
def test_what_is_written_is_read_however_it_is_typed(row):
    number = written(row)
    for typed in (
        number,
        number.replace("-", ""),
        f" {number} ",
        number.replace("-", " – "),
        f"n° {number}"[3:],
    ):
        assert read(typed) == row


@pytest.mark.parametrize("row", ROWS)
def test_one_wrong_figure_is_told(row):
    number = written(row).replace("-", "")
    for place, figure in enumerate(number):
        for other in set("0123456789") - {figure}:
            with pytest.raises(MalformedNumber):
                read(number[:place] + other + number[place + 1 :])


@pytest.mark.parametrize(
    "typed", ["", "-", "7", "abc", "1042-", "1042-x", "０", "9" * LONGEST, "0-0", "-1042-7"[1:] + "1"]
)
def test_what_is_no_number_is_told(typed):
    with pytest.raises(MalformedNumber):
        read(typed)
