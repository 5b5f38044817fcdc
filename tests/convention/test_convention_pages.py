"""Everybody reads the convention: whole, by theme, by commitment."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from ctg_site.convention import operations, years_operations
from tests.convention.variants import later
from tests.typography import flat

OVERVIEW = "/conventions/2022-2026/"
NUMBERS = "PE1 PA1 JE1 JE2 JE3 AVS1 AVS2 NUM1 NUM2 NUM3 CV1 CV2 CV3 TR1 TR2 TR3 TR4 TR5 TR6".split()
SLUGS = (
    "petite-enfance parentalite jeunesse animation-vie-sociale insertion-inclusion-numerique"
    " cadre-de-vie-logement enjeux-transversaux"
).split()

pytestmark = pytest.mark.usefixtures("loaded")


def at(*moment):
    return datetime(*moment, 12, tzinfo=ZoneInfo("Europe/Paris"))


def test_the_overview_shows_the_whole(browser, lens, clock):
    page = browser.get(OVERVIEW)
    for theme in lens.themes:
        assert page.select_one(f'a[href="{OVERVIEW}{theme.slug}/"]')
    for number in NUMBERS:
        assert page.select_one(f'a[href="{OVERVIEW}engagements/{number}"]')
    parts = (*lens.aims, *lens.domains, *lens.pathway, *lens.governance, *lens.participation)
    assert not [part.key for part in parts if flat(part.plain_text) not in browser.text]
    assert lens.source.reference in browser.text and "adoptée à l’unanimité" in browser.text
    assert all(signatory in browser.text for signatory in lens.signatories)
    assert len(page.select("ol.steps > li")) == 7


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (
            at(2021, 12, 1),
            "Elle n’a pas commencé La convention court du 1er janvier 2022 au 31 décembre 2026.",
        ),
        (at(2026, 11, 24), "Il reste 37 jours La convention court jusqu’au 31 décembre 2026."),
        (at(2026, 12, 30), "Il reste 1 jour "),
        (at(2026, 12, 31), "C’est le dernier jour"),
        (at(2027, 1, 1), "Elle est terminée La convention s’est arrêtée le 31 décembre 2026."),
    ],
)
def test_the_overview_says_how_long_it_still_runs(browser, clock, moment, told):
    clock.move_to(moment)
    browser.get(OVERVIEW)
    assert told in browser.text


@pytest.mark.parametrize("slug", SLUGS)
def test_a_theme_lists_its_commitments(browser, lens, slug):
    page = browser.get(f"{OVERVIEW}{slug}/")
    theme = next(theme for theme in lens.themes if theme.slug == slug)
    links = [tag["href"].rpartition("/")[2] for tag in page.select("article h3 a")]
    assert links == [commitment.number for commitment in theme.commitments]
    assert flat(page.select_one("blockquote p").text) == theme.official_heading


def test_themes_follow_each_other(browser):
    page = browser.get(OVERVIEW + "jeunesse/")
    assert page.select_one("a[rel=prev]")["href"] == OVERVIEW + "parentalite/"
    assert page.select_one("a[rel=next]")["href"] == OVERVIEW + "animation-vie-sociale/"
    assert not browser.get(OVERVIEW + "petite-enfance/").select("a[rel=prev]")


@pytest.mark.parametrize("number", NUMBERS)
def test_a_commitment_is_read_plain_first_then_official(browser, lens, number):
    commitment = next(one for theme in lens.themes for one in theme.commitments if one.number == number)
    page = browser.get(f"{OVERVIEW}engagements/{number}")
    official = flat(page.select_one("blockquote.official p").text)
    assert official == commitment.official_text
    assert lens.source.reference in page.select_one("blockquote.official footer").text
    plain = [browser.text.index(flat(line)) for line in commitment.plain_text.splitlines()]
    assert plain == sorted(plain) and plain[-1] < browser.text.index(official)
    assert "Ce que la convention vise" in browser.text
    assert page.select_one("main a[href='/envies/proposer']")


def test_commitments_follow_each_other_from_the_first_to_the_last(browser):
    met, address = [], OVERVIEW + "engagements/PE1"
    while address:
        page = browser.get(address)
        met.append(address.rpartition("/")[2])
        following = page.select_one("a[rel=next]")
        address = following and following["href"]
    assert met == NUMBERS


def test_topics_and_steps_stand_under_the_commitment_that_lists_them(browser):
    assert len(browser.get(OVERVIEW + "engagements/AVS2").select("main dl dt")) == 7
    assert len(browser.get(OVERVIEW + "engagements/TR6").select("main ol.steps > li")) == 7


@pytest.mark.parametrize(
    ("short", "permanent"),
    [
        ("/convention/", OVERVIEW),
        ("/convention/jeunesse/", OVERVIEW + "jeunesse/"),
        ("/convention/engagements/JE1", OVERVIEW + "engagements/JE1"),
        ("/convention/engagements/je1", OVERVIEW + "engagements/JE1"),
    ],
)
def test_short_addresses_lead_to_the_current_convention(browser, short, permanent):
    browser.get(short, status=302, to=permanent)


def test_a_number_in_small_letters_leads_to_its_one_address(browser):
    browser.get(OVERVIEW + "engagements/avs2", status=301, to=OVERVIEW + "engagements/AVS2")


@pytest.mark.parametrize(
    "unknown",
    [
        "/conventions/2021-2026/",
        "/conventions/ailleurs/",
        "/conventions/%00/",
        "/conventions/2022-2026/cuisine/",
        "/conventions/2022-2026/engagements/JE4",
        "/conventions/2022-2026/engagements/",
        "/conventions/2021-2026/engagements/JE1",
        "/convention/cuisine/",
        "/convention/engagements/JE4",
    ],
)
def test_what_does_not_exist_is_not_found(browser, unknown):
    browser.get(unknown, status=404)


def test_an_older_convention_stays_readable_and_says_so(browser, lens):
    operations.load_convention(later(lens))
    years_operations.turn(date(2027, 1, 1))
    browser.get("/convention/jeunesse/", status=302, to="/conventions/2027-2031/jeunesse/")
    page = browser.get(OVERVIEW + "engagements/JE1")
    assert page.select_one("main a[href='/convention/']") and "convention 2022-2026" in browser.text
    browser.get("/conventions/2027-2031/engagements/JE1")
    assert "Voir la convention actuelle" not in browser.text


@pytest.mark.parametrize(
    ("address", "statements"),
    [
        (OVERVIEW, 9),
        (OVERVIEW + "enjeux-transversaux/", 11),
        (OVERVIEW + "engagements/TR6", 15),
        ("/convention/", 1),
    ],
)
def test_a_page_costs_the_same_whatever_the_conventions(browser, lens, queries, address, statements):
    queries.clear()
    browser.client.get(address)
    assert len(queries) == statements
    operations.load_convention(later(lens))
    queries.clear()
    browser.client.get(address)
    assert len(queries) == statements
