"""Measures which titles are proposed as alike, against the themes that a reader gave them, and prints it."""

import sys
from dataclasses import dataclass

from ctg_site.domain.similar import Candidate, closest

from .table import HALVES, labelled

#: The lists on which the files of words are made, with half A.
LEARNED = "learned", "learned_more"


@dataclass(frozen=True, slots=True)
class Title:
    """A published title of the sample: its themes, and other ways to say the same."""

    number: int
    title: str
    themes: frozenset[str]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many were proposed, which of them are of no theme of the text; how many were met, and missed."""

    proposed: int
    wrong: list[tuple[str, str]]
    met: int
    missed: list[tuple[str, str]]

    @property
    def right(self) -> float:
        return 1 - len(self.wrong) / self.proposed

    @property
    def recall(self) -> float:
        return self.met / (self.met + len(self.missed))


def titles(half: str) -> list[Title]:
    found = []
    for number, (themes, line) in enumerate(labelled(f"alike_{half}.txt"), 1):
        title, *said = (part.strip() for part in line.split(" = "))
        found.append(Title(number, title, frozenset(themes.split(", ")), tuple(said)))
    return found


def measured(half: str) -> Figures:
    """Each title against all the others of its half; each paraphrase against all."""
    pool = titles(half)
    by_number = {one.number: one for one in pool}
    proposed, wrong, met, missed = 0, [], 0, []
    for one in pool:
        for text in (one.title, *one.said):
            others = [Candidate(it.number, it.title, "") for it in pool if it.title != text]
            found = closest(text, others)
            proposed += len(found)
            wrong += [(text, by_number[it].title) for it in found if not by_number[it].themes & one.themes]
            if text != one.title and one.number in found:
                met += 1
            elif text != one.title:
                missed.append((text, one.title))
    return Figures(proposed, wrong, met, missed)


def rows():
    """Each half: what is proposed, how much of it shares a theme, how many paraphrases are met."""
    for half in (*HALVES, *LEARNED):
        found = measured(half)
        yield half, "alike", found.proposed, f"{found.right:.1%}", f"{found.recall:.1%}"


if __name__ == "__main__":
    for row in (("half", "kind", "proposed", "of its themes", "in other words"), *rows()):
        sys.stdout.write("  ".join(f"{cell:>14}" for cell in map(str, row)) + "\n")
