"""The diagnosis of a theme counts what consultations answered about it, and merges the small groups."""

from datetime import date

import pytest

from ctg_site.consultations.building import queries as building
from ctg_site.consultations.results import operations as life
from ctg_site.db import db
from ctg_site.domain.participation import ConsultationEvent, ConsultationState, QuestionKind
from ctg_site.models.consultations import Option
from ctg_site.renewal import answer_queries as reads
from tests.agenda.makers import somebody
from tests.consultations import makers
from tests.renewal.test_continuity import commitment
from tests.renewal.test_diagnosis import PUBLIC, publish, youth
from tests.typography import flat

pytestmark = pytest.mark.usefixtures("clock", "old")
RANKED = ("JE1", "JE2", "JE3", "PE1")


def asked(**values):
    """A consultation that is over and ranks four commitments, three of them of one theme."""
    made = makers.make_consultation(
        ConsultationState.CLOSED, (QuestionKind.FREE, QuestionKind.RANKING), **values
    )
    (question,) = (one for one in made.questions if one.kind is QuestionKind.RANKING)
    options, ids = [one.id for one in question.options], [commitment(number).id for number in RANKED]
    for option, number in zip(options, ids, strict=True):
        db.session.get(Option, option).commitment_id = number
    db.session.commit()
    return makers.reread(made.id)


def ranks(made, *wishes):
    """How many people rank which commitments, by their place in RANKED."""
    for count, places in wishes:
        makers.many(made, count, answers={2: list(places)})


def tell(made):
    fresh = building.consultation(made.id)
    assert life.move(fresh, ConsultationEvent.TELL, by=somebody(), version=fresh.version)


def found():
    (one,) = reads.answers(youth())
    return {of.number: count for of, count in one.ranked}, one.others, one.answered


def test_each_commitment_is_counted_and_small_groups_together(browser):
    made = asked()
    ranks(made, (8, (0, 3)), (3, (1,)), (2, (2, 0)))
    assert reads.answers(youth()) == [], "nothing is told before the results are published"
    tell(made)
    assert found() == ({"JE1": 10}, 5, 13), "three and two are five together; PE1 is of another theme"
    publish()
    browser.get(f"{PUBLIC}jeunesse")
    said = flat(browser.text)
    assert "13 personnes ont répondu." in said and "Les autres, ensemble 5 fois" in said
    assert "10 personnes" in said and " 3 personnes" not in said
    browser.click(f"Tous les résultats de « {made.title} »")
    browser.get(f"{PUBLIC}parentalite")
    assert "aux consultations" not in browser.text, "nobody was asked about it"


def test_a_group_found_out_by_a_subtraction_joins_the_smallest_told():
    made = asked()
    ranks(made, (9, (0,)), (6, (1,)), (2, (2,)))
    tell(made)
    assert found() == ({"JE1": 9}, 8, 17)


def test_too_few_together_are_told_without_their_number(browser):
    made = asked()
    ranks(made, (9, (3,)), (2, (0,)))
    tell(made)
    assert found() == ({}, None, 11)
    publish()
    browser.get(f"{PUBLIC}jeunesse")
    assert "Tous les engagements du thème, ensemble moins de cinq fois" in flat(browser.text)


def test_a_question_that_few_answered_and_another_convention_tell_nothing():
    few = asked()
    makers.many(few, 6, answers={1: "Bonjour."})
    ranks(few, (4, (0,)))
    tell(few)
    assert reads.answers(youth()) == []
    long_ago = asked(opens_on=date(2020, 1, 5), closes_on=date(2020, 1, 20))
    ranks(long_ago, (9, (0,)))
    tell(long_ago)
    assert reads.answers(youth()) == []


def test_it_costs_the_same_at_one_consultation_and_at_many(queries):
    costs = []
    for several in (1, 4):
        for _ in range(several):
            made = asked()
            ranks(made, (6, (0, 1)))
            tell(made)
        db.session.expire_all()
        theme = youth()
        queries.clear()
        assert reads.answers(theme)
        costs.append(len(queries))
    assert costs == [2, 2]
