"""What people read when they search: every kind, what made it found, and a way on when nothing is."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from ctg_site.db import db, now
from ctg_site.models.actions import Action
from ctg_site.models.agenda import Meeting
from ctg_site.models.convention import Convention
from ctg_site.models.proposals import Proposal
from tests import factories
from tests.agenda import makers
from tests.bench.crowd import crowd
from tests.lens import load_lens
from tests.typography import flat


@pytest.fixture
def site(database):
    """One thing of each kind that speaks of a garden."""
    load_lens()
    centre = factories.centre(name="Maison du jardin", slug="maison")
    factories.district(slug="residence", name="Grande Résidence")
    envie = factories.published(centre, "Un potager", text="Des jardins pour tous.", district="residence")
    current = db.session.scalar(db.select(Convention.id))
    action = Action(
        convention_id=current, number=1, title="Jardiner", is_published=True, changed_on=now().date()
    )
    start = datetime(2026, 12, 1, 17, tzinfo=UTC)
    meeting = Meeting(
        kind_id=makers.kind("workshop"),
        title="Visite du jardin",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        is_public=True,
    )
    secret = Meeting(
        kind_id=makers.kind("chat"),
        title="Jardin secret",
        starts_at=start,
        ends_at=start + timedelta(hours=1),
    )
    for thing in (action, meeting, secret):
        factories.save(thing)
    return envie


def test_every_kind_is_found_in_its_section(browser, site):
    browser.get("/recherche")
    browser.submit("Chercher", q="jardins")
    text = browser.text
    for title in ("Envies d’agir", "Actions", "Lieux", "Rendez-vous"):
        assert title in text
    assert "Un potager" in text and "Visite du jardin" in text and "Maison du jardin" in text
    assert "Jardin secret" not in text
    assert (
        "<mark>jardins</mark>" in browser.response.text and "<mark>Jardiner</mark>" in browser.response.text
    )


def test_what_made_it_found_is_said(browser, site):
    browser.get("/recherche?q=potager résidence")
    assert "Trouvé grâce à" in browser.text and "Grande Résidence" in browser.text


def test_commitments_and_help_are_found(browser, site):
    browser.get("/recherche?q=parentalité")
    assert "Ce que la convention vise" in browser.text
    browser.get("/recherche?q=accessibilité")
    assert "Ce que le site permet" in browser.text
    browser.get("/recherche?q=papier")
    assert "Version papier" in browser.text


def test_one_kind_goes_on_by_pages(browser, database):
    for n in range(23):
        factories.centre(name=f"Jardin {n:02}")
    browser.get("/recherche?q=jardin")
    assert "23 résultats" in browser.text.replace("\u00a0", " ")
    browser.get("/recherche?q=jardin&dans=lieux")
    first = set(re.findall(r"Jardin</mark> (\d\d)", browser.response.text))
    browser.click("La suite")
    assert len(first) == 20 and first.isdisjoint(re.findall(r"Jardin</mark> (\d\d)", browser.response.text))
    browser.get("/recherche?q=jardin&dans=autre", status=404)


def test_more_than_ninety_nine_is_not_counted(browser, database):
    centre = factories.centre()
    made = factories.published(centre, "Un jardin")
    crowd(made, 105, share=1)
    browser.get("/recherche?q=jardin")
    assert "plus de 99 résultats" in browser.text.replace("\u00a0", " ")
    browser.get("/envies/?q=jardin")
    assert "plus de 99 envies" in browser.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("jardin" * 2000, "Votre recherche est trop long"),
        ("de la", "Ces mots ne suffisent pas"),
        ("🌻🌻", "Ces mots ne suffisent pas"),
        ('NEAR* " ( ) : & | ! xylophone', "Rien pour"),
        ("xylophone", "Essayez un mot plus simple"),
    ],
)
def test_a_search_that_finds_nothing_says_what_to_do(browser, site, queries, query, sentence):
    queries.clear()
    browser.get(f"/recherche?q={quote(query)}", status=422 if len(query) > 200 else 200)
    assert sentence in browser.text
    assert len(queries) < 40


def test_a_wrong_letter_is_read_as_the_word_it_is_close_to(browser, site):
    for address in ("/recherche?q=jadrins", "/envies/?q=jadrins"):
        browser.get(address)
        assert "Résultats pour « jardins »" in flat(browser.text) and "Un potager" in browser.text


def test_when_nothing_holds_all_the_words_the_most_come_first_and_it_is_said(browser, site):
    factories.published(None, "Un jardin pour les tortues")
    factories.published(None, "Un jardin")
    for address in ("/recherche?q=", "/envies/?q="):
        browser.get(f"{address}je voudrais un jardin avec des tortues et un toboggan")
        assert "Rien ne contient tous vos mots" in browser.text
        titles = [flat(one.get_text()).strip() for one in browser.page.select("h3")]
        assert titles.index("Un jardin pour les tortues") < titles.index("Un jardin")
    browser.get("/recherche?q=je voudrais un endroit avec un jardin")
    assert "Rien ne contient" not in browser.text


def test_statements_do_not_grow_with_what_is_found(browser, site, queries):
    browser.get("/recherche?q=jardin")
    queries.clear()
    browser.get("/recherche?q=jardin")
    few = len(queries)
    for n in range(12):
        factories.published(None, f"Jardin {n}")
    queries.clear()
    browser.get("/recherche?q=jardin")
    assert len(queries) == few <= 30


def test_the_examples_beneath_the_field_find_something_on_a_new_site(browser, database):
    load_lens()
    browser.get("/recherche")
    told = browser.page.select_one("#q_hint").get_text().split(":")[1]
    examples = [one.strip(" .\n\u00a0") for one in told.split(",")]
    assert len(examples) == 3
    for example in examples:
        browser.get(f"/recherche?q={example}")
        assert browser.page.select("ol.found a"), example
        assert "Rien ne contient" not in browser.text


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("3919", "tel:3919"),
        ("115", "tel:115"),
        ("appeler le 15", "tel:15"),
        ("suicide", "tel:3114"),
        ("sui\u00adcide", "tel:3114"),
        ("violences conjugales", "tel:3919"),
        ("mon père me frappe", "tel:119"),
        ("sans abri", "tel:115"),
        ("harcèlement scolaire", "tel:3018"),
        ("punaises de lit", "tel:+33353010001"),
    ],
)
def test_whom_to_call_stands_on_top_the_number_that_fits_first(browser, database, query, number):
    browser.get(f"/recherche?q={query}")
    section = browser.page.select_one("#results > section")
    links = [link["href"] for link in section.select(".emergency a")]
    assert links[0] == number and {"tel:15", "tel:17", "sms:114"} <= set(links)


@pytest.mark.parametrize("query", ["jardin", "15 ans", "violon", "fête au 12 rue verte", "lit"])
def test_what_is_no_danger_shows_no_number(browser, database, query):
    browser.get(f"/recherche?q={query}")
    assert not browser.page.select(".emergency")


def test_a_page_of_the_site_is_found_by_what_people_call_it(browser, database):
    for query, title in (
        ("se désabonner", "Mes droits"),
        ("mot de passe oublié", "Suivre mon envie"),
        ("mon enfant", "Le parcours de l’enfant"),
    ):
        browser.get(f"/recherche?q={query}")
        assert title in [flat(one.get_text()) for one in browser.page.select("ol.found h3")], query


def test_another_writing_is_found_and_laid_out_in_its_direction(browser, database):
    arabic = factories.published(None, "حديقة للأطفال", text="نريد حديقة صغيرة في الحي.")
    factories.published(None, "Дитячий садок", text="Ми хочемо сад для дітей.")
    factories.published(None, "ბაღი", text="გვინდა ბაღი.")
    factories.published(None, "社区花园", text="我们想要一个花园。")
    for query, title in (
        ("حديقة", "حديقة للأطفال"),
        ("садок", "Дитячий садок"),
        ("ბაღი", "ბაღი"),
        ("花园", "社区花园"),
    ):
        for address in ("/recherche?q=", "/envies/?q="):
            browser.get(f"{address}{query}")
            assert title in [flat(one.get_text()) for one in browser.page.select("h3")], query
    browser.get("/recherche?q=حديقة")
    title = browser.page.select_one(f'ol.found a[href="/envies/{arabic.id}"]').parent
    assert title["dir"] == "rtl"


def test_htmx_asks_for_the_results_alone(browser, site):
    answer = browser.client.get(
        "/recherche?q=jardin", headers={"HX-Request": "true", "HX-Target": "results"}
    ).text
    assert 'id="results"' in answer and "<h1" not in answer


def test_the_register_has_filters_an_order_and_counts(browser, site):
    centre = factories.centre(name="Maison Curie", slug="curie")
    one = factories.published(centre, "Jardin des plantes")
    factories.published(centre, "Jardin des arts")
    db.session.execute(db.update(Proposal).where(Proposal.id == one.id).values(joined=7))
    db.session.commit()
    browser.get("/envies/?q=jardin résidence")
    assert "<mark>jardins</mark>" in browser.response.text and "Trouvé grâce à" in browser.text
    browser.get("/envies/?q=jardin")
    assert "3 envies" in browser.text.replace("\u00a0", " ")
    assert "Maison Curie (2)" in browser.text and "Grande Résidence (1)" in browser.text
    browser.get("/envies/?q=jardin&structure=curie")
    assert "2 envies" in browser.text.replace("\u00a0", " ") and "Un potager" not in browser.text
    browser.get("/envies/?q=jardin&structure=curie&tri=rejointes")
    assert browser.response.text.index("des plantes") < browser.response.text.index("des arts")
    browser.get("/envies/?tri=rejointes")
    assert browser.response.text.index("des plantes") < browser.response.text.index("des arts")
    browser.get("/envies/?tri=avancees")
    assert browser.response.text.index("des arts") < browser.response.text.index("des plantes")
    browser.get("/envies/?q=jardin&quartier=residence&structure=curie")
    assert "Aucune envie pour cette recherche" in browser.text
    browser.click("Sans «\u00a0Centre\u00a0»\u00a0: 1\u00a0envie")
    assert "Un potager" in browser.text
    browser.get("/envies/?quartier=inconnu&etape=rien&tri=rien")
    assert "Aucune envie pour cette recherche" in browser.text


def test_too_long_a_search_of_the_register_stays_written(browser, site):
    browser.get(f"/envies/?q={'jardin ' * 400}", status=422)
    assert "Votre recherche est trop long" in browser.text
    assert len(browser.page.select_one("#q")["value"]) > 2000
