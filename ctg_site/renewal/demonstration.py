"""The renewal of the demonstration: an invented calendar, a few invented figures and findings."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from ctg_site.db import db
from ctg_site.domain.renewal import DiagnosisEvent
from ctg_site.effects.sheets import writing
from ctg_site.models.actions import Action, action_commitment
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.models.diagnosis import DiagnosisFigure
from ctg_site.renewal import calendar_operations, diagnosis_operations, figure_operations
from ctg_site.renewal.diagnosis_operations import FindingSaid
from ctg_site.renewal.figure_columns import FIGURES
from ctg_site.services import clock
from ctg_site.slicing import Town
from ctg_site.web.typesetting import typeset

SOURCE = Path(__file__).with_name("demonstration.yaml")


def play(town: Town) -> None:
    """Plan the steps and publish the diagnosis of the current convention; nothing without one."""
    convention = db.session.scalar(db.select(Convention).where(Convention.is_current))
    if convention is None:
        return
    raw, by = yaml.safe_load(SOURCE.read_text(encoding="utf-8")), town.coordination
    for entry in raw["etapes"]:
        calendar_operations.plan(convention, step(entry), by=by)
    figure_operations.bring_in(convention, writing.filled(FIGURES, raw["chiffres"]), by=by)
    for entry in raw["constats"]:
        find(convention, entry, town)
    diagnosis_operations.show(convention, DiagnosisEvent.PUBLISH, by=by)


def step(entry: dict[str, Any]) -> calendar_operations.StepSaid:
    due_on = clock.today() + timedelta(days=entry["jour"])
    done_on = clock.today() + timedelta(days=entry["fait"]) if "fait" in entry else None
    return calendar_operations.StepSaid(entry["titre"], entry["qui"], due_on, done_on)


def find(convention: Convention, entry: dict[str, Any], town: Town) -> None:
    """A finding, on the first published action of its theme or on a figure; nothing where there is none."""
    theme = db.session.scalar(db.select(Theme).filter_by(convention_id=convention.id, code=entry["theme"]))
    if theme is None:
        return
    said = FindingSaid(typeset(entry["texte"]), actions=actions(theme, entry), figures=figures(entry))
    if said.actions or said.figures:
        diagnosis_operations.find(theme, said, by=town.coordination)


def actions(theme: Theme, entry: dict[str, Any]) -> list[int]:
    carried = db.select(action_commitment.c.action_id).join(
        Commitment, Commitment.id == action_commitment.c.commitment_id
    )
    of_it = Action.id.in_(carried.where(Commitment.theme_id == theme.id))
    first = db.select(Action.number).where(Action.is_published, of_it).order_by(Action.number).limit(1)
    return list(db.session.scalars(first)) if entry.get("action") else []


def figures(entry: dict[str, Any]) -> list[int]:
    named = db.select(DiagnosisFigure.id).where(DiagnosisFigure.name == entry.get("chiffre"))
    return list(db.session.scalars(named))
