"""A process killed between a row and its file: each is found, and what nothing names goes in the end."""

import os
import time

import pytest

from ctg_site.db import db
from ctg_site.models.meetings import MeetingDocument
from ctg_site.runtime import settings
from ctg_site.services import kept_files
from tests import factories
from tests.agenda.makers import meeting, somebody

DAY = 24 * 3600
NAME = "0123456789abcdef" * 2


@pytest.fixture
def left():
    """Leave a file on the disk: `left("name.pdf", days=2)`."""
    made = []

    def leave(name, days=2):
        path = settings().files_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        os.utime(path, (time.time() - days * DAY,) * 2)
        made.append(path)
        return path

    yield leave
    for path in made:
        path.unlink(missing_ok=True)


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(args=["ctg", *words])


def named(name):
    about = {"meeting_id": meeting().id, "actor_id": somebody().id, "for_everybody": True}
    factories.save(MeetingDocument(name=name, title="Un compte rendu", size=1, **about))
    db.session.commit()


def test_what_no_row_names_is_told_then_erased(left, run):
    old = [left(f"{NAME}.webp"), left(f"{NAME}-small.webp"), left(f"{NAME}.part")]
    young, other = left(f"{'f' * 32}.pdf", days=0), left("taken-down-of-somebody-else")
    told = run("verify")
    assert told.exit_code == 1 and "3 file(s) of more than a day are named by no row" in told.output
    assert "`flask ctg purge` erases them" in told.output
    told = run("purge", "--clock-is-right")
    assert told.exit_code == 0 and "files of no row" in told.output
    assert not [path for path in old if path.exists()] and young.exists() and other.exists()
    assert "named by no row" not in run("verify").output


def test_a_row_whose_file_is_gone_is_told(left, run):
    named(NAME)
    told = run("verify")
    assert told.exit_code == 1 and f"meeting_document ({NAME}.pdf)" in told.output
    assert "put them back from a backup" in told.output
    left(f"{NAME}.pdf")
    assert "gone from" not in run("verify").output and not kept_files.orphans()


def test_every_table_that_names_a_file_is_known():
    """Their rows say the name alone, unique: another table with such a column is said here, or holds none."""
    kept = {table.__tablename__ for table in (*kept_files.PHOTOS, *kept_files.DOCUMENTS)}
    found = {
        name
        for name, table in db.metadata.tables.items()
        if "name" in table.c and table.c.name.unique and {"size", "width"} & set(table.c.keys())
    }
    assert found == kept
