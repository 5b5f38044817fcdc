"""Who came by age and from priority districts: optional, never zero by itself, no small group in public."""

from datetime import timedelta

import pytest

from ctg_site.agenda import came_queries
from ctg_site.agenda.meetings import operations
from ctg_site.db import db
from ctg_site.domain.meetings import College, PeopleGroup
from ctg_site.models.meetings import AttendanceGroup
from tests.agenda.makers import TODAY, meeting, reread, somebody
from tests.typography import flat

PAST = TODAY - timedelta(days=3)
CHILDREN, ADULTS, PRIORITY = PeopleGroup.AGED_0_6, PeopleGroup.AGED_26_59, PeopleGroup.PRIORITY


@pytest.fixture
def coordinator(browser):
    browser.sign_in(somebody())
    return browser


def told_meeting(groups, people=20):
    made, by = meeting(day=PAST), somebody()
    operations.count_people(made, {College.RESIDENTS: people}, by=by, groups=groups)
    operations.write_minutes(reread(made), "C’est dit.", by=by, version=made.version, published=True)
    return reread(made)


def test_ages_and_districts_are_noted_and_what_was_not_is_not_zero(coordinator):
    made = meeting(day=TODAY - timedelta(days=3))
    coordinator.get(f"/equipe/agenda/{made.id}")
    coordinator.submit("Noter les présences", residents="12", aged_0_6="4", priority="7")
    coordinator.follow()
    assert "0 à 6 ans : 4" in coordinator.text and "Des quartiers prioritaires (QPV) : 7" in coordinator.text
    kept = {one.people_group: one.people for one in db.session.scalars(db.select(AttendanceGroup))}
    assert kept == {CHILDREN: 4, PRIORITY: 7}, "a group that nobody counted has no row"
    assert coordinator.page.select_one("input[name=aged_0_6]")["value"] == "4"
    assert not coordinator.page.select_one("input[name=aged_75]").get("value")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"aged_0_6": "9", "aged_26_59": "9"}, "Les âges font 18 personnes en tout, pour 12 présentes."),
        ({"aged_0_6": "13"}, "Les âges font 13 personnes en tout, pour 12 présentes."),
        ({"priority": "13"}, "13 personnes des quartiers prioritaires, pour 12 présentes."),
        ({"priority": "-2"}, "Écrivez un nombre entier"),
    ],
)
def test_more_than_came_is_told_and_kept_as_it_was_typed(coordinator, typed, said):
    made = meeting(day=TODAY - timedelta(days=3))
    coordinator.get(f"/equipe/agenda/{made.id}")
    coordinator.submit("Noter les présences", status=422, residents="12", **typed)
    assert said in coordinator.text
    for name, value in typed.items():
        assert coordinator.page.select_one(f"input[name={name}]")["value"] == value
    assert db.session.scalar(db.select(AttendanceGroup.id)) is None


def test_the_rule_holds_whatever_the_door(database):
    made = meeting(day=PAST)
    with pytest.raises(operations.MoreThanCame):
        operations.count_people(made, {College.RESIDENTS: 3}, by=somebody(), groups={PRIORITY: 4})


def test_the_public_reads_no_small_group(browser):
    made = told_meeting({CHILDREN: 6, ADULTS: 7, PeopleGroup.AGED_75: 2, PRIORITY: 12})
    browser.get(f"/agenda/{made.number}")
    section = flat(browser.page.select_one("section[aria-labelledby=ages_title]").text)
    assert "26 à 59 ans : 7" in section and "Autres âges : 8" in section
    assert "0 à 6 ans" not in section, "it joins the two of 75 years, which a subtraction would show"
    assert "Des quartiers prioritaires (QPV) : 12" in section


@pytest.mark.parametrize(("priority", "people"), [(4, 20), (18, 20), (3, 0)])
def test_a_few_from_priority_districts_are_not_told_nor_those_who_are_left(priority, people):
    assert came_queries.told({PRIORITY: priority}, people).priority is None


def test_the_bilan_tells_sums_by_fives_with_how_many_meetings_said_it(browser):
    told_meeting({CHILDREN: 6, PRIORITY: 3})
    told_meeting({CHILDREN: 7})
    told_meeting({})
    browser.get("/bilan/")
    section = flat(browser.page.select_one("section[aria-labelledby=t_came]").text)
    assert "0 à 6 ans" in section and "au moins 10" in section and "2 rendez-vous sur 3" in section
    assert "prioritaires" not in browser.page.select_one("section[aria-labelledby=t_came] tbody").text
