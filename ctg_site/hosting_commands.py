"""`flask ctg nginx`: what stands in front of the site, written from what the site knows."""

from urllib.parse import urlsplit

import click
from flask import current_app

from ctg_site.hosting.nginx import Places, written
from ctg_site.runtime import settings

FIRST = Places()


@click.command()
@click.option("--behind", default=FIRST.behind, show_default=True, help="Where the site listens.")
@click.option("--http", default=FIRST.http, show_default=True, help="The port that leads to the other one.")
@click.option("--https", default=FIRST.https, show_default=True, help="The port of the web.")
@click.option("--certificate", default=FIRST.certificate, help="The folder of fullchain.pem and privkey.pem.")
@click.option("--cache", default=FIRST.cache, show_default=True, help="The folder of what is kept.")
@click.option("--logs", default=FIRST.logs, show_default=True, help="The folder of its logs.")
def nginx(behind: str, http: int, https: int, certificate: str, cache: str, logs: str) -> None:
    """Print the file of nginx for this site: TLS, HTTP/2, limits, cache, secrets masked in its log."""
    if not settings().is_secure:
        raise click.ClickException("CTG_BASE_URL must begin with https://: nginx answers for that address")
    host = urlsplit(settings().base_url).hostname or ""
    click.echo(written(current_app, host, Places(behind, http, https, certificate, cache, logs)), nl=False)
