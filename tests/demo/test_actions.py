"""The actions of the demonstration: invented, in every state, dated, and each page reads well."""

import re

import pytest
import yaml

from ctg_site.accounts import queries as account_queries
from ctg_site.actions import demonstration as played
from ctg_site.actions import queries
from ctg_site.actions.editing import queries as staff_queries
from ctg_site.db import db, now
from ctg_site.domain.evaluation import ActionNext, ActionState, Audience, IndicatorKind, ResidentsPlace
from ctg_site.models.actions import Action, ActionChange, ProgressUpdate
from ctg_site.models.convention import Commitment, Theme
from ctg_site.models.indicators import Measure
from ctg_site.services import clock

ENTRIES = yaml.safe_load(played.SOURCE.read_text())


@pytest.fixture
def everything(demonstration):
    return staff_queries.everything()


def words(value):
    """Every text of the file, at any depth, but for its keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from words(one)
    elif isinstance(value, list):
        for one in value:
            yield from words(one)


def test_sentences_are_short_and_say_nothing_of_the_town():
    for text in words(ENTRIES):
        for sentence in re.split(r"[.?!»]\s+|\n", text):
            assert len(re.findall(r"\w[\w’-]*", sentence)) <= 15, sentence
        assert not re.search(r"\bLens\b|\bCAF\b|\bVille\b|Pas-de-Calais", text), text


def test_who_is_named_is_of_the_demonstration():
    named = [line["nom"] for entry in ENTRIES for line in entry.get("partenaires", ())]
    named += [line["qui"] for entry in ENTRIES for line in entry.get("financements", ())]
    assert len(named) > 25 and not [name for name in named if "démonstration" not in name]


def test_each_need_and_each_figure_says_that_it_is_invented(everything):
    for action in everything:
        assert not action.need or action.need_source == played.INVENTED, action.title
        assert all(played.FIGURES in one.source for one in action.indicators), action.title


def test_every_state_and_every_choice_is_there(everything):
    shown = [action for action in everything if action.is_published]
    assert len(everything) == len(ENTRIES) == 17 and len(shown) == 16
    assert {action.state for action in shown} == set(ActionState)
    assert {action.residents_place for action in shown} == set(ResidentsPlace)
    assert {action.what_next for action in shown} == {None, *ActionNext}
    assert {one.kind for action in shown for one in action.indicators} == set(IndicatorKind)
    assert {audience for action in shown for audience in action.audiences} == set(Audience)
    explained = {action.state for action in shown if action.state_reason}
    assert explained == {ActionState.POSTPONED, ActionState.DROPPED}


def test_they_serve_every_theme_and_most_commitments(everything):
    served = {one.number for action in everything if action.is_published for one in action.commitments}
    assert len(served) == 17 and len(set(db.session.scalars(db.select(Commitment.number)))) == 19
    themes = {one.theme.code for action in everything for one in action.commitments}
    assert themes == set(db.session.scalars(db.select(Theme.code)))


def test_their_envies_are_public_and_those_of_the_file(everything):
    linked = [proposal for action in everything for proposal in action.proposals]
    assert all(proposal.is_public for proposal in linked)
    assert len(linked) == sum(len(entry.get("envies", ())) for entry in ENTRIES)


def test_figures_are_sometimes_missing_never_made_up(everything):
    years = db.session.execute(db.select(Measure.year, Measure.target, Measure.value)).all()
    assert {row.year for row in years} == {2023, 2024, 2025, 2026}
    assert any(row.value is None for row in years) and any(row.target is None for row in years)
    assert any(not one.measures for action in everything for one in action.indicators)
    public = {line.is_public for action in everything for line in action.fundings}
    formal = {line.is_formal for action in everything for line in action.partners}
    assert public == formal == {True, False}


def test_all_is_of_the_past_and_in_order(everything):
    for action in everything:
        assert action.created_at.date() <= action.changed_on < clock.today(), action.title
        told = [line for line in action.updates if line.published_at]
        assert all(action.created_at < line.published_at < now() for line in told), action.title
        assert all(line.created_at.date() == line.on for line in action.updates), action.title
        assert not told or action.changed_on >= max(line.on for line in told), action.title
        assert not action.starts_on or not action.ends_on or action.starts_on < action.ends_on
    assert db.session.scalar(db.select(db.func.max(ActionChange.created_at))) < now()


def test_one_word_of_an_agent_waits_for_the_coordination(everything):
    (line,) = staff_queries.waiting_updates()
    assert line.author.name == "Agathe Exemple" and line.internal_note
    written = db.session.scalars(db.select(ProgressUpdate.author_id).distinct()).all()
    assert len(written) == 4, "three agents and the coordination"


def test_every_page_of_an_action_reads_well(everything, browser, coordinator_browser):
    browser.get("/actions/")
    for action in everything:
        browser.get(f"/actions/{action.number}", status=200 if action.is_published else 404)
        coordinator_browser.get(f"/equipe/actions/{action.number}")
    for state in ActionState:
        browser.get(f"/actions/?etat={state}")
    coordinator_browser.get("/equipe/actions/")
    assert "Le hall d’un immeuble" in coordinator_browser.text
    browser.get("/actions/16")
    assert "Le hall d’un immeuble" not in browser.text


@pytest.fixture
def coordinator_browser(everything, other_browser):
    coordinator = account_queries.by_email("coordination@example.org")
    other_browser.walk_in(coordinator, password="demonstration coordination 2026")
    return other_browser


def test_without_a_convention_there_is_no_action(without_convention):
    assert db.session.scalars(db.select(Action.id)).all() == []
    assert queries.page(queries.ActionFilters()).total == 0


def test_readers_comment_on_actions_and_commitments(everything, browser):
    (nursery,) = [action for action in everything if action.title == "Une crèche qui ouvre tôt"]
    for page in (f"/actions/{nursery.number}", "/conventions/2022-2026/engagements/JE1"):
        browser.get(page)
        assert browser.page.select("[aria-labelledby=heard_title] .journal > li")
