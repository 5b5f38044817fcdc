"""Reads: of what has a page each, the rows that everybody reads, for the list that search engines ask for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from ctg_site.db import db

#: Of each kind. The protocol allows 50,000 addresses and 50 MB in one file; this stays far beneath.
MOST_LISTED = 20_000


def rows(listed: Mapping[str, Callable[[], Any]]) -> dict[str, Sequence[Row[Any]]]:
    """By endpoint, what the addresses of its pages hold, and when each `changed` if that is known.

    One statement for each endpoint.
    """
    return {name: db.session.execute(select().limit(MOST_LISTED)).all() for name, select in listed.items()}
