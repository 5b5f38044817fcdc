"""`flask ctg …`: each command parses, calls one operation or query, and prints."""

import sys
import time
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup
from flask_migrate import upgrade

from ctg_site.accounts import operations as accounts
from ctg_site.accounts import queries as account_queries
from ctg_site.config import env_example
from ctg_site.convention import operations as convention
from ctg_site.convention import reader
from ctg_site.convention.nodes import ConventionFileError
from ctg_site.db import now
from ctg_site.demo import loader
from ctg_site.domain.policy import Permission, Person, Role, allowed
from ctg_site.domain.workflow import WORKFLOWS
from ctg_site.effects import outbox, throttle
from ctg_site.effects.site import settings
from ctg_site.submission import operations as submission
from ctg_site.web.labels import label

ctg = AppGroup("ctg", help="The tasks of the site.")
staff = AppGroup("staff", help="The accounts of the staff.")
LOOP_SECONDS = 10


@ctg.command()
def init() -> None:
    """Bring the database up to date and load the convention; running it again changes nothing."""
    upgrade()
    loaded = convention.load_convention(reader.read(reader.LENS))
    click.echo(f"Ready: the convention {loaded.period} is loaded.")


@ctg.command("import-convention")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--current", is_flag=True, help="Make it the convention that short addresses open.")
def import_convention(file: Path, current: bool) -> None:
    """Load the convention written in FILE, or say every error of the file with its line."""
    try:
        loaded = convention.load_convention(reader.read(file), current=current)
    except ConventionFileError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"The convention {loaded.period} is loaded.")


@ctg.command()
def demo() -> None:
    """Load an invented, clearly marked demonstration; refuses on a database that holds real files."""
    try:
        signs = loader.load()
    except loader.NotADemonstration as error:
        raise click.ClickException(str(error)) from error
    click.echo("The demonstration is loaded. Everything in it is invented. Sign-ins and follow-up codes:")
    for sign in signs:
        click.echo(f"  {sign}")


@ctg.command("send-mail")
@click.option("--loop", is_flag=True, help="Go on until stopped.")
def send_mail(loop: bool) -> None:
    """Deliver the waiting mails; forget what is past its day."""
    while True:
        sent = outbox.deliver_pending()
        forget()
        if sent or not loop:
            click.echo(f"{sent} mail(s) sent")
        if not loop:
            return
        time.sleep(LOOP_SECONDS)


@ctg.command()
def purge() -> None:
    """Retention: forget what is past its day; prints what it did."""
    click.echo(f"{forget()} row(s) forgotten")


def forget() -> int:
    """Erase all that is past its day: drafts, seeds of codes, counters, sessions, invitations."""
    instant = now()
    return sum(part.forget(instant) for part in (submission, throttle, accounts))


@staff.command("add")
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", required=True, type=click.Choice([str(role) for role in Role]))
@click.option("--structure", "structures", multiple=True, metavar="SLUG")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add_staff(email: str, name: str, role: str, structures: tuple[str, ...], password_stdin: bool) -> None:
    """Make an account; without a password, print a single-use invitation link."""
    password = sys.stdin.readline().rstrip("\n") if password_stdin else None
    try:
        token = accounts.add_staff(email, name, Role(role), structures, password)
    except accounts.AccountError as error:
        raise click.ClickException(str(error)) from error
    if token is None:
        click.echo(f"{email} may sign in.")
    else:
        click.echo("Give this link to the person; it opens once, for 72 hours:")
        click.echo(f"  {settings().base_url}/equipe/invitation/{token}")


@staff.command("list")
def list_staff() -> None:
    """Everybody with an account."""
    for user in account_queries.staff():
        places = ", ".join(structure.slug for structure in user.structures) or "-"
        state = "active" if user.is_active else "disabled"
        click.echo(f"{user.email}\t{user.name}\t{user.role}\t{places}\t{state}")


@staff.command("disable")
@click.argument("email")
def disable_staff(email: str) -> None:
    """Close an account and its sessions."""
    try:
        accounts.disable(email)
    except accounts.AccountError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{email} may not sign in any more.")


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
    """A file of structure 1 that nobody contests: what the table answers about one's own centre."""

    id, structure_id, is_public, own_name_of_id, contested_id = 0, 1, True, None, None


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


def init_app(app: Flask) -> None:
    ctg.add_command(staff)
    app.cli.add_command(ctg)
