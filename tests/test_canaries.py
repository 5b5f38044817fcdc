"""No unpublished word is public: canaries in every private text, looked for in every page, feed and index."""

import re
from itertools import product
from urllib.parse import quote

import pytest
from sqlalchemy import String

from ctg_site.db import db
from ctg_site.domain.participation import ConsultationState
from ctg_site.models.proposals import Proposal
from ctg_site.models.search import SearchDocument, SearchKind, SearchWord
from ctg_site.open_data.catalogue_queries import DATASETS
from tests import published_words
from tests.access_matrix import MATRIX, TO_SIGN_IN
from tests.canaries import LEFT_ALONE, WORD, Filler, paint, tell, texts
from tests.effects import sheets
from tests.published_words import PUBLIC

#: What each part of an address may be, and the table whose numbers it takes.
NUMBERS = {"number", "envie", "photo", "index"}
WORDS = {
    "secret": ["A" * 26, "A" * 43],
    "language": ["ar", "en", "fr"],
    "period": ["2022-2026"],
    "theme": ["jeunesse"],
    "dataset": [one.name for one in DATASETS],
}
#: Where one searches, by the name of the field.
SEARCHES = {"/recherche": "q", "/envies/": "q"}
OF_THE_STAFF = "/equipe"


@pytest.fixture
def filled(app):
    filler = Filler()
    filler.fill()
    return filler


@pytest.fixture
def painted(filled):
    written = paint()
    tell()
    return written


def public_rules(app):
    rules = (rule for rule in app.url_map.iter_rules() if "GET" in rule.methods)
    return [rule for rule in rules if not rule.rule.startswith(OF_THE_STAFF)]


def may_be_unread(app, rule):
    """It needs a secret, sends on whoever only reads, or is a part of another page."""
    leads_elsewhere = MATRIX["GET", rule.rule][0] == TO_SIGN_IN
    return "secret" in rule.arguments or leads_elsewhere or rule.endpoint in app.extensions["ctg_apart"]


def values(argument, rule, filled):
    """All that this part of an address may be; a part nobody knows fails."""
    if argument in WORDS:
        return WORDS[argument]
    if argument == "number" and "engagement" in rule.rule:
        return ["JE1", "PE1"]
    if argument in NUMBERS:
        return range(1, most(filled) + 1)
    found = words_of(argument)
    assert found, f"write in tests/test_canaries.py what <{argument}> may be in {rule.rule}"
    return found


def most(filled):
    tables = ("proposal", "action", "meeting", "consultation")
    return max(filled.numbers[name][-1] for name in tables)


def words_of(argument):
    """Every word of this kind in the database: slugs, keys."""
    columns = [
        table.c[argument]
        for table in db.metadata.sorted_tables
        if argument in table.c and isinstance(table.c[argument].type, String)
    ]
    return sorted({word for column in columns for word in db.session.scalars(db.select(column)) if word})


def addresses(app, rule, filled):
    names = sorted(rule.arguments - set(rule.defaults or ()))
    adapter = app.url_map.bind("localhost")
    for chosen in product(*(values(name, rule, filled) for name in names)):
        yield adapter.build(rule.endpoint, dict(zip(names, chosen, strict=True)) | dict(rule.defaults or {}))


def words_in(answer):
    """All that an answer says, whatever its form."""
    headers = " ".join(value for name, value in answer.headers if name != "Set-Cookie")
    if answer.mimetype == "application/pdf":
        return headers + sheets.words(sheets.read(answer.data))
    if answer.mimetype.startswith("image/"):
        return headers
    return headers + answer.get_data(as_text=True)


def read(app, address):
    """One page, as somebody reads it who was never here."""
    db.session.commit()
    with app.app_context():
        return app.test_client(use_cookies=False).get(address)


def told(text):
    return sorted(set(re.findall(rf"{WORD}\w*", text.lower())))


def test_every_private_text_holds_a_canary(painted):
    empty = sorted(name for name, rows in painted.items() if not rows and name not in PUBLIC)
    assert not empty, f"put a row of these tables in tests/canaries.py: {empty}"
    gone = set(PUBLIC) - {
        f"{table.name}.{one.name}" for table in db.metadata.sorted_tables for one in texts(table)
    }
    assert not gone, f"these columns exist no more: {sorted(gone)}"
    assert len(painted) > 100 and painted["proposal.text"] and painted["remark.text"] and LEFT_ALONE


def test_no_page_says_what_nobody_published(app, filled, painted):
    leaks, unread = {}, []
    for rule in public_rules(app):
        statuses = set()
        for address in addresses(app, rule, filled):
            answer = read(app, address)
            statuses.add(answer.status_code)
            if found := told(words_in(answer)):
                leaks[address] = found
        if 500 in statuses or (200 not in statuses and not may_be_unread(app, rule)):
            unread.append(f"{rule.rule}: {sorted(statuses)}")
    assert not leaks, f"these pages say what nobody published: {leaks}"
    assert not unread, f"nothing was read of these, which everybody may read: {unread}"


def test_a_word_that_escapes_is_seen(app, filled):
    """The net itself: with a canary in what is published, every place that shows it is told of."""
    number = db.session.scalar(published_words.proposals())
    for column in ("public_title", "public_text"):
        db.session.execute(db.update(Proposal).where(Proposal.id == number).values({column: WORD + "x"}))
    for address in (f"/envies/{number}", f"/envies/{number}/affiche.pdf", "/envies.atom", "/envies/"):
        assert told(words_in(read(app, address))) == [WORD + "x"], address


def test_the_public_index_holds_no_unpublished_word(app, painted):
    result = app.test_cli_runner().invoke(args=["ctg", "reindex"])
    assert result.exit_code == 0, result.output
    db.session.expire_all()
    held = db.session.scalars(db.select(SearchDocument).where(SearchDocument.words.contains(WORD))).all()
    assert {one.kind for one in held} == {SearchKind.FILE}, "the staff finds what the public does not"
    suggested = db.session.scalars(db.select(SearchWord).where(SearchWord.word.contains(WORD))).all()
    assert not suggested


def test_searching_the_words_finds_nothing(app, painted):
    app.test_cli_runner().invoke(args=["ctg", "reindex"])
    nobody = "zzinconnuzz"
    rules = {rule.rule for rule in public_rules(app)}
    for page, field in SEARCHES.items():
        if page not in rules:
            continue
        empty = read(app, f"{page}?{field}={nobody}").get_data(as_text=True).replace(nobody, "")
        for word in [WORD, *(WORD + "".join(filter(str.isalnum, name)) for name in painted)]:
            found = read(app, f"{page}?{field}={quote(word)}").get_data(as_text=True).replace(word, "")
            assert found == empty, f"{page}?{field}={word} finds something"


def test_the_states_of_a_consultation_are_all_walked(filled):
    assert len(filled.numbers["consultation"]) == len(ConsultationState)
