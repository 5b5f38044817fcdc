"""What search engines are told: the pages that everybody reads, and where they have nothing to look for."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask import current_app, url_for

from ctg_site.domain.policy import for_everybody
from ctg_site.web.areas import AREAS, Area

from . import listing_queries

#: What everybody may ask for and no search engine needs, each with its reason. Files are known by their name.
APART = {
    "pages.health": "for the machines that watch over the site",
    "pages.ready": "for the machines that watch over the site",
    "convention.current": "leads to the address with its period",
    "convention.current_theme": "leads to the address with its period",
    "convention.current_commitment": "leads to the address with its period",
    "consultations.paper": "the questions of its consultation, to print",
    "remarks.of_proposal": "goes on with what the page of the envie begins",
    "remarks.of_action": "goes on with what the page of the action begins",
    "remarks.of_commitment": "goes on with what the page of the commitment begins",
    "proposals.photo": "a picture of the page of its envie",
    "agenda.document": "a file of the page of its meeting",
}


def listed_rules() -> list[Any]:
    """The rules of the pages to list: those that stand alone first."""
    rules = (rule for rule in current_app.url_map.iter_rules() if "GET" in (rule.methods or ()))
    return sorted(filter(_is_listed, rules), key=lambda rule: (bool(rule.arguments), rule.rule))


def _is_listed(rule: Any) -> bool:
    area = next((area for area in AREAS if area.holds(rule.rule)), None)
    if area is not None:
        return area.is_findable and rule.rule == area.path
    is_file = "." in rule.rule.rpartition("/")[2]
    permission = getattr(current_app.view_functions[rule.endpoint], "permission", None)
    return bool(permission and for_everybody(permission)) and not is_file and rule.endpoint not in APART


def public_pages() -> Iterator[tuple[str, datetime | None]]:
    """The canonical address of each page, and when it changed if that is known."""
    rows = listing_queries.rows()
    for rule in listed_rules():
        for row in rows.get(rule.endpoint, ()) if rule.arguments else [None]:
            values = dict(row._mapping) if row else {}
            changed = values.pop("changed", None)
            yield url_for(rule.endpoint, **values), changed


def private_paths() -> list[str]:
    """Where nothing is to be found, as robots.txt names it: all that begins so."""
    return [_closed(area) for area in AREAS]


def _closed(area: Area) -> str:
    return f"{area.path}/" if area.is_findable else area.path
