"""What readers report in the demonstration: one report waits, one is answered, and no address stays."""

from ctg_site.accounts import queries as account_queries
from ctg_site.db import db, now
from ctg_site.demo import script
from ctg_site.domain.vocabulary import ReportTab
from ctg_site.models.outbox import Notice
from ctg_site.models.reports import Report
from ctg_site.reports import queries


def test_one_waits_and_one_is_answered(demonstration, browser):
    coordinator = account_queries.by_email("coordination@example.org")
    (waiting,) = queries.reports(coordinator, ReportTab.OPEN).rows
    (closed,) = queries.reports(coordinator, ReportTab.CLOSED).rows
    assert waiting.proposal.is_public and closed.proposal.is_public
    assert waiting.created_at < now() and closed.created_at < closed.closed_at < now()
    agent = account_queries.by_email("nuages@example.org")
    browser.walk_in(agent, password="demonstration nuages 2026")
    for report in (waiting, closed):
        browser.get(f"/equipe/signalements/{report.number}")
    assert "les dates sont affichées" in browser.text.lower()


def test_no_address_of_a_reader_stays_and_no_mail_waits(demonstration):
    assert set(db.session.scalars(db.select(Report.email))) == {""}
    of_reports = db.select(Notice.done_at).where(Notice.report_id.is_not(None))
    told = db.session.scalars(of_reports).all()
    assert told and None not in told and max(told) < now()


def test_whoever_typed_an_envie_is_of_the_staff(demonstration):
    wishes = script.read(now()).wishes
    assert all((wish.typed_by is not None) == (wish.channel != "online") for wish in wishes)
