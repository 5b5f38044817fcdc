"""`flask ctg verify`, `check` and `restored`: what is wrong with the site, in sentences for its operator."""

import sys
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path

import click
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from ctg_site import serving
from ctg_site.administration import verification_queries
from ctg_site.config import ROOT
from ctg_site.db import now
from ctg_site.domain.chain import ChainFault
from ctg_site.domain.town_calendar import local
from ctg_site.effects.mailer import LetterRefused, ServerAway
from ctg_site.runtime import settings
from ctg_site.services import audit, clock, health, heartbeat, identity, kept_files
from ctg_site.services.heartbeat import Task
from ctg_site.undelivered import queries as undelivered

NO_TURN = "send-mail did not run yet"
NO_HEAD = "no head was kept outside yet, so that a missing end could not be seen"
BROKEN = {
    ChainFault.EDITED: "line {} was edited: it no longer says what was written.",
    ChainFault.DELETED: "line {} was deleted.",
    ChainFault.INSERTED: "line {} was inserted: the site never wrote it.",
    ChainFault.SWAPPED: "line {} was swapped with another.",
    ChainFault.TRUNCATED: "it was truncated: line {} and those after it are missing. If a backup was put"
    " back, say so: `flask ctg restored`.",
    ChainFault.REPLACED: "it was replaced from line {} on: these are not the lines that the site wrote with"
    " this CTG_CODE_KEY, or not those whose head was kept outside.",
}

HEADS_LOST = (
    "heads were kept outside up to line {}, and {} does not hold them any more: put the file back; if its"
    " disk is lost, or a backup was put back, say so: `flask ctg restored`."
)


@click.command()
def verify() -> None:
    """Check the database, the index and the audit trail; the exit code is 1 when something is wrong."""
    try:
        faults = verification_queries.database_faults()
    except SQLAlchemyError as error:
        click.echo(f"Database: it does not answer ({type(error).__name__}): see CTG_DATABASE_URL.")
        sys.exit(1)
    sending = None if health.OUT_OF_DATE in faults else undelivered.sending()
    wrong = [f"Database: {fault}." for fault in faults]
    if sending is not None:
        wrong += [*troubles(sending), *broken_trail()]
    for line in wrong:
        click.echo(line)
    if wrong or sending is None:
        sys.exit(1)
    turn = f"last turn of send-mail at {sending.last:%Y-%m-%d %H:%M} UTC" if sending.last else NO_TURN
    away = f"; the server takes none since {sending.away_since:%H:%M} UTC" if sending.away_since else ""
    click.echo(f"Mail: {turn}; {sending.waiting} letter(s) wait{away}.")
    click.echo("Database: sound.")
    heartbeat.beat(Task.VERIFY)


def broken_trail() -> Iterator[str]:
    """What is wrong with the audit trail; an unbroken one is said at once, and its head kept outside."""
    verdict = verification_queries.check_trail()
    if verdict.broken is not None:
        yield f"Audit trail: {BROKEN[verdict.broken.fault].format(verdict.broken.number)}"
        return
    if verdict.missing is not None:
        yield f"Audit trail: {HEADS_LOST.format(verdict.missing, settings().audit_heads)}"
        return
    if verdict.foreign:
        click.echo(f"Audit trail: {verdict.foreign} head(s) of another database, or of before a restoration.")
    outside = f"it agrees with {verdict.heads} head(s) kept outside" if verdict.heads else NO_HEAD
    click.echo(f"Audit trail: {verdict.lines} line(s), unbroken; {outside}.")
    audit.keep_head()


def troubles(sending: undelivered.SendingState) -> Iterator[str]:
    """What is wrong beside the tables and the trail, and where somebody reads of it or mends it."""
    for fault in verification_queries.index_faults():
        yield f"Search index: {fault}: `flask ctg reindex` makes it again."
    yield from (f"Files: {fault}." for fault in kept_files.faults())
    for setting in settings().soon_out_of_date(clock.today()):
        yield f"Settings: {setting}."
    if sending.is_late:
        since = f"since {sending.last:%Y-%m-%d %H:%M} UTC" if sending.last else f"({NO_TURN})"
        yield f"Mail: {sending.waiting} letter(s) wait, and nothing sends them {since}."
    if sending.is_away and sending.away_since:
        yield f"Mail: the server takes none since {sending.away_since:%Y-%m-%d %H:%M} UTC; they wait for it."
    if sending.calls:
        yield f"Mail: {sending.calls} letter(s) to authors could not leave: « À prévenir » in the inbox."
    if sending.held:
        yield f"Mail: {sending.held} letter(s) are held since a restoration: {undelivered.HELD_SAID}."
    if sending.others:
        yield f"Mail: {sending.others} other letter(s) could not leave: /equipe/lettres/."
    yield from resting()


def resting() -> Iterator[str]:
    """The tasks of each day that ran here once, and that nothing does any more."""
    for task in (Task.REMIND, Task.BACKUP, Task.PURGE):
        pulse = heartbeat.pulse(task)
        if pulse.last and pulse.is_late:
            yield f"Tasks: `{task}` did not run since {local(pulse.last):%Y-%m-%d}: run `flask ctg {task}`."


@click.command()
@click.option("--why", default="une sauvegarde", show_default=True, help="What the trail will say of it.")
def restored(why: str) -> None:
    """Say that this database comes from a backup, or that the file of heads is lost; the trail keeps it."""
    identity.restored(why)
    click.echo("It is written in the trail. The heads kept until now are those of another database.")


@click.command()
@click.option("--send-to", metavar="ADDRESS", help="Send a letter there, and say what the server answers.")
def check(send_to: str | None) -> None:
    """Say all that forbids to serve, or that somebody should mend; the exit code is 1 when there is."""
    wrong = [*serving.complaints(settings()), *settings().soon_out_of_date(clock.today())]
    wrong += [f"{path} may be read by everybody on this machine: chmod go= {path}" for path in open_to_all()]
    if send_to:
        wrong += _try_to_write(send_to)
    for line in wrong:
        click.echo(f"- {line}")
    if wrong:
        sys.exit(1)
    click.echo(f"Nothing forbids to serve the site of {settings().town_name} (CTG_TOWN_NAME).")


def open_to_all() -> Iterator[Path]:
    """What holds keys or people's words, and that other accounts of the machine could read."""
    database = settings().database_url
    kept = [ROOT / ".env", settings().files_dir, settings().audit_heads]
    if database.startswith("sqlite:"):
        kept.append(Path(database.removeprefix("sqlite:///")))
    yield from (path for path in kept if path.exists() and path.stat().st_mode & 0o077)


def _try_to_write(address: str) -> Iterator[str]:
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = "Lettre d’essai", settings().mail_from, address
    letter["Date"], letter["Message-ID"] = format_datetime(now()), make_msgid(domain=settings().hosts[0])
    letter.set_content("Cette lettre est un essai\u00a0: le site sait écrire.\n")
    try:
        with current_app.extensions["ctg_mailer"].line() as line:
            line.send(letter)
    except (ServerAway, LetterRefused) as error:
        cause = error.__cause__ or error
        yield f"the letter to {address} did not leave: {type(error).__name__}, {cause}"
    else:
        click.echo(f"A letter left for {address}: see that it arrives, and not among unwanted mail.")
