"""What a code or the secret of a link opens: few wrong ones from one network, and no other site told."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from flask import Response, abort

from .errors import error_page
from .guard import network

WAIT = 600

Found = TypeVar("Found")


class Wrong(Protocol):
    """The wrong secrets that came from a network: `throttle.WrongSecrets`."""

    def are_too_many(self, network: str | None) -> bool: ...
    def note(self, network: str | None) -> None: ...


def opened(wrong: Wrong, find: Callable[[], Found]) -> Found:
    """What `find` gives of the secret sent, noted as wrong when it gives nothing.

    After too many wrong ones nothing is looked for: the answer is the page that tells to wait (429).
    """
    if wrong.are_too_many(network()):
        abort(error_page(429, retry_after=WAIT))
    found = find()
    if not found:
        wrong.note(network())
    return found


def unreferred(answer: Response) -> Response:
    """The address that holds a secret is told to no other site."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
