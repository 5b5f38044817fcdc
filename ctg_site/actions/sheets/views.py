"""The coordination takes all the actions out as a spreadsheet, and brings a spreadsheet in."""

from flask import Blueprint, Response, url_for

from ctg_site.actions.editing import operations, queries
from ctg_site.domain.policy import Permission
from ctg_site.domain.sheets import SheetError
from ctg_site.web import sheets
from ctg_site.web.guard import accepts, person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import plural, today

from . import exports
from . import operations as import_operations

bp = Blueprint("actions_sheets", __name__, url_prefix="/equipe/actions/tableur")


@bp.get("")
@requires(Permission.ACTION_EDIT)
def transfer() -> Reply:
    return render("actions/sheets.html", problems=[])


@bp.post("/actions.xlsx")
@requires(Permission.ACTION_EDIT)
def download() -> Response:
    """A file and not a page: it is asked for by a POST, since the trail keeps who took it out."""
    operations.note_export(by=person())
    return sheets.handed(exports.spreadsheet(queries.everything()), f"actions-{today().isoformat()}.xlsx")


@bp.post("")
@accepts(sheets.MOST_BYTES)
@requires(Permission.ACTION_EDIT)
def bring_in() -> Reply:
    try:
        count = import_operations.bring_in(sheets.sent(), by=person())
    except SheetError as error:
        return render("actions/sheets.html", 422, problems=error.problems, failed=True)
    return go(
        url_for("actions_staff.index"), f"C’est fait\u00a0: {plural(count, 'action lue', 'actions lues')}."
    )
