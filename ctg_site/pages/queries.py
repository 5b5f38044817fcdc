"""Reads: whether the site can do its work."""

from ctg_site.services import health


def state() -> health.Health:
    return health.look()
