"""The pages of the staff that no other journey opens, each for axe: by who may see it."""

import pytest

from tests.journeys.entry import sign_in
from tests.journeys.hands import Pointer
from tests.journeys.inspection import check_page

OF_THE_CENTRE = (
    *("/equipe/", "/equipe/lecture/", "/equipe/centre/", "/equipe/envies/tableur"),
    *("/equipe/envies/{received}/coordonnees/corriger", "/equipe/envies/{child}/coordonnees/corriger"),
    *("/equipe/envies/{received}/dates", "/equipe/envies/{received}/images", "/equipe/droits/"),
    *("/equipe/compte/", "/equipe/valeurs/", "/equipe/style"),
)
OF_THE_COORDINATION = (
    *(
        "/equipe/",
        "/equipe/centre/1/",
        "/equipe/centre/1/annee/2026",
        "/equipe/agenda/tableur",
        "/equipe/agenda/nouvelle-instance",
        "/equipe/paroles/noter",
    ),
    *("/equipe/reglages/sortes", "/equipe/reglages/sortes/1", "/equipe/reglages/sortes/nouvelle"),
    *(
        "/equipe/reglages/rendez-vous",
        "/equipe/reglages/rendez-vous/1",
        "/equipe/reglages/rendez-vous/nouveau",
    ),
    *("/equipe/reglages/quartiers/tableur", "/equipe/reglages/structures/tableur"),
    *("/equipe/reglages/premier-jour", "/equipe/reglages/introuvables", "/equipe/reglages/mots"),
    *("/equipe/collectes/", "/equipe/conventions/", "/equipe/actions/valeurs", "/equipe/droits/"),
    *("/equipe/renouvellement/2022-2026/", "/equipe/convention/sujets"),
    *("/equipe/indicateurs/", "/equipe/indicateurs/nouveau", "/equipe/actions/argent"),
    *("/equipe/reglages/phrase", "/equipe/structures/1", "/equipe/structures/1/fermetures"),
)
OF_THE_ADMINISTRATOR = ("/equipe/", "/equipe/etat/", "/equipe/comptes/tableur")


def unfold_all(page):
    for summary in page.locator("main summary").all():
        if not summary.evaluate("one => one.parentElement.open"):
            summary.click()


def check_each(page, scenes, email, addresses):
    sign_in(Pointer(page), scenes, email)
    for address in addresses:
        answer = page.goto(address.format(**scenes.files))
        assert answer.ok, f"{address}: {answer.status}"
        unfold_all(page)
        check_page(page)


@pytest.mark.parametrize("address", OF_THE_CENTRE)
def test_pages_of_an_agent(page, scenes, address):
    check_each(page, scenes, scenes.agent, [address])


@pytest.mark.parametrize("address", OF_THE_COORDINATION)
def test_pages_of_the_coordination(page, scenes, address):
    check_each(page, scenes, scenes.coordinator, [address])


@pytest.mark.parametrize("address", OF_THE_ADMINISTRATOR)
def test_pages_of_the_administrator(page, scenes, address):
    check_each(page, scenes, scenes.administrator, [address])
