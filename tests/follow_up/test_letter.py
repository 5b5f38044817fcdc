"""The follow-up reads like a letter: what is new, who says it, the answer box, the next step, the path."""

from datetime import date, timedelta

import pytest

from ctg_site.domain.policy import Role
from ctg_site.domain.tokens import new_token
from ctg_site.domain.workflow import Decision
from ctg_site.follow_up import companion_operations, operations
from tests import factories


@pytest.fixture
def centre():
    return factories.centre(name="Centre des Mésanges")


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre, function="l’animatrice des familles")


def answer(proposal, agent, text):
    factories.moderation.answer(factories.reread(proposal), text, by=factories.by_email(agent.email))


def news(browser):
    return " ".join(browser.page.select_one("section[aria-labelledby=news_title]").get_text(" ").split())


def test_what_is_new_since_the_last_visit_and_who_says_it(opened, clock, centre, agent):
    proposal = factories.decided(Decision.KEEP_PRIVATE, centre, by=agent)
    answer(proposal, agent, "Bonjour et bienvenue.")
    browser = opened(proposal)
    assert "Les nouvelles" in news(browser)
    clock.shift(timedelta(hours=3))
    answer(proposal, agent, "Venez jeudi à 14 h.")
    browser = opened(proposal)
    assert "Depuis votre dernière visite" in news(browser)
    assert "L’animatrice des familles, Centre des Mésanges" in news(browser)
    assert "Venez jeudi à 14 h." in news(browser) and "bienvenue" not in news(browser)
    browser.get("/suivi")
    assert "Venez jeudi à 14 h." in news(browser), "it is new during the whole visit"
    clock.shift(timedelta(hours=3))
    assert "Rien de nouveau depuis" in news(opened(proposal))


def test_a_question_stays_until_it_is_answered(opened, clock, centre, agent):
    proposal = factories.decided(Decision.ASK_DETAIL, centre, by=agent, reason="Pour quel âge ?")
    opened(proposal)
    clock.shift(timedelta(hours=3))
    browser = opened(proposal)
    assert "Pour quel âge ?" in news(browser)
    browser.submit("Envoyer mon message", message="Pour tous.", to="/suivi")
    browser.follow()
    assert "Pour tous." not in news(browser) and "Pour quel âge ?" not in news(browser)


def test_the_answer_stands_under_the_news_then_the_next_step_then_the_path(opened, clock, centre, agent):
    proposal = factories.decided(Decision.KEEP_PRIVATE, centre, by=agent)
    browser = opened(proposal)
    order = [
        browser.text.index(words) for words in ("Les nouvelles", "Envoyer mon message", "La suite", "Où en")
    ]
    assert order == sorted(order)
    due = factories.reread(proposal).due_on
    assert due and "Vous aurez une nouvelle étape avant le" in browser.text
    clock.shift(timedelta(days=(due - date.today()).days + 2))
    browser = opened(proposal)
    assert "Nous sommes en retard" in browser.text


def test_ones_own_words_and_the_history_are_folded(opened, centre):
    proposal = factories.proposal(centre)
    browser = opened(proposal)
    folded = browser.page.select("main details")
    told = [one.summary.get_text(strip=True) for one in folded]
    assert told[:2] == ["Ce que vous avez écrit", "Tout ce qui s’est passé"]
    assert not any(one.has_attr("open") for one in folded)
    browser.submit("Enregistrer", text=".", status=422)
    assert browser.page.select_one("main details[open] #text"), "what is wrong is not folded away"


def test_a_companion_has_visits_of_their_own(browser, clock, centre, agent):
    proposal = factories.decided(Decision.KEEP_PRIVATE, centre, by=agent)
    invited = companion_operations.invite(proposal, new_token(), by=factories.author(proposal))
    companion = companion_operations.accept(proposal, invited, new_token(), "Sacha")
    clock.shift(timedelta(hours=1))
    assert operations.come(proposal.id, companion.id) is None
    assert operations.come(proposal.id) is None
    clock.shift(timedelta(hours=1))
    factories.follow_up.write_message(factories.reread(proposal), "Merci !", by=factories.author(proposal))
    browser.get(f"/suivi/{factories.link(companion)}", status=303)
    browser.follow()
    assert "La personne" in news(browser) and "Merci !" in news(browser)


def test_a_visit_makes_no_page_of_the_staff_an_old_one(opened, centre):
    proposal = factories.proposal(centre)
    version = factories.reread(proposal).version
    opened(proposal)
    assert factories.reread(proposal).version == version


def test_the_page_costs_the_same_whatever_the_letter_holds(opened, queries, centre, agent):
    def cost(messages):
        proposal = factories.decided(Decision.KEEP_PRIVATE, centre, by=agent)
        for number in range(messages):
            answer(proposal, agent, f"Message {number}.")
        browser = opened(proposal)
        queries.clear()
        browser.get("/suivi")
        spent = len(queries)
        browser.submit("Quitter", to="/suivi")
        return spent

    assert cost(1) == cost(12)
