"""The average said to everybody, and the search index made again."""

from datetime import timedelta

from ctg_site.db import db, now, operation
from ctg_site.domain.policy import SYSTEM
from ctg_site.domain.workflow import MODERATION, Decision
from ctg_site.inbox import operations as inbox
from ctg_site.models.search import SearchDocument, SearchKind
from ctg_site.moderation import operations as moderation
from ctg_site.proposals import queries as proposals
from ctg_site.services import progress, search_index
from tests import factories


def test_the_average_is_said_when_it_was_measured(clock, browser, centre, agent):
    browser.get("/")
    assert "pas encore de mesure" in browser.text
    first, second = factories.proposal(centre), factories.proposal(centre)
    spoken = factories.proposal(centre)
    spoken.channel = "desk"
    db.session.commit()
    for days, proposal in ((2, spoken), (2, first), (5, second)):
        clock.shift(timedelta(days=days))
        moderation.answer(proposal, "Bonjour.", by=agent)
    browser.get("/")
    assert (
        "En moyenne, les centres ont répondu en une semaine ces 12 derniers mois (2 envies)." in browser.text
    )
    clock.shift(timedelta(days=380))
    browser.get("/")
    assert "pas encore de mesure" in browser.text


def test_an_answer_on_the_same_day_is_said_so(clock, browser, centre):
    factories.decided(Decision.KEEP_PRIVATE, centre)
    browser.get("/")
    assert "ont répondu le jour même ces 12 derniers mois (1 envie)" in browser.text


def test_the_home_page_costs_one_statement_more_whatever_the_number(bulk, browser, queries):
    def cost():
        queries.clear()
        proposals.answered(now() - timedelta(days=365))
        return len(queries)

    assert cost() == 1
    bulk(200, lambda rank: None)
    assert cost() == 1


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
