"""The children's pathway: seven steps in order, what exists for a child, the bridges between two steps."""

from ctg_site.directory.pathway_queries import SHOWN
from tests import factories
from tests.directory.places import bridge, place, steps


def stages(browser):
    """Each step, with the names of its places."""
    return {
        li.h3.get_text(strip=True): [tag.get_text(strip=True) for tag in li.select("article h4")]
        for li in browser.page.select("ol.pathway > li")
    }


def test_without_a_convention_it_says_so(browser):
    browser.get("/parcours")
    assert "Le parcours n’est pas encore décrit" in browser.text


def test_seven_steps_and_nothing_invented(browser, lens):
    browser.get("/parcours")
    assert list(stages(browser)) == [step.name for step in steps()] and len(stages(browser)) == 7
    assert not any(stages(browser).values())
    assert "La Ville n’a pas encore présenté ses lieux ici" in browser.text
    assert browser.text.count("Aucun lieu de cette étape n’est encore présenté") == 7


def test_what_exists_for_a_child_of_four(browser, lens):
    near, far = factories.district(name="Ici"), factories.district(name="Là-bas")
    nursery, _, school, leisure, *_ = steps()
    place("Crèche", steps=[nursery], age_from=0, age_to=3, district_id=near.id)
    place("École A", steps=[school], age_from=3, age_to=11, district_id=near.id)
    place("École B", steps=[school], age_from=3, age_to=11, district_id=far.id)
    place("Loisirs", steps=[leisure], audiences=["children"], district_id=near.id)
    place("Loisirs fermés", steps=[leisure], age_from=3, age_to=6, district_id=near.id, is_active=False)
    browser.get("/parcours")
    assert stages(browser)[school.name] == ["École A", "École B"]
    browser.submit("Voir ce qui existe", age="4", quartier=near.slug)
    assert browser.url.endswith(f"/parcours?age=4&quartier={near.slug}")
    assert "Pour 4 ans, Ici : 2 réponses" in browser.text
    found = {name: places for name, places in stages(browser).items() if places}
    assert found == {school.name: ["École A"], leisure.name: ["Loisirs"]}
    browser.submit("Voir ce qui existe", age="24", quartier=far.slug)
    assert "Nous ne connaissons pas de lieu pour ces choix" in browser.text
    browser.click("Voir tout le parcours")


def test_a_wrong_age_is_told_and_the_whole_shown(browser, lens):
    for odd in ("quatre", "-1", "80"):
        browser.get(f"/parcours?age={odd}", status=422)
        assert browser.page.select_one("#age")["value"] == odd and len(stages(browser)) == 7
    browser.get("/parcours?quartier=ailleurs", status=422)


def test_a_long_step_leads_to_the_directory(browser, lens):
    school = steps()[2]
    for number in range(SHOWN + 2):
        place(f"École {number}", steps=[school], age_from=3, age_to=11)
    place("Lycée", steps=[school], age_from=15)
    browser.get("/parcours?age=4")
    assert len(stages(browser)[school.name]) == SHOWN
    browser.click(f"Voir les {SHOWN + 2} lieux de cette étape")
    assert f"{SHOWN + 2} lieux" in browser.text and "Lycée" not in browser.text
    browser.click("Étape du parcours : enlever ce choix")


def test_bridges_stand_between_their_steps(browser, lens):
    nursery, laep, *_ = steps()
    held = place("Crèche des Ponts", steps=[nursery])
    bridge(nursery, laep, structures=[held])
    browser.get("/parcours")
    first = browser.page.select_one("ol.pathway > li")
    assert "Pour passer à la suite : Une matinée ensemble" in first.get_text(" ").replace("\u00a0", " ")
    browser.click("Crèche des Ponts")


def test_it_costs_the_same_at_few_and_at_many(browser, lens, queries):
    line = steps()
    place("Crèche 0", steps=line)
    bridge(line[0], line[1])
    costs = []
    for number in range(1, 30):
        if number in {1, 29}:
            queries.clear()
            browser.get("/parcours?age=4")
            costs.append(len(queries))
        place(f"Crèche {number}", steps=line, audiences=["everyone"])
        bridge(line[number % 6], line[number % 6 + 1], title=f"Passerelle {number}")
    assert costs[0] == costs[1] <= 7, costs
