"""The last good answer of each public page, kept in the process for the day the database is away."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Flask, Response, g, request

from .areas import current_area
from .rendering import htmx_target

PAGES_KEPT = 300
#: A page is served while the database is away if it was good this long before: another process may have
#: hidden since what it shows.
FRESH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was read at `asked`, and how many take-downs this process had seen by then."""

    html: bytes
    asked: datetime
    taken_down: int


class LastGood:
    """Public pages by address, the most recently read last; the same for everyone, so nothing personal."""

    def __init__(self, taken_down: Callable[[], int]) -> None:
        self.pages: OrderedDict[str, Kept] = OrderedDict()
        #: How many times something public was taken down or corrected in this process.
        self.taken_down = taken_down
        #: When the database went away, and when that was last seen.
        self.away_since: datetime | None = None
        self.seen_away = datetime.min.replace(tzinfo=UTC)

    def begin(self) -> None:
        """Before a page is drawn: what is taken down meanwhile makes it too old."""
        g.asked, g.taken_down = datetime.now(UTC), self.taken_down()

    def keep(self, response: Response) -> Response:
        if response.status_code == 404:
            self.pages.pop(request.full_path, None)  # an envie hidden since is not shown again
        if not _is_public_page() or response.status_code != 200 or response.mimetype != "text/html":
            return response
        if g.get("database_away"):
            return response
        self.away_since = None
        if response.is_sequence and "Content-Encoding" not in response.headers:
            self.pages[request.full_path] = Kept(response.get_data(), g.asked, g.taken_down)
            self.pages.move_to_end(request.full_path)
            if len(self.pages) > PAGES_KEPT:
                self.pages.popitem(last=False)
        return response

    def found(self) -> Response | None:
        """The last good answer of the page asked for, to be served while the database is away."""
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
