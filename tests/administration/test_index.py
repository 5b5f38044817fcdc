"""`flask ctg verify` says when the search index is not what the texts give; `reindex` makes it right."""

import pytest
from sqlalchemy import text

from ctg_site.administration import verification_queries
from ctg_site.db import db
from ctg_site.models.search import SearchKind
from tests import factories

WRONG = "Search index: {} document(s) do not agree with their texts: `flask ctg reindex` makes it again.\n"


@pytest.fixture
def indexed(app):
    """Two published envies, a file that is not, and a way to change the database behind the site's back."""
    centre = factories.centre()
    first = factories.published(centre, title="Un jardin")
    factories.published(centre, title="Un four à pain")
    factories.proposal(centre)
    db.session.commit()
    assert verification_queries.index_faults() == []

    number = first.id

    def tamper(statement, **values):
        db.session.commit()
        with db.engine.execution_options(ctg_writes=True).begin() as connection:
            connection.execute(text(statement), {"number": number, **values})
        db.session.expire_all()
        result = app.test_cli_runner().invoke(args=["ctg", "verify"])
        repaired = app.test_cli_runner().invoke(args=["ctg", "reindex"])
        assert repaired.exit_code == 0 and verification_queries.index_faults() == [], "reindex makes it right"
        return result.exit_code, result.output

    return tamper


@pytest.mark.parametrize(
    ("statement", "how_many"),
    [
        ("UPDATE search_document SET words = words || ' jardinx'", 4 + 2),
        ("DELETE FROM search_document WHERE kind = 'envie'", 2),
        ("DELETE FROM search_document WHERE kind = 'file' AND subject_id = :number", 1),
        ("UPDATE proposal SET public_text = 'Autre chose' WHERE id = :number", 2),
        ("UPDATE proposal SET moderation = 'hidden' WHERE id = :number", 1),
    ],
)
def test_an_index_that_does_not_agree_is_told(indexed, statement, how_many):
    code, told = indexed(statement)
    assert code == 1 and WRONG.format(how_many) in told, told


def test_a_wrong_stem_of_a_word_is_told(indexed):
    code, told = indexed("UPDATE search_word SET stem = 'jardx' WHERE word = 'jardin'")
    assert code == 1 and "1 word(s) are kept with a wrong stem" in told


def test_an_index_longer_than_one_read_is_followed_to_its_end(indexed, monkeypatch, queries):
    monkeypatch.setattr("ctg_site.services.search_check.CHUNK", 1)
    assert verification_queries.index_faults() == []
    code, told = indexed(
        "UPDATE search_document SET words = 'x' WHERE kind <> :kind", kind=str(SearchKind.FILE)
    )
    assert code == 1 and WRONG.format(3) in told, told
