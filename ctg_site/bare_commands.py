"""`flask ctg new-keys`, `env-example` and `version`: what answers whoever has no setting yet."""

import secrets

import click

from ctg_site.config import env_example
from ctg_site.release import RELEASE


@click.command("new-keys")
def new_keys() -> None:
    """Print two new keys for `.env`: for a new site only, since a site that serves keeps its CTG_CODE_KEY."""
    for name in ("CTG_SECRET_KEY", "CTG_CODE_KEY"):
        click.echo(f"{name}={secrets.token_hex(32)}")


@click.command()
def version() -> None:
    """Print which release this is; docs/changelog.md tells what it changed."""
    click.echo(RELEASE)


@click.command("env-example")
def print_env_example() -> None:
    """Print `.env.example`, made from the table of settings."""
    click.echo(env_example(), nl=False)
