"""What the database knows of itself, one word for each thing: read and written in one place."""

from ctg_site.db import db, insert, now
from ctg_site.models.outbox import SiteFact
from ctg_site.versions import UNSEEN


def read(key: str) -> str | None:
    """One statement."""
    found: str | None = db.session.scalar(db.select(SiteFact.value).where(SiteFact.key == key))
    return found


def write(key: str, value: str) -> None:
    """Inside an operation: say it, whatever was said before; two at once write one row.

    No page for everybody shows it, so that the pages that are kept go on.
    """
    row = insert(SiteFact).values(key=key, value=value, created_at=now())
    said = row.on_conflict_do_update(index_elements=[SiteFact.key], set_={"value": row.excluded.value})
    db.session.execute(said.execution_options(**{UNSEEN: True}))
