"""The consultations of the demonstration: one to answer, one that was told; all of it invented."""

import re

from ctg_site.consultations import demonstration as played
from ctg_site.consultations.results import operations
from ctg_site.db import db, now
from ctg_site.domain.alerts import alerts
from ctg_site.models.consultations import Answer, AnswerTag, Consultation, Contribution

SOURCE = played.SOURCE.read_text()


def test_one_is_open_and_one_is_told(demonstration, browser):
    told, open_now = db.session.scalars(db.select(Consultation).order_by(Consultation.id)).all()
    assert (told.state, open_now.state) == ("told", "open")
    assert open_now.is_open(now().date()) and told.closes_on < now().date()
    browser.get(f"/consultations/{told.id}/resultats")
    assert "37 personnes ont répondu." in browser.text
    assert len(browser.page.select("blockquote")) == 4
    assert "7 h 15" in browser.page.select_one(".box strong").text
    assert "Les horaires" in browser.text and "Les prix" not in browser.text
    assert [row.get_text(" ").split()[-1] for row in browser.page.select("#chart_ways tbody tr")]


def test_there_is_something_to_read_and_to_check(demonstration):
    unread = list(db.session.scalars(db.select(Answer).where(Answer.text != "", Answer.read_at.is_(None))))
    assert len(unread) > 4 and any(alerts(answer.text) for answer in unread)
    assert db.session.scalar(db.select(Contribution.id).where(Contribution.to_check.is_(True)))
    assert len(db.session.scalars(db.select(AnswerTag)).all()) == 3


def test_with_the_convention_its_commitments_are_ranked(demonstration, browser):
    browser.get("/consultations/1/resultats")
    assert "En tête" in browser.text
    assert operations.remind() == 0


def test_every_quotation_is_told():
    assert not re.search(r"0[1-9](?: \d\d){4}|@", SOURCE)
