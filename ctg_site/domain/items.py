"""The aims, domains and topics of a convention: their words in addresses, and what the act says of them."""

from ctg_site.domain.text import words

#: What an address calls each kind, by the word that the tables keep.
KINDS = {"aim": "but", "domain": "domaine", "topic": "sujet"}
#: Expressions in which a word of an item means something narrower: the act tells them apart itself.
NARROWER = (["petite", "enfance"],)


def names(text: str, heading: str, item: str) -> bool:
    """Whether the act names an item: the heading of a theme says all its words, or a text says it whole."""
    wanted = words(item)
    if not wanted:
        return False
    return set(wanted) <= set(_apart(words(heading))) or _holds(_apart(words(text)), wanted)


def _apart(said: list[str]) -> list[str]:
    """These words, without the expressions that mean something narrower."""
    for narrower in NARROWER:
        size = len(narrower)
        while (at := _where(said, narrower)) is not None:
            said = [*said[:at], "", *said[at + size :]]
    return said


def _holds(said: list[str], wanted: list[str]) -> bool:
    return _where(said, wanted) is not None


def _where(said: list[str], wanted: list[str]) -> int | None:
    size = len(wanted)
    found = (at for at in range(len(said) - size + 1) if said[at : at + size] == wanted)
    return next(found, None)
