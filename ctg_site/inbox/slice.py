"""What the slice is made of: the files that wait, who owns each, the promised days."""

from collections.abc import Iterator
from datetime import date

from ctg_site.domain.policy import Permission
from ctg_site.slicing import MenuEntry, Slice

from . import operations, queries, views


def reminded(on: date) -> Iterator[str]:
    """One digest a day for each owner of late files, or of files due within two working days."""
    written = 0
    for person in queries.reminded():
        owed = operations.remind(person, on)
        if owed is not None:
            written += 1
            yield f"person {person}: {owed.late} late, {owed.soon} due soon"
    yield f"{written} digest(s) written for {on}"


SLICE = Slice(
    blueprints=(views.bp,),
    forgets=(operations.forget,),
    reminds=(reminded,),
    menu=(MenuEntry(10, "inbox", "inbox.inbox", "Les envies", Permission.INBOX_READ),),
)
