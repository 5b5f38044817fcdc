"""The coordination writes the diagnosis: figures by a spreadsheet, findings, then it is shown."""

from flask import Blueprint, Response, abort, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.domain.renewal import DiagnosisEvent
from ctg_site.domain.sheets import SheetError
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.structures.queries import districts
from ctg_site.web import sheets
from ctg_site.web.guard import accepts, person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.renewal import DONE

from . import diagnosis_operations as operations
from . import diagnosis_queries as queries
from . import figure_operations
from . import queries as renewal_queries
from .diagnosis_forms import DiagnosisStateForm, FindingForm
from .diagnosis_operations import FindingSaid
from .diagnosis_views import the_theme

bp = Blueprint("diagnosis_staff", __name__, url_prefix="/equipe/renouvellement")


@bp.get("/<period>/diagnostic")
@requires(Permission.CONVENTION_KEEP, on=renewal_queries.convention)
def index(convention: renewal_queries.Convention) -> Reply:
    return render(
        "renewal/diagnosis_staff.html",
        convention=convention,
        diagnosis=queries.of(convention),
        acts=queries.acts(person(), convention),
        themes=queries.themes(convention),
    )


@bp.post("/<period>/diagnostic")
@requires(Permission.CONVENTION_KEEP, on=renewal_queries.convention)
def change(convention: renewal_queries.Convention) -> Reply:
    form = DiagnosisStateForm(request.form).offer(queries.acts(person(), convention))
    if not form.validate():
        raise InvalidTransition("this is not possible in its state")
    period, event = convention.period, DiagnosisEvent(form.event.data)
    operations.show(convention, event, by=person())
    return go(url_for(".index", period=period), DONE[event])


@bp.get("/<period>/diagnostic/<theme>")
@requires(Permission.CONVENTION_KEEP, on=queries.any_theme)
def theme(found: queries.ThemeFound) -> Reply:
    return the_theme(found, preview=True)


def back(period: str, theme: str, said: str) -> Response:
    return go(url_for(".theme", period=period, theme=theme), said)


@bp.route("/<period>/diagnostic/<theme>/constat", methods=["GET", "POST"])
@requires(Permission.CONVENTION_KEEP, on=queries.any_theme)
def find(found: queries.ThemeFound) -> Reply:
    form = FindingForm.asked(request.form, districts())
    if request.method == "POST" and form.validate():
        period, slug = found.convention.period, found.theme.slug
        try:
            operations.find(found.theme, FindingSaid(**form.said), by=person())
            return back(period, slug, "Le constat est ajouté.")
        except operations.UnknownSupport as error:
            form.refuse(error.missing)
    return render("renewal/found.html", form.status, form=form, found=found)


@bp.route("/constats/<int:number>", methods=["GET", "POST"])
@requires(Permission.CONVENTION_KEEP, on=queries.finding)
def find_again(finding: queries.Finding) -> Reply:
    form = FindingForm.asked(request.form, districts(), finding)
    if request.method == "POST" and form.validate():
        period, slug = finding.convention.period, finding.theme.slug
        try:
            operations.find_again(finding, FindingSaid(**form.said), by=person())
            return back(period, slug, "Le constat est enregistré.")
        except operations.UnknownSupport as error:
            form.refuse(error.missing)
            finding = queries.finding(finding.id) or abort(404)
    return render("renewal/finding.html", form.status, form=form, finding=finding)


@bp.post("/constats/<int:number>/effacer")
@requires(Permission.CONVENTION_KEEP, on=queries.finding)
def erase(finding: queries.Finding) -> Reply:
    period, slug = finding.convention.period, finding.theme.slug
    operations.erase(finding, by=person())
    return back(period, slug, "Le constat est effacé.")


def the_figures(
    convention: renewal_queries.Convention, status: int = 200, failed: SheetError | None = None
) -> Response:
    page = queries.figures(convention, request.args.get("after", type=int))
    problems = failed.problems if failed else []
    return render("renewal/figures_staff.html", status, convention=convention, page=page, problems=problems)


@bp.get("/<period>/chiffres")
@requires(Permission.CONVENTION_KEEP, on=renewal_queries.convention)
def figures(convention: renewal_queries.Convention) -> Reply:
    return the_figures(convention)


@bp.get("/chiffres/vide.xlsx")
@requires(Permission.CONVENTION_KEEP)
def empty() -> Response:
    return sheets.handed(figure_operations.empty_file(), "chiffres.xlsx")


@bp.post("/<period>/chiffres")
@accepts(sheets.MOST_BYTES)
@requires(Permission.CONVENTION_KEEP, on=renewal_queries.convention)
def bring_in(convention: renewal_queries.Convention) -> Reply:
    period = convention.period
    try:
        outcome = figure_operations.bring_in(convention, sheets.sent(), by=person())
    except SheetError as error:
        return the_figures(convention, 422, error)
    return go(url_for(".figures", period=period), sheets.told(outcome))


@bp.post("/<period>/chiffres/<int:number>/effacer")
@requires(Permission.CONVENTION_KEEP, on=queries.figure_of)
def erase_figure(figure: queries.DiagnosisFigure) -> Reply:
    period = (request.view_args or {})["period"]
    try:
        figure_operations.erase(figure, by=person())
    except figure_operations.FigureUsed:
        return go(url_for(".figures", period=period), "Un constat s’appuie sur ce chiffre\u00a0: il reste.")
    return go(url_for(".figures", period=period), "Le chiffre est effacé.")
