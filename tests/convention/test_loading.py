"""A convention becomes rows: once, again without harm, and its official wording for good."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ctg_site.convention import operations, queries, reader, years_operations
from ctg_site.convention.nodes import ConventionFileError
from ctg_site.db import db
from ctg_site.domain.meetings import BodyKind
from ctg_site.models.convention import (
    Commitment,
    Convention,
    ConventionBody,
    ConventionItem,
    ConventionStep,
    GoverningBody,
    ItemKind,
    PathwayStep,
    Theme,
)
from ctg_site.services import search_check
from tests import factories
from tests.browser import Browser
from tests.convention.variants import changed, later, without

TABLES = (
    Convention,
    Theme,
    Commitment,
    ConventionItem,
    PathwayStep,
    ConventionStep,
    GoverningBody,
    ConventionBody,
)


def rows():
    """Everything stored, as plain values."""
    db.session.expire_all()
    return {model.__tablename__: db.session.execute(db.select(model.__table__)).all() for model in TABLES}


def test_the_whole_is_stored(loaded):
    convention = queries.overview("2022-2026")
    assert [theme.code for theme in convention.themes] == ["PE", "PA", "JE", "AVS", "NUM", "CV", "TR"]
    assert [one.number for one in convention.commitments][:6] == ["PE1", "PA1", "JE1", "JE2", "JE3", "AVS1"]
    counts = [len(convention.items_of(kind)) for kind in (ItemKind.AIM, ItemKind.DOMAIN, ItemKind.TOPIC)]
    assert counts == [5, 8, 7]
    assert [len(convention.bodies_of(kind)) for kind in BodyKind] == [5, 2]
    assert [step.position for step in convention.steps] == [1, 2, 3, 4, 5, 6, 7]
    assert convention.is_current and convention.source_reference.startswith("062-")


def test_topics_and_steps_belong_to_their_commitment(loaded):
    assert len(queries.commitment("2022-2026", "AVS2").topics) == 7
    assert [step.name for step in queries.commitment("2022-2026", "TR6").steps][:2] == [
        "La crèche",
        "Le LAEP",
    ]
    assert queries.commitment("2022-2026", "JE1").topics == []


def test_a_second_load_changes_nothing(lens, loaded, queries):
    before = rows()
    queries.clear()
    operations.load_convention(lens)
    assert not [sent for sent in queries if not sent.startswith("SELECT")]
    assert rows() == before


def test_plain_words_may_be_improved(lens, loaded):
    better = changed(lens, "JE2", plain_text="Des mots encore plus simples.", plain_title="Un titre")
    operations.load_convention(better)
    stored = queries.commitment("2022-2026", "JE2")
    assert (stored.plain_title, stored.plain_text) == ("Un titre", "Des mots encore plus simples.")
    assert len(rows()["commitment"]) == 19


def test_a_list_follows_its_file(lens, loaded):
    shorter = replace(lens, participation=lens.participation[:1], aims=lens.aims[::-1])
    operations.load_convention(shorter)
    convention = queries.overview("2022-2026")
    assert [body.name for body in convention.bodies_of("participation")] == ["Le café de l’info"]
    assert convention.items_of("aim")[0].key == "pilotage"


def test_official_wording_never_changes(lens, loaded):
    before = rows()
    altered = changed(changed(lens, "JE2", official_text="Autre chose."), "CV1", official_text="Encore.")
    with pytest.raises(ConventionFileError) as error:
        operations.load_convention(replace(altered, title="Un autre titre"))
    told = [str(problem) for problem in error.value.problems]
    assert len(told) == 2 and "JE2" in told[0] and "CV1" in told[1]
    assert all("ne peut plus changer" in line and line.startswith("ligne ") for line in told)
    assert rows() == before


def test_a_published_commitment_cannot_disappear(lens, loaded):
    with pytest.raises(ConventionFileError, match="il manque l’engagement CV3, déjà publié"):
        operations.load_convention(without(lens, "CV3"))


def test_the_first_convention_is_current_until_the_day_of_another(lens, loaded, clock):
    operations.load_convention(later(lens))
    assert queries.current().period == "2022-2026"
    operations.load_convention(later(lens), current=True)
    assert queries.current().period == "2022-2026", "it has not begun"
    clock.move_to(datetime(2027, 1, 1, 3, tzinfo=UTC))
    years_operations.turn(date(2027, 1, 1))
    assert queries.current().period == "2027-2031"
    operations.load_convention(lens)
    assert queries.current().period == "2027-2031"
    assert len(rows()["convention"]) == 2 and len(rows()["commitment"]) == 38


def test_a_file_of_another_town_loads(spoilt):
    other = spoilt("Délibération du conseil municipal de Lens", "Délibération du conseil d’une autre ville")
    convention = operations.load_convention(reader.parse(other.encode()))
    assert convention.source_title.startswith("Délibération du conseil d’une autre ville")


def test_without_a_convention_the_short_address_is_not_found(browser):
    browser.get("/convention/", status=404)


def test_a_town_without_pathway_nor_bodies_of_inhabitants_loads(spoilt, app):
    text = spoilt("", "")
    for name in ("cooperations", "parcours", "participation"):
        text = re.sub(rf"(?ms)^{name}:\n.*?(?=^\w|\Z)", "", text)
    convention = operations.load_convention(reader.parse(text.encode()))
    assert not queries.overview(convention.period).steps
    browser = Browser(app.test_client())
    for page in (f"/conventions/{convention.period}/", "/parcours", "/agenda/", "/"):
        browser.get(page)


def test_what_was_loaded_by_mistake_is_taken_away(lens, loaded):
    kept = rows()
    operations.load_convention(later(lens))
    assert operations.remove_convention("2027-2031") and not operations.remove_convention("2027-2031")
    assert rows() == kept


def test_what_something_hangs_on_stays(lens, loaded):
    kept_for_good = queries.overview("2022-2026").commitments[0]
    link = {"proposal_id": factories.proposal().id, "commitment_id": kept_for_good.id}
    db.session.execute(db.insert(db.metadata.tables["proposal_commitment"]).values(link))
    db.session.commit()
    kept = rows()
    with pytest.raises(operations.ConventionStillUsed, match="proposal_commitment"):
        operations.remove_convention("2022-2026")
    assert rows() == kept


def test_the_site_is_never_left_without_a_current_convention(lens, loaded):
    operations.load_convention(later(lens))
    assert operations.remove_convention("2022-2026")
    assert queries.current().period == "2027-2031"
    assert not search_check.wrong_documents(), "nothing is found of what is gone"
