"""The coordination keeps the conventions: their state, their draft, what readers will see of it."""

from flask import Blueprint, Response, request, url_for
from werkzeug.datastructures import CombinedMultiDict

from ctg_site.domain.conventions import ConventionEvent
from ctg_site.domain.policy import Permission
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.web.forms import BaseForm
from ctg_site.web.guard import accepts, person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.years import DONE

from . import amendment_operations, drafting_queries
from . import operations as loading_operations
from . import queries as readers_queries
from . import years_operations as operations
from . import years_queries as queries
from .nodes import ConventionFileError
from .years_forms import (
    MOST_TYPED,
    AmendmentForm,
    ConventionFileForm,
    ConventionStateForm,
    NewDocumentForm,
)

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
        amendments=queries.amendments(convention),
        documents=queries.documents(convention),
        offers_draft=convention.is_current and drafting_queries.coming() is None,
        **({"amendment_form": AmendmentForm(), "document_form": NewDocumentForm()} | forms),
    )


def back(convention: queries.Convention, said: str) -> Response:
    return go(url_for(".show", period=convention.period), said)


@bp.get("/<period>")
@requires(Permission.CONVENTION_KEEP, on=queries.any_convention)
def show(convention: queries.Convention) -> Reply:
    return the_convention(convention)


@bp.post("/<period>/etat")
@requires(Permission.CONVENTION_KEEP, on=queries.any_convention)
def change(convention: queries.Convention) -> Reply:
    form = ConventionStateForm(request.form).offer(queries.acts(person(), convention))
    if not form.validate():
        raise InvalidTransition("this is not possible in its state")
    event = ConventionEvent(form.event.data)
    operations.show(convention, event, by=person())
    return back(convention, DONE[event])


@bp.post("/<period>/avenants")
@requires(Permission.CONVENTION_KEEP, on=queries.any_convention)
def amend(convention: queries.Convention) -> Reply:
    form = AmendmentForm(request.form)
    if not form.validate():
        return the_convention(convention, 422, amendment_form=form)
    said = amendment_operations.AmendmentSaid(**form.said)
    try:
        amendment_operations.amend(convention, said, by=person())
    except amendment_operations.AmendmentRefused as error:
        form.refuse(error.fault, error.last_day, error.other)
        return the_convention(convention, 422, amendment_form=form)
    return back(convention, "L’avenant est enregistré.")


@bp.post("/avenants/<int:number>/effacer")
@requires(Permission.CONVENTION_KEEP, on=queries.amendment)
def take_back(amendment: queries.Amendment) -> Reply:
    amendment_operations.take_back(amendment, amendment.convention, by=person())
    return back(amendment.convention, "L’avenant est effacé.")


@bp.route("/nouvelle", methods=["GET", "POST"])
@accepts(4 * MOST_TYPED)
@requires(Permission.CONVENTION_KEEP)
def load() -> Reply:
    """A file is read on screen first; what was read is then loaded."""
    form = ConventionFileForm(CombinedMultiDict((request.files, request.form)))
    if request.method == "GET" or not form.validate() or "preview" in request.form:
        return render("convention/load.html", form.status, form=form, was_sent=request.method == "POST")
    try:
        loaded = loading_operations.load_convention(form.read, by=person())
    except ConventionFileError as error:
        form.complain(error)
        return render("convention/load.html", 422, form=form, was_sent=True)
    return back(loaded, "La convention est chargée.")
