"""What a consultation lacks before anybody may answer it."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from .participation import QuestionKind

FEWEST_OPTIONS, MOST_WORDS, MOST_OPTIONS = 2, 7, 20
#: Sections are screens: more of them, nobody goes to the end.
MOST_SECTIONS, MOST_QUESTIONS = 12, 40


class Gap(StrEnum):
    NO_QUESTION = "no_question"
    EMPTY_SECTION = "empty_section"
    FEW_OPTIONS = "few_options"
    PAST = "past"
    #: For taking an open one back: somebody began to answer.
    ANSWERED = "answered"


def gaps(sections: Sequence[Any], closes_on: date, today: date) -> list[Gap]:
    """All that must be done first, with the questions and their options loaded."""
    questions = [question for section in sections for question in section.questions]
    few = any(
        len(question.options) < FEWEST_OPTIONS
        for question in questions
        if question.kind is not QuestionKind.FREE
    )
    found = {
        Gap.NO_QUESTION: not questions,
        Gap.EMPTY_SECTION: bool(questions) and any(not section.questions for section in sections),
        Gap.FEW_OPTIONS: few,
        Gap.PAST: closes_on < today,
    }
    return [gap for gap, is_there in found.items() if is_there]
