"""The staff lend a browser to whoever passes at their desk, and end it from afar."""

from flask import Blueprint, redirect, request, session, url_for
from flask_login import current_user, logout_user

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import operations, queries
from .forms import TabletForm

bp = Blueprint("tablet_staff", __name__, url_prefix="/equipe/borne")


def own(number: int) -> queries.Tablet | None:
    return queries.own(number, person())


@bp.route("", methods=["GET", "POST"])
@requires(Permission.DESK_USE)
def start() -> Reply:
    form = TabletForm(request.form or None).offer(queries.places(person()))
    if request.method == "GET" or not form.validate():
        running = queries.of_centres(person())
        return render("submission/tablet/start.html", form.status, form=form, running=running)
    centre, code = int(form.structure.data), form.code.data or ""
    secret = operations.start(centre, code, by=person(), session_token=current_user.session_token)
    logout_user()
    session.clear()
    return redirect(url_for("tablet.come", secret=secret), 303)


@bp.post("/<int:number>/arreter")
@requires(Permission.DESK_USE, on=own)
def stop(tablet: queries.Tablet) -> Reply:
    operations.stop(tablet)
    return go(url_for(".start"), "La tablette est arrêtée. Elle ne montre plus rien.")
