"""Copies the demonstration as it was played beforehand, its days counted from today."""

import base64
import hashlib
import json
import lzma
import re
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Column, Date, Table, Time

from ctg_site.db import UtcDateTime, db, now, operation
from ctg_site.domain import chain, codes
from ctg_site.domain.tokens import derived_token, new_token, token_hash
from ctg_site.domain.town_calendar import at, local
from ctg_site.models.audit import AuditEntry
from ctg_site.runtime import settings
from ctg_site.services import audit, health

RECORDING = Path(__file__).with_name("recording.json.xz")
#: The hour of the recorded plays: whoever loads earlier in the day is shown the day before.
DAWN = time(6)
#: What `flask ctg init` writes and the recorded rows point at.
GROUND = (
    *("convention", "theme", "commitment", "convention_item", "pathway_step", "governing_body", "item_named"),
    *("convention_step", "convention_body"),
    *("reason", "answer_template", "meeting_kind", "place_kind"),
)
#: Written from scratch: what `init` indexed, and told of the convention, is recorded too.
AGAIN = ("search_document", "search_word", "convention_entry")
#: Begins what stands for a day, « day:-3 », which a local hour follows for an instant; other days stay.
DAY = "day:"
RELATIVE = re.compile(rf"{DAY}-?\d+")
#: What opens a row is made of a seed and of the site's own key: only the seed is recorded there.
OPENS = ("code_hash", "link_hash")


@cache
def kept() -> dict[str, Any] | None:
    """The recording, never changed: `monday`, `revision`, `ground`, `files`, and seven `plays`.

    There is one for each day of the week, since people of a centre work on working days; a day that moves
    may become a holiday.
    """
    if not RECORDING.exists():
        return None
    read: dict[str, Any] = json.loads(lzma.decompress(RECORDING.read_bytes()))
    return read


def _recorded() -> dict[str, Any]:
    if (found := kept()) is None:
        raise LookupError("ask fits() first")
    return found


def fits() -> bool:
    """Whether the recorded rows may stand here: same schema, same convention, same first words."""
    recorded = kept()
    return (
        recorded is not None
        and recorded["revision"] == health.newest_revision()
        and recorded["ground"] == ground()
    )


def ground() -> str:
    """The digest of the rows that `init` wrote, with their numbers; a state is of its day."""
    digest = hashlib.sha256()
    for name in GROUND:
        table = db.metadata.tables[name]
        columns = [column for column in table.columns if column.name not in {"created_at", "state"}]
        for row in db.session.execute(db.select(*columns).order_by(table.c.id)):
            digest.update(repr([name, *(str(value) for value in row)]).encode())
    return digest.hexdigest()


@operation
def write() -> None:
    """Copy the play recorded for this day of the week, in one transaction; its files are there before it."""
    day = (local(now()) - timedelta(hours=DAWN.hour)).date()
    play = _recorded()["plays"][day.weekday()]
    for name in AGAIN:
        db.session.execute(db.delete(db.metadata.tables[name]))
    for table in db.metadata.sorted_tables:
        rows = [_opened(table.name, row) for row in _rows(table, play["rows"].get(table.name), day)]
        if table is AuditEntry.__table__:
            for row in rows:
                _retell(row)
        elif rows:
            db.session.execute(db.insert(table), rows)
            _number_on(table)
    for name, changes in play["changed"].items():
        table = db.metadata.tables[name]
        for row in _rows(table, changes, day):
            db.session.execute(db.update(table).where(table.c.id == row.pop("id")).values(row))


def write_files() -> None:
    """The photos and documents of the play, where the settings say."""
    for name, content in _recorded()["files"].items():
        path = settings().files_dir / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(content))


def _rows(table: Table, recorded: Mapping[str, Any] | None, day: date) -> Iterator[dict[str, Any]]:
    if recorded is None:
        return
    columns = [table.c[name] for name in recorded["columns"]]
    for values in recorded["rows"]:
        pairs = zip(columns, values, strict=True)
        yield {column.name: _value(column, value, day) for column, value in pairs}


def _value(column: Column[Any], value: Any, day: date) -> Any:
    kind = column.type
    if value is None or isinstance(kind, JSON):
        return _told(value, day)
    if isinstance(kind, Date):
        return _day(value, day)
    if isinstance(kind, UtcDateTime):
        on, _, hour = value.partition(" ")
        return at(_day(on, day), time.fromisoformat(hour))
    return time.fromisoformat(value) if isinstance(kind, Time) else value


def _told(value: Any, day: date) -> Any:
    """What a row tells in JSON, its days moved."""
    if isinstance(value, dict):
        return {key: _told(one, day) for key, one in value.items()}
    if isinstance(value, list):
        return [_told(one, day) for one in value]
    return f"{_day(value, day)}" if isinstance(value, str) and RELATIVE.fullmatch(value) else value


def _day(written: str, day: date) -> date:
    if written.startswith(DAY):
        return day + timedelta(days=int(written.removeprefix(DAY)))
    return date.fromisoformat(written)


def _opened(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row with what opens it; nothing does without a seed."""
    return row | {name: opens(table, name, row[name]) for name in OPENS if name in row}


def opens(table: str, name: str, seed: str | None) -> str:
    key = settings().code_key
    if seed is None:
        return token_hash(new_token())
    if table == "subscriber":
        return token_hash(derived_token(seed, "news", key))
    secret = codes.code_of if name == "code_hash" else codes.link_of
    return codes.hashed(secret(seed, key), key)


def _retell(row: dict[str, Any]) -> None:
    """The trail is not copied: each of its lines is written anew, sealed with this site's key."""
    audit.append(AuditEntry(**{name: row[name] for name in chain.SAID}))


def _number_on(table: Table) -> None:
    """What is written next gets the number after the last copied one."""
    if db.engine.dialect.name == "postgresql" and "id" in table.c:
        sequence = db.func.pg_get_serial_sequence(f'"{table.name}"', "id")
        last = db.select(db.func.max(table.c.id)).scalar_subquery()
        db.session.execute(db.select(db.func.setval(sequence, last)))
