"""A stack of sheets keyed in by keyboard: each acknowledged once, and it goes on where it stopped."""

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.sheet_numbers import written
from ctg_site.domain.vocabulary import Channel
from ctg_site.models.desk import DeskReceipt
from ctg_site.models.paper import PaperSheet
from ctg_site.models.proposals import Contact, Proposal
from ctg_site.paper import operations
from tests import factories
from tests.effects.sheets import pdf, read, words

STACK = "/equipe/fiches/saisie"
WORDS = "Un banc devant l’école."


@pytest.fixture
def centre():
    return factories.centre(name="Centre Exemple", slug="exemple")


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre, name="Dominique")


@pytest.fixture
def numbers(centre, agent):
    operations.print_batch(3, centre.id, by=agent)
    return [one.written for one in db.session.scalars(db.select(PaperSheet).order_by(PaperSheet.id))]


@pytest.fixture
def at_stack(browser, agent):
    browser.sign_in(agent)
    browser.get(STACK)
    return browser


def key_in(browser, number, status=303, **said):
    browser.get(STACK)
    given = {"sheet": number, "text": WORDS, "way": "visit"} | said
    browser.submit("Enregistrer, puis la suivante", status=status, **given)
    return browser.follow() if status == 303 else browser


def envies():
    return db.session.scalars(db.select(Proposal).order_by(Proposal.id)).all()


def test_one_after_the_other_then_the_receipts_together(at_stack, numbers, centre):
    assert at_stack.page.select_one("#sheet").has_attr("autofocus"), "the number is under the keyboard"
    for number in numbers[:2]:
        key_in(at_stack, number, text=f"{WORDS} {number}")
        assert f"La fiche n° {number} est enregistrée" in at_stack.text
        assert at_stack.page.select_one("#sheet").has_attr("autofocus")
    assert "2 fiches enregistrées" in at_stack.text
    first, second = envies()
    assert (first.channel, first.structure_id) == (Channel.PAPER, centre.id), "the centre of the sheet"
    at_stack.get("/equipe/fiches/")
    said = words(read(pdf(at_stack, "/equipe/fiches/recus.pdf")))
    for number, envie in zip(numbers, (first, second), strict=False):
        assert f"Fiche n° {number}" in said and f"Envie n° {envie.number}" in said
    at_stack.submit("Oui, tous sont imprimés")
    assert db.session.scalars(db.select(DeskReceipt.seed)).all() == [None, None]
    at_stack.get("/equipe/fiches/recus.pdf", status=404)


def test_what_was_acknowledged_stays_and_the_stack_goes_on_where_it_stopped(
    at_stack, numbers, other_browser, agent
):
    """A power cut: whoever signs in anew finds what was kept; the last sheet may be sent again."""
    key_in(at_stack, numbers[0])
    other_browser.sign_in(agent)
    other_browser.get(STACK)
    assert "1 fiche enregistrée" in other_browser.text and f"n° {numbers[0]}" in other_browser.text
    key_in(other_browser, numbers[0])
    assert len(envies()) == 1, "the same sheet with the same words is acknowledged again, and kept once"
    key_in(other_browser, numbers[1], text="Un autre banc.")
    assert [one.text for one in envies()] == [WORDS, "Un autre banc."]


def slip(number):
    """The same with a wrong last figure."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (slip, "faute de frappe"),
        (lambda number: "abc", "faute de frappe"),
        (lambda number: "", "Écrivez le numéro"),
        (lambda number: written(999), "Aucune fiche n’a ce numéro"),
    ],
)
def test_a_number_typed_wrong_is_told_and_the_words_stay(at_stack, numbers, spoil, says):
    key_in(at_stack, spoil(numbers[0]), status=422)
    assert says in at_stack.text and not envies()
    assert at_stack.page.select_one("#text").text.strip() == WORDS
    at_stack.submit("Enregistrer, puis la suivante", sheet=numbers[0])
    assert len(envies()) == 1


def test_a_sheet_entered_twice_is_told_who_and_when(at_stack, numbers, other_browser, centre):
    key_in(at_stack, numbers[0])
    other_browser.sign_in(factories.staff(Role.AGENT, centre))
    key_in(other_browser, numbers[0], status=422, text="Autre chose.")
    assert "déjà saisie par Dominique" in other_browser.text and "Autre chose." in other_browser.text
    assert len(envies()) == 1


def test_a_sheet_of_another_centre_is_told(browser, numbers):
    browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    key_in(browser, numbers[0], status=422)
    assert "d’un autre centre : Centre Exemple" in browser.text and not envies()


def test_a_child_leaves_no_details(at_stack, numbers):
    key_in(at_stack, numbers[0], age_band="under_15", way="phone", phone="06 39 98 00 01", first_name="Awa")
    assert len(envies()) == 1 and not db.session.scalars(db.select(Contact)).all()


def test_a_danger_on_a_sheet_is_told_at_once(at_stack, numbers):
    key_in(at_stack, numbers[0], text="Mon mari me frappe tous les soirs.")
    assert "parle peut-être d’un danger" in at_stack.text
