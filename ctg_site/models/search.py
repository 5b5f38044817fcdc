"""Tables: the words that a search compares, and the full-text index over them on either database."""

from datetime import date
from enum import StrEnum

from sqlalchemy import DDL, Index, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from ctg_site.db import Model, state_column


class SearchKind(StrEnum):
    """What was indexed, and for whom: FILE for the staff alone, the others hold published words only."""

    FILE = "file"
    ENVIE = "envie"
    COMMITMENT = "commitment"
    ACTION = "action"
    STRUCTURE = "structure"
    MEETING = "meeting"
    PAGE = "page"


class SearchDocument(Model):
    """The stems of one thing that may be found; `subject_id` is its row in the table of its kind."""

    __tablename__ = "search_document"
    __table_args__ = (UniqueConstraint("kind", "subject_id"), {"sqlite_autoincrement": True})
    kind: Mapped[SearchKind] = state_column(SearchKind)
    subject_id: Mapped[int]
    words: Mapped[str]


class SearchWord(Model):
    """A word of what is published, as it was written: searches begin there, and « vouliez-vous dire »."""

    __tablename__ = "search_word"
    word: Mapped[str] = mapped_column(unique=True)
    folded: Mapped[str]
    stem: Mapped[str]


class WordGroup(Model):
    """A line of the dictionary that the coordination adds: who types one of the words finds what is meant."""

    __tablename__ = "word_group"
    typed: Mapped[str]
    meant: Mapped[str]


class MissedSearch(Model):
    """Words that somebody looked for and did not find, how many times in a month; nothing of who it was."""

    __tablename__ = "missed_search"
    __table_args__ = (UniqueConstraint("month", "words"), {"sqlite_autoincrement": True})
    month: Mapped[date]
    words: Mapped[str]
    times: Mapped[int]


Index("ix_search_word_folded", SearchWord.folded, SearchWord.stem)
Index("ix_search_word_stem", SearchWord.stem)

#: What PostgreSQL compares: the stems, and two tokens that say roughly how old the document is, so that the
#: latest are found without looking at all. SQLite reads its index from the latest on, and needs none.
NEAR, FAR = 1024, 16384
AGE = f"words || ' zzqn' || CAST(id / {NEAR} AS text) || ' zzqf' || CAST(id / {FAR} AS text)"
VECTOR = f"to_tsvector('simple', {AGE})"

#: SQLite keeps the index in a virtual table fed by triggers; PostgreSQL in an index over the same words.
#: Their names hold « _fts »: migrations/env.py leaves them to these statements.
SQLITE = (
    "CREATE VIRTUAL TABLE search_fts USING fts5"
    "(words, content='search_document', content_rowid='id', tokenize='ascii')",
    "CREATE TRIGGER search_fts_added AFTER INSERT ON search_document BEGIN "
    "INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER search_fts_removed AFTER DELETE ON search_document BEGIN "
    "INSERT INTO search_fts(search_fts, rowid, words) VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER search_fts_changed AFTER UPDATE ON search_document BEGIN "
    "INSERT INTO search_fts(search_fts, rowid, words) VALUES ('delete', old.id, old.words); "
    "INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words); END",
)
#: Without the list of what is to be sorted in later: every search would read it.
POSTGRESQL = (f"CREATE INDEX ix_search_fts ON search_document USING gin ({VECTOR}) WITH (fastupdate = off)",)

for dialect, statements in (("sqlite", SQLITE), ("postgresql", POSTGRESQL)):
    for statement in statements:
        event.listen(
            SearchDocument.__table__, "after_create", DDL(statement.replace("%", "%%")).execute_if(dialect)
        )
