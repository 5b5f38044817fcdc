"""The page of a file, its whole journal and its versions: readable, light, the same cost however long."""

import re

import pytest

from ctg_site.db import db
from ctg_site.domain.vocabulary import Actor
from ctg_site.models.proposals import JournalEntry
from tests import factories, wire
from tests.moderation.pages import address, open_file


def write_lines(proposal, agent, many):
    lines = [
        JournalEntry(
            proposal_id=proposal.id, subject="file", event="contact", actor=Actor.STAFF, actor_id=agent.id
        )
        for _ in range(many)
    ]
    db.session.add_all(lines)
    db.session.commit()


def test_a_file_of_two_hundred_lines_costs_the_same_and_stays_light(desk, centre, agent, queries, prepared):
    proposal = factories.published(centre)
    open_file(desk, proposal)
    queries.clear()
    open_file(desk, proposal)
    whole = len(queries)
    write_lines(proposal, agent, 200)
    for number in range(12):
        open_file(desk, proposal)
        desk.submit("Garder la note", note=f"Note {number}")
    queries.clear()
    open_file(desk, proposal)
    assert len(queries) == whole <= 18, queries
    assert len(desk.page.select("section[aria-labelledby=t_journal] li")) == 12
    assert len(wire.receive(desk.client, desk.url, "gzip").data) <= 14 * wire.KB


def test_the_whole_journal_page_by_page(desk, centre, agent, queries):
    proposal = factories.proposal(centre)
    write_lines(proposal, agent, 120)
    open_file(desk, proposal)
    desk.click("Tout le journal")
    seen = len(desk.page.select(".journal li"))
    queries.clear()
    while link := desk.page.select_one("a[rel=next]"):
        desk.get(link["href"])
        seen += len(desk.page.select(".journal li"))
    assert seen == 121 and "Reçue" in desk.text
    assert len(queries) <= 2 * 6, queries


@pytest.mark.parametrize("asked", ["0", "-3", "abc", "9" * 30, "1"])
def test_a_place_in_the_journal_that_means_nothing(desk, centre, asked):
    desk.get(address(factories.proposal(centre), f"/journal?avant={asked}"))


def test_each_decision_keeps_the_version_it_published(desk, centre, agent):
    proposal = factories.proposal(centre, text="Un jardin avec Léa.")
    open_file(desk, proposal)
    first = {"decision_title": "Un jardin", "decision_words": "Un jardin."}
    desk.submit("Enregistrer la décision", decision_event="publish", **first)
    desk.follow()
    desk.submit("Enregistrer la correction", title="Un potager", words="Un grand potager.")
    desk.follow()
    desk.submit("Masquer tout de suite", hide_reason="Le temps de relire.")
    desk.follow()
    desk.submit("Afficher à nouveau")
    desk.follow()
    lines = {entry.event: entry for entry in factories.reread(proposal).journal}
    one, two = lines["publish"].revision_id, lines["correct"].revision_id
    assert one and two and one != two and lines["restore"].revision_id == two
    assert lines["hide"].revision_id is None and lines["publish"].actor_id == agent.id
    desk.get(address(proposal, f"/versions/{two}"))
    assert "Le titre était : Un jardin" in desk.text
    assert [tag.get_text(" ", strip=True) for tag in desk.page.select("ins")]
    desk.click("La version d’avant")
    assert "depuis les mots de la personne" in desk.text
    assert "Léa" in desk.page.select_one("del").get_text()


def test_a_version_of_another_file_is_not_found(desk, centre):
    mine, other = factories.published(centre), factories.published(centre)
    foreign = factories.published(factories.centre())
    version = factories.reread(other).revisions[0].id
    desk.get(address(mine, f"/versions/{version}"), status=404)
    desk.get(address(mine, "/versions/999"), status=404)
    desk.get(address(foreign, f"/versions/{factories.reread(foreign).revisions[0].id}"), status=404)


def test_the_tabs_lead_to_the_pages_of_the_file(desk, centre):
    proposal = factories.proposal(centre)
    open_file(desk, proposal)
    tabs = desk.page.select_one("nav[aria-label^='Pages de']")
    assert tabs.select_one("[aria-current=page]").get_text() == "Le dossier"
    for link in tabs.select("a"):
        desk.get(link["href"])
        assert re.match(r"/equipe/envies/\d+", link["href"])
