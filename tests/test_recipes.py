"""The recipe « A field » of docs/patterns.md: each step that one forgets is told here."""

import pytest

from ctg_site.domain.answers import ASKED, Reader
from ctg_site.words.answer_lines import choices, privacy_rows
from ctg_site.words.answers import ANSWERS
from ctg_site.words.asking import PrivacyRow, Voice
from tests.typography import flat

#: What the desk alone asks, and why.
OF_THE_DESK = {
    "meeting": "the page of a meeting gives it to the desk",
    "channel": "the site knows that it is the site",
}
#: What a page says apart from the lines of answers, and where.
READ_APART = {
    (Voice.SITE, "meeting"): OF_THE_DESK,
    (Voice.SITE, "channel"): OF_THE_DESK,
    (Voice.FILE, "text"): "« Ce que la personne a écrit »",
    (Voice.FILE, "talk"): "« Ce que la personne a écrit »",
}
#: What tells of nobody, so that the privacy page has no word of it.
OF_NOBODY = {"meeting", "channel"}
#: How the paper asks what it does not ask in the words of the site.
ON_PAPER = {
    "text": "De quoi avez-vous envie ?",
    **dict.fromkeys(("phone", "email", "address"), "Téléphone, e-mail ou adresse :"),
}


def test_every_answer_has_its_words():
    assert list(ASKED) == list(ANSWERS), "words/answers.py: its words, in the order of domain/answers.py"


@pytest.mark.parametrize("name", ASKED)
def test_both_forms_ask_it_or_say_why_not(name):
    words = ANSWERS[name]
    assert words.desk, f"{name}: the desk writes down all that a resident may say: its `desk` wording"
    assert bool(words.site) != (name in OF_THE_DESK), f"{name}: its `site` wording, or why not in OF_THE_DESK"
    if ASKED[name].among:
        for own in (None, *(asked.choices for asked in (words.site, words.desk) if asked)):
            assert set(choices(name, own)) <= set(ASKED[name].among)
        assert set(choices(name)) == set(ASKED[name].among), f"{name}: words for each of its values"


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("voice", Voice)
def test_each_page_reads_it_back(name, voice):
    words = ANSWERS[name]
    told = voice in words.read or voice in ANSWERS.get(words.beside, words).read
    assert told or (voice, name) in READ_APART, f"{name}: its `read` for {voice}, or `beside` another answer"
    if voice is Voice.SITE and voice in words.read:
        assert words.read[voice].what, f"{name}: « Modifier … », said of what"


@pytest.mark.parametrize("name", ASKED)
def test_the_privacy_page_tells_it(name):
    row = ANSWERS[name].privacy
    if not row:
        assert name in OF_NOBODY, f"{name}: its row of /donnees-personnelles, or whose row tells it"
        return
    row = row if isinstance(row, PrivacyRow) else ANSWERS[row].privacy
    assert isinstance(row, PrivacyRow), f"{name}: the row that tells it is told in another row"
    if ASKED[name].reader is Reader.EVERYBODY:
        assert "public" in row.who.lower(), f"{name} is read by everybody, and its row does not say so"


def test_the_rows_are_on_the_page(browser):
    browser.get("/donnees-personnelles")
    rows = [flat(row.get_text(" ")) for row in browser.page.select("table tbody tr")]
    for row in privacy_rows():
        assert any(all(flat(words) in one for words in (row.what, row.why, row.who)) for one in rows), row


def test_the_paper_asks_it(browser):
    browser.get("/papier")
    for name, words in ANSWERS.items():
        if words.site is None:
            continue
        asked = ON_PAPER.get(name, words.site.label)
        assert flat(asked) in browser.text, f"{name}: « {asked} » is not on the paper form"
        for choice in choices(name, words.site.choices).values():
            assert flat(choice) in browser.text, f"{name}: « {choice} » is no box of the paper form"


@pytest.mark.parametrize("name", [name for name, asked in ASKED.items() if asked.reader is Reader.CENTRE])
def test_a_resident_is_told_the_same_readers_as_the_staff(name):
    words = ANSWERS[name]
    told = {one.who for one in (words.site, words.desk) if one and one.who}
    assert len(told) <= 1 or ASKED[name].in_contact, f"who reads it, whatever the door: {told}"
