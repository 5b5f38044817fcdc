"""The sentences of invented envies: pieces of `words.txt`, and proper names of which most come once."""

import math
from pathlib import Path
from random import Random

SOURCE = Path(__file__).with_name("words.txt")
#: So many proper names, the first ones often, the last ones nearly never: the long tail of a real town.
NAMES = 200_000
#: Prime with the number of names that the syllables give: two that follow one another do not look alike.
STRIDE = 100_003


def read() -> dict[str, list[str]]:
    """The lines of each section of the file."""
    found: dict[str, list[str]] = {}
    for line in SOURCE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section.append(line)
    return found


class Inventor:
    """What is drawn with the same numbers is the same."""

    def __init__(self, draw: Random) -> None:
        self.draw, self.pieces = draw, read()
        begin, middle, end = (" ".join(self.pieces[part]).split() for part in ("begin", "middle", "end"))
        self.syllables = begin, middle, middle, end

    def one(self, section: str) -> str:
        """A line of this section, its braces filled in."""
        found = self.draw.choice(self.pieces[section])
        return self._filled(found) if "{" in found else found

    def _filled(self, line: str) -> str:
        if "{rare}" in line:
            line = line.replace("{rare}", self.draw.choice(self.pieces["rare"]))
        return line.replace("{name}", self.name()).replace("{first}", self.first())

    def first(self) -> str:
        return self.draw.choice(self.pieces["first"])

    def name(self) -> str:
        """Its rank follows the law of words: the tenth comes a tenth as often as the first."""
        rank = int(math.exp(self.draw.random() * math.log(NAMES))) * STRIDE
        made = ""
        for part in self.syllables:
            rank, at = divmod(rank, len(part))
            made += part[at]
        return made

    def wish(self) -> tuple[str, str]:
        """The title of an envie, and its text."""
        thing, where = self.one("thing"), self.one("where")
        text = f"{self.one('opening')} {thing} {where}, {self.one('why')}."
        for _ in range(int(self.draw.expovariate(0.5))):
            text += f" {self.one('more')}"
        return f"{thing[0].upper()}{thing[1:]} {where}", text
