"""What people typed, pasted and searched in other tools, and did not work there: here it passes.

Each test bears the number of its case, P01 to P32, in the list of the field review.
"""

from urllib.parse import urlencode

import pytest

from ctg_site.db import db
from ctg_site.domain import intake
from ctg_site.domain.hints import Hint, hints
from ctg_site.models.proposals import Contact
from tests import factories
from tests.submission.saying import add, answer, send, the_proposal, write

FAMILY = "👨\u200d👩\u200d👧\u200d👦"


def contact():
    return db.session.scalars(db.select(Contact)).one()


def left_by(browser, **details):
    write(browser)
    answer(browser, **details)
    send(browser)
    return contact()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("\u202a06 39 98 00 01\u202c", "06 39 98 00 01", id="P04-copied-from-contacts"),
        pytest.param("\u206806–39–98–00–01\u2069", "06 39 98 00 01", id="P04-dashes"),
        pytest.param("0692 00 00 01", "06 92 00 00 01", id="P05-overseas-from-here"),
        pytest.param("+262 692 12 34 56", "+262 692 12 34 56", id="P05-overseas"),
        pytest.param("+32 470 12 34 56", "+32 470 12 34 56", id="P06-a-neighbour-s"),
        pytest.param("06 39 98 00 01 (le soir)", "06 39 98 00 01", id="P07-a-word"),
        pytest.param("06 39 98 00 01 ou 03 53 01 00 10", "06 39 98 00 01", id="P07-two"),
    ],
)
def test_a_number_is_read_as_it_comes(browser, typed, kept):
    assert left_by(browser, way="phone", phone=typed).phone == kept


@pytest.mark.parametrize("name", ["D’Angelo", "Łukasz", "محمد", "O", "Maëlys-Rose"])
def test_p08_a_name_stays_as_its_owner_writes_it(browser, name):
    left_by(browser, way="visit")
    add(browser, "vous", first_name=name)
    assert contact().first_name == name


def test_p08_the_apostrophes_of_keyboards_are_one(browser):
    left_by(browser, way="visit")
    add(browser, "vous", first_name="D'Arcy")
    assert contact().first_name == "D’Arcy"


def test_p09_a_mistyped_mailbox_is_asked_about_then_kept(browser):
    write(browser)
    browser.submit("Continuer", way="email", email="marie@gmail.con", status=422)
    assert "Vouliez-vous écrire marie@gmail.com" in browser.text
    browser.submit("Continuer")
    browser.follow()
    send(browser)
    assert contact().email == "marie@gmail.con"


def test_p10_emoji_of_several_signs_stay_whole(browser):
    write(browser, text=f"Un pique-nique {FAMILY} 🏳️\u200d🌈 pour tous")
    answer(browser, way="visit")
    send(browser)
    assert FAMILY in the_proposal().text and "🏳️\u200d🌈" in the_proposal().text


def test_p11_a_soft_hyphen_hides_no_word(browser):
    factories.published(
        factories.centre(), title="Le jar\u00addi\u00adnage", text="Le jar\u00addinage en ville"
    )
    browser.get("/recherche?q=jardinage")
    assert "jardinage" in intake.read("jar\u00addi\u00adnage") and browser.page.select(
        "main a[href^='/envies/']"
    )


@pytest.mark.parametrize("query", ["l'école", "l’école", "l´école", "l`école", "l‘école"])
def test_p12_all_apostrophes_find_the_same(browser, query):
    made = factories.published(factories.centre(), title="Du vert dans l’école", text="Du vert dans l’école.")
    factories.published(factories.centre(), title="Un banc au lac", text="Un banc au lac.")
    browser.get(f"/recherche?{urlencode({'q': query})}")
    found = {link["href"] for link in browser.page.select("main a[href^='/envies/']")}
    assert f"/envies/{made.number}" in found and len(found) == 1


@pytest.mark.parametrize("query", ["mediatheque", "MÉDIATHÈQUE", "me\u0301diathe\u0300que"])
def test_p13_accents_and_capitals_are_no_matter(browser, query):
    made = factories.published(factories.centre(), title="La médiathèque", text="Ouvrir la médiathèque.")
    browser.get(f"/recherche?{urlencode({'q': query})}")
    assert browser.page.select(f"main a[href='/envies/{made.number}']")


@pytest.mark.parametrize("query", ["jardins", "jardin", "partages"])
def test_p14_a_word_is_found_whatever_its_ending(browser, query):
    made = factories.published(factories.centre(), title="Un jardin partagé", text="Un jardin partagé.")
    browser.get(f"/recherche?{urlencode({'q': query})}")
    assert browser.page.select(f"main a[href='/envies/{made.number}']")


def test_p15_an_endless_word_is_published_and_printed(browser):
    word = "a" * 280
    made = factories.published(factories.centre(), title=word[:100], text=word)
    browser.get(f"/envies/{made.number}")
    assert word in browser.text
    browser.get(f"/envies/{made.number}/affiche.pdf")
    assert browser.response.mimetype == "application/pdf"


@pytest.mark.parametrize(
    "typed",
    [
        *("06  39  98  00  01", "(+33)639980001", "06–39–98–00–01", "+33 6 39 98 00 01", "06·39·98·00·01"),
        *("O6 39 98 OO O1", "06\u00a039\u00a098\u00a000\u00a001", "06.39.98.00.01", "0033639980001"),
    ],
)
def test_p32_a_personal_number_is_told_to_who_publishes(typed):
    assert [found.kind for found in hints(f"Appelez-moi au {typed} le soir")] == [Hint.PHONE]
