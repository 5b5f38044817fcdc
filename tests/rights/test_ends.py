"""The ends of what is not a file: the trail, unused accounts, the delays that a town chooses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ctg_site.administration.verification_queries import check_trail
from ctg_site.config import Settings, SettingsError
from ctg_site.convention import operations as convention
from ctg_site.convention import reader
from ctg_site.db import db, now, operation
from ctg_site.domain.policy import SYSTEM, Role
from ctg_site.domain.retention import RULES, KeptData, Life
from ctg_site.domain.town_calendar import at
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.models.audit import AuditEntry
from ctg_site.models.outbox import SiteFact
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.rights import closing_operations
from ctg_site.runtime import life
from ctg_site.services import audit, delivery, heartbeat, retention
from ctg_site.soundness_commands import resting
from ctg_site.staff import operations as staff
from ctg_site.staff import unused_operations
from tests import factories

YEAR, MONTH = timedelta(days=366), timedelta(days=31)


@operation
def note(detail):
    audit.record(AuditEvent.SETTING_CHANGED, SYSTEM, detail=detail)


def test_the_trail_begins_after_what_was_erased_and_is_followed_from_there(clock):
    for number in range(3):
        note(f"avant {number}")
    clock.shift(YEAR)
    note("après")
    assert audit.forget(now()) == 3 and audit.forget(now()) == 0
    note("encore")
    verdict = check_trail()
    assert (verdict.broken, verdict.lines) == (None, 2) and check_trail(most=1).broken is None
    clock.shift(YEAR)
    assert audit.forget(now()) == 2
    note("seul")
    assert db.session.scalar(db.select(AuditEntry.number)) == 6 and check_trail().broken is None


def test_what_is_public_stays_until_the_new_end_of_a_prolonged_convention(clock):
    held = convention.load_convention(reader.read(reader.LENS))
    public = factories.published()
    clock.move_to(at(date(2028, 2, 1)))
    public.erased_at, held.prolonged_to = now(), date(2027, 12, 31)
    db.session.commit()
    assert closing_operations.forget_published(now()) == 0, "prolonged by an act: its year is not over"
    held.prolonged_to = None
    db.session.commit()
    assert closing_operations.forget_published(now()) == 1


def test_whoever_erases_the_beginning_without_the_key_is_seen(clock):
    for number in range(4):
        note(f"ligne {number}")
    lines = db.select(AuditEntry).order_by(AuditEntry.number)
    second = db.session.scalars(lines).all()[1]
    forged = SiteFact(key=audit.BEGINS, value=f"2 {second.seal} {'0' * 64}")
    db.session.add(forged)
    db.session.execute(db.delete(AuditEntry).where(AuditEntry.number <= 2))
    db.session.commit()
    assert check_trail().broken is not None


def test_an_account_that_nobody_uses_is_told_then_closed_then_without_a_name(clock, mailbox):
    factories.staff(Role.ADMINISTRATOR)
    agent = factories.staff(Role.AGENT, factories.centre())
    number, address = agent.id, agent.email
    clock.shift(YEAR)
    assert unused_operations.forget_unused(now()) == 2 and unused_operations.forget_unused(now()) == 0
    assert delivery.deliver_pending() == 2 and "va se fermer" in mailbox[0]["Subject"]
    clock.shift(MONTH)
    assert unused_operations.forget_unused(now()) == 1, "the last administrator stays"
    closed = db.session.get(User, number, populate_existing=True)
    assert not closed.is_active and closed.disabled_at == now() and closed.email == address
    assert unused_operations.forget_gone(now()) == 0
    clock.shift(YEAR)
    assert unused_operations.forget_gone(now()) == 1 and unused_operations.forget_gone(now()) == 0
    gone = db.session.get(User, number, populate_existing=True)
    assert (gone.name, gone.function, gone.password_hash) == (unused_operations.NAME, "", None)
    assert address not in gone.email


def test_whoever_signs_in_after_the_letter_keeps_their_account(clock):
    factories.staff(Role.ADMINISTRATOR)
    agent = factories.staff(Role.AGENT, factories.centre())
    clock.shift(YEAR)
    unused_operations.forget_unused(now())
    clock.shift(timedelta(days=2))
    person = db.session.get(User, agent.id, populate_existing=True)
    person.last_sign_in_at = now()
    db.session.commit()
    clock.shift(MONTH)
    assert unused_operations.forget_unused(now()) == 0
    clock.shift(YEAR)
    assert unused_operations.forget_unused(now()) == 1, "told again; the administrator was told"


def test_an_account_closed_by_hand_is_dated_and_opened_again(clock):
    boss = factories.staff(Role.ADMINISTRATOR)
    agent = factories.staff(Role.AGENT, factories.centre())
    staff.disable(agent.id, by=boss)
    assert db.session.get(User, agent.id, populate_existing=True).disabled_at == now()
    staff.enable(agent.id, by=boss)
    clock.shift(2 * YEAR)
    assert unused_operations.forget_gone(now()) == 0


def test_a_file_where_something_happens_waits(clock):
    centre = factories.centre()
    agent = factories.staff(Role.AGENT, centre)
    old, living = factories.proposal(centre), factories.proposal(centre)
    clock.shift(YEAR - timedelta(days=20))
    factories.moderation.note(factories.reread(living), "Il rappellera.", by=agent)
    factories.inbox.take(factories.reread(living), by=agent, version=factories.reread(living).version)
    clock.shift(MONTH)
    assert closing_operations.forget_silent(now()) == 1
    assert factories.reread(old).moderation == "archived" and factories.reread(living).contact


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("refuse=6", "refused?"),
        ("refused=0", "from 1 to 120"),
        ("refused=six", "number of months"),
        ("refused=6, refused=7", "twice"),
        ("draft=6", "is no period"),
    ],
)
def test_a_period_mistyped_refuses_to_start(raw, said, monkeypatch):
    env = {"CTG_SECRET_KEY": "a1b2c3d4" * 8, "CTG_CODE_KEY": "h8g7f6e5" * 8, "CTG_RETENTION": raw}
    with pytest.raises(SettingsError, match=said.replace("?", r"\?")):
        Settings.from_env(env)


def test_a_town_chooses_and_the_page_tells_it(app, browser, monkeypatch):
    chosen = replace(app.extensions["ctg_settings"], retention=((KeptData.REFUSED, 24),))
    monkeypatch.setitem(app.extensions, "ctg_settings", chosen)
    assert life(KeptData.REFUSED) == Life(months=24) and life(KeptData.ENDED) == RULES[KeptData.ENDED].life
    page = browser.get("/donnees-personnelles")
    rows = page.select("table")[1].select("tbody tr")
    assert len(rows) == len(retention.periods()) and "2 ans après" in browser.text.replace("\u00a0", " ")


def test_the_command_prints_the_same_table(app):
    told = app.test_cli_runner().invoke(args=["ctg", "retention"]).output
    for period in retention.periods():
        assert f"{period.kept}: {period.what}" in told
    assert db.session.scalar(db.select(db.func.count(Proposal.id))) == 0


def test_verify_tells_that_nothing_is_purged_any_more(app, clock):
    for _ in retention.purge(clock_is_right=True):
        pass
    clock.shift(timedelta(days=2))
    assert not list(resting())
    clock.shift(timedelta(days=2))
    (said,) = resting()
    assert "`purge` did not run since 2026-11-24" in said


def test_the_mail_loop_purges_once_a_day_and_not_on_a_wrong_clock(clock):
    old = factories.proposal(factories.centre())
    retention.once_a_day()
    first = heartbeat.pulse(heartbeat.Task.PURGE).last
    clock.shift(timedelta(hours=3))
    retention.once_a_day()
    assert heartbeat.pulse(heartbeat.Task.PURGE).last == first
    clock.shift(timedelta(hours=22))
    retention.once_a_day()
    assert heartbeat.pulse(heartbeat.Task.PURGE).last > first
    clock.shift(6 * YEAR)
    with pytest.raises(retention.ClockJumped):
        retention.once_a_day()
    assert factories.reread(old).contact


def test_the_command_refuses_a_wrong_clock_in_a_sentence(app, clock):
    note("un signe de vie")
    clock.shift(3 * YEAR)
    runner = app.test_cli_runner()
    refused = runner.invoke(args=["ctg", "purge"])
    assert refused.exit_code == 1 and "--clock-is-right" in refused.output and "2026-11-24" in refused.output
    done = runner.invoke(args=["ctg", "purge", "--clock-is-right"])
    assert done.exit_code == 0 and "audit" in done.output
