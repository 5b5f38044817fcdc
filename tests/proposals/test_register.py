"""The public register shows what a person published, and nothing else."""

from datetime import timedelta

from ctg_site.domain.workflow import Decision
from ctg_site.proposals import finding_queries, tally_queries
from tests import factories
from tests.bench.crowd import crowd
from tests.lens import load_lens
from tests.typography import flat


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
    assert len(queries) == few <= 9
    queries.clear()
    browser.get("/envies/")
    assert len(queries) == 5, "what its choices hold is counted once a minute"


def test_choices_are_links_that_are_counted_and_nothing_leads_nowhere(browser, monkeypatch):
    load_lens()
    moon = factories.district(slug="lune", name="La Lune")
    lantern = factories.district(slug="lanternes", name="Les Lanternes")
    centre = factories.centre(slug="marelle", name="La Marelle")
    for number in range(3):
        factories.published(centre, f"Jardin {number}", district="lune")
    page = browser.get("/envies/")
    chips = {flat(one.get_text().strip()): one["href"] for one in page.select("#choices a")}
    assert "La Lune (3)" in chips and "La Marelle (3)" in chips
    assert not any(lantern.name in words for words in chips), "nobody lives there: no way to nothing"
    browser.get(chips["La Lune (3)"])
    assert moon.name in browser.text and "enlever ce choix" in browser.text
    assert not browser.page.select("#t_quartier"), "it is chosen"
    for module in (finding_queries, tally_queries):
        monkeypatch.setattr(module, "MOST_TALLIED", 2)
    browser.get("/envies/?q=jardin")
    assert "La Lune (au moins 2)" in flat(browser.text)


def test_what_is_counted_does_not_grow_with_what_is_found(browser, queries):
    made = factories.published(factories.centre(), "Un jardin")
    crowd(made, tally_queries.MOST_TALLIED + 100, share=1)
    browser.get("/envies/?q=jardin")
    queries.clear()
    browser.get("/envies/?q=jardin")
    many = len(queries)
    assert "(plus de 99)" in flat(browser.text)
    factories.published(factories.centre(slug="autre", name="Autre"), "Un potager")
    browser.get("/envies/?q=potager")
    queries.clear()
    browser.get("/envies/?q=potager")
    assert len(queries) >= many - 2


def test_where_nothing_is_found_somebody_may_be_called(browser):
    factories.published()
    browser.get("/envies/?q=xylophone")
    assert "Ou demandez à une personne" in browser.text
    browser.click("Chercher ces mots dans tout le site")
    assert "Rien pour" in browser.text and "Ou demandez à une personne" in browser.text


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
