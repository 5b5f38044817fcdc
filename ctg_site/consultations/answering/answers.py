"""What somebody answers to a question, in one shape from the screen to the draft and to the tables.

Words for a free question; for the others the ids of the choices, in their order when they are ranked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ctg_site.domain.participation import QuestionKind

Given = str | list[int]
#: As many signs as one answer may hold.
LONGEST_ANSWER = 2000
#: Ranked, unless the question says otherwise: nobody puts twenty things in order.
USUAL_RANKS = 5


@dataclass(frozen=True, slots=True)
class Numbered:
    """A question under the number that people read, on the screen and on paper."""

    number: int
    question: Any


def numbered(consultation: Any) -> list[Numbered]:
    return [Numbered(number, question) for number, question in enumerate(consultation.questions, 1)]


def on_screen(consultation: Any, index: int) -> tuple[Any, list[Numbered]] | None:
    """The section of this screen, counted from one, and its questions; None when there is none."""
    if not 1 <= index <= len(consultation.sections):
        return None
    section = consultation.sections[index - 1]
    return section, [one for one in numbered(consultation) if one.question in section.questions]


def screen_of(consultation: Any, question: Any) -> int:
    """On which screen a question stands."""
    places = enumerate(consultation.sections, 1)
    return next(index for index, section in places if question in section.questions)


def most_of(question: Any) -> int:
    """How many choices an answer may hold."""
    if question.kind in {QuestionKind.SINGLE, QuestionKind.SCALE}:
        return 1
    usual = USUAL_RANKS if question.kind is QuestionKind.RANKING else len(question.options)
    return min(question.most or usual, len(question.options))


def read(questions: Iterable[Any], kept: Mapping[str, Any]) -> dict[int, Given]:
    """What is answered, by question id; a question or a choice that is not asked any more is left out."""
    read = {question.id: _read(question, kept.get(str(question.id))) for question in questions}
    return {number: given for number, given in read.items() if given}


def _read(question: Any, kept: Any) -> Given:
    if question.kind is QuestionKind.FREE:
        return kept if isinstance(kept, str) else ""
    offered = {option.id for option in question.options}
    chosen = [one for one in dict.fromkeys(kept if isinstance(kept, list) else []) if one in offered]
    return chosen[: most_of(question)]


def labels(question: Any, given: Given) -> list[str]:
    """The choices of an answer, as people read them."""
    words = {option.id: option.label for option in question.options}
    return [words[one] for one in given if isinstance(one, int)]


def missing(consultation: Any, given: Mapping[int, Given]) -> list[Numbered]:
    """The questions that must be answered and are not."""
    return [
        one for one in numbered(consultation) if one.question.is_compulsory and not given.get(one.question.id)
    ]


def all_words(questions: Iterable[Any], given: Mapping[int, Given]) -> str:
    """Every free answer in one text, for whoever looks for words of danger."""
    free = (question.id for question in questions if question.kind is QuestionKind.FREE)
    return "\n".join(str(given[number]) for number in free if number in given)
