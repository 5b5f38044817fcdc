"""Words that call for a person at once: they alert the centre, and never decide anything."""

import re
from enum import StrEnum

from .text import fold


class Alert(StrEnum):
    DANGER = "danger"
    CHILD = "child"
    HOUSING = "housing"


#: Patterns over folded text (no accents, no elisions); wide on purpose, a person reads what they find.
PATTERNS: dict[Alert, tuple[str, ...]] = {
    Alert.CHILD: (
        r"enfants? (?:en danger|battus?|maltraites?|frappes?|seuls? la nuit)",
        r"maltraitances?",
        r"attouchements?",
        r"inceste",
        r"pedophil\w*",
        r"(?:bebe|enfant|petite? fille|petit garcon) (?:est |sont )?(?:battue?|frappee?|secouee?|enfermee?)",
    ),
    Alert.DANGER: (
        r"suicid\w*",
        r"en finir",
        r"me tuer",
        r"envie de mourir",
        r"(?:me|nous|il la|il le|elle le|elle la) (?:frappe|bat|menace)\w*",
        r"violences?",
        r"viol(?:ee?|er|s)?",
        r"agress\w+",
        r"harcel\w+",
        r"menace\w* de mort",
        r"au secours",
        r"urgence",
        r"je suis en danger",
        r"peur pour (?:ma|sa) vie",
    ),
    Alert.HOUSING: (
        r"insalubr\w*",
        r"marchands? de sommeil",
        r"logements? (?:indignes?|indecents?|dangereux)",
        r"moisissures?",
        r"(?:plus|pas) (?:de |d )?(?:chauffage|electricite|eau chaude|eau courante)",
        r"fuite de gaz",
        r"monoxyde",
        r"plafond \w+ (?:effondre|tombe)\w*",
        r"expuls\w+",
        r"(?:cafards|punaises de lit)",
    ),
}

_COMPILED = {
    alert: re.compile(r"\b(?:" + "|".join(patterns) + r")\b") for alert, patterns in PATTERNS.items()
}


def alerts(text: str) -> list[Alert]:
    """The alerts that a text raises, the most pressing first; an empty list nearly always."""
    plain = " ".join(fold(text).split())
    return [alert for alert, pattern in _COMPILED.items() if pattern.search(plain)]
