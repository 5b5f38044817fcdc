"""« Voir comme un habitant »: the author’s very page and the public’s; nothing acts, nothing is noted."""

import pytest

from ctg_site.db import db
from ctg_site.domain.workflow import Decision
from ctg_site.models.audit import AuditEntry
from ctg_site.models.proposals import JournalEntry
from tests import factories
from tests.moderation.pages import address, open_file


def words_of(page, part):
    return " ".join(page.select_one(part).get_text(" ").split())


def kept():
    return [db.session.scalar(db.select(db.func.count(table.id))) for table in (JournalEntry, AuditEntry)]


@pytest.mark.parametrize("event", [None, Decision.ASK_DETAIL, Decision.REFUSE, Decision.PUBLISH])
def test_the_authors_page_is_the_authors_page(desk, centre, browser, other_browser, event):
    proposal = factories.decided(event, centre, reason="Oui.") if event else factories.proposal(centre)
    other_browser.get(f"/suivi/{factories.link(proposal)}", status=303)
    other_browser.follow()
    seen = other_browser.page.select_one("main .two")
    before = kept()
    desk.get(address(proposal, "/apercu"))
    shown = desk.page.select_one("fieldset[disabled] > .two")
    for page in (seen, shown):
        for token in page.select("[name=csrf_token]"):
            token.decompose()
    assert " ".join(shown.get_text(" ").split()) == " ".join(seen.get_text(" ").split())
    assert len(shown.select("form")) == len(seen.select("form"))
    assert kept() == before


def test_nothing_acts_in_it(desk, centre):
    proposal = factories.proposal(centre, way="phone", phone="06 39 98 00 01")
    desk.get(address(proposal, "/apercu"))
    asleep = desk.page.select_one("fieldset[disabled]")
    assert all(form.find_parent("fieldset", disabled=True) for form in asleep.select("form"))
    assert len(asleep.select("form")) == len(desk.page.select("main form"))
    assert not asleep.select("a[href^='/suivi']")
    assert "06 39 98 00 01" not in desk.text
    open_file(desk, proposal)
    assert "06 39 98 00 01" not in desk.text, "the contact is not opened by looking"
    assert factories.reread(proposal).version == proposal.version


def test_the_public_page_is_the_public_page(desk, centre, other_browser):
    proposal = factories.published(centre, title="Un jardin pour tous")
    other_browser.get(f"/envies/{proposal.id}")
    desk.get(address(proposal, "/apercu/public"))
    public, shown = (
        other_browser.page.select_one("main .two"),
        desk.page.select_one("fieldset[disabled] > .two"),
    )
    assert " ".join(shown.get_text(" ").split()) == " ".join(public.get_text(" ").split())


def test_before_publication_with_the_words_of_today(desk, centre, other_browser):
    proposal = factories.proposal(centre, text="Un jardin. Avec des bancs.")
    desk.get(address(proposal, "/apercu/public"))
    assert "Cette page n’existe pas encore" in desk.text
    assert desk.page.select_one("h1").get_text() == "Un jardin" and "Proposée par Camille" in desk.text
    other_browser.get(f"/envies/{proposal.id}", status=404)


def test_what_its_author_keeps_private_says_so(desk, centre):
    proposal = factories.proposal(centre, visibility="private")
    desk.get(address(proposal, "/apercu/public"))
    assert "ne veut pas que son envie soit visible" in desk.text and "Camille" not in desk.text


def test_who_prefers_to_talk_has_no_words_yet(desk, centre):
    proposal = factories.proposal(centre, text="", talk=True)
    desk.get(address(proposal, "/apercu/public"))
    assert desk.page.select_one("h1").get_text() == "Sans titre pour le moment"


def test_what_was_withdrawn_is_seen_by_nobody(desk, centre):
    proposal = factories.withdrawn()
    for page in ("/apercu", "/apercu/public"):
        desk.get(address(proposal, page), status=404)
    open_file(desk, proposal)
    assert "Voir comme un habitant" not in desk.text


def test_another_centres_file_shows_nothing(desk):
    proposal = factories.published(factories.centre())
    for page in ("/apercu", "/apercu/public", "/journal", "/regrouper"):
        desk.get(address(proposal, page), status=404)
