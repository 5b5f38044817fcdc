"""Open data as files: lines, objects, the schema of each dataset, and the package that describes them all."""

import json
import os
import shutil
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ctg_site.effects.sheets import writing
from ctg_site.runtime import settings

from . import catalogue_queries
from .columns import DataColumn, Dataset, DataType

LICENCE = {
    "name": "etalab-2.0",
    "title": "Licence Ouverte 2.0",
    "path": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
}
TABLE_SCHEMA = "https://specs.frictionlessdata.io/schemas/table-schema.json"
PACKAGE = "https://specs.frictionlessdata.io/schemas/data-package.json"


class FolderRefused(Exception):
    """Nothing was written: the sentence says why, and what to do."""


def lines(dataset: Dataset) -> Iterator[bytes]:
    """As the SCDL asks: UTF-8 without a mark, commas, names of columns first."""
    yield from writing.plain_lines([dataset.header])
    yield from writing.plain_lines([_cell(value) for value in line] for line in dataset.lines())


def _cell(value: str | int | float | bool | None) -> str | int | float | None:
    """Yes and no as Table Schema writes them."""
    return ("true" if value else "false") if isinstance(value, bool) else value


def objects(dataset: Dataset) -> Iterator[bytes]:
    """A JSON list, one object a line, with the names and the values of the columns."""
    header, between = dataset.header, "[\n"
    for line in dataset.lines():
        yield (between + _plain(dict(zip(header, line, strict=True)))).encode()
        between = ",\n"
    yield ("[" if between == "[\n" else "\n").encode() + b"]\n"


def schema(dataset: Dataset) -> dict[str, Any]:
    """Its Table Schema."""
    told = dataset.described
    return {
        "$schema": TABLE_SCHEMA,
        "name": told.name,
        "title": told.title,
        "description": told.holds,
        "path": f"{_folder()}/{told.name}.schema.json",
        "homepage": f"{_folder()}/",
        "fields": [_field(column) for column in told.columns],
        "primaryKey": list(told.key),
        "missingValues": [""],
    }


def _field(column: DataColumn) -> dict[str, Any]:
    is_address = column.kind is DataType.ADDRESS
    rules: dict[str, Any] = {"required": True} if column.is_needed else {}
    if column.choices:
        rules["enum"] = list(column.labels)
    return {
        "name": column.name,
        "title": column.name,
        "description": column.meaning,
        "type": str(DataType.TEXT if is_address else column.kind),
        **({"format": "uri"} if is_address else {}),
        **({"constraints": rules} if rules else {}),
    }


def package(days: dict[str, date]) -> dict[str, Any]:
    """The Data Package that describes the files beside it."""
    town = settings().town_name
    return {
        "$schema": PACKAGE,
        "profile": "data-package",
        "name": "envies-d-agir",
        "title": f"Envies d’agir, {town} : données ouvertes",
        "homepage": f"{_folder()}/",
        "licenses": [LICENCE],
        "contributors": [{"title": settings().publisher or town, "role": "publisher"}],
        "resources": [_resource(dataset, days.get(dataset.name)) for dataset in catalogue_queries.DATASETS],
    }


def _resource(dataset: Dataset, changed: date | None) -> dict[str, Any]:
    told = dataset.described
    return {
        "profile": "tabular-data-resource",
        "name": told.name,
        "title": told.title,
        "description": told.holds,
        "path": f"{told.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema(dataset),
        **({"modified": changed.isoformat()} if changed else {}),
    }


def plain(described: dict[str, Any]) -> bytes:
    """A description, as people read it too."""
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _plain(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _folder() -> str:
    return f"{settings().base_url}/donnees-ouvertes"


def written(folder: Path) -> list[str]:
    """Write all the files in a new or empty folder, and say their names; FolderRefused when it cannot be.

    They are written beside it, then take its place at once: a process that is killed leaves no half of them.
    """
    folder = folder.absolute()
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise FolderRefused(f"{folder} is not a folder: name a new or an empty one")
    if not folder.parent.is_dir():
        raise FolderRefused(f"{folder.parent} does not exist: make it first")
    beside = folder.parent / f".{folder.name}.{uuid.uuid4().hex}.part"
    try:
        if folder.exists() and any(folder.iterdir()):
            raise FolderRefused(f"{folder} is not empty: name a new folder, or empty it first")
        beside.mkdir()
        try:
            names = _write_all(beside)
            os.replace(beside, folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as failed:
        raise FolderRefused(f"{folder} cannot be written: {failed.strerror or failed}") from failed
    return names


def _write_all(folder: Path) -> list[str]:
    for dataset in catalogue_queries.DATASETS:
        with (folder / f"{dataset.name}.csv").open("wb") as file:
            file.writelines(lines(dataset))
        with (folder / f"{dataset.name}.json").open("wb") as file:
            file.writelines(objects(dataset))
        (folder / f"{dataset.name}.schema.json").write_bytes(plain(schema(dataset)))
    (folder / "datapackage.json").write_bytes(plain(package(catalogue_queries.changed())))
    return sorted(path.name for path in folder.iterdir())
