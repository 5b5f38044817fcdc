"""The districts and the places go out and come in as spreadsheets; what a first day needs, in order."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, url_for

from ctg_site.administration import queries
from ctg_site.domain.policy import Permission
from ctg_site.domain.sheets import SheetError, SheetOutcome
from ctg_site.web import sheets
from ctg_site.web.guard import accepts, person, requires
from ctg_site.web.rendering import Reply, go, render

from . import exports, operations

bp = Blueprint("settings_sheets", __name__, url_prefix="/equipe/reglages")


@dataclass(frozen=True, slots=True)
class SheetDoor:
    """A kind of thing that comes in and goes out: its list, an empty file, all of them, what brings it in."""

    list: str
    empty: Callable[[], bytes]
    all: Callable[[], bytes]
    bring_in: Callable[..., SheetOutcome]


DOORS = {
    "quartiers": SheetDoor(
        "districts",
        exports.empty_districts,
        lambda: exports.districts(queries.districts()),
        operations.bring_districts_in,
    ),
    "structures": SheetDoor(
        "structures",
        lambda: exports.empty_places(queries.kinds(), queries.districts()),
        lambda: exports.places(queries.whole_structures()),
        operations.bring_places_in,
    ),
}
KINDS = "<any(quartiers, structures):kind>"


@bp.get("/premier-jour")
@requires(Permission.SETTINGS_MANAGE)
def first_day() -> Reply:
    return render("administration/first_day.html", there=queries.first_day())


@bp.get(f"/{KINDS}/tableur")
@requires(Permission.SETTINGS_MANAGE)
def transfer(kind: str) -> Reply:
    return render("administration/sheets.html", kind=kind, door=DOORS[kind], problems=[])


@bp.get(f"/{KINDS}/tableur/modele.xlsx")
@requires(Permission.SETTINGS_MANAGE)
def empty(kind: str) -> Response:
    return sheets.handed(DOORS[kind].empty(), f"{kind}-modele.xlsx")


@bp.post(f"/{KINDS}/tableur/tout.xlsx")
@requires(Permission.SETTINGS_MANAGE)
def download(kind: str) -> Response:
    """A file and not a page: it is asked for by a POST, since the trail keeps who took it out."""
    operations.note_export(kind, by=person())
    return sheets.handed(DOORS[kind].all(), sheets.dated(kind))


@bp.post(f"/{KINDS}/tableur")
@accepts(sheets.MOST_BYTES)
@requires(Permission.SETTINGS_MANAGE)
def bring_in(kind: str) -> Reply:
    door = DOORS[kind]
    try:
        done = door.bring_in(sheets.sent(), by=person())
    except SheetError as error:
        return render(
            "administration/sheets.html", 422, kind=kind, door=door, problems=error.problems, failed=True
        )
    return go(url_for(f"administration.{door.list}"), sheets.told(done))
