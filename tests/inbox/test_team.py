"""The direction of a centre: its figures, who is away and who answers, a leaver's files in one act."""

from datetime import timedelta

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.follow_up import operations as follow_up
from ctg_site.inbox import operations as inbox
from ctg_site.inbox import owed_queries
from ctg_site.inbox.team import operations as team
from ctg_site.models.audit import AuditEntry
from ctg_site.models.people import Absence
from ctg_site.services import delivery
from ctg_site.staff import operations as accounts
from ctg_site.words.french import today
from tests import factories


@pytest.fixture
def direction(centre):
    return factories.staff(Role.DIRECTION, centre, name="Dalila Exemple", function="directrice")


@pytest.fixture
def colleague(centre):
    return factories.staff(Role.AGENT, centre, name="Karim Exemple", function="animateur famille")


@pytest.fixture
def lead(browser, direction):
    return browser.sign_in(direction)


def page(centre):
    return f"/equipe/centre/{centre.id}/"


def wrote(file):
    """Its author sends a message."""
    follow_up.write_message(factories.reread(file), "Bonjour, où en est-on ?", by=factories.author(file))


def taken(centre, by):
    file = factories.proposal(centre)
    factories.take(file, by=by)
    return file


def mails(mailbox):
    db.session.commit()
    mailbox.clear()
    delivery.deliver_pending()
    return [(mail["To"], mail.get_content()) for mail in mailbox]


def test_the_direction_reads_what_each_follows_and_the_year(lead, centre, agent, colleague):
    taken(centre, by=colleague)
    factories.published(centre)
    factories.proposal(centre)
    lead.get("/equipe/centre/")
    lead.click("L’équipe et les chiffres : Centre des Mésanges")
    assert "Envies arrivées 3" in lead.text and "Que personne ne suit 1" in lead.text
    assert "Personnes contactées 1, dont 1 dans le délai promis" in lead.text
    rows = {
        row.th.text: [cell.get_text(strip=True) for cell in row("td")] for row in lead.page.select("tbody tr")
    }
    assert rows["Karim Exemple, animateur famille"] == ["1", "0", "aucune"]


def test_the_page_asks_as_much_with_a_large_team(lead, centre, queries):
    taken(centre, by=factories.staff(Role.AGENT, centre))
    queries.clear()
    lead.get(page(centre))
    few = len(queries)
    for _ in range(12):
        taken(centre, by=factories.staff(Role.AGENT, centre))
    queries.clear()
    lead.get(page(centre))
    assert len(queries) == few


def test_whoever_stands_in_gets_the_letters_and_the_digest(lead, centre, agent, colleague, mailbox):
    file = taken(centre, by=agent)
    lead.get(page(centre))
    told = {"who": str(agent.id), "stand_in": str(colleague.id)}
    days = {"first_day": today().strftime("%d/%m/%Y"), "last_day": "31/12/2027"}
    lead.submit("Noter l’absence", **told, **days, to=page(centre))
    lead.follow()
    assert "Karim Exemple répond." in lead.text
    assert [to for to, text in mails(mailbox) if "Nadia Exemple s’absente" in text] == [colleague.email]
    due = factories.reread(file).due_on
    assert owed_queries.promised(factories.by_email(colleague.email), due).count == 1
    wrote(file)
    assert [to for to, _ in mails(mailbox)] == [colleague.email]
    lead.get(page(centre))
    lead.submit("Oui, retirer : l’absence de Nadia Exemple", to=page(centre))
    assert not db.session.scalars(db.select(Absence)).all()
    wrote(file)
    assert [to for to, _ in mails(mailbox)] == [agent.email]


def test_a_stand_in_is_told_nothing_of_another_centre(direction, centre, colleague, mailbox):
    """Whoever is away works in two centres; who stands in, in one."""
    elsewhere = factories.centre()
    away = factories.staff(Role.AGENT, centre, elsewhere)
    here, there = taken(centre, by=away), taken(elsewhere, by=away)
    until = today() + timedelta(days=60)
    team.say_absent(centre, away.id, colleague.id, today(), until, by=direction)
    mails(mailbox)
    wrote(there)
    assert [to for to, _ in mails(mailbox)] == [away.email]
    wrote(here)
    assert [to for to, _ in mails(mailbox)] == [colleague.email]
    due = max(factories.reread(file).due_on for file in (here, there))
    assert owed_queries.promised(factories.by_email(colleague.email), due).count == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"stand_in": "same"}, "Choisissez une autre personne que celle qui est absente."),
        ({"last_day": "1/1/2020"}, "Le dernier jour est avant le premier"),
        ({"first_day": "1/1/2020", "last_day": "2/1/2020"}, "Ces jours sont passés"),
        ({"who": ""}, "Choisissez la personne absente."),
    ],
)
def test_an_impossible_absence_is_told_and_nothing_is_lost(lead, centre, agent, colleague, typed, said):
    lead.get(page(centre))
    right = {
        "who": str(agent.id),
        "stand_in": str(colleague.id),
        "first_day": "1/3/2027",
        "last_day": "2/3/2027",
    }
    wrong = right | {name: str(agent.id) if value == "same" else value for name, value in typed.items()}
    lead.submit("Noter l’absence", **wrong, status=422)
    assert said in lead.text and lead.page.select_one("#last_day")["value"] == wrong["last_day"]


def test_all_the_files_of_a_leaver_change_hands_in_one_act(lead, centre, agent, colleague, mailbox):
    files = [taken(centre, by=agent) for _ in range(2)]
    elsewhere = factories.centre()
    theirs = taken(elsewhere, by=agent)
    accounts.disable(agent.id)
    mails(mailbox)
    lead.get(page(centre))
    assert "ne travaille plus ici" in lead.text
    lead.submit("Passer les envies", leaver=str(agent.id), colleague=str(colleague.id), to=page(centre))
    lead.follow()
    assert "2 envies passées" in lead.text
    assert {factories.reread(file).referent_id for file in files} == {colleague.id}
    assert factories.reread(theirs).referent_id == agent.id
    told = mails(mailbox)
    assert [text for to, text in told if to == colleague.email and "2 envies que Nadia Exemple" in text]
    assert len([to for to, text in told if "animateur famille" in text]) == 2
    entry = db.session.scalars(db.select(AuditEntry).where(AuditEntry.event == AuditEvent.HANDED_OVER)).one()
    assert entry.actor_name == "Dalila Exemple" and entry.subject == "Nadia Exemple"


def test_an_agent_does_not_lead_the_team_nor_the_direction_another_centre(
    desk, other_browser, centre, direction
):
    desk.get("/equipe/centre/")
    assert "L’équipe et les chiffres" not in desk.text
    desk.get(page(centre), status=403)
    other_browser.sign_in(direction)
    other_browser.get(page(factories.centre()), status=403)


def test_the_direction_does_what_an_agent_does(lead, centre):
    file = factories.proposal(centre)
    lead.get(f"/equipe/envies/{file.id}")
    lead.submit("Je prends", to=f"/equipe/envies/{file.id}")
    assert factories.reread(file).referent_id


def test_a_direction_alone_is_told_of_what_comes_to_its_centre(direction, mailbox):
    elsewhere = factories.centre()
    agent = factories.staff(Role.AGENT, elsewhere)
    file = factories.proposal(elsewhere)
    inbox.transfer(
        file, direction.structures[0].id, by=agent, version=file.version, word="Plus près de vous."
    )
    assert direction.email in [to for to, _ in mails(mailbox)]
