"""The answers of an envie in words: asked by a form, read back, told by the privacy page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask

from ctg_site.domain.answers import ASKED, Answers, FormPart, OfChild, Shape

from .answers import ANSWERS
from .asking import PrivacyRow, Reading, Voice, Wording
from .labels import LABELS


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer read back: `part` is the screen where it is changed, `what` names it there."""

    name: str
    label: str
    text: str
    part: FormPart
    what: str


def wording(name: str, form: str) -> Wording:
    """How this form asks it: site, desk, or child, which asks as the site unless it has its own words."""
    words = ANSWERS[name]
    found = getattr(words, form) or (words.site if form == "child" else None)
    if found is None:
        raise LookupError(f"{name} has no wording for the form « {form} »")
    return found


def choices(name: str, own: Mapping[Any, str] | None = None) -> Mapping[Any, str]:
    """The words of the values that an answer is chosen from; `own`: those of one form, or of one page."""
    among = ASKED[name].among
    return own or ANSWERS[name].choices or (LABELS[among] if among else {})


def answer_lines(answers: Answers, voice: Voice, places: Mapping[str, str]) -> list[AnswerLine]:
    """What was answered, a line each, in this voice; `places`: the name of each place by its slug."""
    return [line for name in ANSWERS if (line := _line(name, answers, voice, places))]


def _line(name: str, answers: Answers, voice: Voice, places: Mapping[str, str]) -> AnswerLine | None:
    words, asked = ANSWERS[name], ASKED[name]
    reading = words.read.get(voice)
    if reading is None or (name == "talk" and not answers.text):
        return None
    part = asked.part
    if answers.is_of_a_child:
        if asked.of_child is OfChild.NEVER:
            part = FormPart.WISH
            if reading.child is None:
                return None
        reading = reading.child or reading
    beside = [other for other, its in ANSWERS.items() if its.beside == name]
    said = [_said(one, answers, reading, places) for one in (name, *beside)]
    text = ", ".join([said[0] or reading.nothing, *filter(None, said[1:])])
    return AnswerLine(name, reading.label, text, part, reading.what) if text else None


def _said(name: str, answers: Answers, reading: Reading, places: Mapping[str, str]) -> str:
    """One answer in words; nothing when it was not given, or names a place that is no more."""
    value, shape = getattr(answers, name), ASKED[name].shape
    if shape is Shape.PLACE:
        return places.get(value, "")
    if shape is Shape.SEVERAL:
        words = choices(name, reading.choices)
        said = [words[one] for one in value]
        return ", ".join([*said[:1], *(word[0].lower() + word[1:] for word in said[1:])])
    if shape in {Shape.ONE, Shape.YES}:
        return choices(name, reading.choices).get(value, "")
    return "" if value is None else str(value)


def never_optional(name: str) -> bool:
    """Compulsory in some cases, which the form checks: « facultatif » is not said."""
    return ASKED[name].needed


def privacy_rows() -> list[PrivacyRow]:
    return [words.privacy for words in ANSWERS.values() if isinstance(words.privacy, PrivacyRow)]


def paper_questions(part: str) -> Iterator[tuple[str, list[str]]]:
    """Each question of a screen as it is printed, but the words: the boxes to tick, or none to write."""
    for name, words in ANSWERS.items():
        asked = ASKED[name]
        if asked.part == part and words.site and asked.shape not in {Shape.TEXT, Shape.YES}:
            yield words.site.label, list(choices(name, words.site.choices).values())


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        asked_as=wording,
        never_optional=never_optional,
        paper_questions=paper_questions,
        privacy_rows=privacy_rows,
    )
