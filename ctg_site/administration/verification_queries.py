"""Whether the database is sound, and whether the audit trail is the one that was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from ctg_site.db import db, end_read
from ctg_site.domain import chain
from ctg_site.domain.chain import Break, ChainFault
from ctg_site.models.audit import AuditEntry
from ctg_site.runtime import settings
from ctg_site.services import audit, facts, health, identity, search_check

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many lines were followed and how many outside heads compared; the first fault, or None.

    `foreign` counts the heads of other databases in the same file; `missing` is the last line whose head was
    kept outside, when the file holds it no more.
    """

    lines: int
    heads: int
    broken: Break | None
    foreign: int = 0
    missing: int | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line of which the database gives back no date or no person: no seal can fit it."""

    number: int
    at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    event = actor = actor_id = actor_name = subject = detail = previous = seal = ""


def check_trail(most: int | None = None) -> Verdict:
    """Follow the whole trail, or its last `most` lines, and compare it with the heads kept outside."""
    heads, foreign = _heads()
    last = (audit.head() or (0, chain.START))[0]
    first = audit.begins_after() or (0, chain.START)
    start = _start(max(last - most, 0), first) if most else first
    followed = _Followed(heads, start[0])
    key = chain.key_of(settings().code_key)
    broken = chain.examine(key, followed.lines(), _at, start)
    if broken is None or broken.fault is ChainFault.EDITED:
        broken = followed.against_heads(last) or broken
    noted = int(facts.read(audit.HEADS) or 0)
    missing = noted if noted > max(heads, default=0) else None
    end_read()
    return Verdict(followed.count, followed.compared, broken, foreign, missing)


def _heads() -> tuple[dict[int, set[str]], int]:
    """The seals kept outside of this database, by line; how many are of other databases."""
    ours = {facts.read(audit.NAME) or "", *([] if facts.read(audit.RESTORED) else [""])}
    heads, foreign = dict[int, set[str]](), 0
    for head in audit.kept_heads():
        if head.of in ours:
            heads.setdefault(head.number, set()).add(head.seal)
        else:
            foreign += 1
    return heads, foreign


class _Followed:
    """The lines after a number, in short reads; on their way, they are compared with the heads."""

    def __init__(self, heads: dict[int, set[str]], after: int) -> None:
        self.heads, self.after = heads, after
        self.count = self.compared = 0
        self.other: int | None = None

    def lines(self) -> Iterator[Any]:
        after, chunk = self.after, _chunk(self.after)
        while chunk:
            for line in chunk:
                self.count += 1
                self._compare(line)
                yield line
            after = chunk[-1].number
            chunk = _chunk(after)

    def _compare(self, line: Any) -> None:
        kept = self.heads.get(line.number, set())
        self.compared += bool(kept)
        if self.other is None and kept - {line.seal}:
            self.other = line.number

    def against_heads(self, last: int) -> Break | None:
        """A trail shorter than a head that was kept, or other than it."""
        if self.other is not None:
            return Break(ChainFault.REPLACED, self.other)
        return Break(ChainFault.TRUNCATED, last + 1) if max(self.heads, default=0) > last else None


def _start(number: int, first: tuple[int, str]) -> tuple[int, str]:
    before = db.select(AuditEntry.number, AuditEntry.seal).where(AuditEntry.number <= number)
    found = db.session.execute(before.order_by(AuditEntry.number.desc()).limit(1)).one_or_none()
    return (found.number, found.seal) if found else first


def _chunk(after: int) -> list[Any]:
    """The next lines; the read ends with them, since an open one would hold the writers back."""
    select = db.select(AuditEntry).where(AuditEntry.number > after).order_by(AuditEntry.number).limit(CHUNK)
    try:
        return list(db.session.scalars(select.execution_options(populate_existing=True)))
    except (ValueError, LookupError):
        numbers = db.session.scalars(select.with_only_columns(AuditEntry.number))
        return [_at(number) for number in list(numbers)]
    finally:
        db.session.commit()


def _at(number: int) -> Any:
    try:
        return db.session.scalar(db.select(AuditEntry).where(AuditEntry.number == number))
    except (ValueError, LookupError):
        return Unreadable(number)


def database_faults() -> list[str]:
    """What is wrong with the tables, the files, the indexes and the references; nothing when sound."""
    if old := list(health.schema_faults(db.session.connection(), health.newest_revision())):
        db.session.rollback()
        return old
    return [*identity.faults(), *_table_faults()]


def _table_faults() -> list[str]:
    if db.engine.dialect.name == "sqlite":
        found = [row[0] for row in db.session.execute(text("PRAGMA integrity_check"))]
        loose = db.session.execute(text("PRAGMA foreign_key_check")).all()
        return [one for one in found if one != "ok"] + [
            f"{row[0]}: row {row[1]} points at a row of {row[2]} that does not exist" for row in loose
        ]
    return [*_loose_references(), *_postgresql_faults()]


def index_faults() -> list[str]:
    """How much of what is indexed is not what the texts say; nothing when the index is true."""
    documents, words = search_check.wrong_documents(), search_check.wrong_words()
    told = [f"{documents} document(s) do not agree with their texts"] if documents else []
    return told + ([f"{words} word(s) are kept with a wrong stem"] if words else [])


def _loose_references() -> Iterator[str]:
    """Rows that point at nothing: what PostgreSQL forbids, unless somebody went around it."""
    for table in db.metadata.sorted_tables:
        for key in table.foreign_keys:
            aimed = key.column.table.alias()
            there = db.select(aimed.c.id).where(aimed.c[key.column.name] == key.parent).exists()
            lost = db.select(db.func.count()).select_from(table).where(key.parent.is_not(None), ~there)
            if count := db.session.execute(lost).scalar_one():
                yield f"{table.name}.{key.parent.name}: {count} row(s) point at nothing"


def _postgresql_faults() -> Iterator[str]:
    indexes = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid OR NOT indisready"
    constraints = "SELECT conname FROM pg_constraint WHERE NOT convalidated"
    pages = "SELECT coalesce(checksum_failures, 0) FROM pg_stat_database WHERE datname = current_database()"
    yield from (f"the index {row[0]} is not valid" for row in db.session.execute(text(indexes)))
    yield from (f"the constraint {row[0]} was never checked" for row in db.session.execute(text(constraints)))
    failed = db.session.execute(text(pages)).scalar_one()
    if failed:
        yield f"{failed} page(s) of the disk do not hold what was written"
