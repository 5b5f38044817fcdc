"""From where a write was sent, as the browser says it: a page of ours, another site, or nothing said."""

from enum import Enum

from flask import request
from werkzeug.exceptions import SecurityError

from .rendering import parts_of

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
NOT_SAID = {None, "null"}


class Sender(Enum):
    """What the browser says of the page that sent the request."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    UNSAID = "unsaid"


def sender() -> Sender:
    """Another site, when anything says so; ours, when a header that no page can forge says so."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    try:
        ours = origin not in NOT_SAID and parts_of(origin)[0] == request.host
    except SecurityError:  # no address can be trusted: not even ours
        return Sender.ELSEWHERE
    if site not in {None, "none", "same-origin"} or not (ours or origin in NOT_SAID):
        return Sender.ELSEWHERE
    return Sender.HERE if ours or site == "same-origin" else Sender.UNSAID


def is_foreign_write() -> bool:
    """Another site sends this: nothing is done for it, and nothing of the browser’s is changed."""
    return request.method not in SAFE_METHODS and sender() is Sender.ELSEWHERE
