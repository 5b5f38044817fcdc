"""The staff's longer texts, written in Markdown: made into HTML here, and cleaned of all that is not text."""

import nh3
from flask import Flask
from markupsafe import Markup

from .typesetting import typeset

TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
SCHEMES = {"http", "https", "mailto", "tel"}
DEEPEST = 6


def rich(text: str | None, level: int = 2) -> Markup:
    """The HTML of a Markdown text, whose own first level of headings becomes `level`; safe by construction.

    No HTML of the author passes; links go to web, mail and telephone addresses or within the site.
    """
    # One for each text: it sorts its rules while it reads the first one, which no two threads may do at once.
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(typeset(text or ""))
    depths = sorted({int(token.tag[1]) for token in tokens if token.type == "heading_open"})
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            # Levels follow each other without a gap, whatever the author skipped.
            token.tag = f"h{min(level + depths.index(int(token.tag[1])), DEEPEST)}"
    html = markdown.renderer.render(tokens, markdown.options, {})
    cleaned = nh3.clean(
        html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel="noopener nofollow"
    )
    # nh3 left only the tags above, without a script nor a style.
    return Markup(cleaned)  # nosec B704


def init_app(app: Flask) -> None:
    app.jinja_env.filters["rich"] = rich
