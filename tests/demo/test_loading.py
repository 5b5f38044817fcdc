"""Loading the demonstration: complete, marked, once, and never over real files."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import selectinload

from ctg_site.accounts import operations as accounts
from ctg_site.accounts import queries as account_queries
from ctg_site.db import db, now
from ctg_site.demo import loader, recording, script, writer
from ctg_site.domain import codes
from ctg_site.domain.vocabulary import Channel, NoticeWay, Tab
from ctg_site.domain.workflow import MODERATION, Decision, Moderation, Outcome, Stage
from ctg_site.follow_up import operations as follow_up_operations
from ctg_site.follow_up import queries as follow_up
from ctg_site.inbox import queries as inbox
from ctg_site.inbox.filters import FileFilters
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.proposals import Contact, JournalEntry, Proposal
from ctg_site.moderation import queries as moderation
from ctg_site.opening_commands import fill
from ctg_site.proposals import queries as register
from ctg_site.services import clock, delivery
from ctg_site.serving import DEMO_KEY, holds_demonstration
from ctg_site.submission import operations as submission
from tests import factories
from tests.demo.conftest import rows


def everything():
    numbers = db.select(Proposal.id).order_by(Proposal.id)
    lists = selectinload(Proposal.journal), selectinload(Proposal.revisions)
    whole = {file.id: file for file in db.session.scalars(db.select(Proposal).options(*lists))}
    return [moderation.file(number) for number in db.session.scalars(numbers) if number in whole]


def found(column):
    return set(db.session.scalars(db.select(column).distinct()))


def test_every_state_of_every_life_cycle_is_there(demonstration):
    assert found(Proposal.moderation) == set(Moderation)
    assert found(Proposal.stage) == set(Stage)
    assert found(Proposal.outcome) == set(Outcome)
    assert found(Proposal.channel) == set(Channel)


def test_every_decision_was_taken_once(demonstration):
    events = db.select(JournalEntry.event).where(JournalEntry.subject == MODERATION.attribute)
    rare = {
        Decision.LOSE_HEAD,
        Decision.GIVE_DETAIL_FOR_AUTHOR,
        Decision.PUT_AWAY,
        Decision.PUT_BACK,
        Decision.TAKE_BACK,
    }
    assert set(db.session.scalars(events)) == {str(decision) for decision in set(Decision) - rare}


def test_there_is_enough_to_walk_through(demonstration):
    assert db.session.scalar(db.select(db.func.count(Proposal.id))) == 33
    assert 14 <= len(register.register(size=100).rows) <= 24
    coordinator = account_queries.by_email("coordination@example.org")
    counts = inbox.page(coordinator, FileFilters(Tab.ALL), clock.today()).counts
    assert set(counts) == set(Tab) - {Tab.CENTRE, Tab.PUT_AWAY} and all(counts.values()), counts
    received = [file for file in everything() if file.moderation is Moderation.RECEIVED]
    late = [file for file in received if file.contact_due_on < now().date() and not file.taken_at]
    assert len(late) == 2 and any(file.contested_id for file in received)
    assert any(file.alerts for file in received)
    assert {file.machine_like for file in received if file.to_check} == {True, False}


def test_the_database_is_marked(demonstration):
    assert holds_demonstration(db.session.connection())


def test_a_second_run_changes_nothing_and_says_the_same(demonstration):
    before = rows()
    assert loader.load() == demonstration
    db.session.expire_all()
    assert rows() == before


def test_an_interrupted_play_leaves_what_was_there_and_begins_again(demo_site, monkeypatch):
    fill()
    before = rows()
    with monkeypatch.context() as broken:
        broken.setattr(recording, "fits", lambda: False)
        broken.setattr(writer, "Town", lambda *details: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            loader.load()
        assert db.session.scalar(db.select(db.func.count(User.id))) and not is_marked()
        broken.setattr(writer, "write", lambda scenario, say: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            loader.load()
    db.session.expire_all()
    after = rows()
    apart = {"site_fact", "audit_entry"}
    assert {name: lines for name, lines in after.items() if name not in apart} == {
        name: lines for name, lines in before.items() if name not in apart
    }
    loader.load()
    assert is_marked() and db.session.scalar(db.select(db.func.count(Proposal.id))) == 33


def test_an_interrupted_copy_leaves_nothing(demo_site, monkeypatch):
    fill()
    with monkeypatch.context() as broken:
        broken.setattr(recording, "_retell", lambda row: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            loader.load()
    assert not is_marked() and not db.session.scalar(db.select(db.func.count(Proposal.id)))
    loader.load()
    assert is_marked()


def is_marked():
    return holds_demonstration(db.session.connection())


@pytest.mark.parametrize("make", [factories.proposal, factories.staff, factories.centre, factories.district])
def test_it_refuses_a_database_of_real_files(demo_site, make):
    make()
    before = rows()
    with pytest.raises(loader.NotADemonstration, match="CTG_DATABASE_URL"):
        loader.load()
    db.session.expire_all()
    assert rows() == before


def test_it_refuses_when_the_settings_do_not_say_so(app, settings, monkeypatch):
    monkeypatch.setitem(app.extensions, "ctg_settings", replace(settings, demo=False))
    before = rows()
    db.session.commit()
    with pytest.raises(loader.NotADemonstration, match="CTG_DEMO=1"):
        loader.load()
    assert rows() == before


def test_the_command_says_why_it_refuses(app, demo_site):
    factories.proposal()
    result = app.test_cli_runner().invoke(args=["ctg", "demo"])
    assert result.exit_code == 1 and "CTG_DATABASE_URL" in result.output
    assert DEMO_KEY not in result.output


def test_everybody_can_sign_in(demonstration):
    for colleague in script.read(now()).staff:
        assert any(colleague.email in line and colleague.password in line for line in demonstration)
        assert accounts.sign_in(colleague.email, colleague.password, None), colleague.email


def test_the_printed_codes_open_their_envies(demonstration):
    lines = [line.split() for line in demonstration if line.startswith("follow-up")]
    opened = [follow_up.followed(follow_up.by_code(codes.read_code(line[1]))) for line in lines]
    assert [file.moderation for file in opened] == [Moderation.PUBLISHED, Moderation.NEEDS_DETAIL]
    assert all(f"n° {file.number}" in " ".join(line) for file, line in zip(opened, lines, strict=True))
    assert all(len(file.messages) > 0 for file in opened)


def test_no_code_outlives_its_day(demonstration):
    day = now() - submission.SEED_LIFE
    assert not [file.number for file in everything() if file.seed and file.created_at <= day]


def test_a_withdrawn_envie_keeps_its_line_for_the_page_that_says_so(demonstration):
    line = next(line for line in demonstration if line.startswith("follow-up"))
    file = moderation.file(follow_up.by_code(codes.read_code(line.split()[1])))
    follow_up_operations.withdraw(file, by=factories.author(file))
    assert loader.load() == demonstration


def test_only_what_was_published_has_public_words(demonstration):
    for file in everything():
        published = [entry for entry in file.journal if entry.event == Decision.PUBLISH]
        assert bool(file.public_text) == bool(published) == bool(file.published_at), file.number
        if file.is_public:
            assert file.may_be_public
            assert file.published_at == published[0].created_at
    public = {file.number for file in register.register(size=100).rows}
    assert public == {file.number for file in everything() if file.moderation is Moderation.PUBLISHED}


def test_the_register_goes_by_the_days_of_the_past(demonstration):
    days = [file.published_at for file in register.register(size=100).rows]
    assert days == sorted(days, reverse=True) and len(set(days)) == len(days)
    assert days[0] - days[-1] > timedelta(days=300)


def test_each_journal_is_coherent(demonstration):
    for file in everything():
        moments = [entry.created_at for entry in file.journal]
        assert moments == sorted(moments) and file.journal[0].event in {"submit", "enter"}, file.number
        assert (file.journal[0].event == "enter") == (file.channel is not Channel.ONLINE), file.number
        assert moments[0] == file.created_at and moments[-1] < now()
        assert [m.created_at for m in file.messages] == sorted(m.created_at for m in file.messages)
        told = [*file.messages, *file.notes, *file.revisions]
        assert all(file.created_at < row.created_at < now() for row in told), file.number
        if file.taken_at:
            assert file.taken_at in moments


def test_contacts_follow_the_age(demonstration):
    ages = dict(db.session.execute(db.select(Proposal.id, Proposal.age_band)).all())
    contacts = list(db.session.scalars(db.select(Contact)))
    assert contacts and not [contact for contact in contacts if ages[contact.proposal_id] == "under_15"]
    archived = {file.number for file in everything() if file.moderation is Moderation.ARCHIVED}
    assert not archived & {contact.proposal_id for contact in contacts}


def test_the_centre_s_own_envie_passed_before_other_eyes(demonstration):
    own = [file for file in everything() if file.own_name_of_id]
    assert own
    for file in own:
        publisher = next(entry.actor_id for entry in file.journal if entry.event == Decision.PUBLISH)
        assert publisher != file.own_name_of_id


def test_no_mail_leaves_and_a_few_calls_remain(demonstration, mailbox):
    assert delivery.deliver_pending() == 0 and not mailbox
    waiting = db.select(Notice.way).where(Notice.done_at.is_(None))
    assert set(db.session.scalars(waiting)) == set(NoticeWay) - {NoticeWay.EMAIL}
    assert db.session.scalar(db.select(db.func.max(Notice.done_at))) < now()


def test_every_page_of_it_reads_well(demonstration, browser, other_browser):
    browser.get("/envies/")
    coordinator = account_queries.by_email("coordination@example.org")
    other_browser.walk_in(coordinator, password="demonstration coordination 2026")
    states = [(file.number, file.is_public) for file in everything()]
    for number, is_public in states:
        browser.get(f"/envies/{number}", status=200 if is_public else 404)
        other_browser.get(f"/equipe/envies/{number}")
    for tab in Tab:
        other_browser.get(f"/equipe/envies/?voir={tab}")
    for line in demonstration:
        if line.startswith("follow-up"):
            browser.get("/suivi")
            browser.submit("Ouvrir", code=line.split()[1])
            browser.follow()
            browser.submit("Quitter")
