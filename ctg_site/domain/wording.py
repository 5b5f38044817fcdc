"""Sentences prepared in advance: what they may leave open, and how it is filled in for one file."""

import re

#: What may stand between braces, and what the preview puts there.
PLACEHOLDERS = {"numero": "12", "centre": "Centre Exemple", "telephone": "03 53 01 00 00"}
OPEN = re.compile(r"\{([^{}]*)\}")


class UnknownPlaceholder(ValueError):
    """A sentence leaves open something that the site cannot fill in; `name` is what stood in braces."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def unknown(text: str) -> str | None:
    """The first thing in braces that the site cannot fill in."""
    return next((name for name in OPEN.findall(text) if name not in PLACEHOLDERS), None)


def fill(text: str, values: dict[str, str]) -> str:
    """The text with `{numero}`, `{centre}` and `{telephone}` in words; UnknownPlaceholder for any other."""
    wrong = unknown(text)
    if wrong is not None:
        raise UnknownPlaceholder(wrong)
    return OPEN.sub(lambda found: values[found[1]], text)


def values_of(number: int, centre: str | None, phone: str | None) -> dict[str, str]:
    """What fills the sentences of a file: its number, its centre, the number that residents call."""
    return {
        "numero": str(number),
        "centre": centre or "votre centre socioculturel",
        "telephone": phone or "numéro qui est en bas de chaque page",
    }


def whole(sentence: str, other_door: str = "", person: str = "") -> str:
    """What the author reads of a reason: why, another door to knock at, somebody to talk to."""
    return "\n".join(part for part in (sentence, other_door, person) if part)
