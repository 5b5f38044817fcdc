"""The demonstration shows a collection of values: one answer given, the others missing, nothing leaving."""

from datetime import timedelta

from ctg_site.db import db, now
from ctg_site.domain.collecting import AskedState
from ctg_site.models.collecting import AskedAction, CollectionEntry
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User


def test_one_answer_is_given_and_the_others_are_missing(demonstration, browser):
    states = [one.state for one in db.session.scalars(db.select(AskedAction))]
    assert states.count(AskedState.PROPOSED) == 1 and states.count(AskedState.WAITING) == len(states) - 1 > 5
    acts = db.session.scalars(db.select(CollectionEntry).order_by(CollectionEntry.id)).all()
    assert [entry.act for entry in acts] == ["open", "give"]
    assert acts[0].created_at < acts[1].created_at < now() - timedelta(days=1)
    letters = db.session.scalars(db.select(Notice).where(Notice.bearer_id.is_not(None))).all()
    assert letters and all(letter.done_at for letter in letters)
    coordinator = db.session.scalars(db.select(User).where(User.role == "coordinator")).one()
    browser.sign_in(coordinator)
    browser.get("/equipe/")
    assert "1 réponse de porteur à valider" in browser.text
    browser.get("/equipe/collectes/1")
    browser.click("Guichet famille de démonstration")
    assert "284" in browser.text and "Valider et publier" in browser.text


def test_the_partner_has_something_to_fill(demonstration, browser):
    partner = db.session.scalars(db.select(User).where(User.role == "partner")).one()
    browser.sign_in(partner)
    browser.get("/equipe/valeurs/", status=303)
    browser.follow()
    assert "Une crèche qui ouvre tôt" in browser.text
