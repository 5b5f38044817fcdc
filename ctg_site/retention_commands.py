"""`flask ctg retention` and `purge`: what is kept of people and until when, and the end of it."""

import click

from ctg_site.domain.retention import CHOSEN, RULES
from ctg_site.runtime import life
from ctg_site.services import kept_files, retention
from ctg_site.words.retention import BASES, life_words

JUMPED = (
    "It is {0.instant:%Y-%m-%d %H:%M} UTC here, and the site was last seen on {0.last:%Y-%m-%d %H:%M} UTC:"
    " nothing was erased. Look at the clock of the machine (`date`). If it is right, because the site rested"
    " or no purge ran each day, say so: `flask ctg purge --clock-is-right`."
)


@click.command()
@click.option("--clock-is-right", is_flag=True, help="Purge though the clock went on by more than a day.")
def purge(clock_is_right: bool) -> None:
    """Retention: erase what is past its time, period by period, and the files that no row names."""
    total = 0
    try:
        for done in retention.purge(clock_is_right):
            total += done.rows
            if done.rows:
                click.echo(f"  {done.kept:<20}{done.rows}")
    except retention.ClockJumped as jumped:
        raise click.ClickException(JUMPED.format(jumped)) from jumped
    if files := kept_files.remove_orphans():
        click.echo(f"  {'files of no row':<20}{files}")
    click.echo(f"{total} row(s) forgotten")


@click.command("retention")
def print_retention() -> None:
    """Print the table of periods: what is kept of people, why, how long, what remains."""
    for period in retention.periods():
        rule, kept = RULES[period.kept], life(period.kept)
        chosen = " (CTG_RETENTION)" if period.kept in CHOSEN else ""
        click.echo(f"{period.kept}: {period.what}")
        click.echo(f"    {period.why} ({BASES[rule.basis]}) · {period.who}")
        click.echo(f"    {life_words(kept)}{chosen} après\N{NO-BREAK SPACE}: {period.since}")
        click.echo(f"    reste\N{NO-BREAK SPACE}: {period.remains}")
