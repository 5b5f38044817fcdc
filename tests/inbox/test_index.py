"""The search index of the files, made again."""

from ctg_site.db import db, operation
from ctg_site.domain.policy import SYSTEM
from ctg_site.domain.workflow import MODERATION, Decision
from ctg_site.inbox import operations as inbox
from ctg_site.models.search import SearchDocument, SearchKind
from ctg_site.services import progress, search_index
from tests import factories


def found(word):
    return set(db.session.scalars(search_index.matching(SearchKind.FILE, word)))


@operation
def archive(proposal):
    progress.change(proposal, MODERATION, Decision.ARCHIVE, by=SYSTEM)


def test_the_index_is_made_again(app, centre, monkeypatch):
    monkeypatch.setattr(inbox, "CHUNK", 2)
    kept = [factories.proposal(centre, text="Un atelier vélo").id for _ in range(5)]
    archived = factories.proposal(centre, text="Un atelier vélo")
    archive(archived)
    withdrawn = factories.withdrawn()
    db.session.execute(db.delete(SearchDocument).where(SearchDocument.subject_id.in_(kept[:3])))
    db.session.commit()
    with app.app_context():
        result = app.test_cli_runner().invoke(args=["ctg", "reindex"])
    assert result.exit_code == 0, result.output
    assert found("velos") == set(kept)
    assert withdrawn.id in found("jardin")
