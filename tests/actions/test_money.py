"""Money by theme and by year: one count, the same for the staff, the committee file and the bilan."""

import pytest

from ctg_site.actions.money import queries
from ctg_site.db import db
from ctg_site.models.convention import Convention
from tests.actions.test_public import commitment_ids
from tests.typography import flat


def funding(year, planned=None, granted=None, paid=None, public=False):
    amounts = {"planned": planned, "granted": granted, "paid": paid}
    return {"funder": "La CAF", "year": year, "is_public": public} | amounts


@pytest.fixture
def funded(make):
    both = {"fundings": [funding(2026, 6000.5, None, 100.0, public=True), funding(2025, 10.0)]}
    make("Deux thèmes", identite={"commitments": commitment_ids("PE1", "TR1", "TR2")}, moyens=both)
    make(
        "Un thème",
        identite={"commitments": commitment_ids("PE1")},
        moyens={"fundings": [funding(2026, 0.25)]},
    )
    hidden = {"fundings": [funding(2026, 999.0, public=True)]}
    make("En préparation", False, identite={"commitments": commitment_ids("PE1")}, moyens=hidden)


def test_each_theme_counts_what_serves_it_and_the_total_counts_it_once(funded):
    found = queries.current()
    told = [(one.theme, one.year, one.planned, one.granted, one.paid) for one in found.lines + found.totals]
    assert told == [
        ("PE", 2025, 10.0, None, None),
        ("PE", 2026, 6000.75, None, 100.0),
        ("TR", 2025, 10.0, None, None),
        ("TR", 2026, 6000.5, None, 100.0),
        ("", 2025, 10.0, None, None),
        ("", 2026, 6000.75, None, 100.0),
    ]


def test_the_public_reads_what_is_public_alone(funded, browser):
    convention = db.session.scalar(db.select(Convention.id))
    assert [one.planned for one in queries.money(convention, public=True).totals] == [6000.5]
    browser.get("/bilan/")
    section = flat(browser.page.select_one("section[aria-labelledby=t_money]").text)
    assert "6 000,50 €" in section and "non renseigné" in section and "999" not in section


def test_the_page_of_the_staff_says_the_same(funded, desk):
    desk.get("/equipe/actions/")
    desk.click("L’argent par thème")
    rows = [flat(row.text) for row in desk.page.select("main tbody tr")]
    assert len(rows) == 6 and "Tous les thèmes" in rows[-1] and "6 000,75 €" in rows[-1]


def test_amounts_are_typed_as_people_write_them_and_kept_when_one_is_wrong(desk, make):
    action = make("Une action")
    desk.get(f"/equipe/actions/{action.number}/moyens")
    typed = {"fundings-0-funder": "La CAF", "fundings-0-year": "2026", "fundings-0-planned": "6 000,50 €"}
    desk.submit("Enregistrer cette partie", status=422, **typed, **{"fundings-0-paid": "beaucoup"})
    assert "Écrivez un nombre" in desk.text
    assert desk.page.select_one("input[name=fundings-0-planned]")["value"] == "6 000,50 €"
    desk.submit("Enregistrer cette partie", **{"fundings-0-paid": "1 500"})
    desk.get(f"/equipe/actions/{action.number}/moyens")
    assert desk.page.select_one("input[name=fundings-0-paid]")["value"] == "1500"


def test_without_money_the_page_says_where_it_is_written(desk):
    desk.get("/equipe/actions/argent")
    assert "Aucun financement n’est encore écrit" in desk.text


def test_the_count_costs_the_same_for_many(funded, queries_counted, make):
    first, many = queries_counted(), [funding(2026, 1.0)] * 9
    make("Encore", identite={"commitments": commitment_ids("PE1")}, moyens={"fundings": many})
    assert queries_counted() == first == 2


@pytest.fixture
def queries_counted(request):
    statements = request.getfixturevalue("queries")

    def count():
        convention = db.session.scalar(db.select(Convention.id))
        statements.clear()
        queries.money(convention)
        return len(statements)

    return count
