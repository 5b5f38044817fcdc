"""The coordination keeps the settings; the administrator reads the audit trail."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, Response, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import AuditEvent, ReasonUse
from ctg_site.domain.workflow import OutOfDate
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import operations, queries, verification_queries
from .forms import (
    DelayForm,
    DistrictForm,
    PreparedReasonForm,
    SettingForm,
    StructureForm,
    TemplateForm,
)

bp = Blueprint("administration", __name__, url_prefix="/equipe")
LAST_LINES = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of setting: the rows, their form, the folder and the list of their pages, what is said."""

    kind: type[operations.Setting]
    form: Callable[..., SettingForm]
    name: str
    list: str
    kept: str


def structure_form(*args: Any, **options: Any) -> StructureForm:
    form = StructureForm(*args, **options)
    form.offer(queries.kinds(but=form.kind.data or ""), queries.districts())
    return form


STRUCTURE = Part(operations.Structure, structure_form, "structure", "structures", "Ce lieu est enregistré.")
DISTRICT = Part(operations.District, DistrictForm, "district", "districts", "Ce quartier est enregistré.")
REASON = Part(operations.Reason, PreparedReasonForm, "reason", "reasons", "Ce motif est enregistré.")
TEMPLATE = Part(operations.AnswerTemplate, TemplateForm, "template", "templates", "Ce modèle est enregistré.")


def shown(
    part: Part, form: SettingForm, thing: operations.Setting | None, status: int = 200, **more: Any
) -> Response:
    """The page of one row, with what it holds now when somebody else changed it meanwhile."""
    context = {"preview": None, "stored": None} | more
    uses = queries.uses(thing) if thing is not None else None
    return render(f"administration/{part.name}.html", status, form=form, thing=thing, uses=uses, **context)


def edited(part: Part, thing: operations.Setting | None = None) -> Response:
    """The form of a row, or of a new one; its preview; or the row kept."""
    if request.method == "GET":
        return shown(part, part.form(obj=thing), thing)
    form = part.form(request.form)
    if not form.validate():
        return shown(part, form, thing, 422)
    if "preview" in request.form and hasattr(form, "preview"):
        return shown(part, form, thing, preview=form.preview())
    return kept(part, form, thing)


def kept(part: Part, form: SettingForm, thing: operations.Setting | None) -> Response:
    """Written down; or the form again, with what stood in the way."""
    try:
        if thing is None:
            operations.create(part.kind, form.values, by=person())
        else:
            operations.change(thing, form.values, by=person(), version=request.form.get("version", ""))
    except OutOfDate:
        return shown(part, form, thing, 409, stored=form.stored(thing))
    except operations.NameTaken:
        form.refuse_name()
        return shown(part, form, thing, 422)
    except operations.StillUsed as error:
        form.refuse_closing(error.count)
        return shown(part, form, thing, 422)
    return back(part.list, part.kept)


def erased(part: Part, thing: operations.Setting) -> Response:
    try:
        operations.erase(thing, by=person())
    except operations.StillUsed:
        form = part.form(obj=thing)
        form.form_errors.append("Quelque chose en dépend encore\u00a0: la suppression n’est pas possible.")
        return shown(part, form, thing, 422)
    return back(part.list, "C’est supprimé.")


def back(page: str, said: str) -> Response:
    return go(url_for(f".{page}"), said)


@bp.get("/reglages/")
@requires(Permission.SETTINGS_MANAGE)
def settings() -> Reply:
    return render("administration/settings.html", promised=queries.promised())


@bp.get("/reglages/structures")
@requires(Permission.SETTINGS_MANAGE)
def structures() -> Reply:
    return render("administration/structures.html", structures=queries.structures())


@bp.route("/reglages/structures/nouvelle", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE)
def new_structure() -> Reply:
    return edited(STRUCTURE)


@bp.route("/reglages/structures/<int:number>", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE, on=queries.structure)
def structure(thing: queries.Structure) -> Reply:
    return edited(STRUCTURE, thing)


@bp.post("/reglages/structures/<int:number>/supprimer")
@requires(Permission.SETTINGS_MANAGE, on=queries.structure)
def erase_structure(thing: queries.Structure) -> Reply:
    return erased(STRUCTURE, thing)


@bp.get("/reglages/quartiers")
@requires(Permission.SETTINGS_MANAGE)
def districts() -> Reply:
    return render("administration/districts.html", districts=queries.districts())


@bp.route("/reglages/quartiers/nouveau", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE)
def new_district() -> Reply:
    return edited(DISTRICT)


@bp.route("/reglages/quartiers/<int:number>", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE, on=queries.district)
def district(thing: queries.District) -> Reply:
    return edited(DISTRICT, thing)


@bp.post("/reglages/quartiers/<int:number>/supprimer")
@requires(Permission.SETTINGS_MANAGE, on=queries.district)
def erase_district(thing: queries.District) -> Reply:
    return erased(DISTRICT, thing)


@bp.get("/reglages/motifs")
@requires(Permission.SETTINGS_MANAGE)
def reasons() -> Reply:
    return render("administration/reasons.html", reasons=queries.all_reasons(), uses=ReasonUse)


@bp.route("/reglages/motifs/nouveau", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE)
def new_reason() -> Reply:
    return edited(REASON)


@bp.route("/reglages/motifs/<int:number>", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE, on=queries.reason)
def reason(thing: operations.Reason) -> Reply:
    return edited(REASON, thing)


@bp.post("/reglages/motifs/<int:number>/supprimer")
@requires(Permission.SETTINGS_MANAGE, on=queries.reason)
def erase_reason(thing: operations.Reason) -> Reply:
    return erased(REASON, thing)


@bp.get("/reglages/modeles")
@requires(Permission.SETTINGS_MANAGE)
def templates() -> Reply:
    return render("administration/templates.html", templates=queries.all_templates())


@bp.route("/reglages/modeles/nouveau", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE)
def new_template() -> Reply:
    return edited(TEMPLATE)


@bp.route("/reglages/modeles/<int:number>", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE, on=queries.template)
def template(thing: operations.AnswerTemplate) -> Reply:
    return edited(TEMPLATE, thing)


@bp.post("/reglages/modeles/<int:number>/supprimer")
@requires(Permission.SETTINGS_MANAGE, on=queries.template)
def erase_template(thing: operations.AnswerTemplate) -> Reply:
    return erased(TEMPLATE, thing)


@bp.route("/reglages/delais", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE)
def delays() -> Reply:
    now = queries.promised()
    form = DelayForm(request.form if request.method == "POST" else None, obj=now)
    if request.method == "GET" or not form.validate():
        return render("administration/delays.html", form.status, form=form, promised=now, stored=None)
    try:
        operations.set_delays(**form.values, by=person(), read=request.form.get("version", ""))
    except OutOfDate:
        now = queries.promised()
        return render("administration/delays.html", 409, form=form, promised=now, stored=form.stored(now))
    return back("settings", "Les délais sont enregistrés. Les pages du site les disent déjà.")


@bp.get("/reglages/mentions")
@requires(Permission.SETTINGS_MANAGE)
def legal() -> Reply:
    return render("administration/legal.html")


@bp.get("/journal/")
@requires(Permission.AUDIT_READ)
def trail() -> Reply:
    asked = queries.TrailAsked(asked_event(), number_asked("personne"), asked_day("du"), asked_day("au"))
    page = queries.trail(asked, number_asked("avant"))
    verdict = verification_queries.check_trail(LAST_LINES) if "verifier" in request.args else None
    return render(
        "administration/trail.html",
        asked=asked,
        page=page,
        people=queries.people(),
        events=AuditEvent,
        verdict=verdict,
    )


def asked_event() -> str | None:
    asked = request.args.get("quoi", "")
    return asked if asked in set(AuditEvent) else None


def asked_day(name: str) -> date | None:
    """A day of the address; one that no line may bear looks for nothing in particular."""
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return day if 2000 <= day.year < 3000 else None
