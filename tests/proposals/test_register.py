"""The public register shows what a person published, and nothing else."""

from datetime import timedelta

from ctg_site.domain.workflow import Decision
from tests import factories


def test_an_empty_register_invites(browser):
    browser.get("/envies/")
    assert "Aucune envie n’est encore publiée" in browser.text


def test_latest_first_and_pages_by_key(browser, clock):
    centre = factories.centre()
    for number in range(25):
        clock.shift(timedelta(minutes=1))
        factories.published(centre, title=f"Envie d’essai {number:02}")
    browser.get("/envies/")
    titles = [tag.get_text(strip=True) for tag in browser.page.select("article h2")]
    assert titles == [f"Envie d’essai {number:02}" for number in range(24, 4, -1)]
    browser.click("Plus anciennes")
    titles = [tag.get_text(strip=True) for tag in browser.page.select("article h2")]
    assert titles == [f"Envie d’essai {number:02}" for number in range(4, -1, -1)]
    browser.click("Plus récentes")
    assert "Envie d’essai 24" in browser.text
    browser.get("/envies/?apres=999999")
    assert "bout de la liste" in browser.text
    for odd in ("quelque-chose", "-1", "0", "9" * 400):
        browser.get(f"/envies/{odd}", status=404)
        browser.get(f"/envies/?apres={odd}")
        assert "Envie d’essai 24" in browser.text


def test_the_list_costs_the_same_whatever_its_length(browser, queries):
    centre = factories.centre()
    factories.published(centre, title="Seule")
    queries.clear()
    browser.get("/envies/")
    few = len(queries)
    for number in range(22):
        factories.published(factories.centre(), title=f"Titre {number}")
    queries.clear()
    browser.get("/envies/")
    assert len(queries) == few == 5


def test_a_page_of_an_envie_costs_nine_statements(browser, queries):
    proposal = factories.published()
    queries.clear()
    browser.get(f"/envies/{proposal.number}")
    assert len(queries) == 9


def test_only_what_a_person_published_is_public(browser):
    canary = "CANARI"
    hidden = [
        factories.proposal(text=canary),
        factories.decided(Decision.KEEP_PRIVATE, text=canary),
        factories.decided(Decision.REFUSE, reason=canary, text=canary),
        factories.decided(Decision.REDIRECT, reason=canary, text=canary),
        factories.decided(Decision.ASK_DETAIL, reason=canary, text=canary),
        factories.withdrawn(),
    ]
    for page in ("/", "/envies/", "/plan-du-site", "/sitemap.xml"):
        assert canary not in browser.client.get(page).text
    for proposal in hidden:
        browser.get(f"/envies/{proposal.number}", status=404)
        assert canary not in browser.response.text


def test_what_a_resident_writes_is_never_code(browser):
    hostile = "<script>alert(1)</script><b data-hx-get=/equipe/>{{ 7777*7 }}</b>"
    factories.published(title=hostile, text=hostile)
    proposal = factories.published(title=hostile, text=hostile, first_name=hostile[:60])
    for page in ("/envies/", f"/envies/{proposal.number}"):
        browser.get(page)
        assert (
            not browser.page.select("b[data-hx-get]") and "54439" not in browser.page.select_one("main").text
        )
        assert not browser.page.select("script:not([src], [type='application/ld+json'])")
        assert "<script>alert(1)</script>" in browser.page.get_text()


def test_reading_is_the_same_for_everyone(browser):
    proposal = factories.published()
    for page in ("/", "/envies/", f"/envies/{proposal.number}", "/convention/"):
        response = browser.client.get(page)
        assert "Set-Cookie" not in response.headers and "Cookie" not in response.headers.get("Vary", "")
    page = browser.client.get("/envies/")
    again = browser.client.get("/envies/", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304
    factories.published()
    changed = browser.client.get("/envies/", headers={"If-None-Match": page.headers["ETag"]})
    assert changed.status_code == 200
