"""Once an envie is sent: what its author may say more, and what nobody said, which stays private."""

from datetime import date

import pytest

from ctg_site.domain.workflow import InvalidTransition
from ctg_site.submission import operations as submission
from tests import factories
from tests.submission.saying import FORM, add, answer, send, the_proposal, write


@pytest.mark.parametrize("screen", ["ou", "vous"])
def test_what_helps_waits_for_the_sending_and_is_over_once_decided(browser, screen):
    write(browser)
    browser.get(f"{FORM}/{screen}", status=303, to=f"{FORM}/recu")
    answer(browser, way="visit")
    send(browser)
    assert "Aider le centre" in browser.text
    browser.get(f"{FORM}/{screen}")
    proposal = factories.reread(the_proposal())
    proposal.moderation = "private"
    factories.save(proposal)
    browser.submit("Enregistrer", status=303, to=f"{FORM}/recu")
    browser.get(f"{FORM}/{screen}", status=303, to=f"{FORM}/recu")
    browser.get(f"{FORM}/recu")
    assert "Aider le centre" not in browser.text


def test_decided_between_the_reading_and_the_writing_nothing_changes(app):
    key = factories.draft(text="Un jardin", way="visit")
    submission.submit(key, date(2026, 11, 24))
    proposal = factories.reread(the_proposal())
    proposal.moderation = "private"
    factories.save(proposal)
    with pytest.raises(InvalidTransition):
        submission.add(key, "shown", {"visibility": "without_name"})
    assert not factories.reread(the_proposal()).may_be_public
    with pytest.raises(submission.NoDraft):
        submission.add(factories.draft(text="Un jardin"), "shown", {})


def test_who_took_it_keeps_it_and_the_rest_is_still_said(browser):
    centre = factories.centre()
    write(browser)
    answer(browser, way="visit")
    send(browser)
    agent = factories.take(the_proposal())
    browser.get(f"{FORM}/ou")
    assert agent and not browser.page.select("[name=structure]")
    browser.post(f"{FORM}/ou", {"structure": centre.slug, "organisation": "Les Voisins"})
    proposal = factories.reread(the_proposal())
    assert proposal.structure_id != centre.id and proposal.organisation == "Les Voisins"


def test_no_answer_is_no_consent_and_what_was_said_is_shown_again(browser):
    write(browser)
    answer(browser, way="visit")
    send(browser)
    browser.get(f"{FORM}/vous")
    assert not browser.page.select("[name=visibility][checked]")
    add(browser, "vous", first_name="Awa")
    assert not factories.reread(the_proposal()).may_be_public
    browser.get(f"{FORM}/vous")
    assert browser.page.select_one("#first_name")["value"] == "Awa"
    assert browser.page.select_one("[name=visibility][checked]")["value"] == "private"


def test_the_page_to_come_is_shown_before_one_agrees(browser):
    write(browser, text="Un banc au soleil. Pour souffler.")
    answer(browser, way="visit")
    send(browser)
    add(browser, organisation="Les Voisins")
    seen = browser.page.select_one("[aria-labelledby=t_seen]").get_text(" ", strip=True)
    assert "Un banc au soleil" in seen and "Pour souffler" in seen and "Les Voisins" in seen
