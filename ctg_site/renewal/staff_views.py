"""The coordination says what becomes of each commitment, and keeps the calendar of the renewal."""

from flask import Blueprint, Response, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.domain.renewal import Continuity
from ctg_site.web.forms import BaseForm
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import operations, queries
from .forms import FateForm, NewPartForm
from .operations import FateRefused, PartFate

bp = Blueprint("renewal_staff", __name__, url_prefix="/equipe/renouvellement")


@bp.get("/<period>/")
@requires(Permission.CONVENTION_KEEP, on=queries.convention)
def index(convention: queries.Convention) -> Reply:
    both, steps = queries.comparison(convention), queries.steps(convention)
    return render("renewal/index.html", convention=convention, comparison=both, steps=steps)


@bp.get("/<period>/continuite")
@requires(Permission.CONVENTION_KEEP, on=queries.compared)
def table(comparison: queries.Comparison) -> Reply:
    return render("renewal/table.html", comparison=comparison, convention=comparison.old)


def back(decided: queries.DecidedPart, said: str) -> Response:
    return go(url_for(".table", period=decided.comparison.old.period), said)


def asked(decided: queries.DecidedPart, form: BaseForm) -> Response:
    return render("renewal/part.html", form.status, decided=decided, form=form)


@bp.route("/<period>/<kind>/<int:number>", methods=["GET", "POST"])
@requires(Permission.CONVENTION_KEEP, on=queries.decided)
def decide(decided: queries.DecidedPart) -> Reply:
    return new(decided) if decided.is_new else goes_on(decided)


def goes_on(decided: queries.DecidedPart) -> Response:
    line = decided.line
    target = queries.new_of(line) if line else None
    said = {"fate": line and line.fate, "why": line and line.why}
    said["goes_on_in"] = str(target.id if target else "" if line else decided.suggested or "")
    form = FateForm(request.form, data=said).offer((one.id, queries.called(one)) for one in decided.offered)
    if request.method == "GET" or not form.validate():
        return asked(decided, form)
    return kept(decided, form, PartFate(form.chosen, form.target, form.why.data))


def new(decided: queries.DecidedPart) -> Response:
    line = decided.line
    form = NewPartForm(request.form, data={"why": line and line.why})
    if request.method == "GET" or not form.validate():
        return asked(decided, form)
    return kept(decided, form, PartFate(Continuity.NEW, why=form.why.data))


def kept(decided: queries.DecidedPart, form: FateForm | NewPartForm, fate: PartFate) -> Response:
    both = decided.comparison
    try:
        operations.decide(both.old, decided.kind, decided.part.id, fate, by=person())
    except FateRefused:
        form.refuse()
        return asked(decided, form)
    return back(decided, "C’est enregistré dans le tableau de continuité.")


@bp.post("/<period>/<kind>/<int:number>/effacer")
@requires(Permission.CONVENTION_KEEP, on=queries.decided)
def undecide(decided: queries.DecidedPart) -> Reply:
    operations.undecide(decided.comparison.old, decided.kind, decided.part.id, by=person())
    return back(decided, "C’est de nouveau à décider.")
