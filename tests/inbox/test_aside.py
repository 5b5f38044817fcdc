"""What is set aside: in a tab of its own, told to nobody, accepted, put away and put back by a person."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ctg_site.accounts.queries import by_email
from ctg_site.db import db
from ctg_site.domain.vocabulary import Tab
from ctg_site.domain.workflow import InvalidTransition, Moderation
from ctg_site.filing import code_and_link
from ctg_site.follow_up import operations as follow_up
from ctg_site.follow_up import queries as followed
from ctg_site.inbox import owed_queries, sorting_operations
from ctg_site.inbox import queries as lists
from ctg_site.inbox.filters import FileFilters
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import JournalEntry, Proposal
from ctg_site.services import delivery
from ctg_site.submission import operations as submission
from tests import factories
from tests.inbox.test_list import listed, numbers, statements_of, tab_of

TODAY = date(2026, 11, 24)
DANGER = "On me frappe, au secours."
ASIDE, AWAY = "?voir=mises-de-cote", "?voir=rangees"


def letters():
    return db.session.scalars(db.select(Notice.template).order_by(Notice.id)).all()


def events(proposal):
    lines = db.select(JournalEntry.event).where(JournalEntry.proposal_id == proposal.id)
    return db.session.scalars(lines.order_by(JournalEntry.id)).all()


def test_it_stands_in_its_tab_and_counts_in_no_other(clock, desk, agent, centre):
    read = factories.proposal(centre)
    machine, person = factories.aside(centre), factories.aside(machine_like=False)
    for tab in (Tab.TO_READ, Tab.CENTRE, Tab.ALL):
        assert listed(desk, f"?voir={tab}") == [read.id], tab
        assert tab_of(desk, tab) == "1", tab
    for tab in (Tab.UNASSIGNED, Tab.TO_TELL, Tab.LATE, Tab.WAITING, Tab.MINE):
        assert listed(desk, f"?voir={tab}") == [], tab
    assert listed(desk, ASIDE) == [machine.id, person.id] and tab_of(desk, Tab.ASIDE) == "2"
    assert "Ressemble à une machine" in desk.text and "Trop d’envois à la fois" in desk.text
    assert listed(desk, f"{ASIDE}&mots=jardin") == [machine.id, person.id]
    clock.shift(timedelta(days=60))
    for owed in (owed_queries.promised, owed_queries.to_read):
        assert owed(by_email(agent.email), date(2027, 2, 1)).count == 1, owed
    assert machine.due_on is None and machine.contact_due_on == read.contact_due_on


def test_nobody_is_told_of_it_and_nothing_is_done_with_it_before_somebody_accepts_it(desk, agent, centre):
    machine = factories.aside(centre, text=DANGER)
    author = factories.author(machine)
    follow_up.write_message(machine, DANGER, by=author)
    follow_up.edit_text(machine, f"{DANGER} Vite.", by=author)
    assert letters() == []
    desk.get(f"/equipe/envies/{machine.id}")
    assert "Elle est mise de côté" in desk.text and "Décider" not in desk.text
    assert not desk.page.select("form[action$='/prendre'], form[action$='/note'], form[action$='/decision']")
    desk.post(f"/equipe/envies/{machine.id}/prendre", {"version": machine.version}, status=403)


@pytest.mark.parametrize(("days", "due"), [(1, date(2026, 12, 8)), (30, date(2027, 1, 11))])
def test_once_accepted_what_was_owed_leaves_with_the_code(
    clock, mailbox, app, desk, centre, agent, days, due
):
    aside = factories.aside(centre, text=DANGER)
    code = " ".join(code_and_link(aside.seed)[0])
    clock.shift(timedelta(days=days))
    submission.forget(datetime.now(UTC))
    desk.sign_in(agent).get(f"/equipe/envies/{ASIDE}")
    desk.submit(f"Accepter : envie n° {aside.id}", to=f"/equipe/envies/{aside.id}")
    submission.forget(datetime.now(UTC))
    assert letters() == ["received", "alert"]
    delivery.deliver_pending()
    assert [mail["To"] for mail in mailbox] == ["camille@example.org", agent.email]
    assert code in mailbox[0].get_content(), "the letter that waited says the code"
    kept = factories.reread(aside)
    assert (kept.to_check, kept.machine_like, kept.due_on, kept.contact_due_on) == (False, False, due, due)
    assert events(aside) == ["submit", "accept"]
    desk.follow()
    assert "Décider" in desk.text and "Acceptée" in desk.text
    submission.forget(datetime.now(UTC) + timedelta(days=2))
    assert factories.reread(aside).seed is None
    with pytest.raises(InvalidTransition):
        sorting_operations.accept(kept, by=by_email(agent.email))


def test_what_came_too_many_at_once_is_accepted_by_one_act(desk, centre):
    people = [factories.aside(centre, machine_like=False) for _ in range(3)]
    machine, elsewhere = factories.aside(centre), factories.aside(factories.centre(), machine_like=False)
    desk.get(f"/equipe/envies/{ASIDE}")
    desk.submit("Tout accepter, sauf les machines (3)", to=f"/equipe/envies/{ASIDE}")
    desk.follow()
    assert "3 envies acceptées." in desk.text and numbers(desk.page) == [machine.id]
    assert letters() == ["received"] * 3
    assert not any(factories.reread(one).to_check for one in people)
    assert factories.reread(elsewhere).to_check, "it is another centre's"


def test_machines_are_put_away_at_once_and_put_back_one_by_one(desk, centre, browser, other_browser):
    machines = [factories.aside(centre) for _ in range(3)]
    person, danger = factories.aside(centre, machine_like=False), factories.aside(centre, text=DANGER)
    link = factories.link(machines[0])
    desk.get(f"/equipe/envies/{ASIDE}")
    assert "Ranger tout ce qui ressemble à une machine (3)" in desk.text
    desk.submit("Oui, ranger tout")
    desk.follow()
    assert "3 envies rangées." in desk.text
    assert numbers(desk.page) == [person.id, danger.id], "a danger stays in sight until somebody read it"
    assert "J’ai lu ce qui parle d’un danger : ranger aussi (1)" in desk.text
    desk.submit("Oui, ranger aussi")
    desk.follow()
    assert numbers(desk.page) == [person.id] and letters() == []
    assert factories.reread(machines[0]).moderation is Moderation.ARCHIVED
    assert events(machines[0]) == ["submit", "put_away"]
    assert listed(desk, "?voir=toutes&mots=jardin") == []
    assert listed(desk, AWAY) == [danger.id, *(one.id for one in reversed(machines))]
    other_browser.get(f"/suivi/{link}", status=303)
    other_browser.get("/suivi")
    assert "Votre envie est rangée : elle ressemblait à un envoi automatique." in other_browser.text
    assert "Appelez-nous avec votre code" in other_browser.text
    assert not other_browser.page.select("textarea, input[type=radio]"), "nobody would read what is sent"
    desk.submit(f"Remettre : envie n° {machines[0].id}", to=f"/equipe/envies/{machines[0].id}")
    desk.follow()
    assert "Elle est mise de côté" in desk.text
    assert listed(desk, f"{ASIDE}&mots=jardin") == [machines[0].id, person.id]
    desk.get(f"/equipe/envies/{machines[0].id}")
    desk.submit(f"Accepter : envie n° {machines[0].id}")
    assert letters() == ["received"] and listed(desk) == [machines[0].id]


def test_a_withdrawn_one_is_gone_and_a_message_to_one_put_away_is_refused(agent, centre):
    gone, away = factories.aside(centre), factories.aside(centre)
    follow_up.withdraw(gone, by=factories.author(gone))
    sorting_operations.put_away(factories.reread(away), by=by_email(agent.email))
    assert lists.page(by_email(agent.email), FileFilters(Tab.ASIDE), TODAY).rows == []
    assert followed.followed(gone.id) is None
    with pytest.raises(InvalidTransition):
        follow_up.write_message(factories.reread(away), "Bonjour", by=factories.author(away))
    with pytest.raises(InvalidTransition):
        sorting_operations.put_back(factories.reread(gone), by=by_email(agent.email))


def test_five_hundred_are_put_away_at_a_time(agent, bulk):
    bulk(502, lambda rank: None)
    db.session.execute(db.update(Proposal).values(to_check=True, machine_like=True))
    db.session.commit()
    assert [sorting_operations.sweep(by=agent, in_danger=False) for _ in range(3)] == [500, 2, 0]
    assert lists.aside(by_email(agent.email)) == lists.Aside(0, 0, 0)


def test_the_tab_costs_the_same_at_many(desk, bulk, queries):
    few, many = [], []
    for held, count in ((few, 3), (many, 400)):
        bulk(count, lambda rank: None, start=len(few) * 10)
        db.session.execute(db.update(Proposal).values(to_check=True, machine_like=True, alerts=["danger"]))
        db.session.commit()
        held.append(statements_of(queries, desk, f"/equipe/envies/{ASIDE}"))
    assert many == few


def test_a_danger_is_first_in_its_tab(desk, centre):
    factories.aside(centre)
    danger = factories.aside(centre, text=DANGER)
    factories.aside(factories.centre(), text=DANGER)
    desk.get(f"/equipe/envies/{ASIDE}")
    band = desk.page.select_one("#files > .box.warn")
    assert [link["href"] for link in band.select("li > a[href*='/equipe/']")] == [
        f"/equipe/envies/{danger.id}"
    ]
    desk.get("/equipe/envies/")
    assert not desk.page.select("#files > .box.warn"), "in no other tab"
