"""`flask ctg init`, `demo`, `import-convention` and `remove-convention`: what a site begins with."""

from collections.abc import Iterator
from pathlib import Path

import click
from flask import current_app
from flask_migrate import upgrade

from ctg_site.agenda.documents import operations as agenda_documents
from ctg_site.convention import operations as convention
from ctg_site.convention import reader
from ctg_site.convention.nodes import ConventionFileError
from ctg_site.db import db
from ctg_site.demo import loader
from ctg_site.domain.conventions import COMING
from ctg_site.inbox import operations as inbox
from ctg_site.runtime import settings
from ctg_site.search import operations as search
from ctg_site.search import queries as search_queries
from ctg_site.services import health, identity
from ctg_site.web import compiled
from ctg_site.wording import operations as wording

#: The town whose convention comes with the code.
LENS = "Lens"
NO_CONVENTION = (
    "Ready, without a convention: CTG_CONVENTION names its file, or `flask ctg import-convention` loads it."
)


@click.command()
def init() -> None:
    """Bring the database up to date and load the convention; running it again changes nothing."""
    prepare()


def prepare() -> None:
    with db.engine.connect() as connection:
        before, wanted = health.revision(connection), health.newest_revision()
    if before != wanted:
        click.echo(f"Bringing the tables to revision {wanted}, from {before or 'nothing'}…")
    upgrade()
    identity.settle()
    if wrong := identity.faults():
        raise click.ClickException(wrong[0])
    compiled.compile_all(current_app.jinja_env)
    period = fill()
    again = agenda_documents.write_again()
    for title in again.unread:
        click.echo(f"This document is not read whole, the public reads it no more: {title}")
    for title in again.waiting:
        click.echo(f"This document could not be looked at, the next `flask ctg init` will: {title}")
    click.echo(f"Ready: the convention {period} is loaded." if period else NO_CONVENTION)


def fill() -> str | None:
    """Write what every site begins with: its convention, whose period is returned, its words, their index."""
    file = settings().convention or (reader.LENS if settings().town_name == LENS else None)
    loaded = convention.load_convention(reader.read(file)) if file else None
    wording.load_first()
    if not search_queries.is_made():
        list(indexed())
    return loaded.period if loaded else None


def indexed() -> Iterator[str]:
    """Index all that may be found; a line for each part done."""
    search.index_all()
    yield "indexed all that is published"
    done = inbox.index_chunk(0)
    while done is not None:
        yield f"indexed up to file {done}"
        done = inbox.index_chunk(done)


@click.command()
def reindex() -> None:
    """Make the search index again, the public's, then that of the files, while the site goes on."""
    for line in indexed():
        click.echo(line)


@click.command("import-convention")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--current", is_flag=True, help="Make it the one that short addresses open, from its first day."
)
def import_convention(file: Path, current: bool) -> None:
    """Load the convention written in FILE, or say every error of the file with its line."""
    try:
        loaded = convention.load_convention(reader.read(file), current=current)
    except ConventionFileError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"The convention {loaded.period} is loaded.")
    if loaded.state in COMING:
        click.echo(
            f"It comes into force by itself on {loaded.starts_on}; {loaded.state}: nothing changes before."
        )


@click.command("remove-convention")
@click.argument("period")
def remove_convention(period: str) -> None:
    """Take away a convention that was loaded by mistake; one on which something hangs stays."""
    try:
        found = convention.remove_convention(period)
    except convention.ConventionStillUsed as refused:
        raise click.ClickException(f"{period}: {refused}") from refused
    if not found:
        raise click.ClickException(f"no convention {period} is loaded")
    click.echo(f"The convention {period} is taken away.")


@click.command()
@click.option("--init", "first", is_flag=True, help="Do first what `ctg init` does.")
def demo(first: bool) -> None:
    """Load an invented, clearly marked demonstration; refuses on a database that holds real files."""
    if first:
        click.echo("Preparing the database…")
        prepare()
    try:
        signs = loader.load(say=click.echo)
    except loader.NotADemonstration as error:
        raise click.ClickException(str(error)) from error
    click.echo("The demonstration is loaded. Everything in it is invented. Sign-ins and follow-up codes:")
    for sign in signs:
        click.echo(f"  {sign}")
