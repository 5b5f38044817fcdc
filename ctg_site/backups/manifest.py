"""What a backup says of itself: where it comes from, what it holds, and the digest of each of its files."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "manifest.json"
TABLES, FILES, HEADS = "tables", "files", "audit-heads.txt"
#: How the files of a backup are laid out; another number is one that this code does not read.
LAYOUT = 1

Say = Callable[[str], None]


class BackupRefused(Exception):
    """A backup that is not made, or not put back; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`tables` holds rows by name, `numbers` the last number given, `digests` SHA-256 by relative path."""

    taken_at: str
    release: str
    revision: str
    town: str
    database: str
    key: str
    tables: dict[str, int]
    numbers: dict[str, int]
    digests: dict[str, str]
    layout: int = LAYOUT

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


def write(folder: Path, manifest: Manifest) -> None:
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    """What a backup says, when all its files are there, whole and of one moment; else BackupRefused."""
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if said.get("layout") != LAYOUT:
            raise BackupRefused(
                f"{folder} is laid out in another way ({said.get('layout')}): restore it with its own"
                f" release, {said.get('release')}, then update"
            )
        manifest = Manifest(**said)
    except FileNotFoundError as error:
        raise BackupRefused(
            f"{folder} holds no {NAME}: it is no backup, or one that was cut short"
        ) from error
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BackupRefused(f"{folder / NAME} cannot be read: take another backup") from error
    if wrong := sorted(_wrong(folder, manifest)):
        raise BackupRefused(
            f"the backup is not whole, or is mixed with another: {', '.join(wrong[:5])}"
            f"{' …' if wrong[5:] else ''}. Nothing was changed: take another backup"
        )
    return manifest


def _wrong(folder: Path, manifest: Manifest) -> set[str]:
    """The files that are missing, altered, or not of this backup."""
    present = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.name != NAME
    }
    changed = {
        name
        for name in present
        if name in manifest.digests and digest(present[name]) != manifest.digests[name]
    }
    untold = {f"{TABLES}/{name}.jsonl.gz" for name in manifest.tables} - manifest.digests.keys()
    return changed | untold | (manifest.digests.keys() ^ present.keys())


def digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def table_file(folder: Path, name: str) -> Path:
    return folder / TABLES / f"{name}.jsonl.gz"
