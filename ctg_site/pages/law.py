"""The pages that the law asks for: the day of each text, the setting that says who answers for it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LegalPage:
    """`day` changes with the text; `keeper` is a setting."""

    day: date
    keeper: str = "publisher"


LEGAL = {
    "charter": LegalPage(date(2026, 11, 24)),
    "accessibility": LegalPage(date(2026, 11, 30)),
    "accessibility_plan": LegalPage(date(2026, 11, 30)),
    "legal": LegalPage(date(2026, 11, 24)),
    "privacy": LegalPage(date(2026, 11, 30), "dpo_contact"),
    "rights": LegalPage(date(2026, 11, 30), "dpo_contact"),
}
