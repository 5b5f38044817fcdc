"""The direction of a centre sees its figures and its team, says who is away, hands files over."""

from flask import Blueprint, Response, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.web.forms import BaseForm
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import plural, today

from . import operations, queries
from .forms import AbsenceForm, HandOverForm

bp = Blueprint("team", __name__, url_prefix="/equipe/centre/<int:number>")


@bp.get("/")
@requires(Permission.TEAM_LEAD, on=queries.centre)
def show(structure: queries.Structure) -> Reply:
    return page(structure)


def page(structure: queries.Structure, status: int = 200, **forms: BaseForm) -> Response:
    """The team and its figures, with the form that came back wrong."""
    team = queries.team(structure, today())
    shown = {"absence_form": AbsenceForm().offer(team), "hand_over_form": HandOverForm().offer(team)} | forms
    figures = queries.figures(structure, today())
    return render(
        "inbox/team.html",
        status,
        structure=structure,
        team=team,
        figures=figures,
        failed=status == 422,
        **shown,
    )


@bp.post("/absence")
@requires(Permission.TEAM_LEAD, on=queries.centre)
def absence(structure: queries.Structure) -> Reply:
    form = AbsenceForm(request.form).offer(queries.team(structure, today()))
    if not form.validate():
        return page(structure, 422, absence_form=form)
    who, stand_in = int(form.who.data), int(form.stand_in.data)
    operations.say_absent(structure, who, stand_in, form.first_day.data, form.last_day.data, by=person())
    return back(structure, "C’est noté. La personne qui répond à sa place reçoit un mail.")


@bp.post("/absence/retirer")
@requires(Permission.TEAM_LEAD, on=queries.centre)
def absence_over(structure: queries.Structure) -> Reply:
    operations.take_back_absence(structure, request.form.get("absence", 0, type=int), by=person())
    return back(structure, "Cette absence est retirée.")


@bp.post("/passer")
@requires(Permission.TEAM_LEAD, on=queries.centre)
def hand_over(structure: queries.Structure) -> Reply:
    form = HandOverForm(request.form).offer(queries.team(structure, today()))
    if not form.validate():
        return page(structure, 422, hand_over_form=form)
    given = operations.hand_over(structure, int(form.leaver.data), int(form.colleague.data), by=person())
    return back(
        structure,
        f"C’est fait\u00a0: {plural(given, 'envie passée', 'envies passées')}. Chaque auteur le sait.",
    )


def back(structure: queries.Structure, said: str) -> Response:
    return go(url_for(".show", number=structure.id), said)
