"""Puts a backup back on a site that holds nothing yet, whatever its database, of this release or before."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask_migrate import upgrade
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import SQLAlchemyError

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
            f"this is a backup of {manifest.town}, and CTG_TOWN_NAME says {settings().town_name}:"
            " nothing was changed"
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
    writing = db.engine.execution_options(ctg_writes=True)
    names = inspect(db.engine).get_table_names()
    if db.engine.dialect.name == "sqlite":
        with writing.connect() as connection:
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
            with connection.begin():
                virtual = [name for name in names if name.endswith("_fts")]
                behind = [name for name in names if "_fts_" in name]
                for name in [*virtual, *(name for name in names if name not in {*virtual, *behind})]:
                    connection.exec_driver_sql(f'DROP TABLE "{name}"')
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys = ON")  # type: ignore[union-attr]
    elif names:
        with writing.begin() as connection:
            listed = ", ".join(f'"{name}"' for name in names)
            connection.exec_driver_sql(f"DROP TABLE {listed} CASCADE")


def _fill(folder: Path, manifest: Manifest) -> None:
    """Every row in one transaction, references looked at once, at its end."""
    embedded = db.engine.dialect.name == "sqlite"
    with db.engine.execution_options(ctg_writes=True).connect() as connection:
        bare = connection.connection.dbapi_connection
        if embedded:
            bare.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        try:
            with connection.begin():
                references = [] if embedded else _without_references(connection)
                for name, table in rows.tables(connection).items():
                    connection.execute(table.delete())
                    for chunk in rows.read(table, table_file(folder, name)):
                        connection.execute(rows.insertion(table), chunk)
                rows.number_on(connection, manifest.numbers)
                for statement in references:
                    connection.exec_driver_sql(statement)
                if embedded and (loose := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
                    raise BackupRefused(f"a row of {loose[0]} points at nothing: take another backup")
        finally:
            if embedded:
                bare.execute("PRAGMA foreign_keys = ON")  # type: ignore[union-attr]


def _without_references(connection: Connection) -> list[str]:
    """PostgreSQL looks at each one as it comes: taken away meanwhile; what puts them back, and checks all."""
    asked = (
        "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
    )
    found = connection.exec_driver_sql(asked).all()
    for table, name, _ in found:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    return [f"ALTER TABLE {table} ADD CONSTRAINT {name} {said}" for table, name, said in found]
