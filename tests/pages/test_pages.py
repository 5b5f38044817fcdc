"""The pages that everybody reads: they answer, say what the law asks, and name no cookie too few."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest

from ctg_site.config import Settings
from ctg_site.db import db
from ctg_site.domain.vocabulary import AgeBand, ContactWay, ProposerKind
from ctg_site.factory import create_app
from ctg_site.pages import views
from ctg_site.pages.declaration import DECLARATION
from ctg_site.pages.law import LEGAL
from ctg_site.slices import SLICES
from ctg_site.submission.operations import DRAFT_LIFE
from ctg_site.web.areas import DEVICE_COOKIE
from ctg_site.words.french import day
from ctg_site.words.labels import label
from tests import factories
from tests.lens import load_lens
from tests.typography import flat

STATE = DECLARATION.state(DECLARATION.day)
PAGES = {
    "/": "Vous avez envie d’agir dans votre quartier ?",
    "/aide": "Aide",
    "/contact": "Contact",
    "/charte": "La charte des envies",
    "/accessibilite": f"Accessibilité : {STATE}",
    "/accessibilite/schema": "Schéma pluriannuel d’accessibilité, de 2027 à 2029",
    "/mentions-legales": "Mentions légales",
    "/donnees-personnelles": "Données personnelles",
    "/mes-droits": "Mes droits",
    "/plan-du-site": "Plan du site",
    "/papier": "La fiche en papier",
}


@pytest.fixture
def loaded(database):
    return load_lens()


@pytest.mark.parametrize(("path", "heading"), PAGES.items())
def test_every_page_answers_with_help_and_the_law_at_hand(browser, settings, path, heading):
    page = browser.get(path)
    assert flat(page.h1.get_text()) == heading
    footer = page.select_one("footer.foot")
    assert settings.contact_phone in footer.get_text()
    links = {flat(link.get_text()): link["href"] for link in footer.select("nav a")}
    assert links[f"Accessibilité : {STATE}"] == "/accessibilite"
    assert {"Mentions légales", "Données personnelles", "Plan du site", "Aide", "Contact"} <= set(links)
    assert not page.select("script[src*=htmx], [data-hx-get], [data-hx-post]"), (
        "residents’ pages need no htmx"
    )


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere(browser, loaded, path):
    page = browser.get(path)
    outside = ("http", "tel:", "sms:", "mailto:", "#")
    for href in {link["href"].partition("#")[0] for link in page.select("a[href]")}:
        if href and not href.startswith(outside):
            answer = browser.client.get(href)
            assert answer.status_code in {200, 302, 303}, f"{path} leads to {href}: {answer.status}"


def test_the_accessibility_declaration_holds_what_the_law_asks(browser, settings):
    browser.get("/accessibilite")
    for words in (
        "article 47",
        settings.publisher,
        "schéma pluriannuel",
        "plan d’action",
        f"Ce site est {STATE} avec",
        f"{DECLARATION.respected} sur {DECLARATION.applying} qui s’appliquent",
        "Ce qui n’est pas conforme",
        "Dérogations pour charge disproportionnée",
        "Contenus que la loi n’oblige pas à rendre accessibles",
        f"établie le {day(DECLARATION.day)}",
        "Technologies utilisées",
        "Environnement de test",
        "pages vérifiées",
        "Défenseur des droits",
        "une semaine",
    ):
        assert words in browser.text, words


def test_an_audit_of_more_than_three_years_says_nothing_any_more(browser, clock):
    clock.move_to(
        datetime(DECLARATION.day.year + 3, DECLARATION.day.month, DECLARATION.day.day, 12, tzinfo=UTC)
    )
    browser.get("/accessibilite")
    assert "Ce site est non conforme avec" in browser.text and "plus de trois ans" in browser.text


@pytest.fixture
def elsewhere(settings):
    """Read a page of a site with other settings; its connections are closed at the end."""
    made = []

    def read(address, **others):
        made.append(create_app(replace(settings, **others)))
        return made[-1].test_client().get(address).get_data(as_text=True)

    yield read
    for app in made:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.mark.parametrize("name", LEGAL)
def test_each_legal_page_has_its_day_and_who_answers_for_it(app, browser, settings, name):
    (address,) = [rule.rule for rule in app.url_map.iter_rules() if rule.endpoint == f"pages.{name}"]
    browser.get(address)
    law = LEGAL[name]
    assert f"Page à jour le {day(law.day)}" in browser.text
    assert f"Qui en répond : {getattr(settings, law.keeper)}" in browser.text


def test_the_legal_notice_gives_the_settings(browser, settings):
    browser.get("/mentions-legales")
    for value in (settings.publisher, settings.contact_address, settings.contact_email, settings.host_name):
        assert value in browser.text
    assert settings.host_address in browser.text and settings.host_phone in browser.text


def test_privacy_lists_every_cookie_and_the_real_life_of_a_draft(browser):
    page = browser.get("/donnees-personnelles")
    names = [flat(tag.get_text()) for tag in page.select("table")[2].select("tbody th")]
    assert names == [*(area.cookie for part in SLICES for area in part.areas), DEVICE_COOKIE]
    assert timedelta(hours=views.DRAFT_HOURS) == DRAFT_LIFE
    assert f"{views.DRAFT_HOURS} heures" in browser.text


def test_a_page_that_is_read_sets_no_cookie(app):
    client = app.test_client()
    for path in (*PAGES, "/robots.txt", "/sitemap.xml", "/.well-known/security.txt", "/healthz", "/envies/"):
        answer = client.get(path, headers={"Cookie": "ctg_envie=somebody"})
        assert "Set-Cookie" not in answer.headers, path


@pytest.mark.parametrize("number", ["15", "17", "18", "112", "119", "3919"])
def test_help_says_whom_to_call(browser, number):
    page = browser.get("/aide")
    assert page.select_one(f".emergency a[href='tel:{number}']")
    assert page.select_one(".emergency a[href='sms:114']") and page.select_one("#urgence")


def test_the_number_for_unfit_housing_is_the_one_of_the_town(browser, settings):
    page = browser.get("/aide")
    assert page.select_one(f".emergency a[href='tel:+33{settings.housing_phone.replace(' ', '')[1:]}']")


def test_the_paper_form_offers_the_answers_of_the_site(browser):
    browser.get("/papier")
    for answer in (*ProposerKind, *AgeBand, *ContactWay):
        assert label(answer) in browser.text


def test_the_demonstration_says_so(elsewhere, browser):
    browser.get("/")
    assert "Site de démonstration" not in browser.text
    assert "Site de démonstration" in elsewhere("/aide", demo=True)


def test_robots_are_told_where_the_sitemap_is(client_text):
    assert "Sitemap: http://localhost/sitemap.xml\n" in client_text("/robots.txt")


def test_the_sitemap_lists_what_is_public_and_nothing_else(client_text, loaded):
    public, hidden = factories.published(), factories.proposal()
    tree = ElementTree.fromstring(client_text("/sitemap.xml"))
    paths = [tag.text.removeprefix("http://localhost") for tag in tree.iterfind(".//{*}loc")]
    assert f"/envies/{public.id}" in paths and f"/envies/{hidden.id}" not in paths
    assert {*PAGES, "/conventions/2022-2026/engagements/TR6"} <= set(paths)


def test_security_txt_holds_until_a_day_that_really_passes(elsewhere, clock):
    told = set()
    for moment in (datetime(2026, 11, 24, tzinfo=UTC), datetime(2028, 2, 29, tzinfo=UTC)):
        clock.move_to(moment)
        told.add(elsewhere("/.well-known/security.txt", security_expires=date(2027, 3, 1)))
    lines = dict(line.split(": ", 1) for line in told.pop().splitlines())
    assert not told and lines["Expires"] == "2027-03-01T00:00:00Z"
    assert lines["Canonical"] == "http://localhost/.well-known/security.txt"


def test_security_txt_comes_with_less_than_a_year_to_live():
    default = next(field.default for field in fields(Settings) if field.name == "security_expires")
    assert timedelta(0) < default - LEGAL["accessibility"].day < timedelta(days=365)


@pytest.fixture
def client_text(app):
    def text(path):
        answer = app.test_client().get(path)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    return text
