"""Invents envies by the thousand, on a demonstration alone: a chunk is written whole or not at all."""

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

from ctg_site.db import advisory_lock, db, now, on_postgresql, operation
from ctg_site.demo.haste import in_haste
from ctg_site.demo.loader import LOADED
from ctg_site.domain.workflow import Moderation, Outcome
from ctg_site.models.proposals import Proposal, Revision
from ctg_site.models.search import SearchDocument, SearchKind
from ctg_site.runtime import delays, settings
from ctg_site.services import facts, kept_figures, publishing, search_index, search_vocabulary
from ctg_site.serving import DEMO_KEY

from . import consulted, files, readers, trail
from .envies import Envie, Hand
from .lives import live
from .sentences import Inventor
from .town import Ground, ground
from .writing import Batch, numbers

#: Where the database keeps what was invented, batch after batch.
KEY = "generated"
CHUNK = 1000
#: From the first envie to today; one answer to the consultation for so many envies.
YEARS, ANSWERS = timedelta(days=5 * 365), 20


class NotHere(Exception):
    """Nothing may be invented in this database; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Invention:
    """A batch: what it is drawn from, how many envies it has, how many are written, its today."""

    seed: int
    count: int
    done: int
    until: str
    consultation: int

    @property
    def name(self) -> str:
        return f"{self.seed}-{self.count}"


def generate(count: int, seed: int, say: Callable[[str], None] = lambda line: None) -> int:
    """Write so many envies with all that surrounds them, drawn from this number; how many were written.

    One that was cut short goes on after its last chunk; one that is whole is left as it is.
    """
    if not settings().demo:
        raise NotHere("the site is not a demonstration: CTG_DEMO=1, with a database of its own")
    if facts.read(DEMO_KEY) != LOADED:
        raise NotHere("the database holds no demonstration: `flask ctg demo` loads it, in an empty one")
    place = ground()
    if not place.centres:
        raise NotHere("nobody answers in any centre: somebody must follow these envies")
    made = _begin(count, seed)
    written = 0
    with in_haste(), without_collector():
        hands = Random()  # nosec B311
        said, known, batch = Inventor(hands), set[str](), Batch()
        while made.done < made.count:
            hands.seed(f"{made.name}-{made.done}")
            made, size = _write_chunk(made, place, said, batch, known)
            written += size
            say(f"{made.done:,} of {made.count:,} envies")
    if written:
        _finish()
    kept_figures.forget()
    return written


@contextmanager
def without_collector() -> Iterator[None]:
    """Millions of rows go as they came, none points back at another: nobody need look for circles."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def held() -> list[Invention]:
    """What was invented here, in order."""
    return [Invention(**one) for one in json.loads(facts.read(KEY) or "[]")]


@operation
def _begin(count: int, seed: int) -> Invention:
    others = held()
    for one in others:
        if (one.seed, one.count) == (seed, count):
            return one
        if one.done < one.count:
            raise NotHere(
                f"another was cut short: `flask ctg generate {one.count} --seed {one.seed}` ends it"
            )
    until = now().replace(microsecond=0)
    made = Invention(seed, count, 0, until.isoformat(), 0)
    made = replace(made, consultation=consulted.open_one(made.name, until))
    _note(made)
    return made


def _note(made: Invention) -> None:
    others = [one for one in held() if one.name != made.name]
    facts.write(KEY, json.dumps([asdict(one) for one in (*others, made)]))


@operation
def _write_chunk(
    made: Invention, place: Ground, said: Inventor, batch: Batch, known: set[str]
) -> tuple[Invention, int]:
    size = min(CHUNK, made.count - made.done)
    until = datetime.fromisoformat(made.until)
    revisions = iter(numbers(Revision, size))
    hand = Hand(said.draw, said, place, delays(), until, batch, [], revisions, {})
    rows = _envies(made, size, hand)
    people = (made.done + size) // ANSWERS - made.done // ANSWERS
    if people:
        consulted.answer(consulted.questions_of(made.consultation), people, hand)
    batch.write()
    trail.seal(hand.lines, batch)
    _index(rows, until, batch, known)
    batch.write()
    made = replace(made, done=made.done + size)
    _note(made)
    return made, size


def _envies(made: Invention, size: int, hand: Hand) -> list[SimpleNamespace]:
    """One after the other, in the order of their arrival; the last ones came today."""
    rows: list[SimpleNamespace] = []
    head: int | None = None
    for rank, number in enumerate(numbers(Proposal, size), made.done):
        created = hand.until - YEARS * (1 - (rank + hand.draw.random()) / made.count)
        life = live(hand.draw, created, hand.until, head is not None)
        envie = Envie(number, created, life, hand)
        envie.grouped_with = head if life.moderation is Moderation.GROUPED else None
        readers.write(envie)
        rows.append(envie.write())
        files.write(envie)
        if envie.is_public and life.outcome is Outcome.OPEN:
            head = number
    return rows


def _index(rows: list[Any], until: datetime, batch: Batch, known: set[str]) -> None:
    """What the search holds of them, the latest published last, as the site itself would say it."""
    advisory_lock(publishing.LOCK)
    stems: dict[str, str] = {}
    for row in rows:
        if row.moderation is not Moderation.ARCHIVED:
            _document(SearchKind.FILE, row.id, _words(search_index.file_texts(row), stems), until, batch)
    public = [row for row in rows if row.moderation is Moderation.PUBLISHED]
    for row in sorted(public, key=lambda row: row.published_at):
        texts, facets = publishing.document(SearchKind.ENVIE, row)
        _document(SearchKind.ENVIE, row.id, " ".join([_words(texts, stems), *facets]), until, batch)
    search_vocabulary.learn(_unknown(public, known))


def _words(texts: Sequence[str | None], stems: dict[str, str]) -> str:
    """As the index holds them; a text that comes again is reduced once."""
    for text in texts:
        if text and text not in stems:
            stems[text] = search_index.words([text])
    return " ".join(stems[text] for text in texts if text)


def _document(kind: SearchKind, number: int, words: str, until: datetime, batch: Batch) -> None:
    batch.add(SearchDocument, kind=kind, subject_id=number, words=words, created_at=until)


def _unknown(public: list[SimpleNamespace], known: set[str]) -> Iterator[str]:
    """The words that no chunk of this run taught yet."""
    for row in public:
        for word in f"{row.public_title} {row.public_text}".split():
            if word not in known:
                known.add(word)
                yield word


@operation
def _finish() -> None:
    """As the database does by itself in its time: what it knows of its tables is what they hold."""
    if on_postgresql():
        db.session.execute(db.text("ANALYZE"))
