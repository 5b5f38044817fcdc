"""The coordination reads what people think, answers publicly, and looks at what was set aside."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from ctg_site.domain.participation import Fate
from ctg_site.domain.policy import Permission
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import plural

from . import operations, queries, staff_queries
from .forms import AsideForm, OpinionAnswerForm

bp = Blueprint("opinions_staff", __name__, url_prefix="/equipe/avis")


@bp.get("/")
@requires(Permission.OPINION_ANSWER)
def index() -> Reply:
    page = staff_queries.page(number_asked("apres"))
    return render("opinions/staff.html", page=page, aside=staff_queries.is_aside())


def address(target: staff_queries.Judged, act: str = "") -> str:
    """The page of the coordination about an action or a commitment; `act`: what is done from it."""
    if isinstance(target, queries.Commitment):
        of: dict[str, Any] = {"period": target.convention.period, "number": target.number}
        return url_for(f".{act}commitment", **of)
    return url_for(f".{act}action", number=target.number)


def about(target: staff_queries.Judged, form: OpinionAnswerForm | None = None, status: int = 200) -> Response:
    """All that is said of it, and the form of the answer."""
    said, history = queries.said(target, ()), staff_queries.answers(target)
    fresh = {"version": said.answer.id if said.answer else 0, "text": said.answer.text if said.answer else ""}
    return render(
        "opinions/target.html",
        status,
        target=target,
        said=said,
        history=history,
        comments=staff_queries.comments(target),
        form=form or OpinionAnswerForm(data=fresh),
        address=address(target),
        withdrawal=address(target, "withdraw_"),
    )


def answered(target: staff_queries.Judged) -> Response:
    form, here = OpinionAnswerForm(request.form), address(target)
    if not form.validate():
        return about(target, form, 422)
    operations.answer(target, form.text.data or "", by=person(), version=form.read)
    return go(here, "Votre réponse est publiée.")


def withdrawn(target: staff_queries.Judged) -> Response:
    here = address(target)
    operations.withdraw_answer(target, by=person(), version=OpinionAnswerForm(request.form).read)
    return go(here, "La réponse n’est plus affichée.")


@bp.get("/action/<int:number>")
@requires(Permission.OPINION_ANSWER, on=staff_queries.action)
def action(action: staff_queries.Action) -> Reply:
    return about(action)


@bp.post("/action/<int:number>")
@requires(Permission.OPINION_ANSWER, on=staff_queries.action)
def answer_action(action: staff_queries.Action) -> Reply:
    return answered(action)


@bp.post("/action/<int:number>/retirer")
@requires(Permission.OPINION_ANSWER, on=staff_queries.action)
def withdraw_action(action: staff_queries.Action) -> Reply:
    return withdrawn(action)


@bp.get("/engagement/<period>/<number>")
@requires(Permission.OPINION_ANSWER, on=staff_queries.commitment)
def commitment(commitment: queries.Commitment) -> Reply:
    return about(commitment)


@bp.post("/engagement/<period>/<number>")
@requires(Permission.OPINION_ANSWER, on=staff_queries.commitment)
def answer_commitment(commitment: queries.Commitment) -> Reply:
    return answered(commitment)


@bp.post("/engagement/<period>/<number>/retirer")
@requires(Permission.OPINION_ANSWER, on=staff_queries.commitment)
def withdraw_commitment(commitment: queries.Commitment) -> Reply:
    return withdrawn(commitment)


def set_aside(form: AsideForm, status: int = 200) -> Response:
    return render("opinions/aside.html", status, form=form)


@bp.get("/mis-de-cote")
@requires(Permission.OPINION_ANSWER)
def aside() -> Reply:
    waves = staff_queries.waves()
    return set_aside(AsideForm(until=max((wave.last for wave in waves), default=0)).offer(waves))


@bp.post("/mis-de-cote")
@requires(Permission.OPINION_ANSWER)
def settle() -> Reply:
    form = AsideForm(request.form).offer(staff_queries.waves())
    if not form.validate():
        return set_aside(form, 422)
    fate = Fate(form.fate.data)
    count = operations.settle(form.chosen, form.last, fate, by=person())
    said = ("compté", "comptés") if fate is Fate.COUNT else ("effacé", "effacés")
    return go(url_for(".aside"), f"{plural(count, f'avis {said[0]}', f'avis {said[1]}')}.")
