"""The renewal of the demonstration: a late step, figures and findings, all said to be invented."""

from ctg_site.db import db
from ctg_site.models.diagnosis import DiagnosisFigure, Finding
from ctg_site.models.renewal import RenewalStep
from ctg_site.renewal import calendar_queries
from ctg_site.services import clock
from tests.typography import flat


def test_it_shows_what_the_pages_are_for_and_says_that_it_is_invented(demonstration, browser):
    browser.get("/conventions/2022-2026/suite")
    said = flat(browser.text)
    assert "En retard" in said and "Fait" in said and "À venir" in said
    browser.get("/conventions/2022-2026/diagnostic/jeunesse")
    assert "Exemple inventé. Le soir, les jeunes cherchent un lieu" in flat(browser.text)
    assert "48 places en 2025 (Source inventée" in flat(browser.text)
    browser.get("/conventions/2022-2026/diagnostic/petite-enfance")
    assert "Action n° " in flat(browser.text)
    words = [one.text for one in db.session.scalars(db.select(Finding))]
    words += [one.name for one in db.session.scalars(db.select(DiagnosisFigure))]
    words += [one.title for one in db.session.scalars(db.select(RenewalStep))]
    assert len(words) == 8 and not [one for one in words if "inventé" not in one]
    assert calendar_queries.late(None, clock.today()).count == 1


def test_without_a_convention_there_is_none(without_convention):
    assert not db.session.scalars(db.select(RenewalStep)).all()
