"""The search index: the stems of a text, put in by the operation that changes it, found on both databases."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import combinations
from typing import Any

from sqlalchemy import Select, column, delete, func, literal_column, select, table

from ctg_site.db import db, insert, now, on_postgresql
from ctg_site.domain.text import stems
from ctg_site.domain.workflow import Moderation
from ctg_site.models.proposals import Proposal
from ctg_site.models.search import FAR, NEAR, VECTOR, SearchDocument, SearchKind

#: The virtual table of SQLite; asked first, whatever the number of documents.
FTS = table("search_fts", column("rowid"))
#: More words than a person means; what follows them is left out.
MOST_TERMS = 12
#: Of what is looked for most of, so many words: more would make too many combinations.
MOST_COMBINED = 5
#: How a facet begins: no French word does.
FACET = "zzq"
#: Carried by all that the public may find.
PUBLIC = f"{FACET}p"


class Facet(StrEnum):
    """What a document may be filtered by, beside its words."""

    KIND = "k"
    DISTRICT = "d"
    THEME = "t"
    STAGE = "s"
    OUTCOME = "o"
    STRUCTURE = "c"
    COMMITMENT = "m"


def facet(of: Facet, value: object) -> str:
    """A filter, as a word of the index: `facet(Facet.DISTRICT, 3)` is « zzqd3 »."""
    return f"{FACET}{of}{re.sub(r'[^a-z0-9]', '', str(value).lower())}"


def put(kind: SearchKind, subject_id: int, *texts: str | None, facets: Iterable[str] = ()) -> str:
    """Inside an operation: index these texts, in place of what was indexed of the same thing.

    The latest thing put for the first time comes first among those found. Returns what the index holds.
    """
    held = words(texts, facets)
    db.session.execute(
        insert(SearchDocument)
        .values(kind=kind, subject_id=subject_id, words=held, created_at=now())
        .on_conflict_do_update(
            index_elements=[SearchDocument.kind, SearchDocument.subject_id], set_={"words": held}
        )
    )
    return held


def words(texts: Iterable[str | None], facets: Iterable[str] = ()) -> str:
    """What the index holds of these texts: their stems, in order, then what they may be filtered by."""
    return " ".join([*(stem for one in texts for stem in stems(one or "")), *facets])


def put_file(proposal: Proposal) -> None:
    """Inside an operation: the staff find a file by its author's words and by those of the public."""
    put(SearchKind.FILE, proposal.id, *file_texts(proposal))


def put_files(after: int, size: int) -> int | None:
    """Inside an operation: index the next files again; the number of the last one, None at the end."""
    following = select(Proposal).where(Proposal.id > after, Proposal.moderation != Moderation.ARCHIVED)
    files = list(db.session.scalars(following.order_by(Proposal.id).limit(size)))
    for one in files:
        put_file(one)
    return files[-1].id if files else None


def file_texts(proposal: Proposal) -> tuple[str | None, ...]:
    return proposal.text, proposal.organisation, proposal.public_title, proposal.public_text


def remove(kind: SearchKind, *subjects: int) -> None:
    """Inside an operation: what is not to be found any more."""
    gone = SearchDocument.kind == kind, SearchDocument.subject_id.in_(subjects)
    db.session.execute(delete(SearchDocument).where(*gone))


def terms(query: str) -> list[str]:
    """The stems somebody looks for; empty when there is nothing to compare, « de la » for instance."""
    meant = (stem for stem in stems(query) if not stem.startswith(FACET))
    return list(dict.fromkeys(meant))[:MOST_TERMS]


def matching(kind: SearchKind, query: str, every: bool = True) -> Select[Any]:
    """The subjects that hold `every` stem of the query, or any of them; a stem finds what begins with it.

    To be used as a subquery; ask `terms` first: without a term, nothing is found.
    """
    # « IS TRUE », so that SQLite looks at the kind of what the words found, not for all of that kind.
    found = select(SearchDocument.subject_id).where((SearchDocument.kind == kind).is_(True))
    wanted = terms(query)
    if not wanted:
        return found.where(literal_column("1 = 0"))
    joint = "AND" if every else "OR"
    if on_postgresql():
        mark = {"AND": " & ", "OR": " | "}[joint]
        return found.where(holds(mark.join(f"{term}{_star(term, ':*')}" for term in wanted)))
    searched = f" {joint} ".join(f'"{term}"{_star(term, "*")}' for term in wanted)
    return found.join(FTS, FTS.c.rowid == SearchDocument.id).where(match(searched))


def newest(
    groups: Iterable[Iterable[str]], before: int | None, limit: int, few: bool = False
) -> list[tuple[int, int]]:
    """The latest documents that hold one alternative of every group, a token or several parted by spaces:
    their numbers and subjects, at most `limit`.

    Bounded: SQLite reads its index from the latest on and stops; PostgreSQL looks among the latest first,
    unless what a group names is known to be `few`.
    """
    alternatives = [sorted(set(group)) for group in groups]
    if not alternatives or not all(alternatives):
        return []
    return _looked_for(_all(map(_any, alternatives)), before, limit, few)


def nearest(
    groups: Sequence[Iterable[str]], among: Sequence[Iterable[str]], limit: int
) -> list[tuple[int, int]]:
    """The latest documents that hold most of the groups and one of each of `among`, as `newest` gives them.

    Those that hold all but one come first, then all but two…: a few statements, of which each stops early.
    """
    wanted = [_any(group) for one in groups if (group := sorted(set(one)))][:MOST_COMBINED]
    kept = [_any(sorted(set(one))) for one in among]
    found: dict[int, int] = {}
    for size in range(len(wanted), 0, -1):
        level = _either(_all(some) for some in combinations(wanted, size))
        found |= {
            number: subject
            for number, subject in _looked_for(_all([level, *kept]), None, limit, few=False)
            if number not in found
        }
        if len(found) >= limit:
            break
    return list(found.items())[:limit]


def held(numbers: Iterable[int]) -> dict[int, tuple[SearchKind, list[str]]]:
    """The kind of each of these documents, and its words in order, facets among them: one statement."""
    rows = select(SearchDocument.id, SearchDocument.kind, SearchDocument.words)
    found = db.session.execute(rows.where(SearchDocument.id.in_(list(numbers))))
    return {number: (kind, words.split()) for number, kind, words in found}


def _looked_for(searched: str, before: int | None, limit: int, few: bool) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for narrowing in _ages(before) if on_postgresql() and not few else ((),):
        found = _newest(_all([searched, *map(_any, narrowing)]), before, limit)
        if len(found) >= limit:
            break
    return found


def _any(alternatives: Iterable[str]) -> str:
    """An alternative of several tokens holds them all."""
    return _either(_all(map(_token, one.split())) for one in alternatives)


def _token(one: str) -> str:
    return one if on_postgresql() else f'"{one}"'


def _all(parts: Iterable[str]) -> str:
    return (" & " if on_postgresql() else " AND ").join(f"({part})" for part in parts)


def _either(parts: Iterable[str]) -> str:
    return (" | " if on_postgresql() else " OR ").join(f"({part})" for part in parts)


def _newest(searched: str, before: int | None, limit: int) -> list[tuple[int, int]]:
    document = SearchDocument.id if on_postgresql() else FTS.c.rowid
    found = select(SearchDocument.id, SearchDocument.subject_id)
    if on_postgresql():
        found = found.where(holds(searched))
    else:
        found = found.join(FTS, FTS.c.rowid == SearchDocument.id).where(match(searched))
    if before is not None:
        found = found.where(document < before)
    rows = db.session.execute(found.order_by(document.desc()).limit(limit)).all()
    return [(number, subject) for number, subject in rows]


def _ages(before: int | None) -> list[list[list[str]]]:
    """Narrower groups to try first: the latest thousands, then the latest tens of thousands, then all."""
    from_here = before or (db.session.scalar(select(func.max(SearchDocument.id))) or 0) + 1
    levels = []
    for letter, size in (("n", NEAR), ("f", FAR)):
        last = (from_here - 1) // size
        levels.append([[f"{FACET}{letter}{last}", f"{FACET}{letter}{max(last - 1, 0)}"]])
        if last <= 1:
            return levels
    return [*levels, []]


def _star(term: str, sign: str) -> str:
    """A term finds what begins with it, but for one that would find every facet."""
    return "" if FACET.startswith(term) else sign


def holds(searched: Any) -> Any:
    return literal_column(VECTOR).op("@@")(func.to_tsquery(literal_column("'simple'"), searched))


def match(searched: Any) -> Any:
    return literal_column("search_fts").op("MATCH")(searched)
