"""Many published envies at once, by SQL: copies of one, of which a share speaks of a garden."""

from ctg_site.db import db
from ctg_site.models.proposals import Proposal
from ctg_site.models.search import POSTGRESQL, SearchDocument, SearchKind

UNIQUE = ("submission_key", "code_hash", "link_hash")
NUMBERS = "WITH RECURSIVE numbers(n) AS (SELECT {} UNION ALL SELECT n + 1 FROM numbers WHERE n < {}) "


def crowd(made, count, share=10):
    """`count` more published envies like `made`, one in `share` of them about a garden."""
    held = SearchDocument.kind == SearchKind.ENVIE, SearchDocument.subject_id == made.id
    words = db.session.scalar(db.select(SearchDocument.words).where(*held))
    facets = " ".join(word for word in words.split() if word.startswith("zzq"))
    first = (db.session.scalar(db.select(db.func.max(Proposal.id))) or 0) + 1
    db.session.commit()
    names = [column.name for column in Proposal.__table__.columns]
    values = [_value(name) for name in names]
    numbers = NUMBERS.format(first, first + count - 1)
    postgresql = db.engine.dialect.name == "postgresql"
    with db.engine.execution_options(ctg_writes=True).begin() as connection:
        if postgresql:
            connection.exec_driver_sql("DROP INDEX ix_search_fts")
        connection.exec_driver_sql(
            f"{numbers} INSERT INTO proposal ({', '.join(names)}) SELECT {', '.join(values)} "
            f"FROM numbers JOIN proposal ON proposal.id = {made.id}"
        )
        word = f"CASE WHEN n - n / {share} * {share} = 0 THEN 'jardin' ELSE 'velo' END"
        rare = "' mot' || CAST(n - n / 997 * 997 AS text)"
        connection.exec_driver_sql(
            f"{numbers} INSERT INTO search_document (kind, subject_id, words, created_at) "
            f"SELECT 'envie', n, {word} || {rare} || ' {facets}', CURRENT_TIMESTAMP FROM numbers"
        )
        if postgresql:
            connection.exec_driver_sql("SELECT setval('proposal_id_seq', (SELECT max(id) FROM proposal))")
            for statement in POSTGRESQL:
                connection.exec_driver_sql(statement)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # As the database does by itself after so many writes.
        connection.exec_driver_sql("VACUUM ANALYZE" if postgresql else "ANALYZE")


def _value(name):
    """What a copy holds in this column: what the original does, but for what is its own."""
    if name == "id":
        return "n"
    return f"'{name}' || CAST(n AS text)" if name in UNIQUE else f"proposal.{name}"
