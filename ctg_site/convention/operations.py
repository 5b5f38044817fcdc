"""Writes: a convention's document becomes rows, once, and again without harm."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from ctg_site.db import Model, db, operation
from ctg_site.domain.conventions import ConventionEvent, PeriodDays, overlapped
from ctg_site.domain.meetings import BodyKind
from ctg_site.domain.policy import SYSTEM
from ctg_site.models.convention import (
    Commitment,
    Convention,
    ConventionBody,
    ConventionEntry,
    ConventionItem,
    ConventionStep,
    ItemKind,
    Theme,
)
from ctg_site.services import clock, items
from ctg_site.words.french import day

from . import document as read
from . import lasting_operations as lasting
from . import years_operations as years
from .nodes import Complaint, ConventionFileError

#: An identity within a convention, and the values of a row.
Wanted = dict[Any, dict[str, Any]]
#: What a convention holds by itself, each before what it points at.
PARTS = (ConventionStep, ConventionBody, ConventionItem, Commitment, Theme)


@operation
def load_convention(document: read.Document, current: bool = False, by: Any = SYSTEM) -> Convention:
    """Store a convention, or bring the stored one of the same period up to date.

    It comes into force, and the short addresses open it, on its day. `current` asks for it between two
    conventions, when none is in force; the first one loaded is current anyway. Official wording never
    changes: a document that alters it, leaves a commitment out or shares days with another convention raises
    ConventionFileError with every complaint and writes nothing.
    """
    _refuse_shared_days(document)
    convention = db.session.scalar(db.select(Convention).filter_by(period=document.period))
    if is_new := convention is None:
        convention = Convention(period=document.period, is_current=False)
        db.session.add(convention)
    else:
        _refuse_other_wording(convention, document)
    _assign(convention, _frame(document))
    db.session.flush()
    commitments = _load_themes(convention, document)
    _load_lists(convention, document, commitments)
    items.name_again()
    if is_new:
        convention.note_down(ConventionEvent.LOADED, by)
    years.follow(clock.today(), convention if current else None)
    return convention


class ConventionStillUsed(Exception):
    """A convention on which something hangs: `by` names the tables."""

    def __init__(self, by: list[str]) -> None:
        super().__init__(f"something hangs on it: {', '.join(by)}")
        self.by = by


@operation
def remove_convention(period: str) -> bool:
    """Take a convention away with its themes and lists; whether there was one. The latest left is current.

    StillUsed when an action, an envie, a meeting… points at any part of it: what was promised stays.
    """
    convention = db.session.scalar(db.select(Convention).filter_by(period=period))
    if convention is None:
        return False
    parts: dict[Any, list[Any]] = {model: list(_stored(model, convention)) for model in PARTS}
    parts |= lasting.only_in(convention)
    parts |= {Convention: [convention]}
    if by := sorted(lasting.hangs_on(_numbers(parts), but=[ConventionEntry])):
        raise ConventionStillUsed(by)
    parts = {ConventionEntry: list(_stored(ConventionEntry, convention))} | parts
    for rows in parts.values():
        for row in rows:
            db.session.delete(row)
        db.session.flush()
    latest = db.session.scalar(db.select(Convention).order_by(Convention.starts_on.desc()).limit(1))
    if latest is not None:
        years.follow(clock.today(), latest)
    return True


def _numbers(parts: dict[Any, list[Any]]) -> dict[Any, list[int]]:
    return {model.__table__: [row.id for row in rows] for model, rows in parts.items()}


def _refuse_shared_days(document: read.Document) -> None:
    """Two conventions never share a day; the last day of another is the one that its avenants give."""
    mine = PeriodDays(document.period, document.starts_on, document.ends_on)
    others = [one.days for one in db.session.scalars(db.select(Convention)) if one.has_act]
    if (other := overlapped(mine, others)) is not None:
        said = (
            f"la convention {other.name} court du {day(other.first_day)} au {day(other.last_day)}\u00a0: "
            "deux conventions ne se chevauchent pas. Corrigez « debut » ou « fin »."
        )
        raise ConventionFileError([Complaint(document.line, said)])


def _refuse_other_wording(convention: Convention, document: read.Document) -> None:
    written = {commitment.number: commitment for theme in document.themes for commitment in theme.commitments}
    problems = []
    for stored in _stored(Commitment, convention):
        commitment = written.get(stored.number)
        if commitment is None:
            problems.append(Complaint(document.line, f"il manque l’engagement {stored.number}, déjà publié."))
        elif convention.has_act and commitment.official_text != stored.official_text:
            message = f"le texte officiel de {stored.number} est déjà publié : il ne peut plus changer."
            problems.append(Complaint(commitment.line, message))
    codes = {theme.code for theme in document.themes}
    for theme in [] if convention.has_act else _stored(Theme, convention):
        if theme.code not in codes:
            problems.append(
                Complaint(document.line, f"il manque le thème {theme.code}, déjà dans le projet.")
            )
    if problems:
        raise ConventionFileError(problems)


def _frame(document: read.Document) -> dict[str, Any]:
    source = asdict(document.source)
    del source["line"]
    return {
        "title": document.title,
        "starts_on": document.starts_on,
        "ends_on": document.ends_on,
        "signatories": list(document.signatories),
        "introduction": document.introduction,
        **{f"source_{name}": value for name, value in source.items()},
    }


def _load_themes(convention: Convention, document: read.Document) -> dict[str, Commitment]:
    """Store themes and commitments; return the commitments by number."""
    themes = _sync(
        Theme,
        convention,
        lambda theme: theme.code,
        {theme.code: _values(theme, rank) for rank, theme in enumerate(document.themes, 1)},
    )
    wanted = {
        commitment.number: _values(commitment, rank) | {"theme_id": themes[theme.code].id}
        for theme in document.themes
        for rank, commitment in enumerate(theme.commitments, 1)
    }
    return _sync(Commitment, convention, lambda commitment: commitment.number, wanted)


def _load_lists(convention: Convention, document: read.Document, commitments: dict[str, Commitment]) -> None:
    numbers = {number: one.id for number, one in commitments.items()}
    topics_of, pathway_of = numbers.get(document.topics_of), numbers.get(document.pathway_of)
    parts = _ranked(ItemKind.AIM, document.aims) | _ranked(ItemKind.DOMAIN, document.domains)
    for key, values in _ranked(ItemKind.TOPIC, document.topics).items():
        parts[key] = values | {"commitment_id": topics_of}
    _sync(ConventionItem, convention, lambda item: (item.kind, item.key), parts)
    alone = lasting.only_in(convention)
    steps = {
        step.key: _values(step, rank) | {"commitment_id": pathway_of}
        for rank, step in enumerate(document.pathway, 1)
    }
    _sync(ConventionStep, convention, lambda link: link.step_id, _linked("step_id", lasting.steps_of(steps)))
    bodies = _ranked(BodyKind.GOVERNANCE, document.governance) | _ranked(
        BodyKind.PARTICIPATION, document.participation
    )
    named = {key: values for (_, key), values in bodies.items()}
    _sync(ConventionBody, convention, lambda link: link.body_id, _linked("body_id", lasting.bodies_of(named)))
    lasting.forget_unnamed(alone, convention)


def _linked(column: str, said: dict[int, dict[str, Any]]) -> Wanted:
    """What a convention says of each row of the town, with the column that names it."""
    return {number: values | {column: number} for number, values in said.items()}


def _ranked(kind: ItemKind | BodyKind, parts: Iterable[Any]) -> Wanted:
    return {(kind, part.key): _values(part, rank) | {"kind": kind} for rank, part in enumerate(parts, 1)}


def _values(part: Any, position: int) -> dict[str, Any]:
    """What a located part says, as column values."""
    said = {
        name: getattr(part, name) for name in part.__dataclass_fields__ if name not in {"line", "commitments"}
    }
    return said | {"position": position}


def _stored(model: type[Any], convention: Convention) -> Iterable[Any]:
    return db.session.scalars(
        db.select(model).filter_by(convention_id=convention.id).execution_options(populate_existing=True)
    ).all()


def _sync(
    model: type[Any],
    convention: Convention,
    identity: Callable[[Any], Any],
    wanted: Wanted,
) -> dict[Any, Any]:
    """Make the rows of a convention equal to what is wanted, touching only what differs; return them."""
    rows = {identity(row): row for row in _stored(model, convention)}
    for key in rows.keys() - wanted.keys():
        db.session.delete(rows.pop(key))
    for key, values in wanted.items():
        if key not in rows:
            rows[key] = model(convention_id=convention.id)
            db.session.add(rows[key])
        _assign(rows[key], values)
    db.session.flush()
    return rows


def _assign(row: Model, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
