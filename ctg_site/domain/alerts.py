"""Words that call for a person at once: they alert the centre, and never decide anything."""

from enum import StrEnum

from . import spoken, weighed


class Alert(StrEnum):
    DANGER = "danger"
    CHILD = "child"
    HOUSING = "housing"


#: The files of words, the most pressing first; each holds wide rules, since a person reads what they find.
RULES = {
    Alert.CHILD: spoken.rules("child.txt"),
    Alert.DANGER: spoken.rules("danger.txt"),
    Alert.HOUSING: spoken.rules("housing.txt"),
}
INNOCENT = spoken.rules("innocent.txt")


def alerts(text: str) -> list[Alert]:
    """The alerts that a text raises, the most pressing first; an empty list nearly always.

    Where no rule finds anything, all its words are weighed together.
    """
    told = spoken.heard(text).without(INNOCENT)
    found = [alert for alert, rules in RULES.items() if told.holds(rules)]
    return found or [Alert(kind) for kind in [weighed.kind_of(text)] if kind]
