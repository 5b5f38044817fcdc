"""A bearer gives values and news by a personal link; the coordination sees who answered, and takes them."""

import pytest

from ctg_site.actions.collection import operations, queries
from ctg_site.db import db
from ctg_site.domain.collecting import AskedState
from ctg_site.domain.policy import Role
from ctg_site.models.people import User
from tests import factories
from tests.actions.makers import (
    NEWS,
    answer,
    collection,
    enter,
    letters,
    link_in,
    measured,
    measures,
    names,
    propose,
    the_bearer,
)
from tests.typography import flat

pytestmark = pytest.mark.usefixtures("clock")


def test_from_the_opening_to_the_public_page(desk, browser_of, action, coordinator, mailbox):
    desk.get("/equipe/collectes/")
    desk.submit("Ouvrir et envoyer les liens", year="2026", due_on="20/12/2026")
    desk.follow()
    assert "1 action attend une réponse" in desk.text and "creche@example.org" in desk.text
    bearer = browser_of()
    enter(bearer, mailbox)
    assert "Crèche des Mésanges" in bearer.text and "Familles reçues, en personnes" in bearer.text
    assert "Visé en 2026 : 40." in bearer.text and "Dernière valeur connue, 2025 : 31." in bearer.text
    answer(bearer, "6 000,50")
    bearer.follow()
    assert "C’est envoyé" in bearer.text
    of_value, of_news = names()
    assert bearer.page.select_one(f"#{of_value}")["value"] == "6000,5"
    assert bearer.page.select_one(f"#{of_news}").text.strip() == NEWS
    assert measures(action.indicators[0])[2026] == (40.0, None)
    bearer.get(f"/actions/{action.number}")
    assert NEWS not in bearer.text
    desk.get("/equipe/")
    assert "1 réponse de porteur à valider" in desk.text
    desk.get("/equipe/collectes/1")
    desk.click("Crèche des Mésanges")
    row = [flat(cell.text) for cell in desk.page.select("tbody td")]
    assert row == ["31", "40", "non renseigné", "6 000,5"]
    desk.submit("Valider et publier l’action n° 1")
    desk.follow()
    assert f"Validé par {flat(coordinator.name)} le" in desk.text
    assert measures(action.indicators[0]) == {2025: (None, 31.0), 2026: (40.0, 6000.5)}
    bearer.get(f"/actions/{action.number}")
    assert NEWS in bearer.text
    bearer.get("/valeurs/")
    assert "La coordination a pris ces valeurs" in bearer.text and not bearer.page.select("fieldset")


def test_a_wrong_number_is_told_and_everything_typed_is_kept(browser, opened, mailbox):
    enter(browser, mailbox)
    answer(browser, "beaucoup", status=422)
    of_value, of_news = names()
    assert "Écrivez un nombre" in browser.text
    assert browser.page.select_one(f"#{of_value}")["value"] == "beaucoup"
    assert browser.page.select_one(f"#{of_news}").text.strip() == NEWS
    assert the_bearer().asked[0].state is AskedState.WAITING


def test_what_is_given_is_corrected_then_emptied(browser, opened, mailbox):
    enter(browser, mailbox)
    answer(browser, "12", "")
    browser.follow()
    answer(browser, "45 %", "")
    browser.follow()
    assert list(the_bearer().asked[0].given.values()) == [45.0]
    answer(browser, "", "")
    assert the_bearer().asked[0].state is AskedState.WAITING and the_bearer().asked[0].given == {}


def test_a_link_that_was_forwarded_names_its_bearer_and_gives_nothing_else(
    browser, opened, make, mailbox, coordinator
):
    other = factories.centre(name="Maison du Ruisseau")
    measured(make, other, "Une autre action")
    enter(browser, mailbox)
    assert "Page de : Crèche des Mésanges" in browser.text and "Une autre action" not in browser.text
    for page in ("/equipe/", "/equipe/collectes/1", "/equipe/valeurs/1", "/equipe/actions/1"):
        browser.get(page, status=303)


def test_only_what_is_asked_of_this_bearer_is_written(browser, make, opened, mailbox, coordinator):
    other = measured(make, factories.centre(name="Maison du Ruisseau"), "Une autre action")
    operations.entrust(opened, "Ana Exemple", "", [other.id], by=coordinator)
    enter(browser, mailbox)
    own, foreign = the_bearer().asked[0], the_bearer("Ana Exemple").asked[0]
    data = {f"a{own.id}_version": "1", f"a{foreign.id}_version": "1"}
    data[f"a{foreign.id}_i{other.indicators[0].id}"] = "12"
    browser.post("/valeurs/", data, status=409)
    assert the_bearer("Ana Exemple").asked[0].given == {}
    with pytest.raises(operations.OutOfDate):
        propose((foreign.id, 1, {}, "Faux."))


def test_a_link_is_revoked_and_made_again(browser, browser_of, desk, opened, mailbox):
    visitor = browser_of()
    link = enter(visitor, mailbox)
    desk.get("/equipe/collectes/porteurs/1")
    assert link in desk.text
    desk.submit("Oui, couper le lien")
    of_value, of_news = names()
    page = visitor.page
    visitor.get("/valeurs/")
    assert "Ouvrez votre lien" in visitor.text
    visitor.page = page
    answer(visitor, status=403)
    kept = [one.get_text() for one in visitor.page.select("main p.words")]
    assert kept == ["38", NEWS], "what was typed is not lost, values no more than sentences"
    assert the_bearer().asked[0].given == {}
    visitor.get(link, status=303)
    visitor.follow()
    assert "Ce lien n’ouvre plus rien" in visitor.text
    desk.follow()
    assert "Aucun lien n’ouvre cette page" in desk.text
    desk.submit("Oui, faire un autre lien")
    visitor.get(link, status=303)
    visitor.follow()
    assert "Crèche" not in visitor.text
    again = link_in(letters(mailbox)[-1][2])
    assert again != link
    visitor.get(again, status=303)
    visitor.follow()
    assert "Crèche des Mésanges" in visitor.text


def test_a_copied_cookie_opens_nothing_once_the_page_is_left(browser, other_browser, opened, mailbox):
    enter(browser, mailbox)
    copied = browser.client.get_cookie("ctg_valeurs", path="/valeurs").value
    browser.submit("Quitter")
    other_browser.client.set_cookie("ctg_valeurs", copied, path="/valeurs")
    other_browser.get("/valeurs/")
    assert "Ouvrez votre lien" in other_browser.text


def test_wrong_links_end_by_waiting(browser):
    for _ in range(10):
        browser.get(f"/valeurs/lien/{'A' * 26}", status=303)
    browser.get(f"/valeurs/lien/{'A' * 26}", status=429)


def test_nothing_is_taken_once_the_collection_is_closed(browser_of, desk, opened, mailbox):
    visitor = browser_of()
    enter(visitor, mailbox)
    answer(visitor, "12")
    visitor.follow()
    page = visitor.page
    desk.get("/equipe/collectes/1")
    desk.submit("Oui, clore la collecte")
    visitor.get("/valeurs/")
    assert "Cette collecte est close" in visitor.text and "12 personnes" in visitor.text
    visitor.page = page
    answer(visitor, "15", f"{NEWS} Et le samedi aussi, dès le mois prochain.", status=409)
    assert "Et le samedi aussi" in visitor.text and list(the_bearer().asked[0].given.values()) == [12.0]
    desk.get("/equipe/collectes/porteurs/1")
    assert not [button for button in desk.page.select("button") if "Valider" in button.text]
    with pytest.raises(operations.InvalidTransition):
        operations.validate(
            queries.collection(1), the_bearer().asked[0], the_bearer().asked[0].version, by=factories.staff()
        )
    desk.get("/equipe/collectes/1")
    desk.submit("Ouvrir à nouveau")
    visitor.get("/valeurs/")
    answer(visitor, "15")


def test_a_bearer_who_writes_while_it_is_taken_loses_nothing(browser, opened, mailbox, coordinator):
    enter(browser, mailbox)
    answer(browser, "12", "")
    browser.follow()
    asked = the_bearer().asked[0]
    operations.validate(queries.collection(1), asked, asked.version, by=coordinator)
    text = "Une phrase assez longue pour que la perdre soit vraiment dommage."
    answer(browser, "13", text, status=409)
    assert text in browser.text
    assert measures(asked.action.indicators[0])[2026] == (40.0, 12.0)


def test_a_partner_answers_with_their_account_until_it_is_disabled(
    browser, other_browser, make, coordinator, mailbox
):
    place = factories.centre(name="Crèche sans adresse", email="")
    partner = factories.staff(Role.PARTNER, place, email="partenaire@example.org")
    action = measured(make, place)
    collection(coordinator)
    ((address, _, letter),) = letters(mailbox)
    assert address == "partenaire@example.org"
    browser.sign_in(partner)
    browser.get("/equipe/", status=303, to="/equipe/valeurs/")
    browser.follow(status=303, to="/equipe/valeurs/1")
    browser.follow()
    answer(browser, "12")
    browser.follow()
    given = the_bearer().asked[0]
    assert given.given == {action.indicators[0].id: 12.0}
    other_browser.sign_in(factories.staff(Role.PARTNER, factories.centre()))
    other_browser.get("/equipe/valeurs/1", status=403)
    other_browser.get(link_in(letter), status=303)
    other_browser.follow()
    assert "Crèche sans adresse" in other_browser.text
    db.session.get(User, partner.id).is_active = False
    db.session.commit()
    other_browser.get("/valeurs/")
    assert "Ouvrez votre lien" in other_browser.text
    other_browser.get(link_in(letter), status=303)
    assert operations.remind_all(queries.collection(1), by=coordinator) == 0
