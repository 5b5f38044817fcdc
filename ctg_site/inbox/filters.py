"""What is asked of the inbox, as an address says it: a tab, filters, and where the last page ended."""

import re
from dataclasses import dataclass
from datetime import date

from ctg_site.domain.vocabulary import Tab

LARGEST = 2**31 - 1
NUMBER = re.compile(r"(?:envie\s*)?(?:n\s*[°º]?\s*)?(\d{1,10})", re.IGNORECASE | re.ASCII)
WRITTEN = re.compile(r"(?:(\d{4}-\d\d-\d\d)\.)?(\d{1,10})", re.ASCII)


@dataclass(frozen=True, slots=True)
class FileFilters:
    """A tab and what its files must be: words or a number, and the choices of the filters."""

    tab: Tab
    search: str = ""
    centre: str = ""
    district: str = ""
    theme: str = ""
    channel: str = ""
    stage: str = ""
    age: str = ""

    @property
    def number(self) -> int | None:
        """The file called by its number, « n° 12 » or « 12 »."""
        found = NUMBER.fullmatch(self.search.strip())
        return min(int(found[1]), LARGEST) if found else None


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ends: the promise and the number of its last file, so that ties and blanks lose nobody."""

    due_on: date | None
    id: int

    def __str__(self) -> str:
        return f"{self.due_on}.{self.id}" if self.due_on else str(self.id)

    @classmethod
    def read(cls, written: str) -> "Cursor | None":
        """The place written in an address; None for what no page ever wrote."""
        found = WRITTEN.fullmatch(written)
        if not found or not 0 < int(found[2]) <= LARGEST:
            return None
        try:
            return cls(date.fromisoformat(found[1]) if found[1] else None, int(found[2]))
        except ValueError:
            return None
