"""Parts of public pages, read once for many pages: they hold until a table that they came from changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import current_app

from ctg_site import versions

KEPT = "ctg_kept_parts"
#: With so many, the process begins again: filters are chosen in more ways than it has room for.
MOST = 256

Asked = ParamSpec("Asked")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class KeptPart:
    """What was read, and the tables that it came from, as they were before."""

    value: Any
    tables: frozenset[str]
    seen: tuple[int, ...] | None


def kept(read: Callable[Asked, Value]) -> Callable[Asked, Value]:
    """The same read, whose answer every page drawn for everybody shares, and none may change.

    Only what was asked and the tables may decide of the answer, not the hour; no row of the session is in it.
    Whoever reads for one person alone, or without knowing what changed, reads anew.
    """

    @wraps(read)
    def known(*asked: Asked.args, **named: Asked.kwargs) -> Value:
        if versions.seen(()) is None:
            return read(*asked, **named)
        name = (read, *asked, *named.items())
        part = _parts().get(name)
        if part is not None and part.seen == versions.seen(part.tables):
            return part.value
        with versions.reading() as tables:
            value = read(*asked, **named)
        found = KeptPart(value, frozenset(tables), versions.seen(tables))
        others = _parts() if len(_parts()) < MOST else {}
        current_app.extensions[KEPT] = {**others, name: found}
        return value

    return known


def _parts() -> Mapping[Any, KeptPart]:
    """Never changed: another one takes its place."""
    found: Mapping[Any, KeptPart] = current_app.extensions.setdefault(KEPT, {})
    return found
