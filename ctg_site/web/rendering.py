"""One template makes the page and, block by block, what htmx swaps into it.

The convention: block `x` renders the element with id `x`; what changes it says `data-hx-target="#x"`.
"""

from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, flash, make_response, redirect, render_template
from htmx_flask import request
from jinja2_fragments.flask import render_block
from werkzeug.wrappers import Response as WerkzeugResponse

from ctg_site.db import end_read

#: What a view gives, be it a page, a file or a way to go: `render`, `go` and `redirect` make one.
Reply = WerkzeugResponse


def render(template: str, status: int = 200, **context: Any) -> Response:
    """The page; or, when htmx targets one of its blocks, that block and the messages."""
    end_read()
    block = htmx_target()
    if block is None:
        return _answer(render_template(template, **context), status)
    if block in current_app.jinja_env.get_template(template).blocks:
        fragment = alone(template, block, context)
        return _answer(fragment + render_block("base.html", "messages", oob=True), status)
    return make_response("", 204, {"HX-Redirect": here()})


def go(url: str, said: str = "") -> Response:
    """After a write: the reader goes to `url`, where `said` is told."""
    if said:
        flash(said)
    return make_response(redirect(url, 303))


def alone(template: str, block: str, context: dict[str, Any]) -> str:
    """One block of a page, with what the page makes before its blocks: the names it imports or sets."""
    page = current_app.jinja_env.get_template(template)
    known = dict(context)
    current_app.update_template_context(known)
    begun = page.new_context(known)
    next(page.root_render_func(begun), None)
    return str(render_block(template, block, **context | begun.vars))


def gone_to(url: str) -> Response:
    """Nothing is said: a script is sent there, as a browser is."""
    if htmx_target() is not None:
        return make_response("", 204, {"HX-Redirect": url})
    return make_response(redirect(url, 303))


def _answer(html: str, status: int) -> Response:
    response = make_response(html, status)
    response.vary.update(("HX-Request", "HX-Target"))
    return response


def htmx_target() -> str | None:
    """The id of the element that htmx will replace; None when the browser wants a whole page."""
    whole_page = not request.htmx or request.htmx.boosted or request.htmx.history_restore_request
    return None if whole_page else request.htmx.target or ""


def here() -> str:
    """Where the reader is, as a path of this site: this address; for a write, the page it came from."""
    if request.method == "GET":
        return "/" + request.full_path.lstrip("/").rstrip("?")
    host, path = parts_of(request.htmx.current_url if request.htmx else request.referrer)
    return "/" + path.lstrip("/") if host == request.host else "/"


def parts_of(address: str | None) -> tuple[str, str]:
    """The host and the path of an address that a header gives; nothing when it is no address."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return "", ""
    return parts.netloc, parts.path
