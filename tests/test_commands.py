"""Every command of `flask ctg`: what it ends with, once and once more, and what its help says of it."""

import click
import pytest

from ctg_site import cli
from ctg_site.services import identity
from tests import factories

DONE, LOOK, MISUSE = 0, 1, 2
#: How each is run on a site where little happened, what it ends with the first time, then the second. None:
#: another test runs it twice, since it needs a site of its own.
RUNS = {
    "backup": (("{place}/backup",), DONE, LOOK),
    "check": ((), LOOK, LOOK),
    "demo": ((), LOOK, LOOK),
    "digest": ((), DONE, DONE),
    "env-example": ((), DONE, DONE),
    "export": (("{place}/open",), DONE, LOOK),
    "generate": (("20",), LOOK, LOOK),
    "going-down": None,  # tests/test_going_down.py
    "import-convention": (("ctg_site/convention/lens-2022-2026.yaml",), DONE, DONE),
    "init": None,  # tests/test_cli.py
    "letters drop": ((), DONE, DONE),
    "letters held": ((), DONE, DONE),
    "letters let-go": ((), DONE, DONE),
    "move-to": None,  # tests/backups/test_putting_back.py
    "new-keys": ((), DONE, DONE),
    "nginx": ((), LOOK, LOOK),
    "permissions": ((), DONE, DONE),
    "purge": ((), DONE, DONE),
    "reindex": ((), DONE, DONE),
    "remind": ((), DONE, DONE),
    "remove-convention": (("1999-2003",), LOOK, LOOK),
    "restore": (("{place}/nothing",), LOOK, LOOK),
    "restored": ((), DONE, DONE),
    "retention": ((), DONE, DONE),
    "send-mail": ((), DONE, DONE),
    "staff add": (("--email", "a@town.fr", "--name", "Anne Ba", "--role", "coordinator"), DONE, LOOK),
    "staff disable": (("agent@town.fr",), LOOK, LOOK),
    "staff invite-again": (("agent@town.fr",), LOOK, LOOK),
    "staff list": ((), DONE, DONE),
    "staff reset-second-factor": (("agent@town.fr",), LOOK, LOOK),
    "verify": ((), DONE, DONE),
    "version": ((), DONE, DONE),
    "words": ((), DONE, DONE),
    "workflow": ((), DONE, DONE),
}

#: A list of nobody, an answer to no sentence: an empty one says it.
QUIET = {"staff list", "words"}


def walked(group=cli.ctg, before=()):
    """(name, command) of every leaf of the tree."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from walked(command, (*before, name))
        else:
            yield " ".join((*before, name)), command


TREE = dict(walked())


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(args=["ctg", *words], input="", standalone_mode=True)


def test_each_command_is_told_here():
    assert TREE.keys() == RUNS.keys(), "say in RUNS how it is run twice, and what it ends with"


@pytest.mark.parametrize("name", [name for name in RUNS if RUNS[name]])
def test_each_ends_as_its_help_says_once_and_once_more(name, run, tmp_path):
    identity.settle()
    factories.proposal()
    factories.db.session.commit()
    words, first, second = RUNS[name]
    for expected in (first, second):
        done = run(*name.split(), *(word.format(place=tmp_path) for word in words))
        assert done.exit_code == expected, done.output
        assert done.output.strip() or name in QUIET, "it says what it did, or what to do"
        assert "Traceback" not in done.output


@pytest.mark.parametrize("name", TREE)
def test_each_says_what_it_does_and_what_it_ends_with(name, run):
    told = run(*name.split(), "--help")
    assert told.exit_code == DONE and TREE[name].help
    assert " ".join(cli.ENDS.split()) in " ".join(told.output.split())
    assert run(*name.split(), "--nonsense").exit_code == MISUSE


def test_the_list_says_what_each_does_without_loading_it(run):
    told = run("--help").output
    for name in cli.COMMANDS:
        first = cli.told(name)
        assert first and " ".join(first.split()[:4]) in told


def test_the_revisions_of_the_tables_are_gone_through_by_flask_migrate(app):
    told = app.test_cli_runner().invoke(args=["db", "--help"]).output
    assert "upgrade" in told and "downgrade" in told
    assert app.test_cli_runner().invoke(args=["db", "current"]).exit_code == DONE
