"""The shared diagnosis: counted needs without a small group, what there is, figures, supported findings."""

from datetime import date

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.renewal import DiagnosisEvent
from ctg_site.domain.workflow import Forbidden, InvalidTransition
from ctg_site.models.actions import Action, action_commitment, action_district
from ctg_site.models.convention import Theme
from ctg_site.models.diagnosis import DiagnosisFigure, Finding, FindingSupport
from ctg_site.models.places import OpeningHours, Structure
from ctg_site.models.proposals import proposal_commitment
from ctg_site.renewal import diagnosis_operations as operations
from ctg_site.renewal import diagnosis_queries as reads
from ctg_site.renewal.figure_columns import FIGURES
from ctg_site.renewal.figure_operations import bring_in
from tests import factories
from tests.agenda.makers import somebody
from tests.renewal.conftest import the
from tests.renewal.test_continuity import commitment
from tests.spreadsheets import send, sheet
from tests.typography import flat

pytestmark = pytest.mark.usefixtures("clock", "old")
STAFF, PUBLIC = "/equipe/renouvellement/2022-2026/", "/conventions/2022-2026/diagnostic/"
LINE = {
    "name": "Enfants de moins de 3 ans",
    "territory": "Ville entière",
    "value": 1250,
    "unit": "enfants",
    "year": 2025,
    "source": "Une source inventée",
}


def link(table, **values):
    db.session.execute(db.insert(table).values(**values))
    db.session.commit()


def envies(count, district=None, number="JE1"):
    for _ in range(count):
        made = factories.proposal(district=district.slug if district else None)
        if district is not None:
            made.district_id = district.id
            db.session.commit()
        link(proposal_commitment, proposal_id=made.id, commitment_id=commitment(number).id)


def action(number=1, district=None, is_published=True):
    made = factories.save(
        Action(
            convention_id=the("2022-2026").id,
            number=number,
            title=f"Action inventée {number}",
            is_published=is_published,
            changed_on=date(2026, 11, 2),
        )
    )
    link(action_commitment, action_id=made.id, commitment_id=commitment("JE1").id)
    if district is not None:
        link(action_district, action_id=made.id, district_id=district.id)
    return made


def figure(**more):
    bring_in(the("2022-2026"), sheet(FIGURES, LINE | more), by=somebody())
    return db.session.scalar(db.select(DiagnosisFigure).order_by(DiagnosisFigure.id.desc()).limit(1))


def youth():
    return reads.any_theme("2022-2026", "jeunesse")


def find(by=None, **said):
    return operations.find(
        youth().theme, operations.FindingSaid("Il manque un lieu.", **said), by=by or somebody()
    )


def publish():
    operations.show(the("2022-2026"), DiagnosisEvent.PUBLISH, by=somebody())


def test_a_small_group_is_counted_with_the_others():
    large, small, other = (factories.district(name=name) for name in ("Grand", "Petit", "Autre"))
    envies(3, small)
    assert reads.needs(youth()) == reads.Needs(None, {}, 0), "fewer than five in all"
    envies(7, large)
    envies(2, other)
    assert reads.needs(youth()) == reads.Needs(12, {"Grand": 7}, 5)
    envies(6, other)
    assert reads.needs(youth()) == reads.Needs(18, {"Autre": 8}, 10), "three alone would be found out"
    (found,) = [row for row in reads.themes(the("2022-2026")) if row[0].slug == "jeunesse"]
    assert found[1] == 18


def test_it_is_read_once_it_is_published(desk, other_browser):
    place = factories.district(name="Un quartier")
    envies(6, place)
    action(1, place)
    structure = factories.centre(district_id=place.id, age_from=11, age_to=17)
    factories.save(OpeningHours(structure_id=structure.id, weekday=2, opens=840, closes=1080))
    for address in (PUBLIC, f"{PUBLIC}jeunesse", f"{PUBLIC}chiffres"):
        other_browser.get(address, status=404)
    desk.get(STAFF)
    desk.click("Écrire le diagnostic")
    desk.submit("Oui, publier", status=303)
    desk.follow()
    assert "Le diagnostic est publié" in desk.text
    other_browser.get(PUBLIC)
    said = flat(other_browser.text)
    assert "Jeunesse 6 envies, 0 constat." in said
    assert "Un quartier 1 de 11 à 17 ans 4" in said
    other_browser.get(f"{PUBLIC}jeunesse")
    assert "6 envies, 1 action publiée." in flat(other_browser.text)
    assert "Un quartier 6 1" in flat(other_browser.text)
    other_browser.get(f"{PUBLIC}chiffres")
    other_browser.get("/conventions/2022-2026/suite")
    desk.submit("Oui, retirer", status=303)
    other_browser.get(PUBLIC, status=404)
    with pytest.raises(InvalidTransition):
        operations.show(the("2022-2026"), DiagnosisEvent.WITHDRAW, by=somebody())


def test_a_finding_stands_on_something_that_everybody_reads(desk, other_browser):
    envie, hidden = factories.published(title="Un lieu le soir"), action(2, is_published=False)
    one, told = figure(), action(1)
    desk.get(f"{STAFF}diagnostic/jeunesse")
    desk.click("Ajouter un constat")
    desk.submit("Ajouter ce constat", text="Il manque un lieu le soir.", status=422)
    assert "Dites sur quoi ce constat s’appuie" in flat(desk.text)
    desk.submit("Ajouter ce constat", actions=f"{hidden.number}", status=422)
    assert "Rien de public ne porte ce numéro : 2." in flat(desk.text)
    desk.submit("Ajouter ce constat", actions="un", status=422)
    assert "Écrivez des numéros, séparés par des virgules" in desk.text
    desk.submit(
        "Ajouter ce constat", envies=str(envie.id), actions=str(told.number), figures=str(one.id), status=303
    )
    publish()
    other_browser.get(f"{PUBLIC}jeunesse")
    said = flat(other_browser.text)
    for words in ("Il manque un lieu le soir.", "Un lieu le soir", "Action inventée 1"):
        assert words in said, words
    assert "1 250 enfants en 2025 (Une source inventée)" in said
    number = db.session.scalar(db.select(Finding.id))
    desk.get(f"/equipe/renouvellement/constats/{number}")
    desk.submit("Enregistrer ce constat", text="Autrement.", actions="", figures="", status=303)
    assert len(db.session.scalars(db.select(FindingSupport)).all()) == 1
    told.is_published = False
    db.session.commit()
    desk.get(f"/equipe/renouvellement/constats/{number}")
    desk.submit("Oui, effacer", status=303)
    assert not db.session.scalars(db.select(FindingSupport)).all()
    assert not db.session.scalars(db.select(Finding)).all()


def test_what_is_hidden_since_is_named_no_more(browser):
    made = action()
    find(actions=[made.number])
    publish()
    browser.get(f"{PUBLIC}jeunesse")
    assert "Action inventée 1" in browser.text
    made = db.session.get(Action, made.id)
    made.is_published = False
    db.session.commit()
    browser.get(f"{PUBLIC}jeunesse")
    assert "Action inventée 1" not in browser.text and "Il manque un lieu." in browser.text


def test_figures_come_in_all_or_none_and_again_without_harm(desk):
    page = f"{STAFF}chiffres"
    send(desk, page, sheet(FIGURES, LINE, LINE | {"year": 2024}))
    send(desk, page, sheet(FIGURES, LINE | {"value": 1300}, LINE | {"year": 2024}))
    desk.follow()
    assert "Changés : 1. Déjà là, sans changement : 1." in flat(desk.text)
    wrong = [LINE | {"value": "beaucoup"}, LINE | {"year": "bientôt", "source": ""}, LINE | {"name": ""}]
    send(desk, page, sheet(FIGURES, *wrong), status=422)
    said = flat(desk.text)
    assert "4 choses à corriger" in said and "ligne 2 , colonne C" in said.replace("ligne 2,", "ligne 2 ,")
    assert [one.value for one in db.session.scalars(db.select(DiagnosisFigure).order_by("id"))] == [
        1300,
        1250,
    ]
    send(desk, page, sheet(FIGURES, LINE, LINE), status=422)
    assert "C’est déjà dit sur une ligne plus haut." in flat(desk.text)
    desk.get(page)
    desk.submit("Oui, effacer : chiffre 1", status=303)
    assert len(db.session.scalars(db.select(DiagnosisFigure)).all()) == 1


def test_a_figure_that_a_finding_names_stays(desk):
    one = figure()
    find(figures=[one.id])
    desk.get(f"{STAFF}chiffres")
    desk.submit(f"Oui, effacer : chiffre {one.id}", status=303)
    desk.follow()
    assert "Un constat s’appuie sur ce chiffre" in flat(desk.text)
    assert db.session.get(DiagnosisFigure, one.id) is not None


def test_it_is_the_coordination_alone():
    one, agent = figure(), somebody(Role.AGENT)
    with pytest.raises(Forbidden):
        find(by=agent, figures=[one.id])
    with pytest.raises(Forbidden):
        operations.show(the("2022-2026"), DiagnosisEvent.PUBLISH, by=agent)
    with pytest.raises(Forbidden):
        bring_in(the("2022-2026"), sheet(FIGURES, LINE), by=agent)


def test_its_pages_cost_the_same_at_a_few_rows_and_at_many(browser, queries):
    publish()

    def cost():
        spent = []
        for address in (PUBLIC, f"{PUBLIC}jeunesse", f"{PUBLIC}chiffres"):
            queries.clear()
            browser.get(address)
            spent.append(len(queries))
        return spent

    def some(first, count):
        for n in range(first, first + count):
            place = factories.district()
            action(n, place)
            factories.save(Structure(slug=f"l{n}", name=f"Lieu {n}", kind="autre", district_id=place.id))
            find(actions=[n], figures=[figure(year=2000 + n).id])
        envies(6, place)

    some(1, 2)
    few = cost()
    some(3, 9)
    assert cost() == few
    assert db.session.scalar(db.select(db.func.count()).select_from(Theme)) == 7
