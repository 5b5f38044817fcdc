"""The agenda offers the themes of today, and those of before that a meeting is about: each of them once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ctg_site.agenda import queries
from ctg_site.agenda.filters import MeetingFilters
from ctg_site.db import db
from ctg_site.models.convention import Commitment, Theme
from tests.agenda.makers import TODAY, meeting
from tests.lens import document, load_lens, load_next

pytestmark = pytest.mark.usefixtures("clock", "lens")
PAST = TODAY - timedelta(days=10)


@pytest.fixture
def lens():
    return load_lens()


def theme(code, period):
    of = db.select(Theme).join(Theme.convention).filter_by(period=period)
    return db.session.scalar(of.where(Theme.code == code))


def offered(browser, name="theme"):
    browser.get("/agenda/?quand=passes")
    return [option.get_text() for option in browser.page.select(f"select[name={name}] option")][1:]


def renamed(code, name):
    return tuple(replace(one, name=name) if one.code == code else one for one in document().themes)


def test_a_theme_of_before_stays_offered_with_its_years_while_a_meeting_is_about_it(browser):
    load_next()
    known = offered(browser)
    assert len(known) == len(set(known)) == 6 and not any("2022" in one for one in known)
    digital = theme("NUM", "2022-2026")
    meeting(title="Atelier en ligne", day=PAST, themes=[digital.id])
    meeting(title="Café d’hier", day=PAST, themes=[theme("JE", "2022-2026").id])
    known = offered(browser)
    assert known[-1] == f"{digital.name} (2022-2026)" and len(known) == 7
    browser.submit("Voir ces rendez-vous", theme="NUM")
    assert [tag.get_text() for tag in browser.page.select("h3")] == ["Atelier en ligne"]
    browser.submit("Voir ces rendez-vous", theme="JE")
    assert [tag.get_text() for tag in browser.page.select("h3")] == ["Café d’hier"]


@pytest.mark.parametrize("way", ["commitments", "nobody reads"])
def test_its_commitments_count_and_a_meeting_that_nobody_reads_does_not(browser, way):
    load_next()
    digital = theme("NUM", "2022-2026")
    number = db.session.scalar(db.select(Commitment.id).filter_by(theme_id=digital.id).limit(1))
    meeting(day=PAST, commitments=[number], is_public=way == "commitments")
    assert any("(2022-2026)" in one for one in offered(browser)) is (way == "commitments")


def test_a_theme_that_both_conventions_name_otherwise_is_one_choice(browser):
    load_next(themes=renamed("JE", "Les jeunes"))
    for period in ("2022-2026", "2027-2031"):
        meeting(day=PAST, themes=[theme("JE", period).id])
    known = offered(browser)
    assert known.count("Les jeunes") == 1 and "Jeunesse" not in " ".join(known)


def test_an_item_that_both_conventions_name_otherwise_is_one_choice_counted_once():
    young = [one for one in document().domains if one.key == "jeunesse"]
    others = [one for one in document().domains if one.key != "jeunesse"]
    load_next(domains=(*others, *(replace(one, official_text="Jeunesse, autrement") for one in young)))
    aims = [
        db.session.scalar(
            db.select(Commitment.id).where(
                Commitment.number == "JE1", Commitment.theme_id == theme("JE", period).id
            )
        )
        for period in ("2022-2026", "2027-2031")
    ]
    for several in ([aims[0]], aims):
        meeting(day=PAST, commitments=several)
    found = queries.item_choices(MeetingFilters(quand="passes"))
    words = [one.value for one in found]
    assert len(words) == len(set(words)) > 1
    (choice,) = (one for one in found if one.value == "domaine-jeunesse")
    assert (choice.name, choice.count) == ("Jeunesse, autrement", 2)
