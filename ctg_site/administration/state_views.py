"""The administrator sees at a glance whether the site does its work."""

from flask import Blueprint

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render

from . import state_queries

bp = Blueprint("site_state", __name__, url_prefix="/equipe/etat")


@bp.get("/")
@requires(Permission.AUDIT_READ)
def state() -> Reply:
    return render("administration/state.html", state=state_queries.state())
