"""The receipt fits the telephone it is read on, names a real place, and speaks to a child in one voice."""

import re

import pytest

from ctg_site.domain.policy import Role
from tests import factories
from tests.submission.saying import FORM, add, answer, send, write

#: What is said to somebody whom one does not know, or to several.
YOU = re.compile(r"\b(vous|votre|vos|\w+ez)\b", re.IGNORECASE)
SAID_TO_EVERYBODY = {"chez", "assez", "lez", "nez", "rez"}


def received(browser, age="adult"):
    write(browser, age=age)
    answer(browser, **({} if age == "under_15" else {"way": "visit"}))
    send(browser)


def said_to_all(browser):
    """Every « vous » of the page, but in whom to call in a danger, which is said to everybody the same."""
    for same in browser.page.select(".emergency, .trap"):
        same.decompose()
    words = browser.page.select_one("main").get_text(" ")
    return {word for word in YOU.findall(words) if word.lower() not in SAID_TO_EVERYBODY}


def test_the_code_is_sent_to_ones_own_telephone_or_copied(browser):
    received(browser)
    code = "-".join(group.text for group in browser.page.select(".code span"))
    link = browser.page.select_one("a[href^='sms:?']")["href"]
    assert code in link and "suivi" in link
    copy = browser.page.select_one("[data-copy]")
    assert copy["data-copy"] == code and copy.has_attr("hidden"), (
        "without a script, no button that does nothing"
    )


def test_without_a_centre_the_nearest_is_told_first_with_its_number(browser):
    district = factories.district(name="Quartier Exemple")
    factories.centre(name="Autre centre", phone="03 53 01 00 11")
    factories.centre(name="Centre voisin", phone="03 53 01 00 12", district_id=district.id)
    received(browser)
    assert "Autre centre" in browser.text
    add(browser, district=district.slug)
    browser.get(f"{FORM}/recu")
    told = browser.page.select_one("aside").get_text(" ")
    assert told.index("Centre voisin") < told.index("Autre centre")


def test_a_child_without_a_centre_is_sent_to_a_real_place(browser):
    factories.centre(name="Centre Exemple", address="1 rue de l’Exemple, Lens")
    write(browser, age="under_15")
    assert "1 rue de l’Exemple" in browser.text
    answer(browser)
    send(browser)
    assert "Où aller ?" in browser.text.replace("\u00a0", " ") and "1 rue de l’Exemple" in browser.text


@pytest.mark.parametrize("screen", ["contact", "verifier", "recu", "ou", "vous"])
def test_to_a_child_one_says_tu_from_the_second_screen_on(browser, screen):
    factories.centre(name="Centre Exemple")
    write(browser, text="Mon voisin me frappe", age="under_15")
    if screen != "contact":
        answer(browser)
    if screen not in {"contact", "verifier"}:
        send(browser)
    browser.get(f"{FORM}/{screen}")
    assert said_to_all(browser) == set()


def test_who_will_answer_is_told_from_the_start_by_what_they_do(browser, other_browser):
    centre = factories.centre(name="Centre Exemple")
    agent = factories.staff(Role.AGENT, centre, name="Dominique", function="animatrice famille")
    other_browser.sign_in(factories.staff(Role.COORDINATOR))
    received(browser)
    add(browser, structure=centre.slug)
    browser.get(f"{FORM}/recu")
    assert "une personne de cette équipe" in browser.text
    other_browser.get(f"/equipe/structures/{centre.id}")
    other_browser.submit("Enregistrer", referent_id=str(agent.id))
    browser.get(f"{FORM}/recu")
    assert "animatrice famille, Centre Exemple" in browser.text and "Dominique" not in browser.text
