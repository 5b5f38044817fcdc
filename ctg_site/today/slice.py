"""What the slice is made of: what each person of the staff owes today, on their first page and by letter."""

from collections.abc import Iterator
from datetime import date

from ctg_site.domain.policy import Permission
from ctg_site.domain.retention import KeptData, Period
from ctg_site.slicing import MenuEntry, Slice

from . import operations, queries, views


def reminded(on: date) -> Iterator[str]:
    """One letter a day for whoever owes something."""
    written = 0
    for person in queries.readers():
        lines = operations.remind(person, on)
        if lines:
            written += 1
            yield f"person {person}: {lines} line(s)"
    yield f"{written} digest(s) written for {on}"


SLICE = Slice(
    blueprints=(views.bp,),
    keeps=(
        Period(
            kept=KeptData.STAFF_REMINDER,
            what="Équipe\u00a0: quel rappel a été envoyé à qui",
            why="Ne pas écrire deux fois",
            who="personne",
            since="l’envoi",
            remains="rien",
            forget=operations.forget,
            each_turn=True,
        ),
    ),
    reminds=(reminded,),
    menu=(MenuEntry(5, "today", "today.home", "Aujourd’hui", Permission.STAFF_ENTER),),
)
