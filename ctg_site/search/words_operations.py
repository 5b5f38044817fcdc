"""Writes: the lines that the coordination adds to the dictionary; the words looked for in vain."""

from datetime import datetime

from ctg_site import throttle
from ctg_site.db import db, insert, now, operation
from ctg_site.domain.retention import KeptData
from ctg_site.domain.town_calendar import local
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.models.people import User
from ctg_site.models.search import MissedSearch, WordGroup
from ctg_site.runtime import life
from ctg_site.services import audit, clock
from ctg_site.services.search_words import MOST_GROUPS

from .missed import words_kept

#: So many of one network in so many minutes; so many different ones a month; how long they are kept.
PER_NETWORK, MOST_A_MONTH = (30, 60), 500


class DictionaryFull(Exception):
    """So many lines were added that a search would not read one more."""


@operation
def add_group(typed: str, meant: str, by: User) -> WordGroup:
    """Who types one of the first words finds what holds one of the second; DictionaryFull."""
    if (db.session.scalar(db.select(db.func.count(WordGroup.id))) or 0) >= MOST_GROUPS:
        raise DictionaryFull
    group = WordGroup(typed=typed, meant=meant)
    db.session.add(group)
    _note(group, by, "création")
    return group


@operation
def remove_group(group: WordGroup, by: User) -> None:
    _note(group, by, "suppression")
    db.session.delete(group)


@operation
def note_missed(query: str, network: str | None) -> None:
    """Count a search that found nothing by its words alone, unless they tell something of somebody."""
    words, month = words_kept(query), clock.today().replace(day=1)
    if not words or not throttle.within(*PER_NETWORK, "missed search", network):
        return
    this_month = MissedSearch.month == month
    known = db.session.scalar(db.select(MissedSearch.id).where(this_month, MissedSearch.words == words))
    count = db.session.scalar(db.select(db.func.count(MissedSearch.id)).where(this_month)) or 0
    if known is None and count >= MOST_A_MONTH:
        return
    row = insert(MissedSearch).values(month=month, words=words, times=1, created_at=now())
    again = {"times": MissedSearch.times + 1}
    db.session.execute(
        row.on_conflict_do_update(index_elements=[MissedSearch.month, MissedSearch.words], set_=again)
    )


@operation
def forget(instant: datetime) -> int:
    """Erase what was looked for more than a year ago; how many rows."""
    old = db.delete(MissedSearch).where(
        MissedSearch.month < local(life(KeptData.SEARCH).before(instant)).date()
    )
    return len(db.session.execute(old.returning(MissedSearch.id)).all())


def _note(group: WordGroup, by: User, detail: str) -> None:
    said = f"dictionnaire «\u00a0{group.typed} = {group.meant}\u00a0»"
    audit.record(AuditEvent.SETTING_CHANGED, by, subject=said, detail=detail)
