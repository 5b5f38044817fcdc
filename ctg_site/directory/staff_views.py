"""The coordination says what a place is, when it opens, and what joins two steps of the pathway."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from ctg_site.agenda import queries as agenda
from ctg_site.domain.policy import Permission
from ctg_site.domain.workflow import OutOfDate
from ctg_site.web.forms import Sent
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words import hours as hour_words
from ctg_site.words.french import day

from . import operations, pathway_queries, queries
from .forms import BridgeForm, ClosureForm, HoursForm, SheetForm

bp = Blueprint("places", __name__, url_prefix="/equipe")


def back(endpoint: str, said: str, **values: Any) -> Response:
    return go(url_for(endpoint, **values), said)


def version_read() -> int:
    """The version that the form was opened on; none that a row may have when it was not said."""
    return request.form.get("version", -1, type=int)


@bp.get("/centre/")
@requires(Permission.PLACES_ENTER)
def own() -> Reply:
    return render("directory/own.html", places=queries.own(person()))


@bp.route("/structures/<int:number>", methods=["GET", "POST"])
@requires(Permission.PLACE_KEEP, on=queries.sheet)
def sheet(structure: queries.Structure) -> Reply:
    form = sheet_form(structure, request.form if request.method == "POST" else None)
    if request.method == "GET" or not form.validate():
        return render("directory/sheet.html", form.status, form=form, structure=structure, stored=[])
    told = operations.PlaceSheet(form.values, form.audiences.data, form.accesses.data, form.steps.data)
    try:
        operations.describe(structure, told, by=person(), version=version_read())
    except OutOfDate:
        structure = queries.sheet(structure.id) or abort(404)
        stored = sheet_form(structure).told
        return render("directory/sheet.html", 409, form=form, structure=structure, stored=stored)
    return back(".sheet", "La fiche est enregistrée.", number=structure.id)


def sheet_form(structure: queries.Structure, typed: Sent | None = None) -> SheetForm:
    held = {name: getattr(structure, name) for name in SHEET_COLUMNS} | {
        "audiences": [str(one) for one in structure.audiences],
        "accesses": [str(one) for one in structure.accesses],
        "steps": [str(step.id) for step in structure.steps],
        "referent_id": str(structure.referent_id or ""),
        "latitude": written(structure.latitude),
        "longitude": written(structure.longitude),
    }
    return SheetForm(typed, data=held).offer(
        pathway_queries.steps(), queries.people_of(structure) if structure.receives_proposals else []
    )


SHEET_COLUMNS = ("description", "phone", "age_from", "age_to", "email", "website", "access_note")


def written(degrees: float | None) -> str:
    return "" if degrees is None else f"{degrees:.6f}".rstrip("0").rstrip(".").replace(".", ",")


@bp.route("/structures/<int:number>/horaires", methods=["GET", "POST"])
@requires(Permission.PLACE_KEEP, on=queries.sheet)
def hours(structure: queries.Structure) -> Reply:
    if request.method == "GET":
        return hours_page(
            structure, HoursForm.holding(structure, queries.place(structure, datetime.now(UTC)).week)
        )
    form = HoursForm(request.form)
    if not form.validate():
        return hours_page(structure, form, form.status)
    try:
        operations.set_hours(
            structure, form.week, form.opens_on_holidays.data, by=person(), version=version_read()
        )
    except OutOfDate:
        return hours_page(structure, form, 409)
    return back(".hours", "Les horaires sont enregistrés.", number=structure.id)


def hours_page(structure: queries.Structure, form: HoursForm, status: int = 200) -> Response:
    """The week being typed; on a conflict, beside what somebody else wrote meanwhile."""
    kept = queries.place(queries.sheet(structure.id) or structure, datetime.now(UTC)).week
    stored = [
        (name, hour_words.spans(kept.days.get(number, ())) or "fermé")
        for number, name in enumerate(hour_words.WEEKDAYS)
    ]
    return render(
        "directory/hours.html",
        status,
        form=form,
        structure=structure,
        stored=stored if status == 409 else [],
    )


@bp.route("/structures/<int:number>/fermetures", methods=["GET", "POST"])
@requires(Permission.PLACE_KEEP, on=queries.sheet)
def closures(structure: queries.Structure) -> Reply:
    form = ClosureForm(request.form if request.method == "POST" else None)
    form.met = agenda.planned_at(structure.id, form.first_day.data, form.last_day.data)
    if request.method == "GET" or not form.validate():
        return render("directory/closures.html", form.status, form=form, structure=structure)
    first, last = form.first_day.data, form.last_day.data or form.first_day.data
    try:
        operations.close(structure, first, last, form.reason.data or "", by=person())
    except operations.ClosedTwice as error:
        form.refuse_twice(day(error.closure.first_day), day(error.closure.last_day))
        structure = queries.sheet(structure.id) or abort(404)
        return render("directory/closures.html", 422, form=form, structure=structure)
    return back(".closures", "Cette fermeture est annoncée.", number=structure.id)


@bp.post("/structures/<int:number>/fermetures/retirer")
@requires(Permission.PLACE_KEEP, on=queries.sheet)
def reopen(structure: queries.Structure) -> Reply:
    asked = request.form.get("closure", type=int)
    found = next((one for one in structure.closures if one.id == asked), None)
    if found is None:
        return back(".closures", "Cette fermeture n’est plus annoncée.", number=structure.id)
    operations.reopen(found, by=person())
    return back(".closures", "Cette fermeture est retirée.", number=structure.id)


@bp.get("/passerelles/")
@requires(Permission.SETTINGS_MANAGE)
def bridges() -> Reply:
    pairs = pathway_queries.pairs()
    leaving = pathway_queries.bridges_by_step([pair.before.id for pair in pairs])
    return render("directory/bridges.html", pairs=pairs, leaving=leaving)


@bp.route("/passerelles/nouvelle/<key>", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE, on=pathway_queries.pair)
def new_bridge(pair: pathway_queries.Pair) -> Reply:
    typed = request.form if request.method == "POST" else None
    form = BridgeForm(typed).offer(pathway_queries.places_of(pair))
    if request.method == "GET" or not form.validate():
        return render("directory/bridge.html", form.status, form=form, pair=pair, bridge=None, stale=False)
    operations.build_bridge(pair.before, pair.after, form.data, by=person())
    return back(".bridges", "Cette passerelle est enregistrée.")


@bp.route("/passerelles/<int:number>", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE, on=pathway_queries.bridge)
def bridge(bridge: pathway_queries.Bridge) -> Reply:
    pair = pathway_queries.Pair(bridge.from_step, bridge.to_step)
    form = bridge_form(bridge, pair)
    shown = {"form": form, "pair": pair, "bridge": bridge}
    if request.method == "GET" or not form.validate():
        return render("directory/bridge.html", form.status, stale=False, **shown)
    try:
        operations.change_bridge(bridge, form.data, by=person(), version=version_read())
    except OutOfDate:
        return render("directory/bridge.html", 409, stale=True, **shown)
    return back(".bridges", "Cette passerelle est enregistrée.")


def bridge_form(bridge: pathway_queries.Bridge, pair: pathway_queries.Pair) -> BridgeForm:
    """What it holds; the places offered are those of its steps, and those it already has."""
    held: dict[str, Any] = {"title": bridge.title, "plain_text": bridge.plain_text}
    held |= {"structures": [str(one.id) for one in bridge.structures]}
    offered = {one.id: one for one in (*pathway_queries.places_of(pair), *bridge.structures)}
    return BridgeForm(request.form if request.method == "POST" else None, data=held).offer(offered.values())


@bp.post("/passerelles/<int:number>/supprimer")
@requires(Permission.SETTINGS_MANAGE, on=pathway_queries.bridge)
def remove_bridge(bridge: pathway_queries.Bridge) -> Reply:
    operations.remove_bridge(bridge, by=person())
    return back(".bridges", "Cette passerelle est supprimée.")
