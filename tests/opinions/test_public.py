"""What everybody reads of the opinions: counts in words, the town and the residents side by side."""

import pytest

from ctg_site.domain.participation import Choice, OpinionCounts
from ctg_site.opinions import operations, queries
from ctg_site.words.french import opinions as in_words
from tests.opinions.conftest import je1, tapped

JE1 = "/conventions/2022-2026/engagements/JE1"


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (OpinionCounts(), "aucun avis"),
        (OpinionCounts(seen=1), "1 avis : 1 l’a vu"),
        (OpinionCounts(20, 14), "34 avis : 20 l’ont vu, 14 pas encore"),
        (OpinionCounts(0, 0, 2, 1), "3 avis : 2 disent « utile », 1 dit « à améliorer »"),
    ],
)
def test_counts_are_told_in_words_never_in_percents(counts, words):
    assert plain(in_words(counts)) == words


def test_a_contradiction_stands_side_by_side(browser, action):
    tapped(action, *[Choice.NOT_YET] * 12, Choice.SEEN)
    browser.get(f"/actions/{action.number}")
    shown = [plain(tag.get_text(" ", strip=True)) for tag in browser.page.select(".facing > div")]
    assert shown == ["La Ville : En cours", "12 habitants : pas encore vu"]
    assert "13 avis : 1 l’a vu, 12 pas encore." in browser.text and "%" not in browser.text
    tapped(je1(), Choice.NOT_YET)
    browser.get(JE1)
    shown = [plain(tag.get_text(" ", strip=True)) for tag in browser.page.select(".facing > div")]
    assert shown == ["La Ville : 1 action en cours", "1 habitant : pas encore vu"]


@pytest.mark.parametrize("state", ["to_launch", "postponed", "dropped"])
def test_what_has_not_begun_contradicts_nobody(browser, make, state):
    action = make(etat={"state": state, "state_reason": "Parce que."})
    tapped(action, Choice.NOT_YET)
    browser.get(f"/actions/{action.number}")
    assert not browser.page.select(".facing")


def test_themes_and_the_convention_roll_them_up(browser, action, make):
    browser.get("/conventions/2022-2026/jeunesse/")
    assert "Ce qu’en pensent les habitants" not in browser.text
    tapped(action, Choice.SEEN, Choice.SEEN, Choice.NOT_YET)
    tapped(je1(), Choice.USEFUL)
    tapped(queries.commitment("2022-2026", "PE1"), Choice.USEFUL)
    browser.get("/conventions/2022-2026/jeunesse/")
    assert "4 avis : 2 l’ont vu, 1 pas encore, 1 dit « utile »." in browser.text
    browser.get("/conventions/2022-2026/petite-enfance/")
    assert "1 avis : 1 dit « utile »." in browser.text
    browser.get("/conventions/2022-2026/")
    assert "5 avis : 2 l’ont vu, 1 pas encore, 2 disent « utile »." in browser.text


def test_opinions_on_a_draft_are_counted_nowhere(action, convention):
    tapped(action, Choice.SEEN)
    action.is_published = False
    assert queries.of_convention(convention.id).total == 0
    assert queries.of_commitments([je1().id]).total == 0


def test_the_answer_of_the_coordination_is_read_with_its_day(browser, action, coordinator, clock):
    operations.answer(action, "Une réponse.\n<b>Bientôt</b>.", by=coordinator, version=0)
    browser.get(f"/actions/{action.number}")
    assert "Réponse de la coordination" in browser.text and "24 novembre 2026" in browser.text
    assert "<b>Bientôt</b>" in browser.text and coordinator.name not in browser.text


def test_a_page_costs_the_same_whatever_the_opinions(browser, action, queries):
    def cost(address):
        queries.clear()
        browser.get(address)
        return len(queries)

    addresses = (f"/actions/{action.number}", JE1, "/conventions/2022-2026/jeunesse/")
    few = [cost(address) for address in addresses]
    tapped(action, *[Choice.NOT_YET, Choice.USEFUL] * 10)
    tapped(je1(), *[Choice.SEEN] * 10)
    assert [cost(address) for address in addresses] == few
