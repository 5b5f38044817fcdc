"""`flask ctg remind`: the morning letter, which says what the first page says."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from ctg_site.db import db, now, operation
from ctg_site.domain.answers import Answers
from ctg_site.domain.policy import Role
from ctg_site.filing import Source, open_file
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.reminders import Reminder
from ctg_site.services import delivery
from ctg_site.today import operations
from tests import factories
from tests.typography import flat

SECRET = "Un jardin secret derrière l’école"


@pytest.fixture
def centre():
    return factories.centre(name="Centre des Mésanges")


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre, name="Nadia Exemple")


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
    found = [mail for mail in mailbox if mail["Subject"].startswith("Aujourd’hui")]
    return {mail["To"]: (flat(mail["Subject"]), flat(mail.get_content())) for mail in found}


def test_each_reads_one_letter_a_day_which_says_what_their_page_says(
    clock, browser, centre, agent, remind, mailbox
):
    colleague = factories.staff(Role.AGENT, centre)
    factories.take(factories.proposal(centre, text=SECRET), by=agent)
    factories.proposal(centre, on=date(2026, 11, 26), text=SECRET)
    clock.move_to(date(2026, 12, 9))
    assert "2 digest(s) written for 2026-12-09" in remind()
    told = digests(mailbox)
    assert set(told) == {agent.email, colleague.email}
    subject, text = told[agent.email]
    assert subject == "Aujourd’hui : 2 choses vous attendent" and "jardin" not in text
    browser.sign_in(agent)
    browser.get("/equipe/")
    said = [flat(line.span.text) for line in browser.page.select(".owed li")]
    assert said == [
        "2 promesses à tenir, la plus ancienne en retard depuis hier.",
        "2 envies à lire, la plus ancienne attend depuis 15 jours.",
    ]
    assert all(f"- {line}" in text for line in said) and "http://localhost/equipe/" in text
    assert "1 promesse à tenir, avant le 10 décembre 2026." in told[colleague.email][1]
    assert "0 digest(s)" in remind() and not digests(mailbox)
    clock.shift(timedelta(days=1))
    assert "2 digest(s)" in remind()


def test_nothing_owed_is_not_told_and_leaves_the_day_free(clock, centre, agent, remind):
    assert "0 digest(s)" in remind() and not db.session.scalars(db.select(Reminder)).all()


def test_what_is_set_aside_writes_no_letter_by_itself(clock, centre, agent, remind, mailbox):
    factories.aside(centre, text="On me frappe à la maison.")
    assert "0 digest(s)" in remind()
    factories.proposal(centre)
    assert "1 digest(s)" in remind()
    (_, text), *_ = digests(mailbox).values()
    assert "danger" not in text and "1 envie mise de côté, à trier" in text


def test_the_files_of_somebody_who_left_are_the_centres_then_the_coordinations(
    clock, centre, agent, remind, mailbox
):
    coordination = factories.staff(Role.COORDINATOR)
    colleague = factories.staff(Role.AGENT, centre)
    factories.take(factories.proposal(centre), by=agent)

    def promised():
        remind()
        return {reader for reader, (_, text) in digests(mailbox).items() if "promesse" in text}

    clock.shift(timedelta(days=30))
    assert promised() == {agent.email}
    db.session.get(User, agent.id).is_active = False
    clock.shift(timedelta(days=1))
    assert promised() == {colleague.email}
    db.session.get(User, colleague.id).is_active = False
    clock.shift(timedelta(days=1))
    assert promised() == {coordination.email}


def test_without_a_centre_whoever_receives_keeps_the_promise(clock, agent, remind, mailbox):
    factories.staff(Role.AGENT, factories.centre(receives_proposals=False))
    factories.staff(Role.COORDINATOR)
    factories.proposal()
    clock.shift(timedelta(days=30))
    remind()
    told = digests(mailbox)
    assert {reader for reader, (_, text) in told.items() if "promesse" in text} == {agent.email}


def test_two_commands_at_once_write_one_letter(app, centre, agent):
    factories.proposal(centre)
    db.session.commit()
    person, on = agent.id, date(2026, 11, 25)

    def run(_):
        with app.app_context():
            try:
                return operations.remind(person, on) > 0
            finally:
                db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(run, range(8))) == [False] * 7 + [True]
    digests = db.select(db.func.count(Notice.id)).where(Notice.template == "digest")
    assert db.session.scalar(digests) == 1


def test_whoever_never_chose_a_password_is_not_written_to(clock, centre, agent, remind):
    factories.staff(Role.AGENT, centre, password_hash=None)
    factories.proposal(centre)
    assert "1 digest(s)" in remind()


def test_old_marks_are_forgotten(clock, centre, agent, remind):
    factories.proposal(centre)
    remind()
    assert operations.forget(now()) == 0
    assert operations.forget(now() + timedelta(days=32)) == 1


def told_of_arrival():
    letters = db.select(User.name, Notice.proposal_id).join(Notice, Notice.user_id == User.id)
    return [tuple(row) for row in db.session.execute(letters.where(Notice.template == "arrived"))]


def test_new_envies_are_told_at_once_to_whoever_prefers_so(clock, browser, centre, agent, mailbox):
    factories.staff(Role.AGENT, centre)
    factories.proposal(centre)
    assert told_of_arrival() == [], "in the morning, unless one says otherwise"
    browser.sign_in(agent)
    browser.get("/equipe/compte/")
    browser.submit("Enregistrer", when="tout-de-suite", to="/equipe/compte/")
    browser.follow()
    assert browser.page.select_one("input[value=tout-de-suite]").has_attr("checked")
    made = factories.proposal(centre, text=SECRET)
    factories.proposal(factories.centre())
    factories.aside(centre)
    assert told_of_arrival() == [("Nadia Exemple", made.id)], "not of what is set aside, nor of other centres"
    factories.proposal(centre, text="On me frappe à la maison.")
    assert len(told_of_arrival()) == 1, "a danger has its own letter, at once for all"
    db.session.commit()
    delivery.deliver_pending()
    arrived = [
        mail for mail in mailbox if mail["Subject"].startswith("L’envie") and mail["To"] == agent.email
    ]
    (letter,) = [mail for mail in arrived if "vient d’arriver" in mail["Subject"]]
    assert "jardin" not in letter.get_content() and f"/equipe/envies/{made.id}" in letter.get_content()


def test_whoever_typed_it_is_not_told_of_it(clock, centre, agent):
    agent.told_at_once = True
    db.session.commit()
    answers = Answers().changed(**factories.ANSWERS, structure=centre.slug)
    _typed(answers, Source("a key", entered_by=db.session.get(User, agent.id)))
    assert told_of_arrival() == []


@operation
def _typed(answers, source):
    open_file(answers, source, date(2026, 11, 24))
