"""What one may choose in the register beside words: each choice is a link, with how many envies it leaves."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ctg_site.domain.workflow import Stage
from ctg_site.words.labels import LABELS

#: What the address names, as people read it, in the order of the page.
GROUPS = {"theme": "Thème", "quartier": "Quartier", "etape": "Étape", "structure": "Centre", "tri": "Ordre"}
ORDERS = {"": "Les plus récentes", "rejointes": "Les plus rejointes", "avancees": "Celles qui ont bougé"}
STAGES = {str(stage): words for stage, words in LABELS[Stage].items()}


@dataclass(frozen=True, slots=True)
class RegisterTally:
    """How many of the envies found each choice holds, of the latest ones alone when there are many."""

    counts: Mapping[str, Counter[str]] = field(default_factory=dict)
    #: All those found were counted; else each number is a least one.
    is_whole: bool = True

    def of(self, name: str, value: str) -> int:
        return self.counts[name][value] if name in self.counts else 0


@dataclass(frozen=True, slots=True)
class RegisterChoice:
    """A link to what remains; `count` is None where nothing counts it: an order leaves none out."""

    words: str
    asked: Mapping[str, str]
    count: int | None
    is_least: bool = False
    is_here: bool = False


def choices(
    chosen: Mapping[str, str], offered: Mapping[str, Mapping[str, str]], tally: RegisterTally
) -> dict[str, list[RegisterChoice]]:
    """By group, what one may add to what is chosen: nothing that is known to leave nothing."""
    known = {"etape": STAGES, **offered}
    found = {
        name: [
            RegisterChoice(words, {**chosen, name: value}, count or None, not tally.is_whole)
            for value, words in known.get(name, {}).items()
            if (count := counted[value]) or not tally.is_whole
        ]
        for name, counted in tally.counts.items()
        if name not in chosen
    }
    if found:
        found["tri"] = _orders(chosen)
    return {name: found[name] for name in GROUPS if found.get(name)}


def said(chosen: Mapping[str, str], offered: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What was chosen beside words, as people read it; a value that no list holds, by its group."""
    known = {"etape": STAGES, "tri": ORDERS, **offered}
    return {name: known[name].get(value, GROUPS[name]) for name, value in chosen.items() if name in known}


def _orders(chosen: Mapping[str, str]) -> list[RegisterChoice]:
    others, order = {name: value for name, value in chosen.items() if name != "tri"}, chosen.get("tri", "")
    return [
        RegisterChoice(words, {**others, **({"tri": name} if name else {})}, None, is_here=name == order)
        for name, words in ORDERS.items()
    ]
