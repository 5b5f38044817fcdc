"""The coordination keeps the conventions: their state, their draft, what readers will see of it."""

from flask import Blueprint, Response, request, url_for

from ctg_site.domain.conventions import ConventionEvent
from ctg_site.domain.policy import Permission
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.web.forms import BaseForm
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.years import DONE

from . import queries as readers_queries
from . import years_operations as operations
from . import years_queries as queries
from .views import the_overview
from .years_forms import ConventionStateForm

bp = Blueprint("years", __name__, url_prefix="/equipe/conventions")


@bp.get("/")
@requires(Permission.CONVENTION_KEEP)
def index() -> Reply:
    return render("convention/years.html", conventions=queries.everything())


def the_convention(convention: queries.Convention, status: int = 200, **forms: BaseForm) -> Response:
    return render(
        "convention/year.html",
        status,
        convention=convention,
        acts=queries.acts(person(), convention),
        journal=queries.journal(convention),
        around=readers_queries.neighbours(convention),
        **forms,
    )


def back(convention: queries.Convention, said: str) -> Response:
    return go(url_for(".show", period=convention.period), said)


@bp.get("/<period>")
@requires(Permission.CONVENTION_KEEP, on=queries.any_convention)
def show(convention: queries.Convention) -> Reply:
    return the_convention(convention)


@bp.get("/<period>/apercu")
@requires(Permission.CONVENTION_KEEP, on=queries.whole)
def preview(convention: queries.Convention) -> Reply:
    return the_overview(convention, preview=True)


@bp.post("/<period>/etat")
@requires(Permission.CONVENTION_KEEP, on=queries.any_convention)
def change(convention: queries.Convention) -> Reply:
    form = ConventionStateForm(request.form).offer(queries.acts(person(), convention))
    if not form.validate():
        raise InvalidTransition("this is not possible in its state")
    event = ConventionEvent(form.event.data)
    operations.show(convention, event, by=person())
    return back(convention, DONE[event])
