"""Puts a backup back on a site that holds nothing yet, whatever its database, of this release or before."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask_migrate import upgrade
from sqlalchemy import Connection, ForeignKeyConstraint, MetaData, Table, inspect
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import AddConstraint, DropConstraint

from ctg_site.config import ROOT
from ctg_site.db import db
from ctg_site.demo.loader import KEPT
from ctg_site.runtime import settings
from ctg_site.services import identity

from . import manifest as told
from . import rows
from .manifest import FILES, HEADS, BackupRefused, Manifest, Say, table_file


@dataclass(frozen=True, slots=True)
class PutBack:
    """What was put back, and what still differs from the backup: nothing, unless something is wrong."""

    manifest: Manifest
    differs: tuple[str, ...]


def put_back(folder: Path, say: Say, with_files: bool = True) -> PutBack:
    """Make this empty site the one of the backup; BackupRefused, before anything is changed, when it may not.

    Cut short, it is done again in the same way: until the rows are there, all of them, the site is empty.
    """
    manifest = told.read(folder)
    _refuse_another_town(manifest)
    _refuse_over_rows()
    if with_files:
        _refuse_over_files(folder)
        _copy_files(folder, say)
    _clear()
    upgrade(revision=manifest.revision)
    say(f"the tables are those of revision {manifest.revision}")
    _fill(folder, manifest)
    say(f"{manifest.rows} rows of {len(manifest.tables)} tables")
    with db.engine.connect() as connection:
        held = rows.counts(connection)
    differs = tuple(
        f"{name}: {held.get(name, 0)} row(s), and {count} in the backup"
        for name, count in manifest.tables.items()
        if held.get(name, 0) != count
    )
    upgrade()
    return PutBack(manifest, differs)


def _refuse_another_town(manifest: Manifest) -> None:
    if manifest.town != settings().town_name:
        raise BackupRefused(
            f"this is a backup of {manifest.town}, and CTG_TOWN_NAME says {settings().town_name}: nothing was"
            " changed. Take a backup of this town, or put the settings of the other one in .env"
        )
    if manifest.key and manifest.key != identity.fingerprint(settings().code_key):
        raise BackupRefused(identity.OTHER_KEY)
    try:
        ScriptDirectory(str(ROOT / "migrations")).get_revision(manifest.revision)
    except CommandError as error:
        raise BackupRefused(
            f"this backup is of release {manifest.release}, which this code is older than: update it first"
        ) from error


def _refuse_over_rows() -> None:
    if db.engine.dialect.name == "sqlite":
        Path(str(db.engine.url.database)).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with db.engine.connect() as connection:
            held = [name for name, count in rows.counts(connection).items() if count and name not in KEPT]
    except SQLAlchemyError as error:
        raise BackupRefused(
            f"the database does not answer ({type(error).__name__}): see CTG_DATABASE_URL"
        ) from error
    if held:
        raise BackupRefused(
            f"this site holds something already ({', '.join(held[:5])}): a backup is put back on an empty"
            " database; give CTG_DATABASE_URL another one, or put this one aside"
        )


def _refuse_over_files(folder: Path) -> None:
    kept = settings().files_dir
    ours = {path.relative_to(folder / FILES) for path in (folder / FILES).rglob("*") if path.is_file()}
    found = {path.relative_to(kept) for path in kept.rglob("*") if path.is_file()} if kept.is_dir() else set()
    if others := sorted(found - ours):
        raise BackupRefused(
            f"{kept} holds files that are not of this backup ({others[0]}…): put them aside, or give"
            " CTG_FILES_DIR another folder"
        )


def _copy_files(folder: Path, say: Say) -> None:
    paths = [path for path in sorted((folder / FILES).rglob("*")) if path.is_file()]
    for path in paths:
        copy = settings().files_dir / path.relative_to(folder / FILES)
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        copy.chmod(0o600)
    if paths:
        say(f"{len(paths)} file(s)")
    heads = settings().audit_heads
    if (folder / HEADS).exists() and not heads.exists():
        heads.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(folder / HEADS, heads)
        heads.chmod(0o600)


def _clear() -> None:
    """Take the empty tables away: those of the backup may be of another release."""
    with _unchecked() as connection:
        if connection.dialect.name == "postgresql":
            _let_go(connection)
        names = inspect(connection).get_table_names()
        virtual = [name for name in names if name.endswith("_fts")]  # what stands behind goes with it
        for name in [*virtual, *(name for name in names if "_fts" not in name)]:
            Table(name, MetaData()).drop(connection)


@contextmanager
def _unchecked() -> Iterator[Connection]:
    """One transaction in which SQLite looks at no reference; PostgreSQL has none meanwhile (`_let_go`)."""
    with db.engine.execution_options(ctg_writes=True, ctg_migrates=True).connect() as connection:
        bare: Any = connection.connection.dbapi_connection
        switch = bare.execute if connection.dialect.name == "sqlite" else lambda statement: None
        switch("PRAGMA foreign_keys = OFF")  # says nothing inside a transaction: before it begins
        try:
            with connection.begin():
                yield connection
        finally:
            switch("PRAGMA foreign_keys = ON")


def _fill(folder: Path, manifest: Manifest) -> None:
    """Every row in one transaction, references looked at once, at its end."""
    with _unchecked() as connection:
        references = _let_go(connection) if connection.dialect.name == "postgresql" else []
        for name, table in rows.tables(connection).items():
            connection.execute(table.delete())
            for chunk in rows.read(table, table_file(folder, name)):
                connection.execute(rows.insertion(table), chunk)
        rows.number_on(connection, manifest.numbers)
        for reference in references:
            connection.execute(AddConstraint(reference))
        if connection.dialect.name == "sqlite":
            loose = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if loose is not None:
                raise BackupRefused(f"a row of {loose[0]} points at nothing: take another backup")


def _let_go(connection: Connection) -> list[ForeignKeyConstraint]:
    """PostgreSQL looks at each reference as it comes: those taken away, to put back and check later."""
    found = [one for table in rows.tables(connection).values() for one in table.foreign_key_constraints]
    for reference in found:
        connection.execute(DropConstraint(reference))
    return found
