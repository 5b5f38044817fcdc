"""Writes: the coordination says which commitments an aim, a domain or a topic touches."""

from collections.abc import Collection

from ctg_site.db import db, operation
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.models.convention import Commitment, Convention, ConventionItem
from ctg_site.models.items import ItemTicked
from ctg_site.models.people import User
from ctg_site.services import audit

Pair = tuple[int, int]


@operation
def tick(wanted: Collection[Pair], shown: Collection[Pair], by: User) -> int:
    """Keep the pairs that were ticked and drop those that were unticked; how many moved.

    A pair is a commitment and an item. `shown`: what the page held, so that two people who tick at once lose
    nothing of each other.
    """
    db.session.execute(db.select(Convention.id).where(Convention.is_current).with_for_update())
    commitments = {one.id: one for one in db.session.scalars(db.select(Commitment))}
    known = {one.id: one for one in db.session.scalars(db.select(ConventionItem))}
    kept = {(one.commitment_id, one.item_id): one for one in db.session.scalars(db.select(ItemTicked))}
    more = {
        (one, item)
        for one, item in set(wanted) - set(shown) - kept.keys()
        if one in commitments
        and item in known
        and commitments[one].convention_id == known[item].convention_id
    }
    less = (set(shown) - set(wanted)) & kept.keys()
    for pair in less:
        db.session.delete(kept[pair])
    db.session.add_all(ItemTicked(commitment_id=one, item_id=item) for one, item in sorted(more))
    for number in sorted({one for one, _ in more | less}):
        _note(
            commitments[number],
            by,
            *([known[i].key for c, i in sorted(m) if c == number] for m in (more, less)),
        )
    return len(more | less)


def _note(commitment: Commitment, by: User, more: list[str], less: list[str]) -> None:
    said = [
        f"{verb}\u00a0: {', '.join(keys)}" for verb, keys in (("rapproché", more), ("séparé", less)) if keys
    ]
    subject = f"engagement {commitment.number}"
    audit.record(AuditEvent.SETTING_CHANGED, by, subject=subject, detail="\u00a0; ".join(said))
