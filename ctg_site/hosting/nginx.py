"""Writes the file of nginx from what the site knows: its address, what opens something, what it receives."""

import re
from dataclasses import dataclass
from importlib import resources
from string import Template
from typing import Any

from flask import Flask

from ctg_site.web.logs import SECRETS

#: What nginx counts beside the text of a form: the parts, their names.
MARGIN = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Places:
    """Where the machine keeps things; the ports of the web, and that of the site on loopback."""

    behind: str = "127.0.0.1:8000"
    http: int = 80
    https: int = 443
    certificate: str = ""
    cache: str = "/var/cache/nginx/envies"
    logs: str = "/var/log/nginx"


def written(app: Flask, host: str, places: Places) -> str:
    """The whole file; each address that opens something is masked in its log, as in the site's own."""
    template = Template(resources.files(__package__).joinpath("nginx.conf").read_text(encoding="utf-8"))
    largest = max(getattr(view, "most_bytes", 0) for view in app.view_functions.values()) + MARGIN
    return template.substitute(
        host=host,
        behind=places.behind,
        http=places.http,
        https=places.https,
        certificate=places.certificate or f"/etc/letsencrypt/live/{host}",
        cache=places.cache,
        logs=places.logs,
        largest=f"{-(-largest // MARGIN)}m",
        secrets="\n".join(f'    "~^{re.escape(start)}." "{start}…";' for start in openings(app)),
    )


def openings(app: Flask) -> list[str]:
    """The beginnings of the addresses that end with what opens something, the longest first."""
    rules: list[Any] = list(app.url_map.iter_rules())
    starts = {rule.rule.partition("<")[0] for rule in rules if SECRETS & rule.arguments}
    return sorted(starts, key=lambda start: (-len(start), start))
