"""The search index: the stems of a text, put in by the operation that changes it, found on both databases."""

from typing import Any

from sqlalchemy import Select, column, delete, func, literal_column, select, table
from sqlalchemy.dialects import postgresql, sqlite

from ctg_site.db import db, now
from ctg_site.domain.text import stems
from ctg_site.models.proposals import Proposal
from ctg_site.models.search import SearchDocument, SearchKind

#: The virtual table of SQLite; asked first, whatever the number of documents.
FTS = table("search_fts", column("rowid"))
#: More words than a person means; what follows them is left out.
MOST_TERMS = 12


def put(kind: SearchKind, subject_id: int, *texts: str | None) -> None:
    """Inside an operation: index these texts, in place of what was indexed of the same thing."""
    words = " ".join(stem for one in texts for stem in stems(one or ""))
    insert = (postgresql if _on_postgresql() else sqlite).insert(SearchDocument)
    db.session.execute(
        insert.values(kind=kind, subject_id=subject_id, words=words, created_at=now()).on_conflict_do_update(
            index_elements=[SearchDocument.kind, SearchDocument.subject_id], set_={"words": words}
        )
    )


def put_file(proposal: Proposal) -> None:
    """Inside an operation: the staff find a file by its author's words and by those of the public."""
    texts = proposal.text, proposal.organisation, proposal.public_title, proposal.public_text
    put(SearchKind.FILE, proposal.id, *texts)


def remove(kind: SearchKind, subject_id: int) -> None:
    """Inside an operation: what is not to be found any more."""
    gone = SearchDocument.kind == kind, SearchDocument.subject_id == subject_id
    db.session.execute(delete(SearchDocument).where(*gone))


def terms(query: str) -> list[str]:
    """The stems somebody looks for; empty when there is nothing to compare, « de la » for instance."""
    return list(dict.fromkeys(stems(query)))[:MOST_TERMS]


def matching(kind: SearchKind, query: str, every: bool = True) -> Select[Any]:
    """The subjects that hold `every` stem of the query, or any of them; a stem finds what begins with it.

    To be used as a subquery; ask `terms` first: without a term, nothing is found.
    """
    # « IS TRUE », so that SQLite looks at the kind of what the words found, not for all of that kind.
    found = select(SearchDocument.subject_id).where((SearchDocument.kind == kind).is_(True))
    wanted = terms(query)
    if not wanted:
        return found.where(literal_column("1 = 0"))
    if _on_postgresql():
        searched = (" & " if every else " | ").join(f"{term}:*" for term in wanted)
        vector = func.to_tsvector(literal_column("'simple'"), SearchDocument.words)
        return found.where(vector.op("@@")(func.to_tsquery(literal_column("'simple'"), searched)))
    searched = (" AND " if every else " OR ").join(f'"{term}"*' for term in wanted)
    match = literal_column("search_fts").op("MATCH")(searched)
    return found.join(FTS, FTS.c.rowid == SearchDocument.id).where(match)


def _on_postgresql() -> bool:
    return bool(db.engine.dialect.name == "postgresql")
