"""Writes: figures of a diagnosis come in by a spreadsheet, all or nothing; one may be erased."""

from typing import Any

from ctg_site.db import db, operation
from ctg_site.domain.conventions import ConventionEvent
from ctg_site.domain.policy import Permission, allowed
from ctg_site.domain.sheets import SheetOutcome
from ctg_site.domain.workflow import Forbidden
from ctg_site.effects.sheets import reading, writing
from ctg_site.effects.sheets.reading import SheetLine
from ctg_site.models.convention import Convention
from ctg_site.models.diagnosis import DiagnosisFigure, FindingSupport
from ctg_site.models.people import User

from .figure_columns import FIGURES


class FigureUsed(Exception):
    """A finding stands on it."""


def empty_file() -> bytes:
    return writing.template(FIGURES)


def bring_in(convention: Convention, content: bytes | None, by: User) -> SheetOutcome:
    """Keep every figure of a file, or SheetError with all that is to correct, and nothing is changed."""
    lines = reading.read(content, (FIGURES,))[""]
    reading.refuse(reading.twice(lines, "name", _key))
    return _import(convention, lines, by=by)


def _key(line: SheetLine) -> tuple[Any, ...]:
    return tuple(line.values[name] for name in ("name", "territory", "year"))


@operation
def _import(convention: Convention, lines: list[SheetLine], by: User) -> SheetOutcome:
    """As many reads for a thousand figures as for one."""
    _allow(by, convention)
    rows = db.session.scalars(db.select(DiagnosisFigure).filter_by(convention_id=convention.id))
    known = {(row.name, row.territory, row.year): row for row in rows}
    counts = {"made": 0, "changed": 0, "kept": 0}
    for line in lines:
        row = known.get(_key(line))
        if row is None:
            db.session.add(DiagnosisFigure(convention_id=convention.id, **line.values))
            counts["made"] += 1
            continue
        differs = {name: said for name, said in line.values.items() if getattr(row, name) != said}
        counts["changed" if differs else "kept"] += 1
        for name, said in differs.items():
            setattr(row, name, said)
    convention.note_down(ConventionEvent.DIAGNOSIS, by, f"chiffres\u00a0: {len(lines)}")
    return SheetOutcome(**counts)


@operation
def erase(figure: DiagnosisFigure, by: User) -> None:
    """Take a figure out. FigureUsed when a finding stands on it."""
    convention = db.session.get_one(Convention, figure.convention_id)
    _allow(by, convention)
    used = db.select(FindingSupport.id).where(FindingSupport.figure_id == figure.id).limit(1)
    if db.session.scalar(used) is not None:
        raise FigureUsed
    db.session.delete(figure)
    convention.note_down(ConventionEvent.DIAGNOSIS, by, f"chiffre {figure.id} effacé")


def _allow(by: User, convention: Convention) -> None:
    if not allowed(by, Permission.CONVENTION_KEEP, convention):
        raise Forbidden("the figures are the coordination’s")
