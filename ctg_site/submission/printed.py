"""What the square of a printed sheet says in the address that it opens: its centre, its number."""

from collections.abc import Mapping

#: By the name of what is kept, its word in the address; what it says is no longer than that.
WORDS, LONGEST = {"centre": "centre", "sheet": "fiche"}, 80


def from_a_sheet(asked: Mapping[str, str]) -> dict[str, str]:
    """What it says; nothing of what is too long."""
    said = {name: asked.get(word, "") for name, word in WORDS.items()}
    return {name: value for name, value in said.items() if 0 < len(value) <= LONGEST}
