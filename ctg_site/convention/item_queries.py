"""Reads: what commitments an item touches, and who says so; what the coordination may say of a kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ctg_site.db import db
from ctg_site.domain.items import KINDS
from ctg_site.models.convention import Commitment, Convention, ConventionItem, ItemKind
from ctg_site.models.items import ItemTicked
from ctg_site.services import items
from ctg_site.words.items import word as word_of

from . import queries

#: By its word in addresses, « but »; and as the address of its page of the staff says it, « buts ».
KIND_OF = {word: ItemKind(kind) for kind, word in KINDS.items()}
PAGES = {f"{word}s": kind for word, kind in KIND_OF.items()}

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Touched:
    """An item that a commitment touches, and whether the act says so."""

    item: ConventionItem
    by_the_act: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """The commitments of the current convention, the items of a kind, and who tied which pairs."""

    kind: ItemKind
    slug: str
    convention: Convention
    items: list[ConventionItem]
    of_the_act: frozenset[Pair]
    ticked: frozenset[Pair]

    @property
    def open(self) -> frozenset[Pair]:
        """What the coordination may say: the act does not."""
        every = {(one.id, item.id) for one in self.convention.commitments for item in self.items}
        return frozenset(every - self.of_the_act)


def choices(convention: Convention) -> list[items.ItemChoice]:
    """Each item that touches a commitment of this convention, with how many: one statement."""
    each = db.select(Commitment.id.label("thing_id"), Commitment.id.label("commitment_id"))
    mine = db.select(Commitment.id).where(Commitment.convention_id == convention.id)
    return items.counted(each, mine)


def item_asked(convention: Convention, word: str) -> ConventionItem | None:
    """The item of a convention that an address names; its items are loaded."""
    return next((one for one in convention.items if word_of(one) == word), None)


def touched_by(item: ConventionItem) -> dict[int, bool]:
    """By commitment that an item touches, whether the act says so: one statement."""
    return {commitment: by_the_act for commitment, _, by_the_act in _said([item.id])}


def of_commitment(commitment_id: int) -> list[Touched]:
    """What a commitment touches, in the order of the act: one statement."""
    act = items.of_the_act().subquery()
    said = db.exists().where(act.c.item_id == ConventionItem.id, act.c.commitment_id == commitment_id)
    ticked = db.select(ItemTicked.item_id).where(ItemTicked.commitment_id == commitment_id)
    found = (
        db.select(ConventionItem, said)
        .where(said | ConventionItem.id.in_(ticked))
        .order_by(ConventionItem.kind, ConventionItem.position)
    )
    return [Touched(item, by_the_act) for item, by_the_act in db.session.execute(found)]


def grid(slug: str) -> Grid | None:
    """What the page of a kind shows: four statements; None without a convention or such a page."""
    kind, current = PAGES.get(slug), queries.current()
    if kind is None or current is None:
        return None
    same = ConventionItem.convention_id == current.id, ConventionItem.kind == kind
    found = list(db.session.scalars(db.select(ConventionItem).where(*same).order_by(ConventionItem.position)))
    said = list(_said([one.id for one in found]))
    act = frozenset((commitment, item) for commitment, item, by_the_act in said if by_the_act)
    every = frozenset((commitment, item) for commitment, item, _ in said)
    return Grid(kind, slug, current, found, act, every - act)


def _said(ids: Iterable[int]) -> Iterable[tuple[int, int, bool]]:
    """The commitments that these items touch, the item, and whether the act says so."""
    act, pairs = items.of_the_act().subquery(), items.ties()
    same = act.c.commitment_id == pairs.c.commitment_id, act.c.item_id == pairs.c.item_id
    found = db.select(pairs.c.commitment_id, pairs.c.item_id, db.exists().where(*same))
    rows: Any = db.session.execute(found.where(pairs.c.item_id.in_(list(ids))))
    return ((commitment, item, bool(by_the_act)) for commitment, item, by_the_act in rows)
