"""`flask ctg …`: each command parses, calls one operation or query, and prints."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup
from flask_migrate import upgrade

from ctg_site.agenda.documents import operations as agenda_documents
from ctg_site.backup_commands import backup, move_to, new_keys, restore, version
from ctg_site.config import env_example
from ctg_site.convention import operations as convention
from ctg_site.convention import reader
from ctg_site.convention import years_operations as years
from ctg_site.convention.nodes import ConventionFileError
from ctg_site.demo import loader
from ctg_site.domain.conventions import COMING
from ctg_site.domain.policy import Permission, Person, Role, allowed
from ctg_site.domain.workflow import WORKFLOWS
from ctg_site.hosting_commands import nginx
from ctg_site.inbox import operations as inbox
from ctg_site.open_data import exports as open_data
from ctg_site.retention_commands import print_retention, purge
from ctg_site.runtime import settings
from ctg_site.search import operations as search
from ctg_site.search import queries as search_queries
from ctg_site.search.trial.exports import reading
from ctg_site.services import audit, clock, delivery, heartbeat, identity, retention
from ctg_site.services.heartbeat import Task
from ctg_site.services.rounds import Rounds
from ctg_site.slices import SLICES
from ctg_site.soundness_commands import check, restored, verify
from ctg_site.staff_commands import staff
from ctg_site.subscriptions import operations as subscriptions
from ctg_site.wording import operations as wording
from ctg_site.words.labels import label

ctg = AppGroup("ctg", help="The tasks of the site.")
#: The town whose convention comes with the code.
LENS = "Lens"
#: Whole commands that ask for no setting.
NO_SETTING = (["env-example"], ["new-keys"], ["version"])
NO_CONVENTION = (
    "Ready, without a convention: CTG_CONVENTION names its file, or `flask ctg import-convention` loads it."
)


@ctg.command()
def init() -> None:
    """Bring the database up to date and load the convention; running it again changes nothing."""
    prepare()


def prepare() -> None:
    upgrade()
    identity.settle()
    if wrong := identity.faults():
        raise click.ClickException(wrong[0])
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


@ctg.command("import-convention")
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


@ctg.command("remove-convention")
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


@ctg.command()
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


@ctg.command("send-mail")
@click.option("--loop", is_flag=True, help="Go on until stopped.")
@click.option("--every", default=10.0, show_default=True, help="Seconds between two turns of the loop.")
def send_mail(loop: bool, every: float) -> None:
    """Deliver the waiting mails; forget what is past its day; do the long work that was asked for."""
    housekeeping = {
        "what is past its day": retention.forget,
        "the head of the trail": audit.keep_head,
        "the years": lambda: years.turn_if_due(clock.today()),
        **{name: done for part in SLICES for name, done in part.works.items()},
    }
    if loop:
        Rounds(click.echo, {**housekeeping, "the purge of the day": retention.once_a_day}, every).run()
        return
    done = delivery.delivered()
    click.echo(f"{done.sent} mail(s) sent")
    for kept in housekeeping.values():
        kept()
    heartbeat.beat(Task.SEND_MAIL)
    if done.away:
        raise click.ClickException(f"the server takes none for now, they wait for it: {done.away}")


@ctg.command()
def remind() -> None:
    """Tell each slice that it is another day: late files, missing minutes, news… once a day."""
    on = clock.today()
    for line in (line for part in SLICES for told in part.reminds for line in told(on)):
        click.echo(line)
    heartbeat.beat(Task.REMIND)


@ctg.command()
def digest() -> None:
    """Write the news of the week to who asked for them by e-mail: one mail in seven days at most."""
    click.echo(f"{subscriptions.digest()} mail(s) of news written")


@ctg.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def export(folder: Path) -> None:
    """Write the open data in DIR, a new or empty folder: the files of /donnees-ouvertes/, their package.

    The exit code is 0 when all is written, 1 when nothing is, with the reason, 2 when the command is misused.
    """
    try:
        names = open_data.written(folder)
    except open_data.FolderRefused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{len(names)} files written in {folder}")


@ctg.command()
def reindex() -> None:
    """Make the search index again, the public's, then that of the files, while the site goes on."""
    for line in indexed():
        click.echo(line)


def indexed() -> Iterator[str]:
    """Index all that may be found; a line for each part done."""
    search.index_all()
    yield "indexed all that is published"
    done = inbox.index_chunk(0)
    while done is not None:
        yield f"indexed up to file {done}"
        done = inbox.index_chunk(done)


@ctg.command()
def words() -> None:
    """Read sentences on standard input, one a line; prints what the site reads in each, one JSON a line."""
    for sentence in sys.stdin:
        if sentence.strip():
            click.echo(json.dumps(reading(sentence).plain, ensure_ascii=False))


@ctg.command()
def permissions() -> None:
    """Print who holds each permission, before any condition on the file."""
    people = {"visitor": Person(), **{str(role): Person(id=1, roles=frozenset({role})) for role in Role}}
    click.echo("permission".ljust(24) + "".join(name.ljust(15) for name in people))
    for permission in Permission:
        marks = [_mark(person, permission) for person in people.values()]
        click.echo(str(permission).ljust(24) + "".join(mark.ljust(15) for mark in marks))
    click.echo("\nfile: only for the files of one's own centre, or of one's own code.")


def _mark(person: Person, permission: Permission) -> str:
    if allowed(person, permission, None):
        return "yes"
    own = Person(person.id, person.roles, frozenset({1}), receives_proposals=True)
    file = _AnyFile()
    return "file" if allowed(own, permission, file) else "-"


class _AnyFile:
    """A file, or an action, of structure 1 that nobody contests: what the table answers about one's own."""

    id, structure_id, lead_id, is_public, own_name_of_id, contested_id = 0, 1, 1, True, None, None
    to_check, is_validated = False, True


@ctg.command()
def workflow() -> None:
    """Print the three life cycles of an envie d'agir."""
    for life in WORKFLOWS:
        click.echo(f"\n{life.attribute}")
        for row in life.transitions:
            sources = ", ".join(sorted(row.sources))
            reason = " (with a reason)" if row.reason_required else ""
            said = f"« {label(row.event)} », needs {row.permission}{reason}"
            click.echo(f"  {row.event:<20} {sources} -> {row.target}: {said}")


@ctg.command("env-example")
def print_env_example() -> None:
    """Print `.env.example`, made from the table of settings."""
    click.echo(env_example(), nl=False)


def needs_no_setting(words: Sequence[str]) -> bool:
    """Whether a command line only asks what there is: it answers whoever has not filled in anything yet."""
    asked = words[words.index("ctg") + 1 :] if "ctg" in words else []
    return "--help" in words or asked in NO_SETTING or ("ctg" in words and not asked)


def init_app(app: Flask) -> None:
    own = (staff, verify, restored, check, purge, print_retention)
    for command in (*own, backup, restore, move_to, new_keys, version, nginx):
        ctg.add_command(command)
    app.cli.add_command(ctg)
