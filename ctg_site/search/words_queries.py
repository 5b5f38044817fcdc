"""Reads: the lines of the dictionary that the coordination added, what was looked for in vain."""

from ctg_site.db import db
from ctg_site.models.search import MissedSearch, WordGroup
from ctg_site.services.search_words import MOST_GROUPS

#: As many are shown, the most looked for first.
MOST_MISSED = 200


def groups() -> list[WordGroup]:
    return list(db.session.scalars(db.select(WordGroup).order_by(WordGroup.typed).limit(MOST_GROUPS)))


def group(number: int) -> WordGroup | None:
    return db.session.get(WordGroup, number)


def missed() -> list[tuple[str, int]]:
    """The words of the searches of the year that found nothing, and how many times."""
    times = db.func.sum(MissedSearch.times)
    of_the_year = db.select(MissedSearch.words, times).group_by(MissedSearch.words)
    rows = db.session.execute(of_the_year.order_by(times.desc(), MissedSearch.words).limit(MOST_MISSED))
    return [(words, int(count)) for words, count in rows]
