"""The plain files of words that anybody who writes French may mend: domain/words/*.txt."""

import re
from pathlib import Path

FILES = Path(__file__).with_name("words")


def lines(name: str) -> list[str]:
    """The lines of a file of words that say something, in its order; one that begins with spaces goes on."""
    whole = re.sub(r"\n +", " ", (FILES / name).read_text(encoding="utf-8"))
    return [line.strip() for line in whole.splitlines() if line.strip() and not line.startswith("#")]


def words_of(name: str) -> frozenset[str]:
    """The words of a file, however many a line holds."""
    return frozenset(" ".join(lines(name)).split())
