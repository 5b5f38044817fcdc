"""The public bilan: what it counts, how it says it, what it never tells of a few."""

from datetime import timedelta

import pytest

from ctg_site.bilan import queries as bilan
from ctg_site.convention import queries as conventions
from ctg_site.domain.bilan import House, at_least, promise_kept, street, told_within
from ctg_site.domain.town_calendar import at
from ctg_site.domain.workflow import Moderation, Outcome, Stage
from ctg_site.services import kept_figures
from ctg_site.words import bilan as words
from ctg_site.words.french import today
from tests import factories
from tests.bilan import makers
from tests.lens import load_lens, load_next
from tests.wire import ACCEPTED, KB, receive

PAGE = "/bilan/"


def figures(browser):
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in browser.page.select("table tbody tr")
    ]


def test_an_empty_site_says_what_each_part_waits_for(browser):
    browser.get(PAGE)
    for said in (
        "Aucune envie n’est encore arrivée",
        "Pas encore de mesure : il faut au moins 5 réponses.",
        "Aucune convention n’est en vigueur sur ce site.",
        "Aucun récit avec une photo n’est encore publié.",
        "Aucune action n’est encore publiée ici.",
        "Personne n’a encore donné son avis.",
    ):
        assert said in browser.text
    assert not browser.page.select(".houses, svg.bars")
    browser.get("/")
    assert "Voir le bilan" not in browser.text


def test_a_year_without_envie_says_so_and_words_that_name_nothing_lead_nowhere(browser):
    makers.envies(6)
    browser.get(f"{PAGE}?annee=2019")
    assert "Aucune envie en 2019" in browser.text
    for asked in (
        "annee=hier",
        "annee=99999",
        "quartier=nulle-part",
        "theme=x",
        "engagement=ZZ9",
        "centre=x",
    ):
        browser.get(f"{PAGE}?{asked}", status=404)


def test_each_envie_has_a_house_lit_by_its_stage(browser):
    makers.envies(4)
    makers.envies(3, stage=Stage.PROJECT)
    makers.envies(2, outcome=Outcome.REALISED, stage=Stage.STORY)
    makers.envies(1, moderation=Moderation.REDIRECTED)
    makers.envies(5, to_check=True)
    browser.get(PAGE)
    assert "10 envies reçues, 5 rencontrées, 0 aidée, 2 réalisées." in browser.text
    houses = [use["href"] for use in browser.page.select(".houses use")]
    assert [houses.count(f"#house_{look}") for look in House] == [4, 0, 0, 3, 0, 2, 0, 1]
    assert ["Mise en projet", "3"] in figures(browser) and ["Close", "1"] in figures(browser)
    lit = {
        one["id"]: len(one.select(".lit[d$='h5v5h-5z']")) for one in browser.page.select("symbol[id^=house]")
    }
    assert lit == {"house_welcome": 1, "house_project": 4, "house_realised": 6, "house_closed": 0}


def test_a_long_street_holds_few_houses_and_says_what_one_stands_for(browser):
    makers.envies(700)
    makers.envies(1, outcome=Outcome.REALISED)
    browser.get(PAGE)
    assert "Une maison vaut 20 envies" in browser.text
    houses = [use["href"] for use in browser.page.select(".houses use")]
    assert houses.count("#house_welcome") == 35 and houses.count("#house_realised") == 1
    for total in (60, 61, 300, 50_000, 10**6):
        each, drawn = street({House.WELCOME: total})
        assert sum(count for _, count in drawn) <= 60 and each * 60 >= total


def test_the_promise_is_told_from_real_delays():
    assert promise_kept({}, 0, 10) is None and promise_kept({1: 4}, 0, 10) is None
    kept = promise_kept({0: 5, 3: 4, 12: 1}, 0, 10)
    assert (kept.measured, kept.on_time, words.promise(kept)) == (
        10,
        9,
        "9 fois sur 10, en 3\u00a0jours de travail au plus",
    )
    assert words.promise(promise_kept({0: 9, 4: 1}, 0, 10)) == "9 fois sur 10, le jour même"
    late = promise_kept({2: 7}, 3, 10)
    assert words.promise(late) == "7 fois sur 10, dans le délai promis\u00a0: deux semaines"
    assert words.promise(promise_kept({20: 3}, 9, 10)).startswith("Moins d’une fois sur 10")


def test_the_promise_counts_who_still_waits_and_not_who_came_to_the_desk(browser):
    arrived = today() - timedelta(days=40)
    makers.envies(8, answered_in=3, contacted_at=at(arrived))
    makers.envies(2, contact_due_on=today() - timedelta(days=1))
    makers.envies(30, channel="desk", answered_in=0, contacted_at=at(arrived))
    browser.get(PAGE)
    assert "8 fois sur 10, dans le délai promis : deux semaines." in browser.text
    assert "Sur 10 envies, 8 ont eu un premier contact dans le délai promis" in browser.text
    browser.get("/")
    assert "40 envies reçues, 0 réalisée. Une réponse 8 fois sur 10" in browser.text


def test_the_home_page_counts_once_and_follows_what_changes(browser, queries):
    makers.envies(3)
    browser.get("/")
    queries.clear()
    browser.get("/")
    again = len(queries)
    factories.proposal()
    queries.clear()
    browser.get("/")
    assert "4 envies reçues" in browser.text and len(queries) == again + 2


def test_a_commitment_is_done_begun_or_not_yet_in_words(browser):
    load_lens()
    first, second, third = (one.id for one in conventions.current().commitments[:3])
    makers.action("done", [first, second])
    makers.action("under_way", [second])
    makers.action("dropped", [first, third])
    browser.get(PAGE)
    said = [line.select_one(".tag").text for line in browser.page.select(".strip li")]
    assert said == ["Fait", "Commencé", *["Pas encore"] * 17]


def test_small_groups_are_merged_and_no_subtraction_shows_them(browser):
    load_lens()
    places = [factories.district(name=name) for name in ("Alpha", "Bravo", "Charlie", "Delta")]
    for place, count in zip(places, (40, 12, 6, 3), strict=True):
        makers.envies(count, district_id=place.id, stage=Stage.MEETING)
    browser.get(PAGE)
    told = {row[0]: row[1:] for row in figures(browser)}
    assert told["Alpha"] == ["40", "au moins 40", "moins de 5", "moins de 5"]
    assert told["Bravo"][0] == "12" and "Charlie" not in told and "Delta" not in told
    assert "9 envies comptées ensemble, ces groupes étant trop petits" in browser.text
    for place in places[2:]:
        browser.get(f"{PAGE}?quartier={place.slug}")
        assert "trop peu d’envies" in browser.text and not browser.page.select("dl.facts")


@pytest.mark.parametrize("seed", range(12))
def test_nobody_is_singled_out_whatever_is_combined_and_subtracted(seed):
    """Every group told, what is left of its whole, what is left of its theme: nobody, or five at least."""
    load_lens()
    makers.scattered(seed)
    found = bilan.whole(today())
    tables = bilan.breakdowns(found, conventions.current(), today())
    for table in tables.values():
        parts = {one.word: one.counted.received for one in table.groups if one.counted}
        wholes = {"": (found.counted.received, parts)}
        if table.filter == "engagement":
            themes = {one.word: one.counted for one in tables["theme"].groups}
            wholes = {
                theme.slug: (
                    themes[theme.slug].received if themes[theme.slug] else None,
                    {one.number: parts[one.number] for one in theme.commitments if one.number in parts},
                )
                for theme in conventions.current().themes
            }
        for whole, inside in wholes.values():
            assert all(count == 0 or count >= 5 for count in inside.values()), table
            if whole is not None:
                left = [whole - count for count in (*inside.values(), sum(inside.values()))]
                assert not [rest for rest in left if 0 < rest < 5], (table, whole)


def test_two_choices_are_never_crossed(browser):
    place = factories.district()
    makers.envies(30, district_id=place.id)
    makers.envies(9)
    browser.get(f"{PAGE}?annee={today().year}")
    alone = browser.page.select_one("dl.facts").text
    browser.get(f"{PAGE}?annee={today().year}&quartier={place.slug}")
    assert browser.page.select_one("dl.facts").text == alone
    assert "On regarde une chose à la fois" in browser.text


def test_parts_of_a_group_are_told_by_fives():
    assert [at_least(count) for count in (0, 4, 5, 39, 40)] == [None, None, 5, 35, 40]
    assert told_within(20, {"a": 14, "b": 3, "c": 3}) == {"a": 14}
    assert told_within(20, {"a": 17, "b": 3}) == {}
    assert told_within(19, {"a": 10, "b": 6, "c": 3}) == {"a": 10}
    assert told_within(30, {"a": 20, "b": 10}) == {"a": 20, "b": 10}


def test_a_year_of_few_envies_says_so_on_the_chart(browser):
    makers.envies(2, created_at=at(today()))
    page = browser.get(PAGE)
    drawn = [text.text for text in page.select("svg.bars text")]
    assert not drawn or drawn[:2] == ["trop", "peu"]
    assert not page.select("#t_detail ~ p.says")


def test_the_years_are_those_of_the_town(browser):
    makers.envies(7, created_at=at(today().replace(year=2024, month=12, day=31)))
    makers.envies(9, created_at=at(today().replace(year=2025, month=1, day=1)))
    found = bilan.whole(today())
    table = bilan.breakdown("annee", found, None, today())
    assert [(one.word, one.counted.received) for one in table.groups if one.counted] == [
        ("2024", 7),
        ("2025", 9),
        ("2026", 0),
    ]
    browser.get(PAGE)
    assert [text.text for text in browser.page.select("svg.bars text")] == [
        "7",
        "2024",
        "9",
        "2025",
        "0",
        "2026",
    ]


def test_an_envie_counts_once_in_a_theme_and_in_each_of_its_commitments():
    load_lens()
    theme = max(conventions.current().themes, key=lambda one: len(one.commitments))
    ids = [one.id for one in theme.commitments[:2]]
    makers.envies(8, commitments=ids)
    makers.envies(30)
    found = bilan.whole(today())
    tables = bilan.breakdowns(found, conventions.current(), today())
    assert tables["theme"].of(theme.slug).counted.received == 8
    assert [tables["engagement"].of(one.number).counted.received for one in theme.commitments[:2]] == [8, 8]


def test_the_page_asks_as_much_with_many_and_weighs_little(app, browser, queries):
    load_lens()
    makers.scattered(1)
    queries.clear()
    browser.get(PAGE)
    few = len(queries)
    makers.scattered(2, most=400)
    kept_figures.forget()
    queries.clear()
    browser.get(PAGE)
    assert len(queries) == few <= 28
    queries.clear()
    browser.get(PAGE)
    assert len(queries) <= few - 8, "what takes long is counted once a minute"
    for coding in ACCEPTED:
        assert len(receive(app.test_client(use_cookies=False), PAGE, coding).data) <= 14 * KB


def test_the_work_of_a_convention_stays_told_once_another_one_is_in_force(browser):
    load_lens()
    makers.scattered(2, most=60)
    old = conventions.current()
    load_next()
    browser.get(PAGE)
    assert browser.page.select_one('a[href*="engagements/PE1"]')["href"].startswith("/conventions/2027-2031/")
    browser.click("Ceux de la convention 2022-2026")
    assert len(browser.page.select("ol.strip li")) == 19 and "la convention 2022-2026" in browser.text
    themes = bilan.breakdown("theme", bilan.whole(today()), old, today())
    told = next(one for one in themes.told if one.word)
    browser.get(f"{PAGE}?convention=2022-2026&theme={told.word}")
    assert told.name in browser.text
    for wrong in ("2099-2105", "hier"):
        browser.get(f"{PAGE}?convention={wrong}", status=404)


def test_a_page_that_did_not_change_is_not_sent_again(browser):
    makers.envies(6)
    browser.get(PAGE)
    tag = browser.response.headers["ETag"]
    assert browser._send("GET", PAGE, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("sort", ["annee", "theme", "engagement", "quartier", "centre"])
def test_a_part_asks_as_much_with_many(browser, queries, sort):
    load_lens()
    makers.scattered(1, most=90)
    costs = set()
    for seed in (2, 3):
        makers.scattered(seed, most=90)
        kept_figures.forget()
        word = bilan.breakdown(sort, bilan.whole(today()), conventions.current(), today()).groups[0].word
        queries.clear()
        browser.get(f"{PAGE}?{sort}={word}")
        costs.add(len(queries))
    assert len(costs) == 1 and costs.pop() <= 14
