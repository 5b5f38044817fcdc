"""The staff take their envies away as a spreadsheet."""

from flask import Blueprint

from ctg_site.domain.policy import Permission
from ctg_site.web import sheets
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, render

from . import exports, operations, queries

bp = Blueprint("inbox_sheets", __name__, url_prefix="/equipe/envies/tableur")


@bp.get("")
@requires(Permission.INBOX_READ)
def transfer() -> Reply:
    return render("inbox/sheets.html", form=sheets.TakeAwayForm())


@bp.post("/envies.xlsx")
@requires(Permission.INBOX_READ)
def download() -> Reply:
    """A file and not a page: it is asked for by a POST, since the trail keeps who took it out."""
    return sheets.asked(taken)


def taken(contacts: bool) -> Reply:
    operations.note_export(contacts, by=person())
    found = queries.every(person(), contacts)
    return sheets.handed(exports.spreadsheet(found, contacts, person()), sheets.dated("envies"))
