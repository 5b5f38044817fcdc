"""Takes a backup while the site goes on: every table of one moment, the photos, the heads of the trail."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, text

from ctg_site.db import db, now
from ctg_site.release import RELEASE
from ctg_site.runtime import settings
from ctg_site.services import audit, health, identity

from . import rows
from .manifest import FILES, HEADS, TABLES, BackupRefused, Manifest, Say, digest, table_file, write

#: Pages of SQLite copied before the writers have their turn, and how long they have it, in seconds.
PAGES, TURN = 2000, 0.005
#: Each write begins the copy again: after so many turns, the writers wait for one that is made at once.
TURNS = 2000


def take(folder: Path, say: Say, with_files: bool = True) -> Manifest:
    """Write a backup into a folder that is not there yet, or is empty; or BackupRefused, and nothing stays.

    Writing never waits for it. The keys are not in it: without CTG_CODE_KEY it opens no follow-up code.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BackupRefused(f"{folder} is not empty: give the backup a folder of its own")
    unfinished = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        unfinished.mkdir(mode=0o700, parents=True)
        (unfinished / TABLES).mkdir()
        manifest = _taken(unfinished, say, with_files)
        _keep(unfinished)
        unfinished.rename(folder)
    except OSError as error:
        raise BackupRefused(
            f"the backup could not be written ({error.strerror}): make room, or give another disk, then again"
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return manifest


def _taken(folder: Path, say: Say, with_files: bool) -> Manifest:
    if with_files:
        _copy_files(folder, say)
    with _still(folder) as connection:
        told = {name: _fact(connection, name) for name in (audit.NAME, identity.KEY)}
        counts = {}
        for name, table in rows.tables(connection).items():
            counts[name] = rows.write(connection, table, table_file(folder, name))
        say(f"{sum(counts.values())} rows of {len(counts)} tables")
        numbers = rows.numbers(connection)
        revision = health.revision(connection)
    if with_files:
        _copy_files(folder, say)
        if settings().audit_heads.exists():
            shutil.copyfile(settings().audit_heads, folder / HEADS)
    if revision is None:
        raise BackupRefused(
            "this database was never prepared (`flask ctg init`): there is nothing to back up"
        )
    manifest = Manifest(
        taken_at=now().isoformat(timespec="seconds"),
        release=RELEASE,
        revision=revision,
        town=settings().town_name,
        database=told[audit.NAME],
        key=told[identity.KEY],
        tables=counts,
        numbers=numbers,
        digests={
            path.relative_to(folder).as_posix(): digest(path) for path in folder.rglob("*") if path.is_file()
        },
    )
    write(folder, manifest)
    return manifest


@contextmanager
def _still(folder: Path) -> Iterator[Connection]:
    """The database as it is at one moment, read without holding anybody back."""
    if db.engine.dialect.name == "sqlite":
        copy = folder / "copy.sqlite3"
        with closing(sqlite3.connect(copy)) as target, db.engine.connect() as source:
            _copy(source.connection.dbapi_connection, target)
        engine = create_engine(f"sqlite:///{copy}")
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()
            for path in folder.glob("copy.sqlite3*"):
                path.unlink()
    else:
        still = db.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with still.connect() as connection:
            yield connection


class _NeverDone(Exception):
    """Writes follow each other so closely that the copy begins again and again."""


def _copy(source: Any, target: sqlite3.Connection) -> None:
    turns = iter(range(TURNS))

    def count(status: int, remaining: int, total: int) -> None:
        if next(turns, None) is None:
            raise _NeverDone

    try:
        source.backup(target, pages=PAGES, sleep=TURN, progress=count)
    except _NeverDone:
        source.backup(target, pages=-1)


def _fact(connection: Connection, key: str) -> str:
    found = connection.execute(text("SELECT value FROM site_fact WHERE key = :key"), {"key": key})
    return str(found.scalar_one_or_none() or "")


def _copy_files(folder: Path, say: Say) -> None:
    """Those that are not copied yet: once before the rows, once after, so that no row lacks its photo."""
    source, target = settings().files_dir, folder / FILES
    if not source.is_dir():
        return
    new = 0
    for path in sorted(path for path in source.rglob("*") if path.is_file() and path.suffix != ".part"):
        copy = target / path.relative_to(source)
        if copy.exists():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(path, copy)
        except FileNotFoundError:  # erased meanwhile
            copy.unlink(missing_ok=True)
            continue
        new += 1
    if new:
        say(f"{new} file(s)")


def _keep(folder: Path) -> None:
    """On the disk before it bears its name, and for nobody else."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
