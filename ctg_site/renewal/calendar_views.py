"""The coordination keeps the calendar of the renewal: what, who, when, done or not."""

from flask import Blueprint, Response, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.web.forms import VersionForm
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import calendar_operations as operations
from . import calendar_queries as queries
from . import queries as renewal_queries
from .calendar_operations import StepSaid
from .forms import RenewalStepForm, WrittenStepForm

bp = Blueprint("renewal_calendar", __name__, url_prefix="/equipe/renouvellement")


def back(period: str, said: str) -> Response:
    return go(url_for("renewal_staff.index", period=period, _anchor="t_calendar"), said)


@bp.route("/<period>/etapes", methods=["GET", "POST"])
@requires(Permission.CONVENTION_KEEP, on=renewal_queries.convention)
def plan(convention: renewal_queries.Convention) -> Reply:
    form = RenewalStepForm(request.form)
    if request.method == "GET" or not form.validate():
        return render("renewal/planned.html", form.status, form=form, convention=convention)
    period, said = convention.period, StepSaid(**form.said)
    operations.plan(convention, said, by=person())
    return back(period, "L’étape est ajoutée au calendrier.")


@bp.route("/etapes/<int:number>", methods=["GET", "POST"])
@requires(Permission.CONVENTION_KEEP, on=queries.step)
def change(step: queries.RenewalStep) -> Reply:
    form = WrittenStepForm(request.form, step)
    if request.method == "GET" or not form.validate():
        return render("renewal/step.html", form.status, form=form, step=step)
    period, version = step.convention.period, form.version.data
    operations.change(step, StepSaid(**form.said), by=person(), version=version)
    return back(period, "L’étape est enregistrée.")


@bp.post("/etapes/<int:number>/effacer")
@requires(Permission.CONVENTION_KEEP, on=queries.step)
def erase(step: queries.RenewalStep) -> Reply:
    form, period = VersionForm(request.form), step.convention.period
    if not form.validate():
        return back(period, "L’étape n’est pas effacée\u00a0: recommencez.")
    operations.erase(step, by=person(), version=form.version.data)
    return back(period, "L’étape est effacée.")
