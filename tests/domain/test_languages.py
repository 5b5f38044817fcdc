"""The language of a text is told by its writing, and never guessed for those written as ours."""

import pytest

from ctg_site.domain.languages import spoken


@pytest.mark.parametrize(
    ("text", "tag", "direction"),
    [
        ("نريد حديقة في الحي", "ar", "rtl"),
        ("نريد un parc حديقة كبيرة", "ar", "rtl"),
        ("می\u200cخواهم باغ داشته باشم", "fa", "rtl"),
        ("ہمیں ایک باغ چاہیے", "ur", "rtl"),
        ("موږ یو باغ غواړو", "ps", "rtl"),
        ("Хочу парк для дітей", "uk", "ltr"),
        ("Хочу парк для детей", "ru", "ltr"),
        ("მინდა ბაღი", "ka", "ltr"),
        ("Ուզում եմ այգի", "hy", "ltr"),
        ("ኣትክልቲ እደሊ", "ti", "ltr"),
        ("我想要一个花园", "zh", "ltr"),
    ],
)
def test_another_writing_tells_its_language(text, tag, direction):
    found = spoken(text)
    assert (found.tag, found.dir) == (tag, direction)


@pytest.mark.parametrize(
    "text",
    [None, "", "Un parc", "Été à Łódź", "1234 — €", "😀", "On dit « مرحبا » à tout le monde", "\u202eabc"],
)
def test_what_is_written_as_ours_is_not_guessed(text):
    assert spoken(text) is None
