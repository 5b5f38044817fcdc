"""The public finds the actions by what it knows, and reads each one with its progress and its figures."""

from datetime import date

import pytest

from ctg_site.actions import queries
from ctg_site.actions.editing import operations
from ctg_site.db import db, now
from ctg_site.domain.evaluation import ActionState
from ctg_site.domain.measuring import Point, series
from ctg_site.models.actions import Action
from ctg_site.models.convention import Commitment
from tests import factories


def commitment_ids(*numbers):
    rows = db.session.execute(db.select(Commitment.number, Commitment.id)).all()
    return [str(dict(rows)[number]) for number in numbers]


def test_without_actions_the_page_says_so_and_leads_on(browser):
    browser.get("/actions/")
    assert "Aucune action n’est encore publiée" in browser.text
    browser.get("/actions/1", status=404)


def test_a_draft_is_not_public(browser, make):
    action = make("Action secrète", published=False)
    browser.get("/actions/")
    assert "Action secrète" not in browser.text
    browser.get(f"/actions/{action.number}", status=404)


@pytest.fixture
def three(make):
    quarter, other = factories.district(name="Les Mésanges", slug="mesanges"), factories.district()
    centre = factories.centre(name="Centre des Mésanges", slug="centre-mesanges")
    pe, je = commitment_ids("PE1"), commitment_ids("JE1", "JE2")
    return [
        make(
            "Accueil des petits",
            identite={"commitments": pe, "audiences": ["toddlers"], "districts": [quarter.id]},
        ),
        make(
            "Conseil des jeunes",
            identite={"commitments": je, "audiences": ["teenagers"]},
            porteurs={"lead_id": centre.id},
        ),
        make(
            "Ados au centre",
            identite={"commitments": je[:1], "audiences": ["teenagers"], "districts": [other.id]},
            etat={"state": "under_way"},
        ),
    ]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("theme=JE", {"Conseil des jeunes", "Ados au centre"}),
        ("engagement=JE2", {"Conseil des jeunes"}),
        ("public=toddlers", {"Accueil des petits"}),
        ("quartier=mesanges", {"Accueil des petits"}),
        ("structure=centre-mesanges", {"Conseil des jeunes"}),
        ("etat=under_way", {"Ados au centre"}),
        ("theme=JE&public=teenagers&etat=to_launch", {"Conseil des jeunes"}),
        ("theme=PE&public=teenagers", set()),
        ("theme=nulle-part", set()),
        ("vise=domaine-jeunesse", {"Conseil des jeunes", "Ados au centre"}),
        ("vise=domaine-handicap&etat=to_launch", {"Accueil des petits", "Conseil des jeunes"}),
        ("vise=but-pilotage", set()),
        ("etat=%27%20OR%201=1", set()),
    ],
)
def test_each_filter_leaves_what_it_says(browser, three, query, titles):
    browser.get(f"/actions/?{query}")
    assert {tag.get_text() for tag in browser.page.select("#actions .card h3")} == titles
    if not titles:
        assert "Aucune action pour ces choix" in browser.text


def test_each_choice_says_how_many_it_leaves(browser, three):
    browser.get("/actions/?theme=JE")
    options = [tag.get_text() for tag in browser.page.select("#public option")]
    assert options == ["Tout", "Adolescents, 11 à 17 ans (2)"]
    assert "Jeunesse (2)" in [tag.get_text() for tag in browser.page.select("#vise optgroup option")]
    assert any("Petite enfance" in tag.get_text() for tag in browser.page.select("#theme option"))


def test_an_empty_result_proposes_what_would_leave_something(browser, three):
    browser.get("/actions/?theme=PE&public=teenagers")
    links = {tag["href"] for tag in browser.page.select(".empty li a")}
    assert links == {"/actions/?public=teenagers", "/actions/?theme=PE"}


def test_htmx_gets_the_list_alone(browser, three):
    fragment = browser.get("/actions/?theme=JE", target="actions")
    assert fragment.select("#actions") and not fragment.select("main")


def test_the_list_goes_on_by_number(browser, make, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(5):
        make(f"Action {number}")
    browser.get("/actions/")
    seen = [tag.get_text() for tag in browser.page.select(".card h3")]
    while browser.page.select("a[rel=next]"):
        browser.get(browser.page.select_one("a[rel=next]")["href"])
        seen += [tag.get_text() for tag in browser.page.select(".card h3")]
    assert seen == [f"Action {number}" for number in range(5)]


@pytest.mark.parametrize("many", [10, 10_000])
def test_the_list_costs_the_same_at_ten_and_at_ten_thousand(browser, convention, queries_counted, many):
    rows = [
        {
            "number": n,
            "title": f"Action {n}",
            "convention_id": convention.id,
            "is_published": True,
            "version": 1,
        }
        for n in range(1, many + 1)
    ]
    db.session.commit()
    bulk_insert(rows)
    queries_counted.clear()
    browser.get("/actions/?theme=JE&etat=to_launch")
    assert len(queries_counted) <= 14, queries_counted
    queries_counted.clear()
    browser.get("/actions/")
    assert len(queries_counted) <= 12, queries_counted


@pytest.fixture
def queries_counted(request):
    return request.getfixturevalue("queries")


def bulk_insert(rows):
    state = {"state": ActionState.TO_LAUNCH, "changed_on": date(2026, 11, 24)}
    with db.engine.execution_options(ctg_writes=True).begin() as connection:
        connection.execute(
            Action.__table__.insert(),
            [{"created_at": now(), **BLANK, **state, **row} for row in rows],
        )


BLANK = {
    column.name: ""
    for column in Action.__table__.columns
    if not column.nullable
    and column.name
    not in {"id", "created_at", "number", "version", "convention_id", "changed_on", "state", "is_published"}
}


def test_the_page_of_an_action_tells_the_whole(browser, make, coordinator):
    action = make(
        "Conseil des jeunes",
        identite={"plain_text": "Les jeunes décident d’un budget.", "commitments": commitment_ids("JE1")},
        moyens={
            "fundings": [
                {"funder": "La Ville", "year": 2026, "planned": 1200.0, "granted": None, "is_public": True},
                {"funder": "Un secret", "year": 2026, "planned": 5.0, "granted": None, "is_public": False},
            ]
        },
        indicateurs={
            "indicators": [
                {"name": "Jeunes présents", "kind": "output", "unit": "personnes", "frequency": "yearly"}
            ]
        },
    )
    operations.tell_progress(
        action, date(2026, 11, 3), "Le premier conseil a eu lieu.", "NOTE-INTERNE", by=coordinator
    )
    indicator = action.indicators[0]
    operations.save_measures(
        indicator,
        [
            {"year": 2025, "target": 10.0, "value": 12.0, "comment": ""},
            {"year": 2024, "target": 10.0, "value": None, "comment": ""},
        ],
        by=coordinator,
        version=indicator.version,
    )
    browser.get(f"/actions/{action.number}")
    for words in (
        "Les jeunes décident d’un budget.",
        "Le premier conseil a eu lieu.",
        "3 novembre 2026",
        "1 200 €",
        "non renseigné",
        "12",
        "JE1",
    ):
        assert words in browser.text, words
    assert "NOTE-INTERNE" not in browser.text and "Un secret" not in browser.text


def test_a_year_without_value_shows_as_missing_never_as_zero():
    known = {2022: Point(2022, None, 3.0), 2024: Point(2024, 10.0)}
    assert series(known, last=2025) == [known[2022], Point(2023), known[2024], Point(2025)]
    assert series({}, last=2025) == []


def test_a_theme_counts_an_action_once(three, convention):
    by_theme = queries.theme_tallies(convention.id)
    counts = sorted(sum(one.count for one in tallies) for tallies in by_theme.values())
    assert counts == [1, 2]
    by_commitment = queries.tallies(convention.id)
    assert sorted(sum(one.count for one in tallies) for tallies in by_commitment.values()) == [1, 1, 2]


def test_commitments_and_themes_carry_what_is_done(browser, make, coordinator):
    made = make(
        "Conseil des jeunes", identite={"commitments": commitment_ids("JE1")}, etat={"state": "under_way"}
    )
    rows = [{"name": "Jeunes présents", "kind": "output", "unit": "personnes", "frequency": "yearly"}]
    operations.save_section(made, "indicateurs", {"indicators": rows}, by=coordinator, version=made.version)
    measured = [{"year": 2025, "target": None, "value": 12.0, "comment": ""}]
    operations.save_measures(made.indicators[0], measured, by=coordinator, version=made.indicators[0].version)
    browser.get("/conventions/2022-2026/engagements/JE1")
    assert "Conseil des jeunes" in browser.text and "Jeunes présents : 12 personnes en 2025" in browser.text
    browser.click("Jeunesse")
    assert "Pour ce thème : 1 action en cours." in browser.text
    browser.get("/conventions/2022-2026/")
    assert "1 action en cours" in browser.text
