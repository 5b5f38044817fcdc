"""`flask ctg words`, `permissions` and `workflow`: the rules of the site, as the code holds them."""

import json
import sys

import click

from ctg_site.domain.policy import Permission, Person, Role, allowed
from ctg_site.domain.workflow import WORKFLOWS
from ctg_site.search.trial.exports import reading
from ctg_site.words.labels import label


@click.command()
def words() -> None:
    """Read sentences on standard input, one a line; prints what the site reads in each, one JSON a line."""
    for sentence in sys.stdin:
        if sentence.strip():
            click.echo(json.dumps(reading(sentence).plain, ensure_ascii=False))


@click.command()
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


@click.command()
def workflow() -> None:
    """Print the three life cycles of an envie d'agir."""
    for life in WORKFLOWS:
        click.echo(f"\n{life.attribute}")
        for row in life.transitions:
            sources = ", ".join(sorted(row.sources))
            reason = " (with a reason)" if row.reason_required else ""
            said = f"« {label(row.event)} », needs {row.permission}{reason}"
            click.echo(f"  {row.event:<20} {sources} -> {row.target}: {said}")
