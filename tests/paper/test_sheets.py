"""The printed form: the questions of the screens, numbered sheets, a square that opens it with its centre."""

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.paper import PaperSheet, SheetBatch
from ctg_site.models.proposals import Proposal
from ctg_site.paper import exports, operations
from ctg_site.words.answer_lines import paper_questions
from tests import factories
from tests.effects.sheets import alternatives, pdf, read, words
from tests.submission.saying import answer, send

INDEX = "/equipe/fiches/"


@pytest.fixture
def centre():
    return factories.centre(name="Centre Exemple", slug="exemple", address="1 rue de l’Exemple")


def test_the_sheet_asks_what_the_screens_ask_under_the_same_numbers(browser, centre):
    for address in ("/papier/fiche.pdf", "/papier/exemple/fiche.pdf"):
        sheet = read(pdf(browser, address))
        said = words(sheet)
        assert len(sheet.pages) == 2, "one leaf, recto and verso"
        for title in ("1. De quoi avez-vous envie", "2. Comment vous répondre", "3. Pour aider le centre"):
            assert title in said
        for part in ("wish", "place"):
            for question, boxes in paper_questions(part):
                assert all(one in said for one in (question.replace("\u00a0", " "), *boxes))
    assert "Centre Exemple, 1 rue de l’Exemple, 03 53 01 00 10" in said
    assert alternatives(sheet)


def test_a_batch_has_as_many_leaves_as_numbers(browser, centre):
    agent = factories.staff(Role.AGENT, centre)
    browser.sign_in(agent)
    browser.get(INDEX)
    browser.submit("Préparer les fiches", how_many="3")
    browser.follow()
    numbers = [one.written for one in db.session.scalars(db.select(PaperSheet).order_by(PaperSheet.id))]
    assert len(set(numbers)) == 3 and "0 sur 3" in browser.text
    sheet = read(pdf(browser, f"{INDEX}1.pdf"))
    assert len(sheet.pages) == 6
    for leaf, number in enumerate(numbers):
        for side in sheet.pages[2 * leaf : 2 * leaf + 2]:
            assert number in side.extract_text(), "both sides of a leaf say its number"


@pytest.mark.parametrize(
    ("how_many", "says"), [("", "combien de fiches"), ("101", "100 fiches au plus"), ("x", "chiffres")]
)
def test_a_batch_that_cannot_be_is_told(browser, centre, how_many, says):
    browser.sign_in(factories.staff(Role.AGENT, centre))
    browser.get(INDEX)
    browser.submit("Préparer les fiches", status=422, how_many=how_many)
    assert says in browser.text and not db.session.scalars(db.select(SheetBatch)).all()


def test_the_batch_of_another_centre_is_not_there(browser, centre):
    operations.print_batch(2, centre.id, by=factories.staff(Role.AGENT, centre))
    browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    browser.get(f"{INDEX}1.pdf", status=404)
    assert "0 sur 2" not in browser.get(INDEX).text


def test_the_square_opens_the_form_with_its_centre_and_its_number(browser, centre, monkeypatch):
    drawn = []
    monkeypatch.setattr("ctg_site.effects.printed_form.square", lambda address: drawn.append(address) or SVG)
    batch = operations.print_batch(1, centre.id, by=factories.staff(Role.AGENT, centre))
    sheet = db.session.scalars(db.select(PaperSheet)).one()
    exports.envie_form(centre, [sheet.written])
    address = drawn[0].partition("/envies")[2]
    browser.get(f"/envies{address}")
    browser.submit("Continuer", text="Un banc à l’ombre.", age_band="adult")
    browser.follow()
    answer(browser, way="visit")
    send(browser)
    proposal = db.session.scalars(db.select(Proposal)).one()
    db.session.refresh(sheet)
    assert (
        proposal.structure_id == centre.id and sheet.proposal_id == proposal.id and batch.id == sheet.batch_id
    )


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>'


def test_the_wall_shows_what_may_be_joined_whatever_its_signs(app, centre):
    texts = ("Une fête 😀 au parc", "نريد حديقة", "x" * 300, "Un jardin\n\nEt des bancs.")
    envies = [Proposal(id=n, public_title=text[:120], public_text=text) for n, text in enumerate(texts, 1)]
    for one in envies:
        one.district = None
    sheet = read(exports.wall(centre, envies))
    assert "Une fête 😀 au parc" in words(sheet) and len(alternatives(sheet)) == len(texts)
    assert "Aucune envie n’est publiée" in words(read(exports.wall(centre, [])))
