"""Reads: which pages of the renewal search engines find."""

from typing import Any

from sqlalchemy import or_
from sqlalchemy.orm import aliased

from ctg_site.db import db
from ctg_site.domain.renewal import DiagnosisState
from ctg_site.models.convention import Convention, Theme
from ctg_site.models.diagnosis import Diagnosis
from ctg_site.models.renewal import ContinuityLine, RenewalStep
from ctg_site.services import conventions

_IS_PUBLISHED = Diagnosis.state == DiagnosisState.PUBLISHED


def diagnoses() -> Any:
    """The conventions whose diagnosis everybody reads."""
    known = db.select(Convention.period.label("period")).where(conventions.is_public(), _IS_PUBLISHED)
    return known.join(Diagnosis, Diagnosis.convention_id == Convention.id).order_by(Convention.id)


def diagnosed_themes() -> Any:
    """Their themes."""
    themes = diagnoses().add_columns(Theme.slug.label("theme"))
    return themes.join(Theme, Theme.convention_id == Convention.id).order_by(Theme.id)


def listed(*only: Any) -> Any:
    """The conventions whose « suite » has something to read."""
    new, between = aliased(Convention), aliased(Convention)
    nearer = db.select(between.id).where(
        between.starts_on > Convention.starts_on, between.starts_on < new.starts_on
    )
    told = (
        db.select(ContinuityLine.id)
        .join(new, new.id == ContinuityLine.next_id)
        .where(new.state != "prepared", new.starts_on > Convention.starts_on, ~nearer.exists())
    )
    planned = db.select(RenewalStep.id).where(RenewalStep.convention_id == Convention.id)
    found = db.select(Diagnosis.id).where(Diagnosis.convention_id == Convention.id, _IS_PUBLISHED)
    known = db.select(Convention.period.label("period")).where(conventions.is_public(), *only)
    return known.where(or_(told.exists(), planned.exists(), found.exists())).order_by(Convention.id)
