"""Which commitments an aim, a domain or a topic touches: the act's ties and those of the coordination."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Subquery, union

from ctg_site.db import db
from ctg_site.domain.items import KINDS, names
from ctg_site.models.convention import Commitment, Convention, ConventionItem, ItemKind, Theme
from ctg_site.models.items import ItemNamed, ItemTicked

from . import conventions

#: The word of an item in addresses, « domaine-jeunesse », and the short words that name it.
WORD: ColumnElement[str] = (
    db.case(dict(KINDS), value=db.cast(ConventionItem.kind, db.String), else_="") + "-" + ConventionItem.key
)
NAME: ColumnElement[str] = db.case(
    (ConventionItem.kind == ItemKind.AIM, ConventionItem.plain_text), else_=ConventionItem.official_text
)


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """An item by its word in addresses, its name, and how many things it leaves of a list."""

    value: str
    name: str
    count: int


def of_the_act() -> Any:
    """Pairs of a commitment and an item: the act lists the topic under it, or names the item."""
    listed = db.select(
        ConventionItem.commitment_id.label("commitment_id"), ConventionItem.id.label("item_id")
    )
    named = db.select(ItemNamed.commitment_id, ItemNamed.item_id)
    return union(listed.where(ConventionItem.commitment_id.is_not(None)), named)


def ties() -> Subquery:
    """All the pairs, each once, whoever said it."""
    act = of_the_act().subquery()
    ticked = db.select(ItemTicked.commitment_id, ItemTicked.item_id)
    return union(db.select(act.c.commitment_id, act.c.item_id), ticked).subquery()


def commitments_of(word: str) -> Any:
    """The commitments that an item touches, by its word in addresses; none for a word that nothing has."""
    pairs = ties()
    return (
        db.select(pairs.c.commitment_id)
        .join(ConventionItem, ConventionItem.id == pairs.c.item_id)
        .where(WORD == word)
    )


def counted(links: Any, things: Any) -> list[ItemChoice]:
    """Each item and how many of these things it touches: one statement.

    `links` has a `commitment_id` and a `thing_id`, once or several times; `things`: the numbers that count.
    Two conventions may say the same word otherwise: it is one choice, named as the latest that began says it.
    """
    pairs, linked = ties(), links.subquery()
    each = db.func.count(db.distinct(linked.c.thing_id))
    counts = (
        db.select(WORD.label("word"), each.label("count"))
        .select_from(pairs)
        .join(ConventionItem, ConventionItem.id == pairs.c.item_id)
        .join(linked, linked.c.commitment_id == pairs.c.commitment_id)
        .where(linked.c.thing_id.in_(things))
        .group_by(WORD)
        .subquery()
    )
    named = (
        db.select(WORD, NAME, counts.c.count, ConventionItem.kind, ConventionItem.position)
        .join(counts, counts.c.word == WORD)
        .join(Convention, Convention.id == ConventionItem.convention_id)
        .order_by(Convention.id.in_(conventions.begun()), Convention.starts_on)
    )
    latest = {
        word: (kind, place, ItemChoice(word, name, count))
        for word, name, count, kind, place in db.session.execute(named)
    }
    return [choice for *_, choice in sorted(latest.values(), key=lambda one: one[:2])]


def name_again() -> None:
    """Inside an operation: keep what the words of each act name, no more, no less."""
    wanted = set(_named())
    kept = {(one.commitment_id, one.item_id): one for one in db.session.scalars(db.select(ItemNamed))}
    for pair in kept.keys() - wanted:
        db.session.delete(kept[pair])
    for commitment_id, item_id in sorted(wanted - kept.keys()):
        db.session.add(ItemNamed(commitment_id=commitment_id, item_id=item_id))
    db.session.flush()


def _named() -> Iterable[tuple[int, int]]:
    """Of the domains alone: an aim is a sentence, and the act says itself where it lists a topic."""
    texts = db.select(
        Commitment.id, Commitment.convention_id, Commitment.official_text, Theme.official_heading
    ).join(Theme, Theme.id == Commitment.theme_id)
    domains = db.select(ConventionItem.id, ConventionItem.convention_id, ConventionItem.official_text)
    known = db.session.execute(domains.where(ConventionItem.kind == ItemKind.DOMAIN)).all()
    for commitment_id, convention_id, text, heading in db.session.execute(texts):
        for item_id, of, name in known:
            if of == convention_id and names(text, heading, name):
                yield commitment_id, item_id
