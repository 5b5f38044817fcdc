"""`flask ctg remind`, the average said to everybody, and the search index made again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from ctg_site.db import db, now, operation
from ctg_site.domain.policy import SYSTEM, Role
from ctg_site.domain.workflow import MODERATION, Decision
from ctg_site.inbox import operations as inbox
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.reminders import Reminder
from ctg_site.models.search import SearchDocument, SearchKind
from ctg_site.moderation import operations as moderation
from ctg_site.proposals import queries as proposals
from ctg_site.services import delivery, progress, search_index
from tests import factories
from tests.typography import flat

SECRET = "Un jardin secret derrière l’école"


@pytest.fixture
def remind(app):
    def run():
        db.session.commit()
        with app.app_context():
            result = app.test_cli_runner().invoke(args=["ctg", "remind"])
        assert result.exit_code == 0, result.output
        db.session.expire_all()
        return result.output

    return run


def digests(mailbox):
    """What each person received, by address."""
    db.session.commit()
    mailbox.clear()
    delivery.deliver_pending()
    found = [mail for mail in mailbox if mail["Subject"].startswith("Vos envies")]
    return {mail["To"]: (flat(mail["Subject"]), flat(mail.get_content())) for mail in found}


def test_each_owner_reads_one_digest_a_day(clock, centre, agent, remind, mailbox):
    colleague = factories.staff(Role.AGENT, centre)
    late = factories.proposal(centre, text=SECRET)
    factories.take(late, by=agent)
    nobodys = factories.proposal(centre, on=date(2026, 11, 26), text=SECRET)
    factories.proposal(centre, on=date(2026, 12, 7), text=SECRET)
    clock.move_to(date(2026, 12, 9))
    assert "2 digest(s) written for 2026-12-09" in remind()
    told = digests(mailbox)
    assert set(told) == {agent.email, colleague.email}
    subject, text = told[agent.email]
    assert subject == "Vos envies : 1 en retard, 1 à faire bientôt"
    assert (
        f"n° {late.id}, depuis 1 jour de travail" in text
        and f"n° {nobodys.id}, encore 1 jour de travail" in text
    )
    assert "jardin" not in text and "n° 3" not in text
    assert told[colleague.email][0] == "Vos envies : 0 en retard, 1 à faire bientôt"
    assert "0 digest(s)" in remind() and not digests(mailbox)
    clock.shift(timedelta(days=1))
    assert "2 digest(s)" in remind()


def test_nothing_due_is_not_told_and_leaves_the_day_free(clock, centre, agent, remind, mailbox):
    factories.proposal(centre)
    assert "0 digest(s)" in remind() and not db.session.scalars(db.select(Reminder)).all()


def test_without_a_centre_whoever_receives_is_told(clock, agent, remind, mailbox):
    factories.staff(Role.AGENT, factories.centre(receives_proposals=False))
    coordination = factories.staff(Role.COORDINATOR)
    factories.proposal()
    clock.shift(timedelta(days=30))
    remind()
    assert set(digests(mailbox)) == {agent.email}
    agent = db.session.get(User, agent.id)
    agent.is_active = False
    db.session.commit()
    clock.shift(timedelta(days=1))
    remind()
    assert set(digests(mailbox)) == {coordination.email}


def test_the_files_of_somebody_who_left_are_the_centres_then_the_coordinations(
    clock, centre, agent, remind, mailbox
):
    coordination = factories.staff(Role.COORDINATOR)
    colleague = factories.staff(Role.AGENT, centre)
    factories.take(factories.proposal(centre), by=agent)
    db.session.get(User, agent.id).is_active = False
    db.session.commit()
    clock.shift(timedelta(days=30))
    remind()
    assert set(digests(mailbox)) == {colleague.email}
    db.session.get(User, colleague.id).is_active = False
    db.session.commit()
    clock.shift(timedelta(days=1))
    remind()
    assert set(digests(mailbox)) == {coordination.email}


def test_a_long_list_is_cut_and_counted(clock, agent, bulk, remind, mailbox):
    bulk(45, lambda rank: date(2026, 11, 20))
    remind()
    subject, text = digests(mailbox)[agent.email]
    assert "45 en retard" in subject and "Et 5 autres envies." in text and text.count("n° ") == 40


def test_two_commands_at_once_write_one_digest(app, centre, agent):
    proposal = factories.proposal(centre)
    proposal.due_on = date(2026, 1, 2)
    db.session.commit()
    person, on = agent.id, date(2026, 11, 25)

    def run(_):
        with app.app_context():
            try:
                return inbox.remind(person, on) is not None
            finally:
                db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(run, range(8))) == [False] * 7 + [True]
    digests = db.select(db.func.count(Notice.id)).where(Notice.template == "digest")
    assert db.session.scalar(digests) == 1


def test_old_marks_are_forgotten(clock, centre, agent, remind):
    factories.proposal(centre, on=date(2026, 1, 2))
    remind()
    assert inbox.forget(now()) == 0
    assert inbox.forget(now() + timedelta(days=32)) == 1


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
