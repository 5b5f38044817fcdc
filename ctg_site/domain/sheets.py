"""What a spreadsheet that came in did, or what is to correct in it."""

from dataclasses import dataclass

MOST_PROBLEMS = 100
OTHERS = "Il y en a d’autres\u00a0: corrigez celles-ci, puis renvoyez le fichier."


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """Something to correct: the sheet, the row (none: all of it), the letter of the column, what to do."""

    sheet: str
    row: int | None
    column: str
    message: str


class SheetError(Exception):
    """The file cannot come in; `problems` says all that is to correct."""

    def __init__(self, problems: list[SheetProblem]) -> None:
        super().__init__(f"{len(problems)} problems")
        more = [SheetProblem("", None, "", OTHERS)] if len(problems) > MOST_PROBLEMS else []
        self.problems = problems[:MOST_PROBLEMS] + more


@dataclass(frozen=True, slots=True)
class SheetOutcome:
    """How many things of a file were made, changed, or already there as it says."""

    made: int = 0
    changed: int = 0
    kept: int = 0
