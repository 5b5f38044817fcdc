"""A value is saved when its field is left, and says so in its row; what is typed elsewhere stays."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.entry import sign_in
from tests.journeys.hands import Pointer, said
from tests.journeys.inspection import check_page

WIDE = {"width": 1280, "height": 900}


def test_each_row_is_saved_where_it_stands(new_page, scenes):
    page = new_page(viewport=WIDE)
    page.watch.expect("Response Status Error", "status of 422", "htmx:")
    coordinator = sign_in(Pointer(page), scenes, scenes.coordinator)
    page.goto("/equipe/actions/1/indicateurs")
    for number, name in enumerate(("Familles reçues", "Matins ouverts")):
        page.locator(f"[name=indicators-{number}-name]").fill(name)
        page.locator(f"[name=indicators-{number}-unit]").fill("fois")
    coordinator.press("Enregistrer cette partie")
    page.goto("/equipe/actions/valeurs")
    check_page(page)
    values = page.locator("tbody form input[type=text]")
    news = page.locator("[id^=r_a] form input[type=text]").first
    news.fill("Une phrase que personne n’a encore envoyée.")
    first, second = values.nth(0), values.nth(1)
    row, other = (page.locator("tbody tr", has=page.locator("form")).nth(number) for number in (0, 1))
    first.fill("6 000,50")
    second.fill("beaucoup")
    expect(row).to_contain_text("Valeur enregistrée.")
    second.press("Tab")
    expect(other).to_contain_text("Écrivez un nombre")
    expect(second).to_have_value("beaucoup")
    second.fill("45 %")
    second.press("Tab")
    expect(other).to_contain_text("Valeur enregistrée.")
    first.fill("7")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        first.press("Enter")
    expect(row).to_contain_text("Valeur enregistrée.")
    expect(news).to_have_value("Une phrase que personne n’a encore envoyée.")
    page.reload()
    expect(first).to_have_value("7")
    expect(second).to_have_value("45")


def test_what_is_measured_of_a_commitment_alone_is_counted_in_its_years(new_page, scenes):
    page = new_page(viewport={"width": 320, "height": 568})
    coordinator = sign_in(Pointer(page), scenes, scenes.coordinator)
    page.goto("/equipe/indicateurs/nouveau")
    coordinator.write("Ce qu’on mesure", "Places en crèche")
    coordinator.write("En quoi", "places")
    page.locator("[name=commitments]").first.check(force=True)
    coordinator.press("Enregistrer")
    said(coordinator, "L’indicateur est fait.")
    check_page(page)
    page.locator("[name=measures-0-year]").fill("2025")
    page.locator("[name=measures-0-value]").fill("210")
    coordinator.press("Enregistrer les valeurs")
    said(coordinator, "Les valeurs sont enregistrées.")
    expect(page.locator("main")).to_contain_text("210 en 2025")
    check_page(page)


def test_the_pages_of_a_collection_read_well(new_page, scenes):
    page = new_page(viewport={"width": 320, "height": 568})
    coordinator = sign_in(Pointer(page), scenes, scenes.coordinator)
    page.goto("/equipe/actions/1/etat")
    page.locator("[name=state][value=under_way]").check(force=True)
    coordinator.press("Enregistrer cette partie")
    page.goto("/equipe/collectes/")
    check_page(page)
    due = date.today() + timedelta(days=20)
    page.locator("[name=due_on]").fill(due.isoformat())
    coordinator.press("Ouvrir et envoyer les liens")
    check_page(page)
    page.locator("[name=name]").fill("Ana Exemple")
    page.locator("[name=actions]").first.check(force=True)
    coordinator.press("Faire son lien")
    check_page(page)
    link = page.locator("#t_link ~ p.words").inner_text()
    bearer = new_page(viewport={"width": 320, "height": 568})
    bearer.goto(f"/valeurs/lien/{link.rpartition('/')[2]}")
    expect(bearer.get_by_role("heading", level=1)).to_have_text("Les valeurs de vos actions")
    check_page(bearer)
