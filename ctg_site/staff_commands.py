"""`flask ctg staff …`: the accounts of the staff, from the command line."""

import sys

import click
from flask.cli import AppGroup

from ctg_site.accounts import queries as account_queries
from ctg_site.domain.policy import Role
from ctg_site.runtime import settings
from ctg_site.staff import operations as staff_operations


@click.group(cls=AppGroup)
def staff() -> None:
    """The accounts of the staff."""


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
        token = staff_operations.add_staff(email, name, Role(role), structures, password)
    except staff_operations.AccountError as error:
        raise click.ClickException(str(error)) from error
    if token is None:
        click.echo(f"{email} may sign in.")
    else:
        _tell_invitation(token)


def _tell_invitation(token: str) -> None:
    click.echo("Give this link to the person; it opens once, for 72 hours:")
    click.echo(f"  {settings().base_url}/equipe/invitation/{token}")


@staff.command("list")
def list_staff() -> None:
    """Everybody with an account."""
    for user in account_queries.staff():
        places = ", ".join(structure.slug for structure in user.structures) or "-"
        state = "active" if user.is_active else "disabled"
        click.echo(f"{user.email}\t{user.name}\t{user.role}\t{places}\t{state}")


def _number_of(email: str) -> int:
    user = account_queries.by_email(email)
    if user is None:
        raise click.ClickException(f"nobody has the address {email}")
    return user.id


@staff.command("invite-again")
@click.argument("email")
def invite_again(email: str) -> None:
    """Print another invitation link, for somebody who has no password yet."""
    try:
        _tell_invitation(staff_operations.invite_again(_number_of(email)))
    except staff_operations.AccountError as error:
        raise click.ClickException(str(error)) from error


@staff.command("disable")
@click.argument("email")
def disable_staff(email: str) -> None:
    """Close an account and its sessions."""
    try:
        staff_operations.disable(_number_of(email))
    except staff_operations.AccountError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{email} may not sign in any more.")


@staff.command("reset-second-factor")
@click.argument("email")
def reset_second_factor(email: str) -> None:
    """For somebody without telephone nor recovery codes, when no administrator can do it."""
    staff_operations.reset_second_factor(_number_of(email))
    click.echo(f"{email} has no second factor any more.")
