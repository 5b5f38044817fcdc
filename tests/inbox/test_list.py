"""The inbox: its tabs, its search, its filters, its pages, and what all that costs."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import insert

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import Tab
from ctg_site.domain.workflow import Decision
from ctg_site.inbox import queries as inbox
from ctg_site.inbox.filters import Cursor, FileFilters
from ctg_site.models.convention import Commitment
from ctg_site.models.proposals import Proposal, proposal_commitment
from ctg_site.moderation import operations as moderation
from tests import factories
from tests.lens import load_lens
from tests.typography import flat

TODAY = date(2026, 11, 24)


def numbers(page):
    return [int(tag.get_text().split("n°")[1].split()[0]) for tag in page.select("tbody th")]


def listed(browser, query="", **expected):
    browser.get(f"/equipe/envies/{query}", **expected)
    return numbers(browser.page)


def tab_of(browser, tab):
    link = browser.page.select_one(f'.tabs a[href*="voir={tab}"]')
    return link.get_text(" ", strip=True).split()[-1]


def test_each_tab_holds_its_files_and_says_how_many(clock, desk, agent, centre):
    colleague = factories.staff(Role.AGENT, centre)
    read = factories.proposal(centre)
    free = factories.proposal()
    asked = factories.decided(Decision.ASK_DETAIL, centre, by=colleague, reason="Où ?")
    mine = factories.decided(Decision.KEEP_PRIVATE, centre, by=agent, email="autre@example.org")
    told = factories.decided(Decision.KEEP_PRIVATE, centre, by=colleague, way="phone", phone="06 39 98 00 01")
    factories.proposal(factories.centre())
    expected = {
        Tab.TO_READ: [read, free],
        Tab.WAITING: [asked],
        Tab.MINE: [mine],
        Tab.CENTRE: [read, told, asked, mine],
        Tab.LATE: [],
        Tab.UNASSIGNED: [free],
        Tab.TO_TELL: [told],
        Tab.ALL: [told, mine, asked, free, read],
    }
    for tab, files in expected.items():
        assert listed(desk, f"?voir={tab}") == [file.id for file in files], tab
        assert tab_of(desk, tab) == str(len(files)), tab
    clock.shift(timedelta(days=60))
    desk.sign_in(agent)
    assert set(listed(desk, "?voir=en-retard")) == {file.id for file in (read, free, asked, mine, told)}
    listed(desk, "?voir=nulle-part", status=404)


def test_a_row_says_its_clock_and_its_owner(clock, desk, agent, centre):
    factories.take(factories.proposal(centre), by=agent)
    factories.proposal(centre)
    desk.get("/equipe/envies/")
    assert "Personne" in desk.text and "Nadia Exemple" in desk.text
    assert "le 8 décembre 2026 encore deux semaines" in desk.text
    clock.move_to(date(2026, 12, 10))
    desk.sign_in(agent)
    desk.get("/equipe/envies/?voir=en-retard")
    assert "en retard de 2 jours de travail" in desk.text


def test_the_coordination_sees_every_centre_and_has_none_of_its_own(coordinator, centre):
    here, there = factories.proposal(centre), factories.proposal(factories.centre())
    assert listed(coordinator) == [here.id, there.id]
    assert not coordinator.page.select('.tabs a[href*="mon-centre"]')
    assert listed(coordinator, f"?centre={centre.slug}") == [here.id]


@pytest.mark.parametrize("asked", ["n° {0}", "N°{0}", "{0}", "envie n° {0}", " {0} "])
def test_a_number_finds_its_file_whatever_the_tab(desk, centre, asked):
    factories.proposal(centre)
    wanted = factories.decided(Decision.KEEP_PRIVATE, centre)
    desk.get("/equipe/envies/")
    desk.submit("Chercher", mots=asked.format(wanted.id))
    assert numbers(desk.page) == [wanted.id]
    assert desk.page.select_one("h2").get_text() == f"L’envie n°\u00a0{wanted.id}"
    other = factories.proposal(factories.centre())
    desk.submit("Chercher", mots=asked.format(other.id))
    assert "Aucune envie ne correspond" in desk.text


def test_words_find_files_by_their_stems(desk, centre):
    bikes = factories.proposal(centre, text="Réparer des vélos le samedi")
    factories.proposal(centre, text="Un jardin")
    assert listed(desk, "?mots=reparation+velo") == [bikes.id]
    assert desk.page.select_one("#mots")["value"] == "reparation velo"
    assert listed(desk, "?mots=velo&voir=en-attente") == []
    desk.click("Chercher parmi toutes")
    assert numbers(desk.page) == [bikes.id]
    assert listed(desk, "?mots=de+la") == []


def test_a_search_finds_the_words_that_the_public_reads(desk, agent, centre):
    proposal = factories.published(centre, title="Une ressourcerie")
    assert listed(desk, "?voir=toutes&mots=ressourcerie") == [proposal.id]
    db.session.refresh(proposal)
    words = moderation.Words("Un repair café", "Réparer ensemble.")
    moderation.correct(proposal, words, by=agent, version=proposal.version)
    assert listed(desk, "?voir=toutes&mots=ressourcerie") == []
    assert listed(desk, "?voir=toutes&mots=cafe") == [proposal.id]


def test_filters_add_up_stay_in_the_address_and_go_away_at_once(clock, desk, centre, agent):
    district = factories.district(name="Les Mésanges")
    factories.district()
    wanted = factories.proposal(centre, district=district.slug)
    factories.proposal(centre)
    clock.shift(timedelta(days=10))
    factories.proposal(centre, district=district.slug)
    desk.sign_in(agent).get("/equipe/envies/")
    desk.submit("Filtrer", quartier=district.slug, age="mois", canal="online", etape="welcome")
    assert len(numbers(desk.page)) == 2
    desk.submit("Filtrer", age="semaine")
    assert numbers(desk.page) == [3]
    desk.submit("Filtrer", age="plus")
    assert "Aucune envie ne correspond" in desk.text
    clock.shift(timedelta(days=31))
    desk.sign_in(agent)
    assert listed(desk, f"?quartier={district.slug}&age=plus") == [wanted.id, 3]
    kept = parse_qs(urlsplit(desk.page.select_one(".tabs a")["href"]).query)
    assert kept["quartier"] == [district.slug] and kept["age"] == ["plus"]
    desk.click("Effacer les filtres")
    assert len(numbers(desk.page)) == 3 and not desk.page.select_one("details[open]")


def test_a_theme_finds_the_files_linked_to_its_commitments(desk, centre):
    load_lens()
    linked = factories.proposal(centre)
    factories.proposal(centre)
    commitment = db.session.scalars(db.select(Commitment).where(Commitment.number == "JE1")).one()
    db.session.execute(insert(proposal_commitment).values(proposal_id=linked.id, commitment_id=commitment.id))
    db.session.commit()
    assert listed(desk, "?theme=JE") == [linked.id]
    assert listed(desk, "?theme=NUM") == []


@pytest.mark.parametrize("query", ["?quartier=nulle-part", "?etape=x", "?age=hier", "?mots=" + "x" * 201])
def test_what_is_not_offered_is_said_and_changes_nothing(desk, centre, query):
    proposal = factories.proposal(centre)
    assert listed(desk, query, status=422) == [proposal.id]
    assert desk.page.select_one("#summary")


@pytest.mark.parametrize("place", ["x", "0", "99999999999", "2026-13-01.4", "²", "-1"])
def test_a_forged_place_is_the_first_page(desk, centre, place):
    proposal = factories.proposal(centre)
    assert listed(desk, f"?apres={place}") == [proposal.id]


def test_the_filters_work_in_place(desk, centre):
    proposal = factories.proposal(centre, text="Un jardin")
    desk.get("/equipe/envies/")
    fragment = desk.submit("Chercher", mots="jardin", target="files")
    assert not fragment.select("html, main, h1")
    assert numbers(fragment) == [proposal.id]
    heard = fragment.select_one("[data-hx-swap-oob='innerHTML:#heard']")
    assert flat(heard.get_text()) == "À lire : 1 envie"


def test_pages_lose_and_repeat_nobody_at_ties_and_blanks(agent, bulk):
    bulk(70, lambda rank: None if rank % 3 == 0 else TODAY + timedelta(days=rank // 30))
    for tab in (Tab.TO_READ, Tab.ALL):
        seen, place, pages = [], None, 0
        while pages == 0 or place:
            page = inbox.page(agent, FileFilters(tab), TODAY, place)
            seen += page.rows
            place, pages = Cursor.read(str(page.following)) if page.following else None, pages + 1
        assert pages == 3 and len({file.id for file in seen}) == len(seen) == 70
        keys = [(file.due_on is None, file.due_on or TODAY, file.id) for file in seen]
        in_order = (
            keys == sorted(keys) if tab is Tab.TO_READ else [key[2] for key in keys] == [*range(70, 0, -1)]
        )
        assert in_order, tab


def test_a_file_handled_meanwhile_does_not_swallow_the_next_page(desk, bulk):
    bulk(40, lambda rank: TODAY + timedelta(days=rank))
    first = listed(desk)
    following = desk.page.select_one(".pager a")["href"]
    db.session.execute(db.update(Proposal).where(Proposal.id == first[-1]).values(due_on=date(2027, 6, 1)))
    db.session.commit()
    assert listed(desk, following.partition("/equipe/envies/")[2])[:10] == list(range(31, 41))


def statements_of(queries, browser, address):
    browser.get(address)
    queries.clear()
    browser.get(address)
    return len(queries)


def test_ten_thousand_files_cost_as_many_statements_as_ten(desk, bulk, queries):
    addresses = ["/equipe/envies/" + query for query in ("", "?voir=toutes&mots=text+7", "?voir=en-retard")]
    bulk(10, lambda rank: TODAY)
    few = [statements_of(queries, desk, address) for address in addresses]
    bulk(9990, lambda rank: None if rank % 5 == 0 else TODAY - timedelta(days=rank % 40), start=10)
    many = [statements_of(queries, desk, address) for address in addresses]
    assert many == few and max(few) <= 8, (few, many)
    assert tab_of(desk, Tab.LATE) == "99+" and "plus de 99 envies" in desk.text
    assert len(desk.response.text) < 200_000
