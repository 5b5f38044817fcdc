"""The kinds of meetings are a list that the coordination edits."""

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.agenda import MeetingKind
from tests import factories
from tests.agenda.makers import kind, meeting, reread

pytestmark = pytest.mark.usefixtures("clock")
LIST = "/equipe/reglages/rendez-vous"


@pytest.fixture
def keeper(browser):
    return browser.sign_in(factories.staff(Role.COORDINATOR))


def named(slug):
    return db.session.scalar(db.select(MeetingKind).filter_by(slug=slug))


def test_a_kind_is_added_chosen_and_filtered_by(keeper, other_browser):
    keeper.get("/equipe/reglages/")
    keeper.click("Les sortes de rendez-vous")
    keeper.click("Ajouter une sorte")
    keeper.submit("Enregistrer", name="Marche exploratoire", to=LIST)
    keeper.follow()
    assert "Marche exploratoire" in keeper.text
    keeper.get("/equipe/agenda/nouveau")
    keeper.submit(
        "Enregistrer",
        kind="marche-exploratoire",
        title="Autour de la gare",
        place="La gare",
        day="2026-12-01",
        start="18:00",
        end="20:00",
        is_public=True,
    )
    meeting(title="Un café")
    other_browser.get("/agenda/")
    other_browser.click("Marche exploratoire")
    assert [tag.get_text() for tag in other_browser.page.select("h3")] == ["Autour de la gare"]
    other_browser.click("Autour de la gare")
    assert "Marche exploratoire" in other_browser.text


def test_a_name_that_is_taken_is_said_and_kept(keeper):
    keeper.get(f"{LIST}/nouveau")
    keeper.submit("Enregistrer", name="ATELIER", status=422)
    assert "Ce nom est déjà pris." in keeper.text
    assert keeper.page.select_one("[name=name]")["value"] == "ATELIER"


def test_one_that_is_renamed_keeps_its_meetings_and_its_address(keeper, other_browser):
    made = meeting(kind="chat")
    keeper.get(f"{LIST}/{kind('chat')}")
    keeper.submit("Enregistrer", name="Causerie")
    for page in (f"/agenda/{made.id}", "/agenda/?sorte=chat"):
        other_browser.get(page)
        assert "Causerie" in other_browser.text and "Ça papote" not in other_browser.text
    other_browser.get(f"/agenda/{made.id}.ics")
    assert "CATEGORIES:Causerie" in other_browser.response.get_data(as_text=True)


def test_one_that_is_not_offered_any_more_stays_with_its_meetings(keeper, other_browser):
    made = meeting(kind="chat")
    keeper.get(f"{LIST}/{kind('chat')}")
    assert "elle ne se supprime pas" in keeper.text and "Supprimer pour toujours" not in keeper.text
    keeper.submit("Enregistrer", is_active=False)
    keeper.get("/equipe/agenda/nouveau")
    assert not keeper.page.select("[name=kind] [value=chat]")
    keeper.get(f"/equipe/agenda/{made.id}/modifier")
    keeper.submit("Enregistrer", title="Un autre titre")
    assert reread(made).title == "Un autre titre" and made.kind.slug == "chat"
    other_browser.get("/agenda/")
    other_browser.click("Ça papote")
    assert "Un autre titre" in other_browser.text
    keeper.post(f"{LIST}/{kind('chat')}/supprimer", status=422)
    assert "la suppression n’est pas possible" in keeper.text and named("chat")


def test_one_that_no_meeting_is_of_may_be_taken_away(keeper):
    keeper.get(f"{LIST}/{kind('outreach')}")
    keeper.submit("Supprimer pour toujours", to=LIST)
    assert named("outreach") is None
