"""What stands before Flask: the pages that everybody reads, kept as they leave until something changes."""

import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request

from ctg_site import versions

from .addresses import only_asked
from .headers import KEEPABLE
from .kept_pages import KeptPage, KeptPages, Key
from .logs import LINE, write
from .watch import Watch

#: How much each process keeps: a town has a few hundred pages, of some kilobytes each.
MOST = 8 * 1024 * 1024
#: A page is served while the database is away if it was true this long before.
FRESH = timedelta(minutes=10)
#: How often it is written down that a page is still true.
STILL = timedelta(seconds=10)
#: Where Flask says of its answer whether it may be kept.
DRAWING = "ctg.drawing"
#: With one of these, the answer may be somebody's own, or a part of a page.
OWN = ("HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_HX_REQUEST")
#: Whether this process lives, and may be sent people: the first asks nobody, the database least of all.
OF_MACHINES = ("/healthz", "/readyz")
#: In the name of each cookie of the site. What other sites of the town left is nothing to it.
COOKIE = "ctg_"
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
#: What others add to the links that people follow: no page asks for it, and each would be another one.
TRACKERS = ("fbclid=", "gclid=", "msclkid=", "utm_", "mtm_")
#: How an answer may be written, the best first; "" as it is.
CODINGS = ("br", "gzip", "")
NOT_WANTED = frozenset({"q=0", "q=0.0", "q=0.00", "q=0.000"})
Headers = list[tuple[str, str]]
OF_A_304 = frozenset({"etag", "cache-control", "vary"})
OF_ONE_ANSWER = frozenset({"date", "x-request-id"})


@dataclass(slots=True)
class Drawing:
    """The answer to one request: what was known before it was drawn, and what Flask says of it."""

    began: float
    instant: datetime
    known: versions.Versions | None
    #: What the reader has already, as the headers say it.
    conditions: dict[str, str]
    taken_down: int | None = None
    #: Once it may be kept: the numbers that held then, and the tables that it was drawn from.
    sources: tuple[versions.Versions, tuple[str, ...]] | None = None
    #: The line of the log.
    line: dict[str, Any] = field(default_factory=dict)

    @property
    def minute(self) -> int:
        return int(self.instant.timestamp()) // 60


class Front:
    """Answers what it keeps, asks the site for the rest. A process that lacks a page draws it for itself: no
    lock is held meanwhile, and as many draw it at once as there are processes.
    """

    def __init__(self, app: Flask, most: int) -> None:
        self.app, self.site, self.watch = app, app.wsgi_app, Watch(app)
        self.netloc = urlsplit(app.extensions["ctg_settings"].base_url).netloc
        self.apart = (*(area.path for area in app.extensions["ctg_areas"]), *OF_MACHINES)
        self._lock = Lock()
        #: When the database went away, and when that was last seen.
        self._away_since: datetime | None = None
        self._seen_away = datetime.min.replace(tzinfo=UTC)
        self.keep_at_most(most)

    def keep_at_most(self, most: int) -> None:
        """Begin again with empty shelves; with no room, nothing is kept at all."""
        self.most, self.kept = most, KeptPages(most)

    def __call__(self, asked: dict[str, Any], start: Any) -> Iterable[bytes]:
        key = self._key(asked) if self.most else None
        if key is None:
            return self.site(asked, start)
        conditions = {name: asked[name] for name in CONDITIONS if name in asked}
        drawing = Drawing(time.perf_counter(), datetime.now(UTC), self.watch.now(), conditions)
        page = self.kept.find(key)
        if page is None or not (how := self._how(key, page, drawing)):
            return self._draw(key, page, asked, start, drawing)
        drawing.line = {"request": secrets.token_hex(8), "method": "GET", "path": asked["PATH_INFO"]}
        return _give(page, start, drawing, how)

    def _key(self, asked: dict[str, Any]) -> Key | None:
        """The page asked for; None when the answer may be for one person alone."""
        if asked["REQUEST_METHOD"] != "GET" or any(name in asked for name in OWN):
            return None
        if COOKIE in asked.get("HTTP_COOKIE", "") or asked.get("HTTP_HOST") != self.netloc:
            return None
        path, query = asked["PATH_INFO"], asked.get("QUERY_STRING", "")
        if path.startswith(self.apart):
            return None
        if query:
            parts = (part for part in query.split("&") if not part.startswith(TRACKERS))
            asked["QUERY_STRING"] = query = "&".join(parts)
        asked["HTTP_ACCEPT_ENCODING"] = coding = coding_of(asked.get("HTTP_ACCEPT_ENCODING", ""))
        return Key(asked["wsgi.url_scheme"], path, query, coding)

    def _how(self, key: Key, page: KeptPage, drawing: Drawing) -> str:
        """Why it may leave at once: nothing that it was drawn from changed, nor the minute that it tells; or
        nobody knows, since the database is away, and it is good enough.
        """
        known = drawing.known
        if known is None:
            return "last good" if self._is_good(page, drawing.instant) else ""
        if page.minute != drawing.minute:
            return ""
        if page.together != known.together and page.seen != known.of(page.tables):
            return ""
        if page.together != known.together or drawing.instant - page.checked > STILL:
            self.kept.put(key, replace(page, together=known.together, checked=drawing.instant))
        return "kept"

    def _draw(
        self, key: Key, before: KeptPage | None, asked: dict[str, Any], start: Any, drawing: Drawing
    ) -> Iterable[bytes]:
        """Ask the site for the whole page, even when the reader has one; what is not kept goes through."""
        for name in drawing.conditions:
            del asked[name]
        asked[DRAWING], asked[LINE] = drawing, drawing.line
        told: list[tuple[str, Headers]] = []

        def note(status: str, headers: Headers, failed: Any = None, /) -> Any:
            told.append((status, headers))

        body = self.site(asked, note)
        status, headers = told[0]
        if drawing.sources is not None:
            page = _made(_whole(body), headers, drawing, *drawing.sources)
            with self._lock:
                self._away_since = None
            self.kept.put(key, page)
            return _give(page, start, drawing, "drawn")
        if status.startswith("404"):  # an envie hidden since is not shown again
            self.kept.drop(replace(key, coding=one) for one in CODINGS)
        if status.startswith("503") and before is not None and self._is_good(before, drawing.instant):
            _whole(body)
            return _give(before, start, drawing, "last good")
        if drawing.line:
            write(drawing.line | {"status": int(status[:3])})
        start(status, headers)
        return body

    def _is_good(self, page: KeptPage, instant: datetime) -> bool:
        """Whether it may be read while the database is away: nothing was taken down since it was drawn."""
        with self.app.app_context():
            taken_down = self.app.extensions["ctg_taken_down"]()
        with self._lock:
            if self._away_since is None or instant - self._seen_away > FRESH:
                self._away_since = instant
            self._seen_away, since = instant, self._away_since
        return taken_down is not None and page.taken_down == taken_down and page.checked >= since - FRESH


def coding_of(accepted: str) -> str:
    """The best way to write an answer for who says this; all browsers of a kind get the same bytes."""
    said = [one.partition(";") for one in accepted.lower().split(",")]
    wanted = {one.strip() for one, _, weight in said if weight.replace(" ", "") not in NOT_WANTED}
    return next((coding for coding in CODINGS if coding in wanted), "")


def _whole(body: Any) -> bytes:
    try:
        return b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()


def _made(
    body: bytes, headers: Headers, drawing: Drawing, known: versions.Versions, tables: tuple[str, ...]
) -> KeptPage:
    lasting = tuple((name, value) for name, value in headers if name.lower() not in OF_ONE_ANSWER)
    etag = next(value for name, value in headers if name.lower() == "etag")
    again = tuple(one for one in lasting if one[0].lower() in OF_A_304)
    then = drawing.minute, drawing.instant, drawing.taken_down
    return KeptPage(body, lasting, again, etag, tables, known.of(tables), known.together, *then)


def _give(page: KeptPage, start: Any, drawing: Drawing, how: str) -> list[bytes]:
    """The page, or that the reader has it already; its line in the log, its own number."""
    has = drawing.conditions.get("HTTP_IF_NONE_MATCH", "")
    same = has.strip() == "*" or page.etag in {one.strip().removeprefix("W/") for one in has.split(",")}
    took = round((time.perf_counter() - drawing.began) * 1000, 1)
    write(drawing.line | {"status": 304 if same else 200, "ms": took, "front": how})
    number = ("X-Request-Id", drawing.line["request"])
    if same:
        start("304 NOT MODIFIED", [*page.again, number])
        return []
    start("200 OK", [*page.headers, number])
    return [page.body]


def begin() -> None:
    """Before anything is read: what changes, or is taken down, meanwhile makes the page too old."""
    drawing: Drawing | None = request.environ.get(DRAWING)
    if drawing is not None:
        drawing.taken_down = current_app.extensions["ctg_taken_down"]()
        versions.begin(drawing.known)


def judge(response: Response) -> Response:
    """Last of all: say whether this answer is the same for everybody."""
    drawing: Drawing | None = request.environ.get(DRAWING)
    if drawing is None:
        return response
    tables = versions.end()
    if drawing.known is not None and _is_for_everybody(response):
        drawing.sources = drawing.known, tuple(sorted(tables))
    elif response.status_code == 200 and drawing.conditions:
        request.environ.update(drawing.conditions)
        response.make_conditional(request.environ)
    return response


def _is_for_everybody(response: Response) -> bool:
    """As the headers say; of an address that says nothing else than what its page asks; there are as many
    searches as words, and they are people's.
    """
    return (
        response.status_code == 200
        and response.is_sequence
        and response.headers.get("Cache-Control") == KEEPABLE
        and "ETag" in response.headers
        and "Set-Cookie" not in response.headers
        and "database_away" not in g
        and only_asked(request.args)
        and "q" not in request.args
    )


def init_app(app: Flask) -> None:
    app.before_request(begin)
    app.after_request(judge)
