"""The purge on the whole demonstration: what it leaves, its statistics, its clock, whatever stops it."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import JSON, Enum, String, extract

from ctg_site.db import db, now
from ctg_site.domain.policy import Role
from ctg_site.domain.retention import KeptData
from ctg_site.domain.workflow import Moderation
from ctg_site.effects import files
from ctg_site.models.accompaniment import GroupMember
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.proposals import Contact, Message, Proposal
from ctg_site.models.search import SearchDocument, SearchKind
from ctg_site.models.stories import Photo
from ctg_site.rights import closing_operations
from ctg_site.services import erasing, retention

WORD = "kanari"
YEAR = timedelta(days=366)
MONTH = timedelta(days=31)
#: The town keeps in its archives what everybody read, which names nobody, and the places that bore an action.
ARCHIVED = {"proposal.public_title", "proposal.public_text", "bearer.name"}


def covered():
    """The columns of the table of periods."""
    for period in retention.periods():
        for table, names in period.columns.items():
            yield from (db.metadata.tables[table].c[name] for name in names.split())


def paint():
    """Write a word that nothing else holds in every column that may hold a person, but a photo's own name."""
    db.session.execute(db.update(GroupMember).values(under_15=False))
    for column in set(covered()) - {db.metadata.tables["photo"].c.name}:
        if isinstance(column.type, String) and not isinstance(column.type, Enum):
            word = f"{WORD}{column.table.name}{column.name}"
            written = db.literal(word) + db.cast(column.table.c.id, db.String)
            change = db.update(column.table).where(not_archived(column.table))
            db.session.execute(change.values({column.name: written}))
    db.session.execute(db.update(Notice).values(context={"reason": WORD}))
    db.session.commit()


def not_archived(table):
    """Not of a file that is archived already: nobody writes there."""
    key = table.c.id if table.name == "proposal" else table.c.get("proposal_id")
    gone = db.select(Proposal.id).where(Proposal.moderation == Moderation.ARCHIVED, ~Proposal.to_check)
    return db.true() if key is None else db.or_(key.is_(None), key.not_in(gone))


def left():
    """The columns of the whole database that still hold the word."""
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, String | JSON) and not isinstance(column.type, Enum):
                held = db.cast(column, db.String).contains(WORD)
                if db.session.scalar(db.select(db.func.count()).select_from(table).where(held)):
                    yield f"{table.name}.{column.name}"


def statistics():
    year = extract("year", Proposal.created_at)
    told = Proposal.stage, Proposal.outcome, year, Proposal.district_id, Proposal.age_band
    return Counter(map(tuple, db.session.execute(db.select(*told))))


def purge(clock_is_right=True):
    return {one.kept: one.rows for one in retention.purge(clock_is_right) if one.rows}


def count(table):
    return db.session.scalar(db.select(db.func.count(table.id)))


def test_thirteen_months_later_nobody_can_be_reached_and_what_is_public_stays(demonstration, clock):
    before, photos = statistics(), count(Photo)
    assert count(Contact) > 10 and count(Message) > 10 and photos
    clock.shift(YEAR + MONTH)
    done = purge()
    assert done[KeptData.REFUSED] and done[KeptData.ENDED] and done[KeptData.SILENT] and done[KeptData.LETTER]
    assert not count(Contact) and not count(Message) and count(Photo) == photos, (
        "what is public is still public"
    )
    assert statistics() == before
    public = db.select(Proposal).where(Proposal.moderation == Moderation.PUBLISHED)
    for one in db.session.scalars(public):
        assert one.public_title and one.public_name is None and one.text == "" and one.erased_at
    assert purge() == {}, "nothing is done twice"
    clock.shift(2 * MONTH)
    assert purge()[KeptData.PUBLISHED], "the convention ended a year ago"
    assert not count(Photo) and statistics() == before


def test_six_years_later_no_word_of_anybody_is_left(demonstration, clock):
    paint()
    before, names = statistics(), list(db.session.scalars(db.select(Photo.name)))
    kept = [files.path_of(name, small) for name in names for small in (False, True)]
    for path in kept:
        files.write(path, b"a photo")
    start = now()
    for months in (15, 17, 72):
        clock.move_to(start + months * MONTH)
        purge()
    (last,) = db.session.scalars(db.select(User).where(User.is_active))
    assert last.role is Role.ADMINISTRATOR, "somebody must be able to open the accounts again"
    last.name, last.shown_name, last.email, last.function, last.password_hash = "", "", "", "", None
    db.session.flush()
    assert set(left()) <= ARCHIVED
    assert statistics() == before and not count(Photo)
    assert kept and not [path for path in kept if path.exists()]
    states = set(db.session.scalars(db.select(Proposal.moderation)))
    assert states <= {Moderation.ARCHIVED, Moderation.WITHDRAWN}
    found = db.select(SearchDocument.id).where(SearchDocument.kind.in_((SearchKind.FILE, SearchKind.ENVIE)))
    gone = db.select(Proposal.id).where(Proposal.moderation == Moderation.ARCHIVED)
    assert not db.session.scalars(found.where(SearchDocument.subject_id.in_(gone))).all()


def test_whatever_stops_it_the_next_one_goes_on(demonstration, clock, monkeypatch):
    before, calls, real = statistics(), [], erasing.outlive
    monkeypatch.setattr(closing_operations, "AT_ONCE", 4)

    def killed(proposal, instant):
        calls.append(proposal.id)
        if len(calls) == 11:
            raise KeyboardInterrupt
        real(proposal, instant)

    monkeypatch.setattr(erasing, "outlive", killed)
    clock.shift(YEAR + 3 * MONTH)
    with pytest.raises(KeyboardInterrupt):
        purge()
    half = db.session.scalar(db.select(db.func.count()).where(Proposal.erased_at == now()))
    assert 0 < half < 11 and count(Contact), "whole transactions, and the rest waits"
    purge()
    assert not count(Contact) and statistics() == before and purge() == {}


def test_a_clock_that_jumped_is_not_believed(demonstration, clock):
    clock.shift(timedelta(hours=1))
    assert purge(clock_is_right=False) is not None
    clock.shift(timedelta(hours=25))
    purge(clock_is_right=False)
    for jump in (timedelta(days=3), -timedelta(days=6)):
        clock.shift(jump)
        before = count(Contact)
        with pytest.raises(retention.ClockJumped):
            purge(clock_is_right=False)
        assert count(Contact) == before
    clock.shift(timedelta(days=4) + 2 * YEAR)
    purge(), purge(clock_is_right=False)
    assert not count(Contact)
