"""The year of a centre, for its team and the coordination: read, taken as a spreadsheet, printed."""

from flask import Blueprint, Response

from ctg_site.domain.policy import Permission
from ctg_site.web import sheets
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render
from ctg_site.words.french import today

from . import exports, queries, telling

bp = Blueprint("centre_year", __name__, url_prefix="/equipe/centre/<int:number>/annee/<int:year>")


@bp.get("")
@requires(Permission.CENTRE_YEAR_READ, on=queries.asked)
def show(asked: queries.AskedYear) -> Reply:
    found = queries.figures(asked)
    following = asked.year + 1 if asked.year < today().year else None
    return render(
        "bilan/centre_year.html",
        asked=asked,
        found=found,
        sections=telling.told(found),
        following=following,
        most=queries.MOST_SESSIONS,
    )


@bp.get("/annee.xlsx")
@requires(Permission.CENTRE_YEAR_READ, on=queries.asked)
def spreadsheet(asked: queries.AskedYear) -> Reply:
    found = queries.figures(asked)
    content = exports.spreadsheet(telling.told(found), found.sessions)
    return sheets.handed(content, f"{asked.structure.slug}-{asked.year}.xlsx")


@bp.get("/annee.pdf")
@requires(Permission.CENTRE_YEAR_READ, on=queries.asked)
def printed(asked: queries.AskedYear) -> Reply:
    found = queries.figures(asked)
    content = exports.sheet(asked, telling.told(found), found.sessions)
    answer = Response(content, mimetype="application/pdf")
    answer.headers.set(
        "Content-Disposition", "attachment", filename=f"{asked.structure.slug}-{asked.year}.pdf"
    )
    return answer
