"""The staff bring their meetings in with one file, and take them away."""

from flask import Blueprint, Response, url_for

from ctg_site.domain.policy import Permission
from ctg_site.domain.sheets import SheetError
from ctg_site.web import sheets
from ctg_site.web.guard import accepts, person, requires
from ctg_site.web.rendering import Reply, go, render

from . import exports, operations, queries

bp = Blueprint("meeting_sheets", __name__, url_prefix="/equipe/agenda/tableur")


@bp.get("")
@requires(Permission.AGENDA_KEEP)
def transfer() -> Reply:
    return render("agenda/sheets.html", problems=[], form=sheets.TakeAwayForm())


@bp.get("/modele.xlsx")
@requires(Permission.AGENDA_KEEP)
def empty() -> Response:
    return sheets.handed(operations.empty(), "rendez-vous-modele.xlsx")


@bp.post("")
@accepts(sheets.MOST_BYTES)
@requires(Permission.AGENDA_KEEP)
def bring_in() -> Reply:
    try:
        done = operations.bring_in(sheets.sent(), by=person())
    except SheetError as error:
        shown = {"problems": error.problems, "form": sheets.TakeAwayForm(), "failed": True}
        return render("agenda/sheets.html", 422, **shown)
    return go(url_for("meetings.index"), sheets.told(done))


@bp.post("/rendez-vous.xlsx")
@requires(Permission.AGENDA_KEEP)
def download() -> Reply:
    """A file and not a page: it is asked for by a POST, since the trail keeps who took it out."""
    return sheets.asked(taken)


def taken(contacts: bool) -> Reply:
    who = person()
    operations.note_export(contacts, by=who)
    asked = queries.meetings(who), queries.attendances(who), queries.registrations(who)
    return sheets.handed(exports.spreadsheet(*asked, contacts), sheets.dated("rendez-vous"))
