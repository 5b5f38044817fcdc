"""The children's pathway: seven steps in order, what exists for a child, the bridges between two steps."""

from ctg_site.directory.pathway_queries import SHOWN
from ctg_site.words.pathway import called
from tests import factories
from tests.directory.places import bridge, place, steps


def stages(browser):
    """Each step of the whole pathway, with the names of its places."""
    return {
        li.h2.get_text(strip=True): [tag.get_text(strip=True) for tag in li.select(":scope > ul > li")]
        for li in browser.page.select("ol.pathway > li")
    }


def offered(browser):
    """What is open at the chosen ages: by its heading, the names of the places."""
    return {
        section.h2.get_text(strip=True): [tag.get_text(strip=True) for tag in section.select("article h3")]
        for section in browser.page.select("#pathway > section")
        if section.select("article")
    }


def test_without_a_convention_it_says_so(browser):
    browser.get("/parcours")
    assert "Le parcours n’est pas encore décrit" in browser.text


def test_five_tiles_then_seven_steps_and_nothing_invented(browser, lens):
    browser.get("/")
    browser.click("Mon enfant")
    tiles = [tag.get_text(" ", strip=True) for tag in browser.page.select(".ages a")]
    assert tiles == ["0–3 ans", "3–6 ans", "6–11 ans", "11–17 ans", "18–25 ans"]
    assert list(stages(browser)) == [called(step) for step in steps()] and len(stages(browser)) == 7
    assert not any(stages(browser).values())
    assert browser.text.count("La Ville n’a pas encore présenté ses lieux ici") == 7


def test_what_is_open_from_three_to_six_and_nothing_of_another_age(browser, lens):
    near, far = factories.district(name="Ici"), factories.district(name="Là-bas")
    nursery, _, school, leisure, *_ = steps()
    place("Crèche", steps=[nursery], age_from=0, age_to=3, district_id=near.id)
    place("École A", steps=[school], age_from=3, age_to=6, district_id=near.id)
    place("École B", steps=[school], age_from=2, age_to=11, district_id=far.id, phone="03 53 01 00 15")
    place("École des grands", steps=[school], age_from=6, age_to=11, district_id=far.id)
    place("Loisirs", steps=[leisure], audiences=["children"], district_id=near.id)
    place("Loisirs fermés", steps=[leisure], age_from=3, age_to=6, district_id=near.id, is_active=False)
    browser.get("/parcours")
    browser.click("3–6 ans")
    assert browser.url.endswith("/parcours?age=3-6")
    assert offered(browser) == {
        "L’école": ["École A", "École B"],
        "Le centre de loisirs des petits": ["Loisirs"],
    }
    assert (
        browser.page.select_one('article a[href="tel:+33353010015"]')
        .get_text(strip=True)
        .startswith("Appeler")
    )
    goes = [tag["href"] for tag in browser.page.select("article a") if tag.get_text(strip=True) == "Y aller"]
    assert len(goes) == 3 and all(one.startswith("/structures/") and one.endswith("#reach") for one in goes)
    assert "L’ALSH maternels" in browser.text, "the words of the act stand beneath"
    for words in ("Nous ne connaissons pas", "Aucun", "n’a pas encore"):
        assert words not in browser.page.main.get_text()
    browser.submit("Trier", quartier=far.slug)
    assert browser.url.endswith(f"/parcours?age=3-6&quartier={far.slug}")
    assert offered(browser)["L’école"] == ["École B", "École A"]


def test_the_nearest_comes_first(browser, lens):
    school = steps()[2]
    here, beside, across = (factories.district(name=name) for name in ("Ici", "À côté", "Au bout"))
    for name, of, north in (("C", here, 50.40), ("A", across, 50.49), ("B", beside, 50.41)):
        place(name, steps=[school], age_from=3, age_to=6, district_id=of.id, latitude=north, longitude=2.8)
    place("0, sans adresse", steps=[school], age_from=3, age_to=6)
    browser.get(f"/parcours?age=3-6&quartier={here.slug}")
    assert offered(browser)["L’école"] == ["C", "B", "A", "0, sans adresse"]


def test_an_age_in_figures_is_that_of_its_tile(browser, lens):
    for age, words in (
        ("0", "0 à 3"),
        ("3", "3 à 6"),
        ("17", "11 à 17"),
        ("18", "18 à 25"),
        ("25", "18 à 25"),
    ):
        browser.get(f"/parcours?age={age}")
        assert f"Mon enfant, de {words} ans" in browser.text, age
        assert "Une personne cherche avec vous" in browser.text


def test_a_wrong_age_is_told_and_the_tiles_shown(browser, lens):
    for odd in ("quatre", "-1", "80"):
        browser.get(f"/parcours?age={odd}", status=422)
        assert len(browser.page.select(".ages a")) == 5 and len(stages(browser)) == 7
    browser.get("/parcours?quartier=ailleurs", status=422)


def test_a_long_step_leads_to_the_directory(browser, lens):
    school = steps()[2]
    for number in range(SHOWN + 2):
        place(f"École {number}", steps=[school], age_from=3, age_to=11)
    place("Lycée", steps=[school], age_from=15)
    browser.get("/parcours?age=3-6")
    assert len(offered(browser)["L’école"]) == SHOWN
    browser.click("Tous les lieux de cette étape")
    browser.click("Étape du parcours : enlever ce choix")


def test_what_comes_next(browser, lens):
    _, laep, school, *_ = steps()
    place("La Cabane", steps=[laep], age_from=0, age_to=6)
    bridge(laep, school, "Le goûter de l’école")
    browser.get("/parcours?age=0-3")
    end = browser.page.select_one("section[aria-labelledby=next_title]").get_text(" ", strip=True)
    assert end.replace("\u00a0", " ").startswith("Et après ? Le goûter de l’école")
    browser.click("Ce qui est ouvert de 3 à 6 ans")
    browser.get("/parcours?age=18-25")
    assert "Et après" not in browser.text


def test_bridges_stand_between_their_steps(browser, lens):
    nursery, laep, *_ = steps()
    held = place("Crèche des Ponts", steps=[nursery])
    bridge(nursery, laep, structures=[held])
    browser.get("/parcours")
    first = browser.page.select_one("ol.pathway > li")
    assert "Une matinée ensemble" in first.get_text(" ")
    browser.click("Crèche des Ponts")


def test_it_costs_the_same_at_few_and_at_many(browser, lens, queries):
    line, here = steps(), factories.district(name="Ici").slug
    place("Crèche 0", steps=line, audiences=["everyone"])
    bridge(line[0], line[1])
    costs = []
    for number in range(1, 30):
        if number in {1, 29}:
            queries.clear()
            browser.get(f"/parcours?age=3-6&quartier={here}")
            costs.append(len(queries))
        place(f"Crèche {number}", steps=line, audiences=["everyone"])
        bridge(line[number % 6], line[number % 6 + 1], title=f"Passerelle {number}")
    assert costs[0] == costs[1] <= 8, costs
