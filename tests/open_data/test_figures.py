"""What is counted in the files is what the pages say, on the whole demonstration."""

import re
from collections import Counter

from ctg_site.db import db
from ctg_site.domain.evaluation import ActionState
from ctg_site.domain.workflow import Stage
from ctg_site.models.actions import Action
from ctg_site.words.labels import label
from tests.typography import flat


def test_actions_by_state_are_those_of_the_list(browser, files, demonstration):
    counted = Counter(line["etat"] for line in files.lines("actions"))
    assert sum(counted.values()) == told_by(browser, "/actions/", r"(\d+) actions?")
    for state in ActionState:
        if counted[label(state)]:
            address = f"/actions/?etat={state}"
            assert told_by(browser, address, r"(\d+) actions?") == counted[label(state)], state
    assert len(counted) > 3


def told_by(browser, address, words):
    """The figure of the heading above a list."""
    browser.get(address)
    found = (re.fullmatch(words, flat(tag.get_text())) for tag in browser.page.select("h2"))
    (figure,) = [int(one[1]) for one in found if one]
    return figure


def test_envies_by_stage_are_those_of_the_register(browser, files, demonstration):
    counted = Counter(line["etape"] for line in files.lines("envies"))
    for stage in Stage:
        if counted[label(stage)]:
            figure = told_by(browser, f"/envies/?etape={stage}", r"(\d+) envies?")
            assert figure == counted[label(stage)], stage
    assert len(counted) > 2 and set(counted) <= {label(stage) for stage in Stage}


def test_opinions_and_values_are_those_of_the_page_of_the_action(browser, files, demonstration):
    for line in files.lines("avis"):
        browser.get(f"/actions/{line['action']}")
        if int(line["pas_encore_vu"]):
            assert re.search(
                rf"\b{line['pas_encore_vu']} habitants?\b|{line['pas_encore_vu']} pas encore", browser.text
            )
    values = [line for line in files.lines("valeurs") if line["constate"]]
    assert len(values) > 20
    browser.get(f"/actions/{values[0]['action']}")
    assert values[0]["constate"] in browser.text and values[0]["vise"] in browser.text


def test_results_are_those_of_the_page(browser, files, demonstration):
    lines = [line for line in files.lines("resultats-consultations") if line["personnes"]]
    browser.get(lines[0]["url"].removeprefix("http://localhost"))
    for line in lines:
        assert flat(line["reponse"]) in browser.text


def test_drafts_are_counted_nowhere(files, demonstration):
    drafts = db.select(Action.number).where(~Action.is_published)
    numbers = {str(number) for number in db.session.scalars(drafts)}
    told = {line["numero"] for line in files.lines("actions")}
    told |= {
        line["action"]
        for name in ("indicateurs", "valeurs", "avancements", "avis")
        for line in files.lines(name)
    }
    assert numbers and told and not numbers & told
