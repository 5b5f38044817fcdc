"""A possible danger is first: in a band above the list, with whom to call, until somebody answers."""

from datetime import timedelta

from ctg_site.accounts.queries import by_email
from ctg_site.db import db
from ctg_site.domain.vocabulary import Tab
from ctg_site.domain.workflow import Decision
from ctg_site.follow_up import operations as follow_up
from ctg_site.inbox import queries as inbox
from ctg_site.inbox.filters import FileFilters
from ctg_site.models.proposals import Proposal
from ctg_site.moderation import operations as moderation
from tests import factories
from tests.inbox.test_aside import DANGER, TODAY
from tests.inbox.test_list import numbers, statements_of

HOUSING = "Il y a des moisissures dans la chambre du bébé."


def band(browser):
    """The files of the band above the list, which is the first thing of the page that may be pressed."""
    found = browser.page.select_one("#files > .box.warn")
    if found is None:
        return []
    assert found.find_previous_sibling(["nav", "form", "table"]) is None, "it comes before the tabs"
    return [int(link["href"].rpartition("/")[2]) for link in found.select("li > a[href*='/equipe/']")]


def test_it_stands_above_the_list_with_its_words_and_whom_to_call(desk, centre):
    for _ in range(3):
        factories.proposal(centre)
    housing, danger = factories.proposal(centre, text=HOUSING), factories.proposal(text=DANGER)
    factories.proposal(factories.centre(), text=DANGER)
    desk.get("/equipe/envies/")
    assert band(desk) == [housing.id, danger.id], "whoever waits longest is first, of one's own centres"
    assert len(numbers(desk.page)) == 5
    found = desk.page.select_one("#files > .box.warn")
    words = found.get_text(" ", strip=True)
    assert "Un logement indigne peut-être" in words and "Un danger peut-être" in words
    called = [link["href"] for link in found.select(".numbers a")]
    desk.get("/aide")
    public = [link["href"] for link in desk.page.select(".emergency a")]
    assert called == public and "tel:119" in called
    desk.get(f"/equipe/envies/{danger.id}")
    assert [link["href"] for link in desk.page.select("#file .box.warn .numbers a")] == public


def test_it_stands_in_the_tabs_that_hold_it_and_with_their_filters(desk, agent, centre):
    danger, free = factories.proposal(centre, text=DANGER), factories.proposal(text=DANGER)
    wanted = {
        "": [danger.id, free.id],
        "?voir=sans-centre": [free.id],
        "?voir=mon-centre": [danger.id],
        "?voir=toutes": [danger.id, free.id],
        "?voir=les-miennes": [],
        "?voir=en-attente": [],
        "?mots=frappe": [danger.id, free.id],
        "?mots=jardin": [],
    }
    for query, files in wanted.items():
        desk.get(f"/equipe/envies/{query}")
        assert band(desk) == files, query
    factories.take(danger, by=by_email(agent.email))
    desk.get("/equipe/envies/?voir=les-miennes")
    assert band(desk) == [danger.id], "taking a file is no answer yet"
    fragment = desk.submit("Chercher", mots="frappe", target="files")
    assert fragment.select(".box.warn li > a")


def test_it_leaves_once_somebody_answered_or_its_author_withdrew(desk, agent, centre):
    answered, gone = factories.proposal(centre, text=DANGER), factories.proposal(centre, text=DANGER)
    decision = {"by": by_email(agent.email), "version": answered.version, "reason": "Nous vous appelons."}
    moderation.decide(answered, Decision.REDIRECT, **decision)
    follow_up.withdraw(gone, by=factories.author(gone))
    desk.get("/equipe/envies/?voir=toutes")
    assert band(desk) == []


def test_one_who_called_says_it_there_and_the_file_leaves_the_band_with_a_line(desk, centre):
    first, second = factories.proposal(centre, text=DANGER), factories.proposal(centre, text=DANGER)
    desk.get("/equipe/envies/")
    desk.submit(f"J’ai appelé pour l’envie n° {first.number}", to="/equipe/envies/")
    desk.follow()
    assert "vous avez appelé" in desk.text
    assert band(desk) == [second.id], "a call is a contact"
    desk.get(f"/equipe/envies/{first.number}/accompagnement")
    assert "Appel après des mots de danger." in desk.text


def test_it_is_bounded_says_how_many_more_and_costs_one_statement(desk, agent, bulk, queries):
    bulk(10, lambda rank: TODAY + timedelta(days=rank))
    none = statements_of(queries, desk, "/equipe/envies/")
    bulk(250, lambda rank: TODAY, start=10)
    db.session.execute(db.update(Proposal).values(alerts=["danger"]))
    db.session.commit()
    assert statements_of(queries, desk, "/equipe/envies/") == none
    assert band(desk) == list(range(1, 11))
    assert "Et 90 autres." in desk.page.select_one("#files > .box.warn").get_text(" ", strip=True).replace(
        "\u00a0", " "
    )
    assert inbox.dangers(by_email(agent.email), FileFilters(Tab.TO_READ), TODAY).more == 90
    desk.get(desk.page.select_one(".pager a")["href"])
    assert band(desk) == [], "the first page says it"


def test_the_database_finds_them_by_their_index(desk, bulk, queries):
    """With a million files as with ten: the condition is the one of the index, without a parameter."""
    desk.get("/equipe/envies/")
    queries.clear()
    desk.get("/equipe/envies/")
    said = [one for one in map(str, queries) if "count(*) OVER" in one]
    assert (
        len(said) == 1
        and "CAST(proposal.alerts AS TEXT) != '[]' AND proposal.contacted_at IS NULL" in said[0]
    )
