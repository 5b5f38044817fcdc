"""Reads: what people answered to consultations about the commitments of a theme, no small group told."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from ctg_site.db import db
from ctg_site.domain import results
from ctg_site.models.consultations import Consultation, Option, Question, Section
from ctg_site.models.convention import Commitment

from . import diagnosis_queries as queries


@dataclass(frozen=True, slots=True)
class ThemeAnswers:
    """A question that ranked commitments: how many answered it, how many of them ranked each of this theme.

    Those that fewer than five ranked are together in `others`; None: together they are too few as well.
    """

    consultation: Consultation
    question: str
    answered: int
    ranked: list[tuple[Commitment, int]]
    others: int | None


def answers(found: queries.ThemeFound) -> list[ThemeAnswers]:
    """By question, as the results tell it once they are published: two statements, however many there are."""
    known = {one.id: one for one, _ in queries.consultations(found.convention)}
    offered: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    asked = db.select(Section.consultation_id, Option.question_id, Option.commitment_id)
    of_them = asked.join(Question, Question.id == Option.question_id).join(Section).order_by(*_AS_TOLD)
    for number, question, commitment in db.session.execute(of_them.where(Section.consultation_id.in_(known))):
        offered[question].append((number, commitment))
    mine = {one.id: one for one in found.theme.commitments}
    told = (_told(known, mine, question, several) for question, several in offered.items())
    return [one for one in told if one is not None]


_AS_TOLD = Section.consultation_id, Option.question_id, Option.position, Option.id


def _told(
    known: dict[int, Consultation],
    mine: dict[int, Commitment],
    question: int,
    offered: list[tuple[int, int | None]],
) -> ThemeAnswers | None:
    """None when nobody ranked anything of this theme, or when too few people answered it."""
    consultation = known[offered[0][0]]
    counted = _counted(consultation, question)
    if counted is None or counted["answered"] is None or "options" not in counted:
        return None
    pairs = zip(offered, counted["options"], strict=True)
    counts = {number: said["count"] for (_, number), said in pairs if number in mine}
    if not any(counts.values()):
        return None
    told, others = results.grouped(counts)
    ranked = [(mine[number], count) for number, count in told.items() if number is not None]
    hidden = others if others == 0 or results.is_shown(others) else None
    return ThemeAnswers(consultation, counted["text"], counted["answered"], ranked, hidden)


def _counted(consultation: Consultation, question: int) -> dict[str, Any] | None:
    """What the published results tell of a question."""
    sections = (consultation.results or {}).get("sections", ())
    asked = (one for section in sections for one in section["questions"])
    return next((one for one in asked if one["id"] == question), None)
