"""Every page of a draft is read beforehand, marked as a draft, by the coordination and nobody else."""

import pytest

from ctg_site.convention import queries as conventions
from ctg_site.convention import years_queries
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.actions import Action, action_commitment
from tests import factories
from tests.agenda.makers import TODAY
from tests.convention.test_drafting import begin, drafted, the
from tests.lens import load_next
from tests.typography import flat

pytestmark = pytest.mark.usefixtures("clock", "first")
PREVIEW, NEW = "/equipe/conventions/2027-2031/apercu/", "/conventions/2027-2031/"
PAGES = (PREVIEW, f"{PREVIEW}jeunesse/", f"{PREVIEW}engagements/JE1", f"{PREVIEW}?vise=domaine-jeunesse")


def action(number, is_published):
    made = factories.save(
        Action(
            convention_id=the("2027-2031").id,
            number=number,
            title=f"Action à venir {number}",
            is_published=is_published,
            changed_on=TODAY,
        )
    )
    db.session.execute(
        db.insert(action_commitment).values(action_id=made.id, commitment_id=drafted("JE1").id)
    )
    db.session.commit()
    return made


@pytest.mark.parametrize("how", ["begun here", "loaded"])
def test_every_page_is_read_marked_and_leads_to_the_others(desk, how):
    begin() if how == "begun here" else load_next(begun=False)
    desk.get("/equipe/conventions/2027-2031")
    desk.click("Prévisualiser : voir ce que liront les gens")
    for page in PAGES:
        desk.get(page)
        assert "Brouillon." in flat(desk.page.main.get_text(" ")) and "Ceci est un projet." in desk.text
        assert desk.page.select_one("meta[name=robots]")["content"] == "noindex"
        assert not desk.page.select_one("link[rel=canonical]")
        assert not desk.page.select(f'a[href^="{NEW}"]'), "its public pages are not open"
        assert not desk.page.select("main form[method=post]"), "nothing is said of it yet"
        for link in {tag["href"].partition("#")[0] for tag in desk.page.select(f'main a[href^="{PREVIEW}"]')}:
            desk.get(link)
        desk.get(page)


def test_an_action_of_the_draft_too_before_anybody_else_reads_it(desk, other_browser):
    begin()
    for number, is_published in ((1, False), (2, True)):
        action(number, is_published)
    desk.get(f"{PREVIEW}engagements/JE1")
    for number in (1, 2):
        desk.click(f"Action à venir {number}")
        assert "Brouillon." in flat(desk.page.main.get_text(" "))
        assert desk.page.select_one("meta[name=robots]")["content"] == "noindex"
        desk.click(drafted("JE1").plain_title)
        assert desk.page.h1.get_text(strip=True) == drafted("JE1").plain_title
    other_browser.get("/actions/1", status=404)
    other_browser.get("/actions/2")
    assert drafted("JE1").plain_title not in other_browser.page.main.get_text(), "nobody reads this draft"


def test_it_is_the_coordination_alone_and_a_draft_alone(browser, desk):
    begin()
    browser.sign_in(factories.staff(Role.ADMINISTRATOR))
    for page in PAGES:
        browser.get(page, status=403)
    desk.sign_in(factories.staff(Role.COORDINATOR))
    for page in ("", "jeunesse/", "engagements/JE1"):
        desk.get(f"/equipe/conventions/2022-2026/apercu/{page}", status=404)
    desk.get(f"{PREVIEW}autre/", status=404)
    assert years_queries.coming_commitment("2027-2031", "je1") is not None
    assert conventions.commitment("2027-2031", "JE1") is None
