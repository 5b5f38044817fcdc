"""Reads of the words prepared by the coordination: reasons of decisions, templates of answers."""

from ctg_site.db import db
from ctg_site.domain.vocabulary import ReasonUse
from ctg_site.models.workshop import AnswerTemplate, Reason


def reasons(decision: str) -> list[Reason]:
    """The reasons offered for a decision or a conclusion, by its word; none when it needs no reason."""
    if decision not in set(ReasonUse):
        return []
    select = db.select(Reason).where(Reason.use == ReasonUse(decision), Reason.is_active)
    return list(db.session.scalars(select.order_by(Reason.position, Reason.id)))


def all_reasons() -> list[Reason]:
    """Every reason, those set aside too, in the order of the settings page: one statement."""
    return list(db.session.scalars(db.select(Reason).order_by(Reason.use, Reason.position, Reason.id)))


def reason(number: int) -> Reason | None:
    return db.session.get(Reason, number)


def templates() -> list[AnswerTemplate]:
    """The templates of answers that are offered, by title."""
    offered = db.select(AnswerTemplate).where(AnswerTemplate.is_active)
    return list(db.session.scalars(offered.order_by(AnswerTemplate.title)))


def all_templates() -> list[AnswerTemplate]:
    return list(db.session.scalars(db.select(AnswerTemplate).order_by(AnswerTemplate.title)))


def template(number: int) -> AnswerTemplate | None:
    return db.session.get(AnswerTemplate, number)
