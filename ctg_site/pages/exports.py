"""What search engines are told: the pages that everybody reads, and where they have nothing to look for."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask import current_app, url_for

from ctg_site.domain.policy import for_everybody
from ctg_site.web.areas import Area, areas

from . import listing_queries


def listed_rules() -> list[Any]:
    """The rules of the pages to list: those that stand alone first."""
    rules = (rule for rule in current_app.url_map.iter_rules() if "GET" in (rule.methods or ()))
    return sorted(filter(_is_listed, rules), key=lambda rule: (bool(rule.arguments), rule.rule))


def _is_listed(rule: Any) -> bool:
    area = next((area for area in areas() if area.holds(rule.rule)), None)
    if area is not None:
        return area.is_findable and rule.rule == area.path
    is_file = "." in rule.rule.rpartition("/")[2]
    permission = getattr(current_app.view_functions[rule.endpoint], "permission", None)
    is_apart = is_file or rule.endpoint in current_app.extensions["ctg_apart"]
    return bool(permission and for_everybody(permission)) and not is_apart


def public_pages() -> Iterator[tuple[str, datetime | None]]:
    """The canonical address of each page, and when it changed if that is known."""
    rows = listing_queries.rows(current_app.extensions["ctg_listed"])
    for rule in listed_rules():
        for row in rows.get(rule.endpoint, ()) if rule.arguments else [None]:
            values = dict(row._mapping) if row else {}
            changed = values.pop("changed", None)
            yield url_for(rule.endpoint, **values), changed


def private_paths() -> list[str]:
    """Where nothing is to be found, as robots.txt names it: all that begins so."""
    return [_closed(area) for area in areas()]


def _closed(area: Area) -> str:
    return f"{area.path}/" if area.is_findable else area.path
