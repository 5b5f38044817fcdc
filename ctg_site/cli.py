"""`flask ctg …`: which commands there are, and where; one is loaded when it is asked for, and no other."""

import ast
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask.cli import AppGroup
from werkzeug.utils import import_string

#: Each command, by the module and the name of its function: what it parses, calls and prints is there.
COMMANDS = {
    "backup": "backup_commands:backup",
    "check": "soundness_commands:check",
    "demo": "opening_commands:demo",
    "digest": "daily_commands:digest",
    "env-example": "bare_commands:print_env_example",
    "export": "daily_commands:export",
    "generate": "generating_commands:generate",
    "going-down": "revision_commands:going_down",
    "import-convention": "opening_commands:import_convention",
    "init": "opening_commands:init",
    "letters": "letters_commands:letters",
    "move-to": "backup_commands:move_to",
    "new-keys": "bare_commands:new_keys",
    "nginx": "hosting_commands:nginx",
    "permissions": "rule_commands:permissions",
    "purge": "retention_commands:purge",
    "reindex": "opening_commands:reindex",
    "remind": "daily_commands:remind",
    "remove-convention": "opening_commands:remove_convention",
    "restore": "backup_commands:restore",
    "restored": "soundness_commands:restored",
    "retention": "retention_commands:print_retention",
    "send-mail": "daily_commands:send_mail",
    "staff": "staff_commands:staff",
    "verify": "soundness_commands:verify",
    "version": "bare_commands:version",
    "words": "rule_commands:words",
    "workflow": "rule_commands:workflow",
}
#: Whole command lines that ask for no setting are those of this module.
BARE = "bare_commands"
ENDS = (
    "Ends with 0: done; 1: refused, or something is to be looked at, and the last lines say what to do; 2:"
    " this is no command line. Run again, it goes on from what is there: nothing is done twice."
)


class Tasks(AppGroup):
    """The commands by their table; to list them, none is loaded."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> Any:
        if name not in COMMANDS:
            return None
        command = import_string(f"ctg_site.{COMMANDS[name]}")
        for one in (command, *getattr(command, "commands", {}).values()):
            one.epilog = ENDS
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, told(name)) for name in sorted(COMMANDS)])


class Revisions(click.Command):
    """`flask db …`: the group of Flask-Migrate takes its place as soon as somebody asks for it."""

    def make_context(self, *given: Any, **options: Any) -> click.Context:
        found: click.Group = import_string("flask_migrate.cli:db")
        return found.make_context(*given, **options)


ctg = Tasks("ctg", help="The tasks of the site.", epilog=ENDS)


def told(name: str) -> str:
    """What a command says of itself in a list: the first lines of its function, as they are written."""
    module, _, function = COMMANDS[name].partition(":")
    written = ast.parse(Path(__file__).with_name(f"{module}.py").read_text(encoding="utf-8"))
    found = (one for one in written.body if isinstance(one, ast.FunctionDef) and one.name == function)
    said = " ".join((ast.get_docstring(next(found)) or "").partition("\n\n")[0].split())
    return textwrap.shorten(said, 90, placeholder="…")


def needs_no_setting(words: Sequence[str]) -> bool:
    """Whether a command line only asks what there is: it answers whoever has not filled in anything yet."""
    asked = words[words.index("ctg") + 1 :] if "ctg" in words else []
    bare = [[name] for name, place in COMMANDS.items() if place.startswith(f"{BARE}:")]
    return "--help" in words or asked in bare or ("ctg" in words and not asked)


def init_app(app: Flask) -> None:
    app.cli.add_command(ctg)
    app.cli.add_command(
        Revisions("db", help="The revisions of the tables, as Flask-Migrate goes through them.")
    )
