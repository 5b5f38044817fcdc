"""The coordination and the centres read the money by theme and by year."""

from flask import Blueprint

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render

from . import queries

bp = Blueprint("money", __name__, url_prefix="/equipe/actions")


@bp.get("/argent")
@requires(Permission.ACTION_EDIT)
def by_theme() -> Reply:
    return render("actions/money.html", money=queries.current())
