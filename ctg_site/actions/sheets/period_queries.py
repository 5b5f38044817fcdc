"""Reads: of which convention each row of the spreadsheet is, and which commitment its codes name there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ctg_site.db import db
from ctg_site.effects.sheets.reading import SheetLine
from ctg_site.models.actions import Action
from ctg_site.models.convention import Commitment, Convention


@dataclass(slots=True)
class RowPeriods:
    """The conventions by their period, the current one, those of actions that exist or that the file says.

    A code is « PE1 » for one of the row’s own convention, « 2022-2026 PE1 » for one of another.
    """

    ids: dict[str, int] = field(default_factory=dict)
    current: str = ""
    of_actions: dict[int, str] = field(default_factory=dict)
    said: dict[int, str] = field(default_factory=dict)
    commitments: dict[str, int] = field(default_factory=dict)

    def of(self, line: SheetLine) -> str:
        """What the row says; else what its action is of, else the current one; empty without any."""
        values = line.values
        known = self.of_actions.get(values["number"]) or self.said.get(values["number"])
        return values.get("period") or known or self.current

    def code(self, line: SheetLine, word: str) -> str:
        """The commitment that a row names, with its period."""
        return " ".join(word.split()) if " " in word.strip() else f"{self.of(line)} {word}"

    def wrong(self, line: SheetLine) -> str:
        """What the row says that cannot be, in a sentence."""
        said, own = line.values.get("period"), self.of_actions.get(line.values["number"])
        if said and said not in self.ids:
            return f"Aucune convention {said} n’est chargée. Écrivez {' ou '.join(sorted(self.ids))}."
        if said and own and said != own:
            return f"Cette action est de la convention {own}\u00a0: un tableur ne l’en change pas."
        return ""


def periods(lines: Sequence[SheetLine]) -> RowPeriods:
    """Three statements, whatever the number of rows."""
    found = RowPeriods()
    for number, period, is_current in db.session.execute(
        db.select(Convention.id, Convention.period, Convention.is_current)
    ):
        found.ids[period] = number
        found.current = period if is_current else found.current
    found.said = {line.values["number"]: line.values["period"] for line in lines}
    of = db.select(Action.number, Convention.period).join(Convention, Convention.id == Action.convention_id)
    found.of_actions = dict(db.session.execute(of.where(Action.number.in_(list(found.said)))).all())
    aims = db.select(Convention.period, Commitment.number, Commitment.id)
    joined = aims.join(Convention, Convention.id == Commitment.convention_id)
    found.commitments = {f"{period} {number}": one for period, number, one in db.session.execute(joined)}
    return found
