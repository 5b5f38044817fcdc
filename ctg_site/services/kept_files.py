"""The files of the disk and the rows that name them: what each lacks of the other.

A process that is killed between the two leaves a file that nothing names, or a row whose file is gone.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ctg_site.db import db, end_read, now
from ctg_site.effects import documents, files
from ctg_site.models.meetings import MeetingDocument
from ctg_site.models.pictures import EnviePicture
from ctg_site.models.stories import Photo
from ctg_site.models.years import DocumentVersion
from ctg_site.runtime import settings

#: Whose rows name a photo, and whose a document.
PHOTOS, DOCUMENTS = (EnviePicture, Photo), (DocumentVersion, MeetingDocument)
#: What the site writes there: a name drawn at random, perhaps unfinished.
OURS = re.compile(r"[0-9a-f]{32}(-small)?\.(webp|pdf|part)")
#: A younger file may be one whose row is being written.
YOUNG = timedelta(days=1)


def _named() -> Iterator[tuple[str, Path]]:
    """(table, file) of all that the rows name; the read ends with them."""
    for table in PHOTOS:
        for name in db.session.scalars(db.select(table.name)).all():
            yield from ((table.__tablename__, files.path_of(name, small)) for small in (False, True))
    for paper in DOCUMENTS:
        for name in db.session.scalars(db.select(paper.name)).all():
            yield paper.__tablename__, documents.path_of(name)
    end_read()


def orphans() -> list[Path]:
    """The files of more than a day that no row names: listed before the rows, which come after their file."""
    folder, old = settings().files_dir, now() - YOUNG
    here = [path for path in folder.iterdir() if OURS.fullmatch(path.name)] if folder.is_dir() else []
    aged = [path for path in here if (written := _written(path)) is not None and written < old]
    named = {path for _, path in _named()} if aged else set()
    return sorted(set(aged) - named)


def _written(path: Path) -> datetime | None:
    """None when it was erased meanwhile."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def remove_orphans() -> int:
    """Erase them; how many."""
    found = orphans()
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def faults() -> Iterator[str]:
    """Rows whose file is gone, and files that nothing names."""
    gone = sorted({f"{table} ({path.name})" for table, path in _named() if not path.exists()})
    if gone:
        more = f" and {len(gone) - 3} more" if gone[3:] else ""
        yield (
            f"{len(gone)} file(s) that rows name are gone from {settings().files_dir}: {', '.join(gone[:3])}"
            f"{more}; put them back from a backup, its folder `files`"
        )
    if left := orphans():
        yield (
            f"{len(left)} file(s) of more than a day are named by no row ({left[0].name}…): `flask ctg purge`"
            " erases them"
        )
