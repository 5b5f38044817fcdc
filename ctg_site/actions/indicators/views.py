"""The coordination says what an indicator serves, and keeps those that are of no action."""

from flask import Blueprint, Response, request, url_for

from ctg_site.actions.editing import operations as values_operations
from ctg_site.actions.editing.forms import measures_form
from ctg_site.domain.policy import Permission
from ctg_site.web.addresses import number_asked
from ctg_site.web.forms import Sent
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import operations, queries
from .forms import AloneForm, NewIndicatorForm, ServesForm, held

bp = Blueprint("indicators", __name__, url_prefix="/equipe/indicateurs")


@bp.get("/")
@requires(Permission.ACTION_EDIT)
def index() -> Reply:
    return render("actions/indicators.html", page=queries.page(number_asked("apres")))


def form_of(indicator: queries.Indicator | None, formdata: Sent | None = None) -> ServesForm:
    """What it serves; all of it when it is of no action."""
    kept = held(indicator) if indicator is not None and not formdata else None
    of_an_action = indicator is not None and indicator.action is not None
    kind = NewIndicatorForm if indicator is None else ServesForm if of_an_action else AloneForm
    form = kind(formdata or None, data=kept)
    form.known = queries.known
    if isinstance(form, AloneForm):
        form.offer_owners(queries.owners())
    return form.offer(queries.conventions_of(indicator))


def the_form(form: ServesForm, indicator: queries.Indicator | None = None) -> Response:
    return render("actions/indicator.html", form.status, form=form, indicator=indicator)


@bp.route("/nouveau", methods=["GET", "POST"])
@requires(Permission.ACTION_EDIT)
def new() -> Reply:
    form = form_of(None, request.form)
    if request.method == "GET" or not isinstance(form, AloneForm) or not form.validate():
        return the_form(form)
    try:
        made = operations.add(form.values, **form.served, by=person())
    except operations.ServesNothing:
        form.refuse()
        return the_form(form)
    return go(url_for(".values", number=made.id), "L’indicateur est fait. Vous pouvez donner ses valeurs.")


@bp.route("/<int:number>", methods=["GET", "POST"])
@requires(Permission.ACTION_EDIT, on=queries.indicator)
def show(indicator: queries.Indicator) -> Reply:
    form = form_of(indicator, request.form)
    if request.method == "GET" or not form.validate():
        return the_form(form, indicator)
    if not isinstance(form, AloneForm):
        operations.serve(indicator, **form.served, by=person(), version=form.version.data)
        return go(url_for(".show", number=indicator.id), "C’est enregistré.")
    try:
        operations.change(indicator, form.values, **form.served, by=person(), version=form.version.data)
    except operations.ServesNothing:
        form.refuse()
        return the_form(form, indicator)
    return go(url_for(".index"), "L’indicateur est enregistré.")


@bp.route("/<int:number>/valeurs", methods=["GET", "POST"])
@requires(Permission.ACTION_EDIT, on=queries.alone)
def values(indicator: queries.Indicator) -> Reply:
    form = measures_form(indicator, request.form)
    if request.method == "GET" or not form.validate():
        status = 200 if request.method == "GET" else 422
        return render("actions/measures.html", status, indicator=indicator, form=form, failed=status == 422)
    values_operations.save_measures(indicator, form.rows(), by=person(), version=form.version.data)
    return go(url_for(".index"), "Les valeurs sont enregistrées.")


@bp.post("/<int:number>/supprimer")
@requires(Permission.ACTION_EDIT, on=queries.alone)
def erase(indicator: queries.Indicator) -> Reply:
    operations.erase(indicator, by=person())
    return go(url_for(".index"), "L’indicateur est supprimé, avec ses valeurs.")
