"""`flask ctg going-down`: what an older release would lose of the tables, told before anybody goes there."""

import subprocess  # nosec B404
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from sqlalchemy import Connection, Table, create_engine, func, select

from ctg_site.backups import rows
from ctg_site.config import ROOT, environment
from ctg_site.db import db
from ctg_site.services import health


@click.command("going-down")
@click.argument("revision")
def going_down(revision: str) -> None:
    """Say what the tables would lose by going down to REVISION, that of an older release; change nothing.

    Then, with a backup taken and the site stopped, `flask --app app db downgrade REVISION` does it with the
    code of now; the code of then serves. Letters and lines of journals that tell of what is lost go too.
    """
    if revision not in health.revisions():
        raise click.ClickException(f"no file of migrations/versions is the revision {revision}")
    older = _columns_at(revision)
    with db.engine.connect() as connection:
        lost = list(_lost(connection, older))
    for line in lost:
        click.echo(f"  {line}")
    click.echo(f"{len(lost)} loss(es) in going down to {revision}; nothing was changed.")


def _columns_at(revision: str) -> dict[str, set[str]]:
    """The columns of each table at this revision, made on a database of a moment."""
    with tempfile.TemporaryDirectory() as place:
        url = f"sqlite:///{Path(place) / 'older.sqlite3'}"
        command = [sys.executable, "-m", "flask", "--app", str(ROOT / "app"), "db", "upgrade", revision]
        around = environment(database_url=url)
        done = subprocess.run(command, env=around, capture_output=True, text=True, check=False)  # nosec B603
        if done.returncode:
            raise click.ClickException(f"the tables of {revision} could not be made: {done.stderr[-500:]}")
        engine = create_engine(url)
        try:
            with engine.connect() as connection:
                return {name: set(table.c.keys()) for name, table in rows.tables(connection).items()}
        finally:
            engine.dispose()


def _lost(connection: Connection, older: dict[str, set[str]]) -> Iterator[str]:
    """What is filled now, and has no place there."""
    for name, table in rows.tables(connection).items():
        if name not in older:
            if count := connection.execute(select(func.count()).select_from(table)).scalar_one():
                yield f"{name}: {count} row(s), the whole table"
            continue
        for column in sorted(set(table.c.keys()) - older[name]):
            if count := _filled(connection, table, column):
                yield f"{name}.{column}: {count} value(s)"


def _filled(connection: Connection, table: Table, column: str) -> int:
    asked = select(func.count()).select_from(table).where(table.c[column].is_not(None))
    return connection.execute(asked).scalar_one()
