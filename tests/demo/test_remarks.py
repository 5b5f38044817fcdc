"""What readers write in the demonstration: words published and answered, words that wait, one refused."""

from ctg_site.accounts import queries as account_queries
from ctg_site.db import db, now
from ctg_site.domain.participation import RemarkTab
from ctg_site.models.outbox import Notice
from ctg_site.remarks import queries


def test_each_tab_has_something_and_nothing_is_of_today(demonstration):
    coordinator = account_queries.by_email("coordination@example.org")
    tabs = {tab: queries.remarks(coordinator, tab).rows for tab in RemarkTab}
    waiting, out = tabs[RemarkTab.TO_READ], tabs[RemarkTab.PUBLISHED]
    assert len(waiting) == 2 and len(out) == 5 and len(tabs[RemarkTab.REFUSED]) == 1
    assert any(one.answer for one in out)
    assert all(one.created_at <= one.decided_at < now() for one in out)
    assert all(one.due_on >= now().date() for one in waiting), "the demonstration keeps its promises"
    told = db.select(Notice.done_at).where(Notice.template == "remark_published")
    assert all(db.session.scalars(told)) and db.session.scalars(told).all()


def test_the_public_page_shows_the_question_and_its_answer(demonstration, browser):
    coordinator = account_queries.by_email("coordination@example.org")
    found = queries.remarks(coordinator, RemarkTab.PUBLISHED).rows
    answered = next(one for one in found if one.answer and one.proposal)
    browser.get(f"/envies/{answered.proposal.number}")
    assert "vélo enfant" in browser.text and "les vélos d’enfant sont les bienvenus" in browser.text
    assert "Clémence" not in browser.page.select_one("[aria-labelledby=heard_title]").text
