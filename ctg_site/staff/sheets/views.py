"""The administrator invites the whole team with one file."""

from flask import Blueprint, Response, url_for

from ctg_site.domain.policy import Permission
from ctg_site.domain.sheets import SheetError
from ctg_site.web import sheets
from ctg_site.web.guard import accepts, person, requires
from ctg_site.web.proof import proved
from ctg_site.web.rendering import Reply, go, render

from . import operations

bp = Blueprint("staff_sheets", __name__, url_prefix="/equipe/comptes/tableur")


@bp.get("")
@requires(Permission.STAFF_MANAGE)
def transfer() -> Reply:
    return render("staff/sheets.html", problems=[])


@bp.get("/modele.xlsx")
@requires(Permission.STAFF_MANAGE)
def empty() -> Response:
    return sheets.handed(operations.empty(), "comptes-modele.xlsx")


@bp.post("")
@accepts(sheets.MOST_BYTES)
@requires(Permission.STAFF_MANAGE)
@proved
def bring_in() -> Reply:
    try:
        done = operations.bring_in(sheets.sent(), by=person())
    except SheetError as error:
        return render("staff/sheets.html", 422, problems=error.problems, failed=True)
    return go(
        url_for("staff.accounts"), f"{sheets.told(done)} Chaque personne nouvelle reçoit son invitation."
    )
