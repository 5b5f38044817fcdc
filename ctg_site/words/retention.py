"""The words of the table of periods: how long, why, for the privacy page and the command line."""

from dataclasses import dataclass

from ctg_site.domain.retention import RULES, KeptData, LegalBasis, Life, Period

from .french import plural

BASES = {
    LegalBasis.MISSION: "mission d’intérêt public",
    LegalBasis.CONSENT: "votre accord",
    LegalBasis.DUTY: "obligation de sécurité",
}

#: What the page of the law says before the whole table.
FIRST = {
    *(KeptData.DRAFT, KeptData.REFUSED, KeptData.ENDED, KeptData.SILENT, KeptData.PARTICIPANT),
    *(KeptData.REGISTRATION, KeptData.SUBSCRIPTION),
}


def life_words(life: Life) -> str:
    """« 24 heures », « 6 mois », « 2 ans »; « aucun » of what does not wait."""
    if life.months and life.months % 12 == 0:
        return plural(life.months // 12, "an", "ans")
    if life.months:
        return plural(life.months, "mois", "mois")
    if life.days:
        return plural(life.days, "jour", "jours")
    return plural(life.hours, "heure", "heures") if life.hours else "aucun délai"


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """A line of the table of periods, in words."""

    what: str
    why: str
    basis: str
    who: str
    life: str
    since: str
    remains: str
    #: Among those that most people look for.
    is_first: bool


def period_words(period: Period, life: Life) -> PeriodWords:
    """The line, as this town keeps it."""
    basis = BASES[RULES[period.kept].basis]
    said = life_words(life)
    return PeriodWords(
        *(period.what, period.why, basis, period.who, said, period.since, period.remains),
        is_first=period.kept in FIRST,
    )
