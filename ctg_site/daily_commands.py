"""`flask ctg send-mail`, `remind`, `digest` and `export`: what comes back while a site serves."""

from pathlib import Path

import click

from ctg_site.convention import years_operations as years
from ctg_site.open_data import exports as open_data
from ctg_site.services import audit, clock, delivery, heartbeat, retention
from ctg_site.services.heartbeat import Task
from ctg_site.services.rounds import Rounds
from ctg_site.slices import SLICES
from ctg_site.subscriptions import operations as subscriptions


@click.command("send-mail")
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


@click.command()
def remind() -> None:
    """Tell each slice that it is another day: late files, missing minutes, news… once a day."""
    on = clock.today()
    for line in (line for part in SLICES for told in part.reminds for line in told(on)):
        click.echo(line)
    heartbeat.beat(Task.REMIND)


@click.command()
def digest() -> None:
    """Write the news of the week to who asked for them by e-mail: one mail in seven days at most."""
    click.echo(f"{subscriptions.digest()} mail(s) of news written")


@click.command()
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
