"""Pages kept in the process, as they leave: bounded in bytes, the most recently read last."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

#: What a page holds beside its body: headers, key, objects.
BESIDE = 2048
#: The part of the room that pages with a query may take: there are as many as somebody makes up.
ASKED_PART = 4


@dataclass(frozen=True, slots=True)
class Key:
    """One page as one kind of browser receives it."""

    scheme: str
    path: str
    query: str
    coding: str


@dataclass(frozen=True, slots=True)
class KeptPage:
    """An answer, and what must not have changed since. Never changed: another one takes its place."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    #: Those of a 304 alone: the reader has the others with the page.
    again: tuple[tuple[str, str], ...]
    etag: str
    #: The tables that it was drawn from, their numbers, and the sum of all when that was last looked at.
    tables: tuple[str, ...]
    seen: tuple[int, ...]
    together: int
    #: The minute in which it was drawn: days and opening hours turn with one.
    minute: int
    #: When it was last known to be true, and how many take-downs there were when it was drawn; None: unknown.
    checked: datetime
    taken_down: int | None

    @property
    def weight(self) -> int:
        return len(self.body) + BESIDE


@dataclass(slots=True)
class Shelf:
    most: int
    pages: OrderedDict[Key, KeptPage] = field(default_factory=OrderedDict)
    weight: int = 0

    def put(self, key: Key, page: KeptPage) -> None:
        self.drop(key)
        if page.weight > self.most:
            return
        self.pages[key] = page
        self.weight += page.weight
        while self.weight > self.most:
            self.weight -= self.pages.popitem(last=False)[1].weight

    def drop(self, key: Key) -> None:
        if key in self.pages:
            self.weight -= self.pages.pop(key).weight


class KeptPages:
    """All threads of the process share them: what is under the lock is never touched outside."""

    def __init__(self, most: int) -> None:
        self._lock = Lock()
        self._plain, self._asked = Shelf(most - most // ASKED_PART), Shelf(most // ASKED_PART)

    def _of(self, key: Key) -> Shelf:
        return self._asked if key.query else self._plain

    def find(self, key: Key) -> KeptPage | None:
        with self._lock:
            pages = self._of(key).pages
            if key in pages:
                pages.move_to_end(key)
            return pages.get(key)

    def put(self, key: Key, page: KeptPage) -> None:
        with self._lock:
            self._of(key).put(key, page)

    def drop(self, keys: Iterable[Key]) -> None:
        with self._lock:
            for key in keys:
                self._of(key).drop(key)

    @property
    def weight(self) -> int:
        with self._lock:
            return self._plain.weight + self._asked.weight
