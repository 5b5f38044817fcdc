"""Plays the demonstration on seven days in a row and keeps it as a recording: `make demonstration`."""

import base64
import json
import lzma
import random
import re
import secrets
import tempfile
from contextlib import ExitStack, contextmanager
from datetime import date, time, timedelta
from itertools import chain, repeat
from multiprocessing import get_context
from pathlib import Path
from unittest.mock import patch

import click
import time_machine
from sqlalchemy import JSON, Date

from ctg_site import opening_commands
from ctg_site.config import Settings
from ctg_site.db import UtcDateTime, db, now
from ctg_site.demo import loader, recording
from ctg_site.demo.script import read
from ctg_site.domain import codes
from ctg_site.domain.town_calendar import at, local
from ctg_site.factory import create_app
from ctg_site.runtime import settings
from ctg_site.services import health
from ctg_site.setting_values import DEMONSTRATION

#: Tables whose rows are not the demonstration's: what the site counts and remembers of its own life.
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
LEFT = frozenset({"site_fact", "rate_count", "table_version", *recording.GROUND})
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 64 * 1024 * 1024}]


def main():
    today = local(now()).date()
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=number) for number in range(7)]
    with get_context("spawn").Pool(2) as pool:
        plays = []
        for day, told in zip(days, pool.imap(play, days), strict=True):
            click.echo(f"Played as on {day:%A %d %B %Y}.")
            plays.append(told)
    recorded = {
        "monday": f"{monday}",
        "revision": plays[0]["revision"],
        "ground": plays[0]["ground"],
        "files": {name: content for told in plays for name, content in told["files"].items()},
        "plays": [
            {"rows": written(number, days, plays), "changed": told["changed"]}
            for number, told in enumerate(plays)
        ],
    }
    text = json.dumps(recorded, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    recording.RECORDING.write_bytes(lzma.compress(text.encode(), filters=FILTERS))
    click.echo(f"{recording.RECORDING.name}: {recording.RECORDING.stat().st_size // 1024} KB.")


def play(day):
    """The rows of each table, the files and what leaned on them, as played on that day at dawn."""
    with tempfile.TemporaryDirectory() as folder, time_machine.travel(dawn(day), tick=False), drawn_alike():
        app = create_app(scratch(Path(folder)))
        with app.app_context():
            opening_commands.prepare()
            before, ground = rows(recording.GROUND), recording.ground()
            play_now()
            after = rows(table.name for table in db.metadata.sorted_tables)
            sow(after)
            return {
                "revision": health.newest_revision(),
                "ground": ground,
                "rows": {name: lines for name, lines in after.items() if lines and name not in LEFT},
                "changed": {name: changed(before[name], after[name]) for name in recording.GROUND},
                "files": dict(files(Path(folder, "files"))),
            }


def dawn(day):
    return at(day, recording.DAWN)


def play_now():
    """Play the whole demonstration into the database, even where the recording would do."""
    with patch.object(recording, "fits", lambda: False):
        loader.load()


def rows(names):
    """The rows of each table of these names, as its columns hold them."""
    tables = [db.metadata.tables[name] for name in names]
    return {
        table.name: [
            dict(row)
            for row in db.session.execute(db.select(table).order_by(*table.primary_key.columns)).mappings()
        ]
        for table in tables
    }


def sow(tables):
    """Put in the place of each thing that opens a row the seed that made it, when somebody still knows it."""
    key = settings().code_key
    known = {
        codes.hashed(codes.code_of(wish.seed, key), key): wish.seed
        for wish in read(now()).wishes
        if wish.seed
    }
    for line in chain.from_iterable(tables.values()):
        seed = line.get("seed") or known.get(line.get("code_hash"))
        line.update({name: seed for name in recording.OPENS if name in line})


def changed(before, after):
    """What the play changed in rows that were there: their numbers, and the columns that moved."""
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    names = sorted({name for old, new in pairs for name in new if old[name] != new[name]})
    return {
        "columns": ["id", *names],
        "rows": [[new["id"], *(new[name] for name in names)] for _, new in pairs],
    }


def files(folder):
    for path in folder.rglob("*.*"):
        yield f"{path.relative_to(folder)}", base64.b64encode(path.read_bytes()).decode()


def written(number, days, plays):
    """The rows of one play, each day told from the day of the play unless all the plays say the same day."""
    told = {}
    for name, lines in plays[number]["rows"].items():
        columns = db.metadata.tables[name].columns
        tables = [play["rows"].get(name, []) for play in plays]
        alike = len({len(table) for table in tables}) == 1
        everywhere = zip(*tables, strict=True) if alike else repeat([])
        told[name] = {
            "columns": [column.name for column in columns],
            "rows": [
                [
                    cell(column, [row[column.name] for row in same], line[column.name], days[number])
                    for column in columns
                ]
                for line, same in zip(lines, everywhere, strict=False)
            ],
        }
    return told


def cell(column, everywhere, value, day):
    """What is written of a value; `everywhere`: what each play has there, nothing when rows do not match."""
    if value is None:
        return None
    if isinstance(column.type, JSON):
        return told_in_json(everywhere, value, day)
    if isinstance(column.type, UtcDateTime):
        return written_instant(everywhere, local(value), day)
    if isinstance(column.type, Date):
        return written_day(everywhere, value, day)
    return f"{value}" if isinstance(value, time) else value


def written_day(everywhere, value, day):
    if everywhere and set(everywhere) == {value}:
        return f"{value}"
    return f"{recording.DAY}{(value - day).days}"


def written_instant(everywhere, value, day):
    days = [one and local(one).date() for one in everywhere]
    return f"{written_day(days, value.date(), day)} {value.time().isoformat()}"


def told_in_json(everywhere, value, day):
    """The same value with its days written so, at any depth."""
    if isinstance(value, dict):
        return {key: told_in_json(below(everywhere, dict, key), one, day) for key, one in value.items()}
    if isinstance(value, list):
        return [told_in_json(below(everywhere, list, at), one, day) for at, one in enumerate(value)]
    if not isinstance(value, str) or not ISO_DAY.fullmatch(value):
        return value
    return written_day(
        everywhere and [one and date.fromisoformat(one) for one in everywhere], date.fromisoformat(value), day
    )


def below(everywhere, kind, key):
    """The same part of each play’s value; nothing where one has no such part."""
    try:
        return [one[key] for one in everywhere if isinstance(one, kind)]
    except LookupError:
        return []


def scratch(folder):
    """The settings of a demonstration whose database and files are in `folder`."""
    return Settings(
        secret_key="a key for a recording, which signs nothing",
        code_key="another key for a recording, which opens nothing",
        database_url=f"sqlite:///{folder}/recording.sqlite3",
        base_url="http://localhost",
        mail_url="memory:",
        audit_heads=folder / "heads.txt",
        files_dir=folder / "files",
        testing=True,
        demo=True,
        **DEMONSTRATION,
    )


@contextmanager
def drawn_alike():
    """What is drawn at random is the same in each play: the recording keeps it once."""
    source = random.Random(62)
    with ExitStack() as patched:
        for name in ("token_hex", "token_urlsafe"):
            patched.enter_context(patch.object(secrets, name, lambda size=32: source.randbytes(size).hex()))
        yield


if __name__ == "__main__":
    main()
