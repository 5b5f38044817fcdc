"""The file of a committee, the open data and the bilan tell the same figures, to the unit."""

from collections import Counter

import pytest

from ctg_site.bilan import queries as bilan
from ctg_site.committee.telling import FIGURES
from ctg_site.convention import queries as conventions
from ctg_site.domain.evaluation import BEGUN, ActionState
from ctg_site.domain.workflow import Moderation, Outcome
from ctg_site.words.french import today
from ctg_site.words.labels import label
from tests.actions.test_public import commitment_ids
from tests.bilan import makers
from tests.committee.test_faces import figures_of_page, measured, plain, spreadsheet
from tests.effects.sheets import read, words
from tests.open_data.conftest import files
from tests.spreadsheets import rows

__all__ = ["files"]
PUBLISHED = {"moderation": Moderation.PUBLISHED, "public_title": "Un banc", "public_text": "Un banc."}


@pytest.fixture
def town(make):
    """Envies that serve one commitment, or two, or none; actions in three states; indicators, one unknown."""
    pe1, je1, je2 = map(int, commitment_ids("PE1", "JE1", "JE2"))
    for count, served, outcome in (
        (31, [pe1], Outcome.OPEN),
        (17, [pe1, je1], Outcome.OPEN),
        (9, [je1], Outcome.REALISED),
        (6, [], Outcome.OPEN),
    ):
        makers.envies(count, served, outcome=outcome, published_at=makers.now(), **PUBLISHED)
    for number, state in enumerate((ActionState.UNDER_WAY, ActionState.DONE, ActionState.TO_LAUNCH)):
        known = make(
            f"Action {number}", identite={"commitments": [str(pe1), str(je2)]}, etat={"state": str(state)}
        )
        measured(known, value=31.0 if number else None)


@pytest.fixture
def open_data(files):
    """The same figures by their names in the file, counted in the datasets."""

    def counted():
        envies, actions = files.lines("envies"), files.lines("actions")
        states = Counter(line["etat"] for line in actions)
        values = [line for line in files.lines("valeurs") if line["constate"]]
        serving = [line for line in envies if line["engagements"]]
        return {
            "commitments": len(files.lines("engagements")),
            "actions": len(actions),
            "begun": sum(states[label(one)] for one in BEGUN),
            "done": states[label(ActionState.DONE)] + states[label(ActionState.LASTING)],
            "indicators": len(files.lines("indicateurs")),
            "indicators_missing": len(files.lines("indicateurs")) - len(values),
            "envies": len(serving),
            "realised": sum(line["issue"] == label(Outcome.REALISED) for line in serving),
        }, Counter(code for line in serving for code in line["engagements"].split("|"))

    return counted


def test_each_face_says_what_the_datasets_and_the_bilan_say(town, open_data, the_file, desk):
    file = the_file()
    told, by_commitment = open_data()
    assert told == {name: file.gathered["totals"][name] for name in told}
    assert (told["envies"], told["realised"], told["actions"], told["begun"]) == (57, 9, 3, 2)
    desk.get(f"/equipe/dossiers/{file.id}")
    shown = list(figures_of_page(desk).values())
    sheet = [line[1] for line in rows(spreadsheet(desk, file), "Chiffres")[1:]]
    desk.get(f"/equipe/dossiers/{file.id}/dossier.pdf")
    printed = plain(words(read(desk.response.data)))
    names = list(file.gathered["totals"])
    for name, figure in told.items():
        place = list(FIGURES).index(name)
        assert shown[place] == str(figure) and sheet[place] == figure, name
        assert f"{FIGURES[name][0]} {figure}" in printed, name
    assert set(told) <= set(names)
    convention, on = conventions.current(), today()
    table = bilan.breakdown("engagement", bilan.whole(on), convention, on)
    for one in file.gathered["sheets"]:
        group = table.of(one["number"])
        counted = group.counted.received if group.counted else None
        there = sum(count for code, count in by_commitment.items() if code.endswith(one["number"]))
        assert one["envies"]["published"] == there == (counted or 0), one["number"]
        if counted:
            assert one["envies"]["realised"] == group.counted.realised, one["number"]
    states = {
        one.commitment.number: sum(each.count for each in one.actions) for one in bilan.standings(convention)
    }
    assert states == {one["number"]: len(one["actions"]) for one in file.gathered["sheets"]}
