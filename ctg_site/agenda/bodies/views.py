"""The coordination keeps the bodies: adds one, says what it does and who sits there, stops it."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from ctg_site.agenda import queries
from ctg_site.domain.meetings import BodyKind
from ctg_site.domain.policy import Permission
from ctg_site.domain.workflow import InvalidTransition, NoConvention
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import operations
from .forms import AddedBodyForm, BodyForm, NewBodyForm, lines
from .queries import has_met

bp = Blueprint("bodies", __name__, url_prefix="/equipe/agenda")


def composed(form: BodyForm) -> operations.Composition:
    sitting = [operations.Seat(*seat) for seat in form.sitting]
    return operations.Composition(**form.said, sitting=sitting)


def shown(form: BodyForm, body: queries.GoverningBody | None = None) -> Response:
    erasable = body is not None and not body.is_of_the_act and not has_met(body)
    return render("agenda/body_edit.html", form.status, form=form, body=body, erasable=erasable)


@bp.route("/nouvelle-instance", methods=["GET", "POST"])
@requires(Permission.BODY_CHANGE)
def add() -> Reply:
    form = NewBodyForm(request.form or None).offer(queries.themes())
    if request.method == "GET" or not form.validate():
        return shown(form)
    try:
        made = operations.add(BodyKind(form.kind.data), composed(form), by=person())
    except operations.BodyNameTaken:
        form.refuse_name()
    except NoConvention:
        form.refuse()
    else:
        return go(url_for(".change", key=made.key), "L’instance est ajoutée.")
    return shown(form)


def held(body: queries.GoverningBody) -> dict[str, Any]:
    """What the form of a body begins with."""
    own = {name: getattr(body, name) for name in ("name", "plain_text", "mandate", "is_ended", "version")}
    return own | lines(queries.seats(body.id)[body.id]) | {"theme": str(body.theme_id or "")}


def themes_for(body: queries.GoverningBody) -> list[queries.Theme]:
    """Its own, which the current convention may not have any more, then those of today."""
    themes = queries.themes()
    return themes if body.theme is None or body.theme in themes else [body.theme, *themes]


@bp.route("/instances/<key>", methods=["GET", "POST"])
@requires(Permission.BODY_CHANGE, on=queries.body)
def change(body: queries.GoverningBody) -> Reply:
    kind = BodyForm if body.is_of_the_act else AddedBodyForm
    form = kind(request.form or None, data=held(body)).offer(themes_for(body))
    if request.method == "GET" or not form.validate():
        return shown(form, body)
    try:
        operations.compose(body, composed(form), by=person(), version=form.version.data)
    except operations.BodyNameTaken:
        form.refuse_name()
        return shown(form, body)
    return go(url_for(".change", key=body.key), "L’instance est enregistrée.")


@bp.post("/instances/<key>/supprimer")
@requires(Permission.BODY_CHANGE, on=queries.body)
def erase(body: queries.GoverningBody) -> Reply:
    try:
        operations.erase(body, by=person())
    except InvalidTransition:
        return go(
            url_for(".change", key=body.key),
            "Cette instance s’est déjà réunie\u00a0: elle s’arrête, elle ne se supprime pas.",
        )
    return go(url_for("meetings.index"), "L’instance est supprimée.")
