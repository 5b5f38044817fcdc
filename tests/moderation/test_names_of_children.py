"""Under fifteen neither a title nor a public text is offered that may name somebody, at none of the doors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_site.domain import spoken
from ctg_site.domain.hints import public_from, title_from
from ctg_site.domain.vocabulary import AgeBand
from ctg_site.domain.workflow import Decision, InvalidTransition
from tests import factories
from tests.moderation.pages import address, open_file

NAMED = "je m’appelle kevin et je veux un skatepark"
CHILD = {"age_band": "under_15", "visibility": "without_name"}
ALWAYS = sorted(spoken.words_of("first_names.txt"))
CAPITAL = sorted(ALWAYS + list(spoken.words_of("first_names_also_words.txt")))


@given(st.sampled_from(ALWAYS), st.sampled_from(["je m’appelle {}", "moi c’est {}", "ma petite sœur {} lit"]))
def test_a_name_said_in_small_letters_is_in_no_title_of_a_child(name, sentence):
    assert title_from(sentence.format(name), AgeBand.UNDER_15) == ""


@given(st.sampled_from(CAPITAL), st.sampled_from(["{} veut un but", "Un but pour {}", "Avec {}, on joue"]))
def test_a_name_with_its_capital_neither_even_alone(name, sentence):
    assert title_from(sentence.format(name.title()), AgeBand.UNDER_15) == ""
    assert name.title() in title_from(sentence.format(name.title()), AgeBand.ADULT)


@pytest.mark.parametrize("text", ["Un skatepark", "Rouvrir le stade Léo Lagrange", "Du foot rue Jean Jaurès"])
def test_a_child_s_words_that_name_nobody_are_offered(text):
    assert title_from(f"{text}. Je m’appelle Kévin.", AgeBand.UNDER_15) == text
    assert public_from(text, AgeBand.UNDER_15) == text


def test_a_text_that_names_a_child_further_on_is_not_offered_though_its_title_is():
    assert public_from("Un skatepark. Je m’appelle Kévin.", AgeBand.UNDER_15) == ""
    assert public_from("Un skatepark. Je m’appelle Kévin.", AgeBand.ADULT).endswith("Kévin.")


@pytest.mark.parametrize(("age", "title"), [("under_15", ""), ("from_15_to_17", NAMED), ("adult", NAMED)])
def test_who_publishes_is_offered_no_name_of_a_child(desk, centre, age, title):
    proposal = factories.proposal(centre, text=NAMED, age_band=age, visibility="without_name")
    open_file(desk, proposal)
    assert desk.page.select_one("[name=decision_title]").get("value", "") == title
    assert desk.page.select_one("[name=decision_words]").get_text().strip() == title
    desk.get(address(proposal, "/apercu/public"))
    assert desk.page.select_one("fieldset[disabled] h1").get_text() == (title or "Sans titre pour le moment")


def test_who_reads_one_envie_after_another_is_shown_what_is_not_offered(desk, centre):
    proposal = factories.proposal(centre, text=f"Un skatepark. {NAMED}", **CHILD)
    desk.get(f"/equipe/lecture/{proposal.number}")
    assert desk.page.select_one("[name=words]").get_text().strip() == ""
    assert NAMED in desk.text and "nomment peut-être un enfant" in desk.text


def test_nothing_is_published_under_a_title_that_names_a_child(centre):
    with pytest.raises(InvalidTransition):
        factories.decided(Decision.PUBLISH, centre, text=NAMED, **CHILD)


def test_what_names_nobody_is_published_under_its_own_words(centre):
    made = factories.decided(Decision.PUBLISH, centre, text="Un skatepark", **CHILD)
    assert factories.reread(made).public_title == "Un skatepark"
