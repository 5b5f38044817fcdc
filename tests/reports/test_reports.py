"""A reader reports a published envie; its centre decides and answers; nothing is hidden by itself."""

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import ReportKind, ReportOutcome
from ctg_site.domain.workflow import Decision, OutOfDate
from ctg_site.models.outbox import Notice
from ctg_site.models.reports import Report
from ctg_site.reports import operations as reports
from tests import factories

DESK = "/equipe/signalements/"
SEND = "Envoyer le signalement"


@pytest.fixture
def centre():
    return factories.centre(name="Centre Exemple")


@pytest.fixture
def envie(centre):
    proposal = factories.published(centre, title="Un banc au soleil")
    db.session.execute(db.delete(Notice))
    db.session.commit()
    return proposal


def the_report():
    return db.session.scalars(db.select(Report)).one()


def answer(browser, report, status=303, **values):
    browser.get(f"{DESK}{report.id}")
    wanted = "Répondre et clore" if report.email else "Clore"
    browser.submit(wanted, status=status, **values)


def test_from_the_envie_to_the_receipt(browser, envie):
    browser.get(f"/envies/{envie.id}")
    browser.click("Signaler un problème")
    assert "Un banc au soleil" in browser.text
    browser.submit(SEND, kind="recognisable", words="On reconnaît ma fille.", to="/signaler/recu")
    browser.follow()
    report = the_report()
    assert f"Signalement n° {report.number}" in browser.text and "Appelez-nous" in browser.text
    assert report.kind is ReportKind.RECOGNISABLE and report.email == ""
    assert report.words == "On reconnaît ma fille."
    assert factories.reread(envie).is_public, "it is hidden by a person, never by itself"
    browser.get("/signaler/recu")
    assert str(report.number) in browser.text


def test_one_answer_is_compulsory_and_nothing_is_lost(browser, envie):
    browser.get(f"/signaler/{envie.id}")
    browser.submit(SEND, words="Regardez la fin.", email="lecteur@", status=422)
    assert "Choisissez ce qui se passe." in browser.text and "adresse e-mail complète" in browser.text
    assert "Regardez la fin." in browser.page.select_one("#words").text
    browser.submit(SEND, kind="mistake", words="mot " * 400, email="", status=422)
    assert "enlevez 99 caractères" in browser.text
    browser.post(f"/signaler/{envie.id}", {"kind": "boring"}, status=422)
    assert "n’est pas dans la liste" in browser.text
    assert db.session.scalars(db.select(Report)).all() == []


def test_only_what_is_published_may_be_reported(browser, centre):
    browser.get(f"/signaler/{factories.proposal(centre).id}", status=404)
    browser.get("/signaler/999", status=404)
    browser.get("/signaler/recu", status=303, to="/envies/")


def test_sent_twice_it_is_one_report(browser, envie):
    browser.get(f"/signaler/{envie.id}")
    page, url = browser.page, browser.url
    for _ in range(2):
        browser.page, browser.url = page, url
        browser.submit(SEND, kind="mistake", to="/signaler/recu")
    assert the_report()


def test_a_danger_is_told_whom_to_call(browser, envie):
    for values in ({"kind": "danger"}, {"kind": "other", "words": "Il la frappe."}):
        browser.get(f"/signaler/{envie.id}")
        browser.submit(SEND, **values)
        browser.follow()
        assert browser.page.select_one('a[href="tel:17"]')


def test_a_machine_is_set_aside_and_answered_like_anybody(browser, other_browser, envie, centre):
    browser.get(f"/signaler/{envie.id}")
    browser.submit(SEND, kind="other", website="http://spam.example", to="/signaler/recu")
    assert the_report().to_check and db.session.scalars(db.select(Notice)).all() == []
    other_browser.sign_in(factories.staff(Role.AGENT, centre))
    other_browser.get(DESK)
    assert "Aucun signalement ici" in other_browser.text
    other_browser.click("Mis de côté")
    assert "Autre chose" in other_browser.text


def test_a_flood_is_set_aside_and_loses_nothing(envie, clock):
    sent = [factories.report(envie, network="192.0.2.0/24") for _ in range(12)]
    assert [report.to_check for report in sent] == [False] * 10 + [True] * 2


def test_the_centre_reads_acts_and_answers(browser, envie, centre):
    report = factories.report(envie, words="Une faute au titre.", email="lecteur@example.org")
    agent = factories.staff(Role.AGENT, centre, name="Dominique")
    browser.sign_in(agent)
    browser.get(f"/equipe/envies/{envie.id}")
    browser.click(f"Signalement n° {report.id} : il y a une erreur")
    assert "Une faute au titre." in browser.text and "Un banc au soleil" in browser.text
    assert "lecteur@example.org" not in browser.response.text
    answer(browser, report, status=422, outcome="corrected")
    assert "écrivez-lui une phrase" in browser.text
    answer(browser, report, outcome="corrected", answer="Merci, c’est corrigé.")
    browser.follow()
    assert "est traité" in browser.text and "Aucun signalement ici" in browser.text
    browser.click("Traités")
    browser.click(f"n° {report.id} : Il y a une erreur")
    assert "Dominique" in browser.text and "Merci, c’est corrigé." in browser.text
    browser.get(f"/equipe/envies/{envie.id}")
    assert "Signalement traité, Dominique" in browser.text
    assert f"Signalement n° {report.id}" not in browser.text


def hide(envie, agent):
    by, words = factories.by_email(agent.email), "Le temps de vérifier."
    factories.moderation.decide(envie, Decision.HIDE, by=by, version=envie.version, reason=words)


def test_hidden_is_said_once_it_is_hidden(browser, envie, centre):
    report = factories.report(envie)
    agent = factories.staff(Role.AGENT, centre)
    browser.sign_in(agent)
    answer(browser, report, status=422, outcome="hidden")
    assert "Masquez d’abord" in browser.text
    hide(factories.reread(envie), agent)
    answer(browser, report, outcome="hidden")
    assert the_report().outcome is ReportOutcome.HIDDEN


def test_closed_once_the_second_is_told_and_keeps_the_words(browser, envie, centre):
    report = factories.report(envie)
    agent = factories.staff(Role.AGENT, centre)
    browser.sign_in(agent)
    browser.get(f"{DESK}{report.id}")
    page = browser.page
    reports.close(report, ReportOutcome.NOTHING_WRONG, "", by=agent)
    browser.page = page
    words = "Une réponse à ne pas perdre, un peu longue."
    browser.submit("Clore", outcome="corrected", answer=words, status=409)
    assert words in browser.page.select_one("textarea").text
    with pytest.raises(OutOfDate):
        reports.close(report, ReportOutcome.CORRECTED, "", by=agent)
    assert the_report().outcome is ReportOutcome.NOTHING_WRONG


def test_each_centre_its_own_and_the_coordination_all(app, browser, envie):
    report = factories.report(envie)
    browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    browser.get(DESK)
    assert "Aucun signalement ici" in browser.text
    browser.get(f"{DESK}{report.id}", status=404)
    coordinator = type(browser)(app.test_client()).sign_in(factories.staff(Role.COORDINATOR))
    coordinator.get(DESK)
    coordinator.click(f"n° {report.id} : Il y a une erreur")


def test_the_list_costs_the_same_at_few_and_at_many(browser, envie, centre, queries):
    browser.sign_in(factories.staff(Role.AGENT, centre))
    for _ in range(2):
        factories.report(envie)
    queries.clear()
    browser.get(DESK)
    few = len(queries)
    for _ in range(31):
        factories.report(envie)
    queries.clear()
    browser.get(DESK)
    assert len(queries) == few and len(browser.page.select("tbody tr")) == 30
    browser.click("La suite")
    assert len(browser.page.select("tbody tr")) == 3
