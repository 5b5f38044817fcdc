"""The opinions of the demonstration: a contradiction, its answer, a flood set aside; all invented, dated."""

import yaml

from ctg_site.accounts import queries as account_queries
from ctg_site.db import db, now
from ctg_site.models.actions import Action
from ctg_site.models.opinions import Opinion, OpinionAnswer, OpinionTally
from ctg_site.opinions import demonstration as played
from ctg_site.opinions import staff_queries


def test_the_page_of_an_action_shows_the_contradiction(demonstration, browser, other_browser):
    number = db.session.scalar(db.select(Action.number).where(Action.title == "Une crèche qui ouvre tôt"))
    browser.get(f"/actions/{number}")
    facing = browser.page.select_one(".facing").get_text(" ", strip=True).replace("\u00a0", " ")
    assert facing == "La Ville : Installée dans la durée 12 habitants : pas encore vu"
    assert "Réponse de la coordination" in browser.text
    assert len(staff_queries.page().rows) == len(
        [one for one in yaml.safe_load(played.SOURCE.read_text()) if "envie" not in one]
    )
    (wave,) = staff_queries.waves()
    assert wave.number == 6
    coordinator = account_queries.by_email("coordination@example.org")
    other_browser.walk_in(coordinator, password="demonstration coordination 2026")
    for page in ("/equipe/avis/", "/equipe/avis/mis-de-cote", f"/equipe/avis/action/{number}"):
        other_browser.get(page)


def test_all_is_of_the_past_and_nothing_tells_who_tapped(demonstration):
    kept = db.session.scalars(db.select(Opinion)).all()
    assert len(kept) > 60 and all(one.created_at < now() and one.tap_key is None for one in kept)
    assert db.session.scalar(db.select(OpinionAnswer.created_at)) < now()
    counted = sum(len(one.choices) for one in kept if one.wave is None and one.proposal_id is None)
    assert counted == sum(one.counts.total for one in db.session.scalars(db.select(OpinionTally)))


def test_without_a_convention_there_are_taps_on_envies_alone(without_convention):
    assert all(one.proposal_id for one in db.session.scalars(db.select(Opinion)))
