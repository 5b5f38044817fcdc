"""`flask ctg letters …`: those that a restoration holds, since some of them had left after the backup."""

import click
from flask.cli import AppGroup

from ctg_site.undelivered import operations, queries


@click.group(cls=AppGroup)
def letters() -> None:
    """The letters held since a backup was put back."""


@letters.command()
def held() -> None:
    """List what is held, by kind of letter, with the days of the first and of the last."""
    kinds = queries.held()
    for template, count, first, last in kinds:
        click.echo(f"  {template:<24}{count:>5}  {first:%Y-%m-%d %H:%M} … {last:%Y-%m-%d %H:%M} UTC")
    click.echo(f"{sum(count for _, count, *_ in kinds)} letter(s) held")


@letters.command("let-go")
def let_go() -> None:
    """Send them: those that had left since the backup arrive a second time."""
    click.echo(f"{operations.let_go()} letter(s) leave at the next turn of `flask ctg send-mail`")


@letters.command()
def drop() -> None:
    """Leave them aside: those that had not left will never be told."""
    click.echo(f"{operations.drop()} letter(s) left aside")
