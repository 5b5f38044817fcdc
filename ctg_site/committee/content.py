"""What a committee file holds, as one JSON content that each of its faces is drawn from: shapes, sums.

A content: `meeting` (number, title, on, body), `since` (day of the last meeting of the body, or none),
`on` (the day it was gathered), `convention`, `author`, `themes` (code, name, words), `sheets` (one a
commitment), `gaps`, `totals`, `money` (lines by theme and year, then totals by year), `before` (the day, the
totals and the sheets of the file of a year before, or none), `evaluation` (theme, criterion, answers),
`to_decide` (kind, text), `validated` (on, who; or none).
Days are written « 2026-11-24 ». None is what nobody recorded, never zero.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ctg_site.domain.committee import Criterion, ToDecide
from ctg_site.domain.evaluation import BEGUN, ActionState

Content = dict[str, Any]
#: Who made and signed a file of long ago.
SOMEBODY = "la coordination"


def actions_of(sheets: Iterable[Content]) -> list[Content]:
    """Each action once, whatever commitments it serves, by number."""
    found = {action["number"]: action for sheet in sheets for action in sheet["actions"]}
    return [found[number] for number in sorted(found)]


def once(sheets: Iterable[Content], name: str) -> list[Content]:
    """The lines of this name that the sheets hold, each once, by its number."""
    found = {line["id"]: line for sheet in sheets for line in sheet[name]}
    return [found[number] for number in sorted(found)]


def totals(sheets: Sequence[Content], others: Mapping[str, int], gaps: Content) -> dict[str, Any]:
    """The figures of the whole file, by their names in `telling.FIGURES`; `others` were counted apart."""
    actions, indicators, money = actions_of(sheets), once(sheets, "indicators"), once(sheets, "funding")
    states = [ActionState(one["state"]) for one in actions]
    return {
        "commitments": len(sheets),
        "without_action": len(gaps["commitments"]),
        "actions": len(actions),
        "begun": sum(state in BEGUN for state in states),
        "done": sum(state in {ActionState.DONE, ActionState.LASTING} for state in states),
        "silent": len(gaps["silent"]),
        "indicators": len(indicators),
        "indicators_missing": sum("value" in one["missing"] for one in indicators),
        **others,
        "planned": added(one["planned"] for one in money),
        "granted": added(one["granted"] for one in money),
        "paid": added(one.get("paid") for one in money),
        "steps_without_bridge": len(gaps["steps"]),
    }


def added(amounts: Iterable[float | None]) -> float | None:
    """The sum of what was recorded; None when nothing was."""
    known = [one for one in amounts if one is not None]
    return round(sum(known), 2) if known else None


def gaps(sheets: Sequence[Content], steps: Sequence[Content]) -> Content:
    """What is missing: commitments without action, silent actions, steps that no bridge follows."""
    return {
        "commitments": [one["number"] for one in sheets if not one["actions"]],
        "silent": [one for one in actions_of(sheets) if one["silent"]],
        "steps": list(steps),
    }


def as_before(frozen: Content | None) -> Content | None:
    """What is compared of the file of a year before: its figures, and those of each commitment."""
    if frozen is None:
        return None
    sheets = {one["number"]: counts(one) for one in frozen["sheets"]}
    return {"on": frozen["meeting"]["on"], "totals": frozen["totals"], "sheets": sheets}


def counts(sheet: Content) -> dict[str, int]:
    """The figures of one commitment, by their names in `telling.OF_SHEET`."""
    return {
        "actions": len(sheet["actions"]),
        "begun": sum(ActionState(one["state"]) in BEGUN for one in sheet["actions"]),
        "envies": sheet["envies"]["published"],
        "realised": sheet["envies"]["realised"],
        "decisions": sheet["open_decisions"],
    }


def with_words(gathered: Content, words: Content, evaluation: Sequence[Content]) -> Content:
    """The whole file: what was gathered, what the coordination wrote, what the partners answered."""
    of_themes, asked = words.get("themes", {}), words.get("to_decide", {})
    themes = [one | {"words": of_themes.get(one["code"], "")} for one in gathered["themes"]]
    to_decide = [{"kind": str(kind), "text": line} for kind in ToDecide for line in asked.get(kind, ())]
    return gathered | {
        "themes": themes,
        "to_decide": to_decide,
        "evaluation": list(evaluation),
        "validated": None,
    }


def answered(answers: Iterable[Content]) -> list[Content]:
    """The answers side by side: by theme in the order that they come, then by criterion."""
    found: dict[tuple[str, str], list[Content]] = {}
    for one in answers:
        found.setdefault((one["theme"], one["criterion"]), []).append(one)
    themes = list(dict.fromkeys(theme for theme, _ in found))
    return [
        {"theme": theme, "criterion": str(criterion), "answers": found[theme, criterion]}
        for theme in themes
        for criterion in Criterion
        if (theme, criterion) in found
    ]


def without_names(held: Content) -> Content:
    """The same of a meeting of long ago: whoever made it, signed it or answered is told by function alone."""
    nameless = held | {"author": SOMEBODY}
    if held.get("validated"):
        nameless["validated"] = held["validated"] | {"who": SOMEBODY}
    if "evaluation" in held:
        nameless["evaluation"] = [
            asked | {"answers": [one | {"who": ""} for one in asked["answers"]]}
            for asked in held["evaluation"]
        ]
    return nameless
