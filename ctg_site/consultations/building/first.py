"""The three questions that prepare the next convention, ready for whoever begins a consultation."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ctg_site.domain.participation import QuestionKind
from ctg_site.web.typesetting import typeset

from .operations import Presented, QuestionAsked, Screen

FILE = Path(__file__).with_name("three-questions.yaml")


def three_questions(
    commitments: Sequence[int], opens_on: date, closes_on: date
) -> tuple[Presented, list[Screen]]:
    """Their presentation and screens; without commitments to rank, that question is left out."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    presented = Presented(typeset(raw["titre"]), typeset(raw["presentation"]), opens_on, closes_on)
    return presented, [screen(entry, commitments) for entry in raw["parties"]]


def screen(entry: Mapping[str, Any], commitments: Sequence[int]) -> Screen:
    """A section as a file writes it."""
    asked = [_asked(one, commitments) for one in entry["questions"]]
    kept = [one for one in asked if one.kind is not QuestionKind.RANKING or len(one.commitments) > 1]
    return Screen(typeset(entry["titre"]), typeset(entry.get("presentation", "")), kept)


def _asked(entry: Mapping[str, Any], commitments: Sequence[int]) -> QuestionAsked:
    kind = QuestionKind(entry["sorte"])
    return QuestionAsked(
        kind=kind,
        text=typeset(entry["texte"]),
        hint=typeset(entry.get("precision", "")),
        is_compulsory=entry.get("obligatoire", False),
        most=entry.get("au_plus"),
        labels=[typeset(label) for label in entry.get("choix", ())],
        commitments=commitments if kind is QuestionKind.RANKING else (),
    )
