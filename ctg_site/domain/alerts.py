"""Words that call for a person at once: they alert the centre, and never decide anything."""

from enum import StrEnum

from . import spoken


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
    """The alerts that a text raises, the most pressing first; an empty list nearly always."""
    told = spoken.heard(text).without(INNOCENT)
    return [alert for alert, rules in RULES.items() if told.holds(rules)]
