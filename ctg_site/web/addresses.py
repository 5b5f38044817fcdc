"""Addresses as people and programs write them: numbers that a row may have, links with a sign too many."""

from typing import Any
from urllib.parse import quote

from flask import Flask, redirect, request
from htmx_flask.requests import HtmxAwareRequest
from werkzeug import Response
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import SecurityError
from werkzeug.routing import IntegerConverter, Rule
from werkzeug.wsgi import get_host

LARGEST = 2**31 - 1

#: What a mail, a message or a hand leaves at the end of a link; no address of the site ends with one.
GLUED = ".,;:!?*…>)]}»”’\"' \u00a0\u202f"


class RowNumber(IntegerConverter):
    """`<int:number>`: a larger number than any row may have is an unknown page."""

    def __init__(self, map: Any, *args: Any, **options: Any) -> None:
        super().__init__(map, *args, **({"max": LARGEST} | options))


class LateRule(Rule):
    """A route that learns to write its address at the first link to it.

    What werkzeug makes for that, two functions a route, took a tenth of a start; most are never called.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Any:
        make, place = super()._compile_builder, "_build_unknown" if append_unknown else "_build"

        def learn(rule: Rule, /, **values: Any) -> Any:
            known = make(append_unknown).__get__(rule, None)
            setattr(rule, place, known)
            return known(**values)

        return learn


class AskedNames(ImmutableMultiDict[str, str]):
    """What an address asks, which remembers the names that the page looked for."""

    def __init__(self, mapping: Any = None) -> None:
        super().__init__(mapping)
        self.looked_for: set[object] = set()

    def __contains__(self, key: object) -> bool:
        self.looked_for.add(key)
        return super().__contains__(key)

    def getlist(self, key: str, type: Any = None) -> list[Any]:
        self.looked_for.add(key)
        return super().getlist(key, type)


class AskingRequest(HtmxAwareRequest):
    parameter_storage_class = AskedNames


def only_asked(asked: Any) -> bool:
    """Whether the address holds no name that its page did not look for: somebody made that one up."""
    return set(asked.keys()) <= asked.looked_for


def is_ours(asked: Any, hosts: list[str]) -> bool:
    """Whether a request, as WSGI tells it, names a host of the site; of HTTP 1.1, one must be named."""
    if not asked.get("HTTP_HOST") and asked.get("SERVER_PROTOCOL") != "HTTP/1.0":
        return False
    try:
        return bool(get_host(asked, hosts))
    except SecurityError:
        return False


def number_asked(name: str) -> int | None:
    """The number given as `?name=…`; None when there is none, or none that a row may have."""
    number = request.args.get(name, type=int)
    return number if number is not None and 0 < number <= LARGEST else None


def without_glued_sign() -> Response | None:
    """The link itself, when it was followed with the end of the sentence; it may be a secret one."""
    path = request.path.rstrip(GLUED)
    if path == request.path or request.method not in {"GET", "HEAD"}:
        return None
    asked = request.query_string.decode("latin-1")
    answer = redirect(quote("/" + path.lstrip("/")) + (f"?{asked}" if asked else ""), 303)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def init_app(app: Flask) -> None:
    app.request_class = AskingRequest
    app.url_rule_class = LateRule
    app.before_request(without_glued_sign)
    app.url_map.converters["int"] = RowNumber


def numbers_sent(name: str) -> list[int]:
    """The rows that boxes or hidden fields name; what no row may be is left out."""
    found = (text for text in request.form.getlist(name) if text.isascii() and text.isdecimal())
    return [number for text in found if len(text) <= 10 and (number := int(text)) <= LARGEST][:100]
