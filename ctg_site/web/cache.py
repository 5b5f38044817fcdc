"""The last good answer of each public page, kept in the process for the day the database is away."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock

from flask import Flask, Response, g, request

from .areas import current_area
from .rendering import htmx_target

PAGES_KEPT = 300
#: A page is served while the database is away if it was good this long before.
FRESH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was read at `asked`, and how many take-downs there had been by then."""

    html: bytes
    asked: datetime
    taken_down: int


class LastGood:
    """Public pages by address, the most recently read last; the same for everyone, so nothing personal.

    All threads of the process share it: what is under its lock is never touched outside.
    """

    def __init__(self, taken_down: Callable[[], int | None]) -> None:
        self.lock = Lock()
        self.pages: OrderedDict[str, Kept] = OrderedDict()
        #: How many times something public was taken down or corrected; None when nobody knows.
        self.taken_down = taken_down
        #: When the database went away, and when that was last seen.
        self.away_since: datetime | None = None
        self.seen_away = datetime.min.replace(tzinfo=UTC)

    def begin(self) -> None:
        """Before a page is drawn: what is taken down meanwhile makes it too old."""
        if _is_public_page():
            g.asked, g.taken_down = datetime.now(UTC), self.taken_down()

    def keep(self, response: Response) -> Response:
        if response.status_code == 404:
            with self.lock:
                self.pages.pop(request.full_path, None)  # an envie hidden since is not shown again
        if "asked" in g and response.status_code == 200 and response.mimetype == "text/html":
            self._keep(response)
        return response

    def _keep(self, response: Response) -> None:
        if g.get("database_away"):
            return
        whole = response.is_sequence and "Content-Encoding" not in response.headers
        page = (
            Kept(response.get_data(), g.asked, g.taken_down) if whole and g.taken_down is not None else None
        )
        with self.lock:
            self.away_since = None
            if page is None:
                return
            self.pages[request.full_path] = page
            self.pages.move_to_end(request.full_path)
            if len(self.pages) > PAGES_KEPT:
                self.pages.popitem(last=False)

    def found(self) -> Response | None:
        """The last good answer of the page asked for, to be served while the database is away."""
        with self.lock:
            since = self._away(datetime.now(UTC))
            page = self.pages.get(request.full_path) if _is_public_page() else None
        if page is None or page.taken_down != self.taken_down() or page.asked < since - FRESH:
            return None
        return Response(page.html, mimetype="text/html")

    def _away(self, instant: datetime) -> datetime:
        """When this absence began; one not seen for a while is over, and another one begins."""
        if self.away_since is None or instant - self.seen_away > FRESH:
            self.away_since = instant
        self.seen_away = instant
        return self.away_since


def _is_public_page() -> bool:
    """One that is read again as it is; there are as many searches as words."""
    read = request.method == "GET" and "q" not in request.args
    return read and current_area() is None and htmx_target() is None


def init_app(app: Flask) -> None:
    last_good = app.extensions["ctg_last_good"] = LastGood(app.extensions["ctg_taken_down"])
    app.before_request(last_good.begin)
    app.after_request(last_good.keep)
