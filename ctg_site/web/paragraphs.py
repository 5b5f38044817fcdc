"""What somebody typed, as they laid it out: an empty line makes a paragraph, the end of a line a line."""

import re

from flask import Flask
from markupsafe import Markup, escape

APART = re.compile(r"\n\s*\n")


def paragraphs(text: str | None) -> Markup:
    """The HTML of a text, each sign of which is escaped; nothing for an empty one."""
    parts = (part.strip() for part in APART.split("\n".join((text or "").splitlines())))
    laid = [Markup("<br>").join(escape(line.strip()) for line in part.split("\n")) for part in parts if part]
    return Markup("").join(Markup("<p>{}</p>").format(one) for one in laid)


def init_app(app: Flask) -> None:
    app.jinja_env.filters["paragraphs"] = paragraphs
