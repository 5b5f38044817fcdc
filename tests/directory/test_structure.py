"""The page of a place: all that is known of it, and nothing that is not."""

from datetime import date

from tests import factories
from tests.directory.places import WEEK, place, steps


def test_all_that_is_known(browser, clock, lens):
    made = place(
        "Crèche des Essais",
        WEEK,
        ["toddlers", "parents"],
        ["step_free", "quiet_hours"],
        steps()[:1],
        closed=[(date(2026, 12, 21), date(2027, 1, 2)), (date(2026, 8, 1), date(2026, 8, 31))],
        description="On y joue.\nOn y dort.",
        age_from=0,
        age_to=3,
        email="creche@example.org",
        website="https://creche.example.org/",
        access_note="Sonnez côté jardin.",
        latitude=50.43,
        longitude=2.83,
        address="1 rue de l’Exemple",
        phone="03 53 01 00 15",
    )
    browser.get(f"/structures/{made.slug}")
    for words in (
        *("Ouvert jusqu’à 12 h", "On y joue.", "On y dort.", "Âge : 0 à 3 ans", "Parents et familles"),
        *("Lundi 9 h à 12 h, 14 h à 18 h", "Samedi fermé", "Fermé les jours fériés."),
        *("Du 21 décembre 2026 au 2 janvier 2027 : Congés", "Heures calmes", "Sonnez côté jardin."),
        *("creche.example.org", "1 rue de l’Exemple", "La crèche", "Fiche mise à jour le 24 novembre 2026"),
    ):
        assert words in browser.text, words
    assert "août" not in browser.text, "what is past is told no more"
    links = {tag["href"] for tag in browser.page.select("aside a")}
    assert {"tel:+33353010015", "mailto:creche@example.org", "geo:50.43,2.83"} <= links
    assert "À confirmer" not in browser.text


def test_what_is_not_known_is_said(browser):
    made = place("Lieu", phone="", is_confirmed=False)
    browser.get(f"/structures/{made.slug}")
    assert "Nous ne connaissons pas les horaires" in browser.text
    assert "À confirmer par la Ville." in browser.text and "n’a pas donné de numéro" in browser.text
    assert "None" not in browser.text


def test_its_published_envies(browser):
    centre = factories.centre(name="Centre")
    factories.published(centre, title="Un jardin partagé")
    factories.published(factories.centre(), title="Ailleurs")
    factories.proposal(centre, text="CANARI")
    browser.get(f"/structures/{centre.slug}")
    assert "Un jardin partagé" in browser.text and "Ailleurs" not in browser.text
    assert "CANARI" not in browser.text and "Je propose une envie" in browser.text


def test_a_page_costs_few_statements(browser, queries):
    made = place("Lieu", WEEK, ["toddlers"], ["step_free"])
    queries.clear()
    browser.get(f"/structures/{made.slug}")
    assert len(queries) <= 9


def test_what_the_staff_write_is_never_code(browser):
    hostile = "<script>alert(1)</script>{{ 7777*7 }}"
    made = place("Lieu", description=hostile, access_note=hostile)
    browser.get(f"/structures/{made.slug}")
    assert "<script>alert(1)</script>" in browser.page.get_text() and "54439" not in browser.text


def test_the_map_of_the_site_knows_it(browser):
    made = place("Lieu")
    assert f"/structures/{made.slug}" in browser.client.get("/sitemap.xml").text
    browser.get("/plan-du-site")
    browser.click("Les lieux")
    browser.click("Lieu")
