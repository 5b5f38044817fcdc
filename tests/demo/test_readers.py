"""What readers report in the demonstration, who is called and who is away, and no address that stays."""

from ctg_site.accounts import queries as account_queries
from ctg_site.db import db, now
from ctg_site.demo import script
from ctg_site.domain.vocabulary import ReportAbout, ReportTab
from ctg_site.models.outbox import Notice
from ctg_site.models.people import Absence
from ctg_site.models.reminders import Mention
from ctg_site.models.reports import Report
from ctg_site.reports import queries
from ctg_site.services import clock


def test_one_waits_and_one_is_answered(demonstration, browser):
    coordinator = account_queries.by_email("coordination@example.org")
    of_an_action, waiting = sorted(
        queries.reports(coordinator, ReportTab.OPEN).rows, key=lambda one: one.created_at
    )
    assert of_an_action.about is ReportAbout.ACTION and of_an_action.created_at < now()
    (closed,) = queries.reports(coordinator, ReportTab.CLOSED).rows
    assert waiting.proposal.is_public and closed.proposal.is_public
    assert waiting.created_at < now() and closed.created_at < closed.closed_at < now()
    agent = account_queries.by_email("nuages@example.org")
    browser.walk_in(agent, password="demonstration nuages 2026")
    for report in (waiting, closed):
        browser.get(f"/equipe/signalements/{report.number}")
    assert "les dates sont affichées" in browser.text.lower()


def test_a_colleague_is_called_and_somebody_is_away(demonstration, browser):
    agent = account_queries.by_email("agent@example.org")
    (mention,) = db.session.scalars(db.select(Mention)).all()
    assert (mention.user_id, mention.seen_at) == (agent.id, None) and mention.created_at < now()
    (absence,) = db.session.scalars(db.select(Absence)).all()
    assert absence.stand_in_id == agent.id and absence.first_day < clock.today() < absence.last_day
    letters = db.select(Notice.done_at).where(Notice.template.in_(["mentioned", "stand_in"]))
    assert None not in db.session.scalars(letters).all(), "no mail of the demonstration leaves"
    browser.walk_in(agent, password="demonstration agent 2026")
    browser.get("/equipe/")
    assert "vous appelle" in browser.text


def test_the_coordination_ticked_something_for_every_aim(demonstration, browser):
    browser.get("/convention/", status=302)
    browser.follow()
    groups = {tag["label"]: len(tag.select("option")) for tag in browser.page.select("#vise optgroup")}
    assert groups == {
        "Les buts de la convention": 5,
        "Les domaines d’une CTG": 8,
        "Les sujets de coopération": 7,
    }
    for aim in ("but-pilotage", "but-actions-nouvelles", "domaine-acces-aux-droits"):
        for page in ("actions", "agenda", "structures"):
            found = browser.get(f"/{page}/?vise={aim}").select("article.card")
            assert found or page == "agenda", f"{page}, {aim}"


def test_no_address_of_a_reader_stays_and_no_mail_waits(demonstration):
    assert set(db.session.scalars(db.select(Report.email))) == {""}
    of_reports = db.select(Notice.done_at).where(Notice.report_id.is_not(None))
    told = db.session.scalars(of_reports).all()
    assert told and None not in told and max(told) < now()


def test_whoever_typed_an_envie_is_of_the_staff(demonstration):
    wishes = script.read(now()).wishes
    assert all((wish.typed_by is not None) == (wish.channel != "online") for wish in wishes)
