"""The last good answer of each public page, kept in the process for the day the database is away."""

from collections import OrderedDict

from flask import Flask, Response, request

from .areas import current_area
from .rendering import htmx_target

PAGES_KEPT = 300


class LastGood:
    """Public pages by address, the most recently read last; the same for everyone, so nothing personal."""

    def __init__(self) -> None:
        self.pages: OrderedDict[str, bytes] = OrderedDict()

    def keep(self, response: Response) -> Response:
        if response.status_code == 404:
            self.pages.pop(request.full_path, None)  # an envie hidden since is not shown again
        if not _is_public_page() or response.status_code != 200 or response.mimetype != "text/html":
            return response
        if response.is_sequence and "Content-Encoding" not in response.headers:
            self.pages[request.full_path] = response.get_data()
            self.pages.move_to_end(request.full_path)
            if len(self.pages) > PAGES_KEPT:
                self.pages.popitem(last=False)
        return response

    def found(self) -> Response | None:
        """The last good answer of the page asked for, to be served while the database is away."""
        page = self.pages.get(request.full_path) if _is_public_page() else None
        return Response(page, mimetype="text/html") if page is not None else None


def _is_public_page() -> bool:
    return request.method == "GET" and current_area() is None and htmx_target() is None


def init_app(app: Flask) -> None:
    app.extensions["ctg_last_good"] = LastGood()
    app.after_request(app.extensions["ctg_last_good"].keep)
