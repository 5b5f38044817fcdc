"""`flask ctg backup`, `restore` and `move-to`: keeping a site, and moving it."""

import subprocess  # nosec B404
import sys
import tempfile
from pathlib import Path

import click

from ctg_site.administration import verification_queries
from ctg_site.backups import putting_back, rows, taking
from ctg_site.backups.manifest import BackupRefused, Manifest
from ctg_site.config import ROOT, environment
from ctg_site.db import db
from ctg_site.services import identity
from ctg_site.services.heartbeat import Task, beat
from ctg_site.undelivered import operations as undelivered
from ctg_site.undelivered.queries import HELD_SAID


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def backup(folder: Path) -> None:
    """Copy the site into FOLDER while it goes on: database, photos, heads of the trail. Not the keys.

    FOLDER is made; one that holds something is refused (exit code 1), and nothing half done stays.
    """
    try:
        taken = taking.take(folder, _say)
    except BackupRefused as refused:
        raise click.ClickException(str(refused)) from refused
    beat(Task.BACKUP)
    click.echo(f"Backed up in {folder}: {_told(taken)}. Keep CTG_CODE_KEY elsewhere: it is not in it.")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--moved", is_flag=True, hidden=True)
def restore(folder: Path, moved: bool) -> None:
    """Put the backup of FOLDER back on this empty site; one that holds something is refused (exit code 1).

    The settings are those of the town of the backup, CTG_CODE_KEY above all. Tables of an older release are
    brought up to date. Done again after it was cut short, it begins again.
    """
    try:
        done = putting_back.put_back(folder, _say, with_files=not moved)
    except BackupRefused as refused:
        raise click.ClickException(str(refused)) from refused
    verdict = verification_queries.check_trail()
    if done.differs or verdict.broken:
        raise click.ClickException(
            "; ".join([*done.differs, *(["the trail is broken"] if verdict.broken else [])])
        )
    said = identity.moved if moved else identity.restored
    said(f"{'déménagement' if moved else 'sauvegarde'} du {done.manifest.taken_at[:16]} UTC")
    held = 0 if moved else undelivered.hold()
    click.echo(
        f"Put back: {_told(done.manifest)}. The audit trail: {verdict.lines} line(s), unbroken;"
        f" it agrees with {verdict.heads} head(s) kept outside."
    )
    if held:
        click.echo(
            f"{held} letter(s) waited when the backup was taken, and some may have left since: they are held;"
            f" {HELD_SAID}."
        )


@click.command("move-to")
@click.argument("url")
def move_to(url: str) -> None:
    """Copy this site's database into the empty one at URL, of the other kind or of the same; compare both.

    Stop the site first: what would be written meanwhile is found by the comparison (exit code 1). The photos
    stay where they are. Then set CTG_DATABASE_URL, and start the site again.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "moved"
        try:
            taken = taking.take(folder, _say, with_files=False)
        except BackupRefused as refused:
            raise click.ClickException(str(refused)) from refused
        command = [
            sys.executable,
            "-m",
            "flask",
            "--app",
            str(ROOT / "app"),
            "ctg",
            "restore",
            str(folder),
            "--moved",
        ]
        around = environment(database_url=url)
        done = subprocess.run(command, env=around, check=False)  # nosec B603
        if done.returncode:
            raise click.ClickException("nothing was moved: this site goes on as it is")
    with db.engine.connect() as connection:
        since = {
            name: count for name, count in rows.counts(connection).items() if count != taken.tables.get(name)
        }
    if since:
        raise click.ClickException(
            f"somebody wrote meanwhile ({', '.join(since)}): stop the site and send-mail, empty the new"
            " database, then again"
        )
    click.echo("Moved: both hold the same. Set CTG_DATABASE_URL to the new one, and start the site again.")


def _say(line: str) -> None:
    click.echo(f"  {line}")


def _told(manifest: Manifest) -> str:
    files = sum(1 for name in manifest.digests if name.startswith("files/"))
    return (
        f"{manifest.rows} rows of {len(manifest.tables)} tables, {files} file(s), release {manifest.release}"
    )
