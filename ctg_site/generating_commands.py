"""`flask ctg generate`: fills a demonstration with as many invented envies as somebody wants to measure."""

import time

import click

from ctg_site.generator import operations as generator


@click.command()
@click.argument("count", type=click.IntRange(1, 10_000_000), metavar="N")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same gives the same.")
def generate(count: int, seed: int) -> None:
    """Invent N envies, with years of history, to measure the site: on a loaded demonstration alone.

    They are written by the thousand, each thousand whole or not at all: cut short, the same command goes on.
    Another N or another seed adds to what is there.
    """
    begun = time.monotonic()
    try:
        written = generator.generate(count, seed, click.echo)
    except generator.NotHere as refused:
        raise click.ClickException(str(refused)) from refused
    spent = time.monotonic() - begun
    click.echo(
        f"{written:,} envies written in {spent:.0f} s, all invented." if written else "It is there already."
    )
