"""Measures which commitments are proposed for titles that a reader of the act labelled, and prints it."""

import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

from ctg_site.domain.likely_commitments import Aim, likely, named

from .table import HALVES, labelled

__all__ = ["named", "aims", "labelled", "measured"]

LISTS = (*(f"commitments_{half}.txt" for half in HALVES), "commitments_demo.txt")
SITE = Path(__file__).parents[2] / "ctg_site"


@dataclass(frozen=True, slots=True)
class Proposed:
    """How many titles have something proposed, how many commitments in all, and which of them are wrong."""

    titles: int
    answered: int
    proposed: int
    wrong: list[tuple[str, str]]

    @property
    def precision(self) -> float:
        return 1 - len(self.wrong) / max(self.proposed, 1)


def aims(keys: bool = True) -> list[Aim]:
    """Those of the convention of Lens; without their keys, as those of another one would be read."""
    held = yaml.safe_load((SITE / "convention" / "lens-2022-2026.yaml").read_text(encoding="utf-8"))
    return [
        Aim(
            one["numero"],
            one["cle"] if keys else "",
            one["titre_simple"],
            f"{one['texte_simple']} {one['texte_officiel']}",
        )
        for theme in held["themes"]
        for one in theme["engagements"]
    ]


def demonstration() -> dict[str, str]:
    """What the envies of the demonstration say, by their keys."""
    told = yaml.safe_load((SITE / "demo" / "lens.yaml").read_text(encoding="utf-8"))
    return {one["cle"]: one["texte"] for one in told["envies"] if "texte" in one}


def measured(name: str, keys: bool = True) -> Proposed:
    convention, texts, proposed, wrong, answered = aims(keys), demonstration(), 0, [], 0
    for codes, title in labelled(name):
        found = likely(texts.get(title, title), convention)
        answered += bool(found)
        proposed += len(found)
        wrong += [
            (f"{one.code} ({', '.join(one.words)})", title)
            for one in found
            if one.code not in codes.split(", ")
        ]
    return Proposed(len(labelled(name)), answered, proposed, wrong)


def rows():
    """Each list: its titles, those for which something is proposed, how much is, how much of it is right."""
    for name in LISTS:
        for keys in (True, False):
            found = measured(name, keys)
            by = "their words" if keys else "texts alone"
            yield name[12:-4], by, found.titles, found.answered, found.proposed, f"{found.precision:.1%}"


if __name__ == "__main__":
    for row in (("commitments", "by", "titles", "answered", "proposed", "precision"), *rows()):
        sys.stdout.write("  ".join(f"{cell:>12}" for cell in map(str, row)) + "\n")
