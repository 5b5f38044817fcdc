"""Writes: what of the convention a meeting or a decision is about."""

from collections.abc import Collection

from sqlalchemy import Table

from ctg_site.db import db


def tie(links: Table, owner: int, wanted: Collection[int]) -> bool:
    """Inside an operation: the owner is tied to those of these that exist, and no other; whether it moved."""
    mine, other = links.columns
    known = next(iter(other.foreign_keys)).column
    before = set(db.session.scalars(db.select(other).where(mine == owner)))
    after = set(db.session.scalars(db.select(known).where(known.in_(wanted))))
    db.session.execute(links.delete().where(mine == owner, other.in_(before - after)))
    for number in sorted(after - before):
        db.session.execute(links.insert().values({mine.name: owner, other.name: number}))
    return before != after
