"""Writes: the steps and the bodies that a document names, which are the town’s and outlive a convention."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ctg_site.db import db
from ctg_site.models.convention import (
    Convention,
    ConventionBody,
    ConventionStep,
    GoverningBody,
    PathwayStep,
    Theme,
)

#: What a row of the town says as the convention that is current says it.
WORDS = ("name", "plain_text")
ORDER = GoverningBody.kind, GoverningBody.position, GoverningBody.id


def steps_of(values: Mapping[str, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Inside an operation: what is said of each step of these keys, by its row, begun if need be."""
    return _by_row(PathwayStep, values, ("position", *WORDS))


def bodies_of(values: Mapping[str, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """The same for the bodies. One that the coordination added under the same key becomes the act’s."""
    return _by_row(GoverningBody, values, ("kind", "position", "official_text", *WORDS))


def _by_row(model: Any, values: Mapping[str, dict[str, Any]], names: Sequence[str]) -> dict[int, Any]:
    known = {row.key: row for row in db.session.scalars(db.select(model).where(model.key.in_(values)))}
    for key, said in values.items():
        if key not in known:
            known[key] = model(key=key, **{name: said[name] for name in names})
            db.session.add(known[key])
    db.session.flush()
    return {known[key].id: {n: v for n, v in said.items() if n != "key"} for key, said in values.items()}


def settle(convention: Convention) -> None:
    """Inside an operation: the town’s steps and bodies say the words of this convention, in its order.

    What it does not name comes after, as it was. Working groups follow their theme, known by its code.
    """
    steps = list(db.session.scalars(db.select(PathwayStep).order_by(PathwayStep.position, PathwayStep.id)))
    said = {one.step_id: one for one in _links(ConventionStep, convention)}
    for place, step in enumerate(sorted(steps, key=lambda one: _place(said.get(one.id))), 1):
        step.position = place
        _say(step, said.get(step.id), WORDS)
    bodies = list(db.session.scalars(db.select(GoverningBody).order_by(*ORDER)))
    spoken = {one.body_id: one for one in _links(ConventionBody, convention)}
    for body in bodies:
        _say(body, spoken.get(body.id), ("kind", "official_text", *WORDS))
    for kind in {body.kind for body in bodies}:
        line = sorted(
            (body for body in bodies if body.kind == kind), key=lambda one: _place(spoken.get(one.id))
        )
        for place, body in enumerate(line, 1):
            body.position = place
    _follow_themes(convention)
    db.session.flush()


def _links(model: Any, convention: Convention) -> Iterable[Any]:
    return db.session.scalars(db.select(model).filter_by(convention_id=convention.id))


def _place(link: Any) -> tuple[bool, int]:
    return (False, link.position) if link is not None else (True, 0)


def _say(row: Any, link: Any, names: Sequence[str]) -> None:
    for name in names if link is not None else ():
        setattr(row, name, getattr(link, name))


def _follow_themes(convention: Convention) -> None:
    themes = dict(
        db.session.execute(db.select(Theme.code, Theme.id).filter_by(convention_id=convention.id)).all()
    )
    groups = db.select(GoverningBody, Theme.code).join(Theme, Theme.id == GoverningBody.theme_id)
    for body, code in db.session.execute(groups):
        body.theme_id = themes.get(code, body.theme_id)


def leave(convention: Convention) -> None:
    """Inside an operation: what this convention says of steps and bodies goes."""
    for model in (ConventionStep, ConventionBody):
        for link in _links(model, convention):
            db.session.delete(link)
    db.session.flush()


def only_in(convention: Convention) -> dict[Any, list[Any]]:
    """The steps and the bodies that this convention names and no other does."""
    found = {}
    for town, model, column in (
        (PathwayStep, ConventionStep, ConventionStep.step_id),
        (GoverningBody, ConventionBody, ConventionBody.body_id),
    ):
        ours = db.select(column).where(model.convention_id == convention.id)
        others = db.select(column).where(model.convention_id != convention.id)
        rows = db.select(town).where(town.id.in_(ours), town.id.not_in(others))
        found[town] = list(db.session.scalars(rows))
    return found


def hangs_on(parts: Mapping[Any, list[int]], but: Iterable[Any] = ()) -> set[str]:
    """The tables, other than those of these parts and what goes with them, of which a row points at these."""
    found, ours = set(), {*parts, *(model.__table__ for model in but)}
    for table in db.metadata.sorted_tables:
        for key in table.foreign_keys if table not in ours else ():
            aimed = parts.get(key.column.table, []) if key.ondelete != "CASCADE" else []
            if aimed and db.session.scalar(db.select(db.literal(1)).where(key.parent.in_(aimed)).limit(1)):
                found.add(table.name)
    return found


def forget_unnamed(before: Mapping[Any, list[Any]], convention: Convention) -> None:
    """Inside an operation: of what it alone named before, what it names no more goes, unless it serves."""
    left = only_in(convention)
    for model, rows in before.items():
        kept = {row.id for row in left[model]}
        for row in rows:
            if row.id not in kept and not hangs_on({model.__table__: [row.id]}):
                db.session.delete(row)
    db.session.flush()
