"""Reads: whether the site can do its work, and how long it keeps what it knows of people."""

from ctg_site.runtime import life
from ctg_site.services import health, retention
from ctg_site.words.retention import PeriodWords, period_words


def state() -> health.Health:
    return health.look()


def periods() -> list[PeriodWords]:
    """The table of periods, in words, as this town keeps them."""
    return [period_words(one, life(one.kept)) for one in retention.periods()]
