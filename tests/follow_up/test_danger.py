"""Words of danger that come after the first sending: the centre is told at once, the author whom to call."""

from ctg_site.db import db
from ctg_site.follow_up import operations as follow_up
from ctg_site.models.outbox import Notice
from tests import factories

DANGER = "Mon voisin me menace, j’ai peur."


def alerts_sent():
    return len(db.session.scalars(db.select(Notice).where(Notice.template == "alert")).all())


def test_in_a_text_rewritten(browser):
    centre = factories.centre()
    factories.staff("agent", centre)
    proposal = factories.proposal(centre)
    follow_up.edit_text(proposal, DANGER, by=factories.author(proposal))
    assert factories.reread(proposal).alerts == ["danger"] and alerts_sent() == 1
    follow_up.edit_text(proposal, f"{DANGER} Vraiment.", by=factories.author(proposal))
    assert alerts_sent() == 1, "it is not told twice"
    follow_up.edit_text(proposal, "Un banc.", by=factories.author(proposal))
    assert factories.reread(proposal).alerts == []


def test_in_a_message(app, browser):
    centre = factories.centre()
    factories.staff("agent", centre)
    proposal = factories.proposal(centre, text="Mon logement est insalubre.")
    follow_up.write_message(proposal, DANGER, by=factories.author(proposal))
    assert factories.reread(proposal).alerts == ["danger", "housing"] and alerts_sent() == 2
    follow_up.write_message(proposal, "Merci.", by=factories.author(proposal))
    assert alerts_sent() == 2
