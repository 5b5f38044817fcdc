"""Files read one by one, by pointer, without a script, by keys: decided, taken back, left for later."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Keyboard, said
from tests.journeys.inspection import check_page
from tests.journeys.test_main_journey import WAYS, heading, sign_in


@pytest.mark.parametrize("way", WAYS)
def test_a_file_is_decided_then_taken_back_then_left_for_later(way, new_page, scenes):
    hands, options = WAYS[way]
    agent = hands(new_page(**options))
    page, keys = agent.page, hands is Keyboard

    def do(key, button):
        page.keyboard.press(key) if keys else agent.press(button)

    sign_in(agent, scenes)
    page.goto("/equipe/lecture/")
    agent.press("Commencer")
    heading(agent, re.compile("Lire l’envie"))
    first = page.url
    if not options:
        check_page(page)
    if keys:
        page.get_by_label("S’il manque quelque chose").focus()
        page.keyboard.press("2")
        assert page.url == first, "a key typed in a field decides nothing"
        page.get_by_label("S’il manque quelque chose").blur()
    do("Digit2" if keys else "", "Suivre sans publier")
    said(agent, "Dix secondes pour annuler.")
    expect(page).not_to_have_url(first)
    do("a", "Annuler")
    said(agent, "C’est annulé")
    expect(page).to_have_url(first)
    do("p", "Passer, et y revenir à la fin")
    expect(page).not_to_have_url(first)
