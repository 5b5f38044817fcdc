"""The numbered sheets of a consultation: printed with its questions, keyed in once, taken back."""

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.paper import PaperSheet
from ctg_site.paper import operations as printing
from tests import factories
from tests.consultations import makers
from tests.consultations.test_paper import SAVE, address, rows, sheet
from tests.effects.sheets import pdf, read, words


@pytest.fixture
def centre():
    return factories.centre(name="Centre Exemple")


@pytest.fixture
def made():
    return makers.make_consultation()


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre, name="Dominique")


@pytest.fixture
def batch(made, centre, agent):
    return printing.print_batch(2, centre.id, by=agent, consultation_id=made.id)


@pytest.fixture
def keying(browser, made, agent):
    browser.sign_in(agent)
    browser.get(address(made))
    return browser


def numbers():
    return [one.written for one in db.session.scalars(db.select(PaperSheet).order_by(PaperSheet.id))]


def test_the_sheets_ask_the_questions_under_their_numbers(keying, made, batch):
    printed = read(pdf(keying, f"/equipe/consultations/{made.id}/fiches/{batch.id}.pdf"))
    said = words(printed)
    assert all(f"Fiche n° {one}" in said for one in numbers())
    for number, question in enumerate(makers.reread(made.id).questions, 1):
        assert f"{number}. {question.text}".replace("\u00a0", " ") in said
    assert "Fiche n°" not in words(read(pdf(keying, f"/consultations/{made.id}/fiche.pdf")))


def test_a_sheet_is_keyed_in_once(keying, made, batch):
    keying.submit(SAVE, **sheet(made), sheet=numbers()[0])
    keying.follow()
    keying.submit(SAVE, status=422, **sheet(made, "Encore"), sheet=numbers()[0])
    assert "déjà saisie par Dominique" in keying.text and "Encore" in keying.text and len(rows()) == 1
    keying.submit(SAVE, sheet=numbers()[1])
    assert len(rows()) == 2


def test_the_sheet_of_an_envie_is_not_one_of_a_consultation(keying, made, batch, agent, centre):
    other = printing.print_batch(1, centre.id, by=agent)
    number = db.session.scalars(db.select(PaperSheet).where(PaperSheet.batch_id == other.id)).one().written
    keying.submit(SAVE, status=422, **sheet(made), sheet=number)
    assert "pour autre chose : la fiche d’une envie" in keying.text and not rows()
    keying.get("/equipe/fiches/saisie")
    keying.submit(SAVE, status=422, sheet=numbers()[0], text="Un banc.", way="visit")
    assert f"la consultation n° {made.id}" in keying.text


def test_what_is_taken_back_gives_its_sheet_back(keying, made, batch):
    keying.submit(SAVE, **sheet(made), sheet=numbers()[0])
    keying.follow()
    keying.post(f"{address(made)}/{rows()[0].id}/annuler")
    keying.follow()
    keying.submit(SAVE, **sheet(made), sheet=numbers()[0])
    assert len(rows()) == 1
