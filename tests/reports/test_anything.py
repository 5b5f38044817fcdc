"""All that everybody reads may be reported, where it stands; each report goes to the centre concerned."""

import pytest

from ctg_site.db import db, now
from ctg_site.domain.participation import RemarkEvent
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import PhotoShows, ReportAbout
from ctg_site.models.outbox import Notice
from ctg_site.models.reports import Report
from ctg_site.models.stories import Photo, Story
from ctg_site.opinions.queries import commitment
from ctg_site.reports import operations, queries
from tests import factories
from tests.actions.conftest import convention, coordinator, make
from tests.agenda import makers
from tests.remarks import makers as remarks

__all__ = ["convention", "coordinator", "make"]
DESK = "/equipe/signalements/"


@pytest.fixture
def centre():
    return factories.centre(name="Centre Exemple")


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre)


@pytest.fixture
def envie(centre):
    return factories.published(centre, title="Un banc au soleil")


def send(browser, **values):
    """What is kept of the form that the browser shows, once it is sent."""
    browser.submit("Envoyer le signalement", **{"kind": "other", "to": "/signaler/recu"} | values)
    number = db.session.scalar(db.select(db.func.max(Report.id)))
    return queries.report(number)


def told():
    """Who reads that a report waits."""
    letters = db.select(Notice.user_id).where(Notice.template == "reported")
    return set(db.session.scalars(letters))


def seen_by(browser, person, report):
    """What the member of the staff reads of it."""
    browser.sign_in(factories.by_email(person.email))
    browser.get(f"{DESK}{report.number}")
    return browser.text


def test_a_story_and_its_photos_are_chosen_on_the_form_of_their_envie(browser, envie, agent):
    told = {"text": "Le banc est là.", "published_at": now()}
    story = factories.save(Story(proposal_id=envie.id, actor_id=agent.id, **told))
    shown = {"name": "a" * 32, "width": 4, "height": 3, "alt": "Le banc vert", "shows": PhotoShows.NOBODY}
    photo = factories.save(Photo(story_id=story.id, actor_id=agent.id, **shown))
    browser.get(f"/signaler/{envie.id}")
    assert "Le récit" in browser.text and "Une photo : Le banc vert" in browser.text
    browser.submit("Envoyer le signalement", kind="other", status=422)
    assert "Choisissez de quoi il s’agit." in browser.text
    report = send(browser, part=f"photo-{photo.id}")
    assert report.about is ReportAbout.PHOTO and report.proposal.id == envie.id
    page = seen_by(browser, agent, report)
    assert "Le banc vert" in page and "Voir la page publique" in page
    db.session.execute(db.delete(Photo))
    db.session.commit()
    browser.get(f"{DESK}{report.number}")
    assert "Ce n’est plus visible sur le site." in browser.text, "what is gone is said to be gone"
    browser.click("Corriger ou masquer")
    assert browser.url.endswith("/accompagnement/recit")


def test_words_are_reported_beside_them_and_hidden_where_they_are_decided(browser, envie, agent):
    remark = remarks.published(envie, "Ce banc gêne ma voisine.")
    browser.get(f"/envies/{envie.id}")
    browser.click(f"Signaler ces mots, n° {remark.id}")
    assert "Ce banc gêne ma voisine." in browser.text
    report = send(browser)
    assert (report.about, report.row) == (ReportAbout.REMARK, remark.id)
    assert agent.id in told()
    assert "Ce banc gêne ma voisine." in seen_by(browser, agent, report)
    browser.submit("Clore", outcome="hidden", status=422)
    assert "C’est encore visible sur le site." in browser.text
    remarks.decided(remarks.queries.remark(remark.id), RemarkEvent.HIDE)
    browser.get(f"{DESK}{report.number}")
    assert "Ce n’est plus visible sur le site." in browser.text
    browser.submit("Clore", outcome="hidden", status=303)
    browser.get(f"/signaler/parole/{remark.id}", status=404)


def test_a_meeting_is_reported_to_the_centre_that_holds_it(browser, centre, agent):
    meeting = makers.meeting(centre, title="Café de l’info")
    other = factories.staff(Role.AGENT, factories.centre())
    browser.get(f"/agenda/{meeting.id}")
    browser.click("Signaler un problème")
    assert "Café de l’info" in browser.text
    report = send(browser)
    assert told() == {agent.id}
    assert "Café de l’info" in seen_by(browser, agent, report)
    browser.get(DESK)
    assert "Centre Exemple" in browser.text
    browser.submit("Se déconnecter", status=303)
    browser.sign_in(factories.by_email(other.email))
    browser.get(DESK)
    assert "Aucun signalement ici" in browser.text
    browser.get(f"{DESK}{report.number}", status=404)


def test_what_no_centre_holds_is_reported_to_the_coordination(browser, make, coordinator, agent):
    action = make("Un conseil des jeunes")
    browser.get(f"/actions/{action.number}")
    browser.click("Signaler un problème")
    report = send(browser)
    words = remarks.published(commitment("2022-2026", "JE1"), "Rien ne bouge.")
    browser.get(f"/signaler/parole/{words.id}")
    assert "Engagement JE1" in browser.text
    of_words = send(browser)
    assert coordinator.id in told() and agent.id not in told()
    assert "Un conseil des jeunes" in seen_by(browser, coordinator, report)
    browser.get(f"{DESK}{of_words.number}")
    assert "Rien ne bouge." in browser.text
    browser.get(DESK)
    assert browser.text.count("La coordination") == 2
    browser.submit("Se déconnecter", status=303)
    browser.sign_in(factories.by_email(agent.email))
    browser.get(f"{DESK}{report.number}", status=404)


def test_what_nobody_reads_is_reported_by_nobody(browser, envie, make, centre):
    drafted = make("Un projet", published=False)
    private = makers.meeting(centre, is_public=False)
    waiting = remarks.remark(envie)
    for address in (f"action/{drafted.number}", f"rendez-vous/{private.id}", f"parole/{waiting.id}"):
        browser.get(f"/signaler/{address}", status=404)


def test_the_list_reads_its_reports_and_their_pages_at_once(browser, envie, make, centre, queries):
    things = [envie, make("Une action"), makers.meeting(centre), remarks.published(envie)]
    browser.sign_in(factories.staff(Role.COORDINATOR))
    for thing in things * 2:
        operations.send(thing, factories.ReportKind.OTHER, "", "", factories.opened())
    queries.clear()
    browser.get(DESK)
    assert len(browser.page.select("tbody tr")) == 8
    assert len([query for query in queries if "staff_session" not in query]) <= 2, queries
