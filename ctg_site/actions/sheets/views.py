"""The coordination takes all the actions out as a spreadsheet, and brings a spreadsheet in."""

from flask import Blueprint, Response, request, url_for

from ctg_site.actions.editing import operations, queries
from ctg_site.domain.policy import Permission
from ctg_site.web.guard import accepts, person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import plural, today

from . import exports, reading
from . import operations as import_operations
from .reading import SheetError, SheetProblem

bp = Blueprint("actions_sheets", __name__, url_prefix="/equipe/actions/tableur")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 4 * 1024 * 1024
NO_FILE = SheetProblem("", None, "", "Choisissez un fichier .xlsx avant d’envoyer.")


@bp.get("")
@requires(Permission.ACTION_EDIT)
def transfer() -> Reply:
    return render("actions/sheets.html", problems=[])


@bp.post("/actions.xlsx")
@requires(Permission.ACTION_EDIT)
def download() -> Response:
    """A file and not a page: it is asked for by a POST, since the trail keeps who took it out."""
    operations.note_export(by=person())
    content = exports.spreadsheet(queries.everything())
    name = f"actions-{today().isoformat()}.xlsx"
    return Response(content, headers={"Content-Disposition": f"attachment; filename={name}"}, mimetype=XLSX)


@bp.post("")
@accepts(MOST_BYTES)
@requires(Permission.ACTION_EDIT)
def bring_in() -> Reply:
    file = request.files.get("file")
    try:
        if file is None or not file.filename:
            raise SheetError([NO_FILE])
        count = import_operations.import_actions(reading.read(file.read()), by=person())
    except SheetError as error:
        return render("actions/sheets.html", 422, problems=error.problems, failed=True)
    return go(
        url_for("actions_staff.index"), f"C’est fait\u00a0: {plural(count, 'action lue', 'actions lues')}."
    )
