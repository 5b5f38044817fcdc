"""The eleven public holidays of the mainland (Code du travail, L3133-1), as they are since 2008."""

from datetime import date, timedelta

#: From then on Whit Monday is a holiday again.
FIRST_YEAR = 2008
FIXED = {
    (1, 1): "Jour de l’an",
    (5, 1): "Fête du Travail",
    (5, 8): "Fête de la Victoire",
    (7, 14): "Fête nationale",
    (8, 15): "Assomption",
    (11, 1): "Toussaint",
    (11, 11): "Armistice",
    (12, 25): "Noël",
}
#: So many days after Easter.
MOVING = {1: "Lundi de Pâques", 39: "Ascension", 50: "Lundi de Pentecôte"}


def holidays(year: int) -> dict[date, str]:
    """The days of a year, each with its name, or its two names."""
    found = {date(year, month, day): name for (month, day), name in FIXED.items()}
    for after, name in MOVING.items():
        day = easter(year) + timedelta(after)
        found[day] = f"{name}; {found[day]}" if day in found else name
    return found


def easter(year: int) -> date:
    """Easter Sunday, by the rule of Meeus and Butcher: the age of the moon, then the day of the week."""
    century, of_century = divmod(year, 100)
    leaps = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    age = (19 * (year % 19) + leaps + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (of_century // 4) - age - of_century % 4) % 7
    late = (year % 19 + 11 * age + 22 * week) // 451
    month, day = divmod(age + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
