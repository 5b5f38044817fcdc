"""Aims, domains and topics: what the act says they touch, what the coordination ticks, what is left."""

import pytest

from ctg_site.convention import item_operations as operations
from ctg_site.convention import item_queries
from ctg_site.convention.operations import load_convention, remove_convention
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.audit import AuditEntry
from ctg_site.models.convention import Commitment, ConventionItem, ItemKind
from ctg_site.models.items import ItemNamed, ItemTicked
from ctg_site.services import items
from tests import factories
from tests.convention.variants import later

OVERVIEW = "/conventions/2022-2026/"
PAGE = "/equipe/convention"

pytestmark = pytest.mark.usefixtures("loaded")


def number(value):
    return db.session.scalar(db.select(Commitment.id).filter_by(number=value))


def item(key, kind=ItemKind.DOMAIN):
    return db.session.scalar(db.select(ConventionItem.id).filter_by(key=key, kind=kind))


def touched(word):
    found = db.select(Commitment.number).where(Commitment.id.in_(items.commitments_of(word)))
    return set(db.session.scalars(found))


@pytest.fixture
def coordinator(browser):
    return browser.sign_in(factories.staff(Role.COORDINATOR))


@pytest.mark.parametrize(
    ("word", "numbers"),
    [
        ("domaine-jeunesse", {"JE1", "JE2", "JE3", "TR2"}),
        ("domaine-enfance", {"JE1", "TR2"}),
        ("domaine-inclusion-numerique", {"NUM1", "NUM2", "NUM3"}),
        ("domaine-animation-vie-sociale", {"AVS1", "AVS2"}),
        ("domaine-handicap", {"PE1", "JE1"}),
        ("domaine-acces-aux-droits", set()),
        ("but-pilotage", set()),
        ("sujet-sante", {"AVS2"}),
        ("domaine-rien", set()),
    ],
)
def test_the_act_alone_says_what_it_names(word, numbers):
    assert touched(word) == numbers


def test_loading_again_changes_nothing_and_another_act_has_its_own(lens):
    before = [(one.id, one.commitment_id) for one in db.session.scalars(db.select(ItemNamed))]
    load_convention(lens)
    assert [(one.id, one.commitment_id) for one in db.session.scalars(db.select(ItemNamed))] == before
    load_convention(later(lens))
    assert len(list(db.session.scalars(db.select(ItemNamed)))) == 2 * len(before)
    remove_convention("2027-2031")
    assert [(one.id, one.commitment_id) for one in db.session.scalars(db.select(ItemNamed))] == before


def test_the_coordination_ticks_and_everybody_reads_who_said_so(coordinator):
    coordinator.get("/equipe/reglages/")
    coordinator.click("Ce que touchent les engagements")
    coordinator.click("Les domaines")
    assert len(coordinator.page.select("td .tag")) == db.session.query(ItemNamed).count()
    pair = f"{number('TR4')}-{item('acces-aux-droits')}"
    coordinator.submit("Enregistrer", ticks=[pair], to=f"{PAGE}/domaines")
    coordinator.follow()
    assert "Les rapprochements sont enregistrés" in coordinator.text
    assert [tag["value"] for tag in coordinator.page.select("input[checked]")] == [pair]
    line = db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (line.subject, line.detail) == ("engagement TR4", "rapproché\u00a0: acces-aux-droits")
    coordinator.get(f"{OVERVIEW}engagements/TR4")
    assert "Accès aux droits (rapproché par la coordination)" in coordinator.text
    coordinator.click("Accès aux droits")
    assert "« Accès aux droits » : 1 engagement" in coordinator.text
    assert "(TR4, rapproché par la coordination)" in coordinator.text
    coordinator.get(f"{PAGE}/domaines")
    coordinator.submit("Enregistrer", ticks=[], to=f"{PAGE}/domaines")
    coordinator.follow()
    assert touched("domaine-acces-aux-droits") == set()
    line = db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert line.detail == "séparé\u00a0: acces-aux-droits"
    coordinator.submit("Enregistrer", to=f"{PAGE}/domaines")
    coordinator.follow()
    assert "Rien n’a changé" in coordinator.text


def test_two_people_who_tick_at_once_lose_nothing():
    person = factories.staff(Role.COORDINATOR)
    one, two = (number("TR1"), item("handicap")), (number("TR2"), item("handicap"))
    assert operations.tick([one], [], by=person) == 1
    assert operations.tick([two], [], by=person) == 1, "this page did not hold the first one: it stays"
    assert operations.tick([one], [], by=person) == 0, "ticked already by somebody else"
    assert operations.tick([two], [one, two], by=person) == 1
    assert {(row.commitment_id, row.item_id) for row in db.session.scalars(db.select(ItemTicked))} == {two}


def test_what_is_sent_by_hand_ties_nothing_else(coordinator):
    coordinator.get(f"{PAGE}/buts")
    named = f"{number('JE1')}-{item('jeunesse')}"
    for sent in ("1-999999", "x-y", named):
        coordinator.post(f"{PAGE}/domaines", {"ticks": sent, "shown": "7 zéro 1-1"}, status=422)
        assert "Ce choix n’est pas dans la liste" in coordinator.text
    assert not db.session.query(ItemTicked).count()
    coordinator.get(f"{PAGE}/autre", status=404)


def test_only_the_coordination_ticks(browser):
    for role in (Role.AGENT, Role.ADMINISTRATOR):
        browser.sign_in(factories.staff(role, factories.centre(name=f"Centre {role}", slug=f"centre-{role}")))
        browser.get(f"{PAGE}/domaines", status=403)
    browser.get("/equipe/reglages/")
    assert "Ce que touchent" not in browser.text


def test_the_convention_is_narrowed_by_an_item(browser):
    page = browser.get(OVERVIEW)
    groups = [tag["label"] for tag in page.select("#vise optgroup")]
    assert groups == ["Les domaines d’une CTG", "Les sujets de coopération"], "no aim touches anything yet"
    assert "Jeunesse (4)" in [tag.get_text() for tag in page.select("#vise option")]
    browser.submit("Voir ces engagements", vise="domaine-jeunesse")
    assert "« Jeunesse » : 4 engagements" in browser.text and "dit par le texte officiel" in browser.text
    links = [tag["href"] for tag in browser.page.select("#engagements ~ p a")]
    assert "/actions/?vise=domaine-jeunesse" in links and "/structures/?vise=domaine-jeunesse" in links
    browser.click("Ce qui s’y rapporte : Dire comment la convention est conduite")
    assert "Aucun engagement n’est rapproché" in browser.text
    browser.click("Voir tous les engagements")
    assert len(browser.page.select(".themes > li")) == 7
    browser.get(f"{OVERVIEW}?vise=domaine-rien")
    assert len(browser.page.select(".themes > li")) == 7


def test_an_item_that_leaves_the_act_takes_its_ties_along():
    person = factories.staff(Role.COORDINATOR)
    operations.tick([(number("TR1"), item("handicap"))], [], by=person)
    db.session.execute(db.delete(ConventionItem).where(ConventionItem.key == "handicap"))
    assert not db.session.query(ItemTicked).count()
    db.session.rollback()


def test_the_page_of_a_commitment_says_who_ties_it(browser):
    operations.tick(
        [(number("AVS2"), item("pilotage", ItemKind.AIM))], [], by=factories.staff(Role.COORDINATOR)
    )
    told = item_queries.of_commitment(number("AVS2"))
    assert [one.by_the_act for one in told] == [False, *[True] * (len(told) - 1)]
    browser.get(f"{OVERVIEW}engagements/AVS2")
    assert "Dire comment la convention est conduite (rapproché par la coordination)" in browser.text
    assert "Parentalité (dit par le texte officiel)" in browser.text
