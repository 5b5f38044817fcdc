"""The directory: filters with their counts, one address for each state, pages by key, what the door says."""

from datetime import date, time, timedelta

import pytest

from ctg_site.db import db
from ctg_site.directory import queries
from ctg_site.directory.filters import StructureFilters
from ctg_site.domain.town_calendar import at
from ctg_site.models.actions import Action, action_commitment
from ctg_site.models.convention import Commitment, ConventionItem, ConventionStep, ItemKind, PathwayStep
from ctg_site.models.items import ItemTicked
from ctg_site.models.places import structure_step
from tests import factories
from tests.directory.places import WEEK, place


def names(browser):
    return [tag.get_text(strip=True) for tag in browser.page.select("#places article h3")]


def offered(browser, name):
    return [option.get_text(strip=True) for option in browser.page.select(f"select[name={name}] option")]


def test_an_empty_directory_says_whom_to_call(browser):
    browser.get("/structures/")
    assert "Aucun lieu n’est encore présenté" in browser.text


def test_in_the_order_of_the_alphabet_accents_apart(browser):
    for name in ("Foyer", "École B", "Crèche", "Ecole A", "Zénith"):
        place(name)
    browser.get("/structures/")
    assert names(browser) == ["Crèche", "Ecole A", "École B", "Foyer", "Zénith"]


def test_each_filter_says_how_many_it_leaves(browser, clock):
    north, south = factories.district(name="Nord"), factories.district(name="Sud")
    place("Crèche du Nord", WEEK, ["toddlers"], ["step_free"], district_id=north.id)
    place("Crèche du Sud", WEEK, ["toddlers"], district_id=south.id)
    place("École du Sud", (), ["children"], ["step_free"], kind="ecole", district_id=south.id)
    browser.get("/structures/")
    assert offered(browser, "sorte") == ["Toutes", "Crèche (2)", "École (1)"]
    assert offered(browser, "quartier") == ["Tous", "Nord (1)", "Sud (2)"]
    assert offered(browser, "pour") == ["Tous", "Tout-petits, 0 à 3 ans (2)", "Enfants, 3 à 11 ans (1)"]
    assert "Ouvert maintenant (2)" in browser.text and "Entrée sans marche (2)" in browser.text
    browser.submit("Voir ces lieux", quartier=south.slug)
    assert names(browser) == ["Crèche du Sud", "École du Sud"]
    assert offered(browser, "sorte") == ["Toutes", "Crèche (1)", "École (1)"]
    assert offered(browser, "quartier") == ["Tous", "Nord (1)", "Sud (2)"], "the others are a choice away"
    browser.submit("Voir ces lieux", sorte="creche")
    assert names(browser) == ["Crèche du Sud"] and f"quartier={south.slug}" in browser.url
    browser.submit("Voir ces lieux", acces=True)
    assert "Aucun lieu pour ces choix" in browser.text
    assert "Sans « Sorte de lieu » : 1 lieu" in browser.text
    browser.click("Sans « Quartier » : 1 lieu")
    assert names(browser) == ["Crèche du Nord"]
    browser.click("Tout voir")
    assert len(names(browser)) == 3


def test_a_part_of_the_page_comes_alone(browser):
    place("Crèche")
    browser.get("/structures/")
    browser.get("/structures/?sorte=creche", target="places")
    assert names(browser) == ["Crèche"] and not browser.page.select("h1")


def test_by_age_said_or_understood(browser):
    place("Dit 3 à 6", age_from=3, age_to=6)
    place("Dit dès 4", age_from=4)
    place("Dit jusqu’à 3", age_to=3)
    place("Tout-petits", audiences=["toddlers"])
    place("Enfants", audiences=["children"])
    place("Tous", audiences=["everyone"])
    place("Adultes, dit 18", audiences=["children"], age_from=18)
    place("Ne dit rien")
    for age, wanted in (
        (0, {"Dit jusqu’à 3", "Tout-petits", "Tous"}),
        (3, {"Dit 3 à 6", "Dit jusqu’à 3", "Tout-petits", "Enfants", "Tous"}),
        (4, {"Dit 3 à 6", "Dit dès 4", "Enfants", "Tous"}),
        (18, {"Dit dès 4", "Adultes, dit 18", "Tous"}),
    ):
        browser.get(f"/structures/?age={age}")
        assert set(names(browser)) == wanted, age


@pytest.mark.parametrize(
    "asked", ["sorte=chateau", "quartier=ailleurs", "pour=chats", "age=quatre", "age=99"]
)
def test_what_is_not_offered_is_said_and_left_out(browser, asked):
    place("Crèche")
    browser.get(f"/structures/?{asked}", status=422)
    assert "Erreur :" in browser.text and names(browser) == ["Crèche"]


def test_an_unknown_step_or_page_asks_for_nothing(browser):
    place("Crèche")
    for odd in ("etape=ailleurs", "apres=beaucoup", "autre=1", "ouvert="):
        browser.get(f"/structures/?{odd}")
        assert names(browser) == ["Crèche"]


@pytest.mark.parametrize(
    "moment",
    [
        (2026, 11, 24, 9, 0),
        (2026, 11, 24, 12, 0),
        (2026, 11, 24, 15, 0),
        (2026, 11, 28, 15, 0),
        (2026, 12, 25, 10, 0),
    ],
)
def test_the_filter_and_the_door_agree(moment):
    place("Semaine", WEEK)
    place("Samedi", ("", "", "", "", "", "14h-24h"))
    place("Fêtes", WEEK, on_holidays=True)
    place("Fermé", WEEK, closed=[(date(2026, 11, 24), date(2026, 11, 24))])
    place("Sans horaires")
    now = at(date(*moment[:3]), time(*moment[3:]))
    everything = queries.page(StructureFilters(), now).rows
    by_the_door = {one.structure.name for one in everything if one.status and one.status.is_open}
    by_the_filter = {one.structure.name for one in queries.page(StructureFilters(open_now=True), now).rows}
    assert by_the_door == by_the_filter and len(everything) == 5


def test_pages_go_on_by_key_and_keep_the_choices(browser):
    for number in range(queries.PAGE + 3):
        place(f"Crèche {number:02}")
    place("École", kind="ecole")
    browser.get("/structures/?sorte=creche")
    assert names(browser) == [f"Crèche {number:02}" for number in range(queries.PAGE)]
    assert "27 lieux" in browser.text
    browser.click("Les lieux suivants")
    assert names(browser) == ["Crèche 24", "Crèche 25", "Crèche 26"] and "sorte=creche" in browser.url
    browser.get("/structures/?sorte=creche&apres=999999")
    assert "bout de la liste" in browser.text


def test_the_list_costs_the_same_at_few_and_at_ten_thousand(browser, queries):
    place("Crèche A", WEEK, ["toddlers"], ["step_free"])
    place("Crèche B", WEEK)
    browser.get("/structures/")  # what each district holds of envies is counted once a minute
    costs = []
    for more in (0, 10_000):
        many([f"Crèche {n:05}" for n in range(more)])
        for url in ("/structures/", "/structures/?ouvert=oui&sorte=creche&age=2", "/structures/?apres=1"):
            queries.clear()
            browser.get(url)
            costs.append(len(queries))
    assert costs[:3] == costs[3:] and max(costs) <= 12, costs


def many(names):
    """Places by the thousand, with the hours of a Tuesday, straight into their tables."""
    if not names:
        return
    structure, hours = factories.Structure.__table__, queries.OpeningHours.__table__
    rows = [
        {"slug": name.lower(), "name": name, "name_key": name.lower(), "kind": "creche", "version": 1}
        | {"address": "", "phone": "", "receives_proposals": False, "is_confirmed": True, "is_active": True}
        | {"description": "", "email": "", "website": "", "access_note": "", "opens_on_holidays": False}
        for name in names
    ]
    db.session.execute(db.insert(structure), rows)
    select = db.select(structure.c.id, db.literal(1), db.literal(0), db.literal(1440), db.func.now())
    columns = ["structure_id", "weekday", "opens", "closes", "created_at"]
    db.session.execute(db.insert(hours).from_select(columns, select.where(structure.c.slug.like("%0%"))))
    db.session.commit()


def test_the_words_of_the_door_change_the_etag_at_their_hour(browser, clock):
    place("Crèche", WEEK)
    tags = []
    for minutes in (0, 30, 170):
        clock.shift(timedelta(minutes=minutes))
        tags.append(browser.client.get("/structures/").headers["ETag"])
    assert tags[0] == tags[1] != tags[2], "the same while it says « jusqu’à 12 h », another once it is closed"
    again = browser.client.get("/structures/", headers={"If-None-Match": tags[2]})
    assert again.status_code == 304


def test_the_plan_comes_with_coordinates_alone(browser):
    place("Crèche A", latitude=50.43, longitude=2.83)
    place("Crèche B")
    browser.get("/structures/")
    assert not browser.page.select("svg[role=img]")
    place("Crèche C", latitude=50.44, longitude=2.82)
    browser.get("/structures/")
    (plan,) = browser.page.select("figure svg[role=img]")
    numbers = [tag.get_text(strip=True) for tag in plan.select("text")]
    assert numbers == ["1", "2"]
    cards = {tag.h3.get_text(strip=True): tag.get_text(" ") for tag in browser.page.select("article")}
    assert "N° 1 sur le plan" in cards["Crèche A"].replace("\u00a0", " ")
    assert "N° 2 sur le plan" in cards["Crèche C"].replace("\u00a0", " ") and "plan" not in cards["Crèche B"]


def test_a_closed_place_is_nowhere(browser):
    place("Crèche ouverte")
    closed = place("Crèche fermée", is_active=False)
    browser.get("/structures/")
    assert names(browser) == ["Crèche ouverte"]
    browser.get(f"/structures/{closed.slug}", status=404)


def test_places_are_found_by_what_the_convention_says(browser, lens):
    found = place("Crèche", (), ["toddlers"])
    leads, other = place("Centre"), place("Autre")
    steps = {step.key: step for step in db.session.scalars(db.select(PathwayStep))}
    db.session.execute(structure_step.insert().values((found.id, steps["creche"].id)))
    carried = factories.save(
        Action(
            number=1, title="Tablettes", changed_on=date(2026, 1, 1), convention_id=lens.id, lead_id=leads.id
        )
    )
    number = db.session.scalar(db.select(Commitment.id).filter_by(number="NUM1"))
    db.session.execute(action_commitment.insert().values((carried.id, number)))
    browser.get("/structures/?vise=domaine-inclusion-numerique")
    assert names(browser) == [] and "Aucun lieu pour ces choix" in browser.text, "the action is a draft"
    carried.is_published = True
    db.session.commit()
    named = db.select(ConventionStep.commitment_id).filter_by(step_id=steps["creche"].id)
    listed = db.session.scalar(named)
    ticked = factories.save(ItemTicked(commitment_id=listed, item_id=item_of("enfance")))
    browser.get("/structures/")
    assert offered(browser, "vise") == ["Tout", "Enfance (1)", "Inclusion numérique (1)"]
    browser.submit("Voir ces lieux", vise="domaine-inclusion-numerique")
    assert names(browser) == [leads.name] != [other.name]
    browser.get("/structures/?vise=domaine-enfance")
    assert names(browser) == [found.name] and ticked.id
    browser.click("But, domaine ou sujet : enlever ce choix")
    assert len(names(browser)) == 3
    browser.get("/structures/?vise=nulle-part")
    assert "Sans « But, domaine ou sujet » : 3 lieux" in browser.text


def item_of(key):
    return db.session.scalar(db.select(ConventionItem.id).filter_by(key=key, kind=ItemKind.DOMAIN))


def test_districts_are_listed_then_drawn_with_what_they_hold(browser):
    north, south = factories.district(name="Nord", slug="nord"), factories.district(name="Sud", slug="sud")
    place("Crèche du Nord", district_id=north.id)
    place("École du Sud", district_id=south.id)
    factories.published(title="Un banc", district="sud")
    page = browser.get("/structures/")
    assert [one.get_text(strip=True) for one in page.select(".chips ul a")] == [
        "Nord\u00a0: 1\u00a0lieu",
        "Sud\u00a0: 1\u00a0lieu, 1\u00a0envie",
    ]
    drawn = page.select(".quarters svg a")
    assert [one["href"] for one in drawn] == [one["href"] for one in page.select(".chips ul a")]
    assert "Plan schématique" in browser.text and "sans leur place dans la ville" in browser.text
