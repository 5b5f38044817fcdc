"""The staff of a centre see who asks, do what is asked within the month, or say why not."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from ctg_site.domain.policy import Permission, allowed
from ctg_site.domain.rights import ENDING, RightsKind, RightsTab
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import copy_queries, exports, operations, queries
from .forms import AnswerRightsForm, NotedRightsForm, ProofForm, RefuseRightsForm

bp = Blueprint("rights_staff", __name__, url_prefix="/equipe")


def the_request(asked: queries.RightsRequest, status: int = 200, **forms: Any) -> Response:
    """The page of a request: `forms` that came back wrong, else empty ones."""
    empty = {"proof": ProofForm(), "answering": AnswerRightsForm(), "refusing": RefuseRightsForm()}
    return render("rights/request.html", status, asked=asked, ending=ENDING, **(empty | forms))


def back(asked: queries.RightsRequest, said: str) -> Response:
    return go(url_for(".show", number=asked.number), said)


@bp.get("/droits/")
@requires(Permission.RIGHTS_READ)
def requests() -> Reply:
    wanted = request.args.get("voir", RightsTab.OPEN)
    tab = RightsTab(wanted) if wanted in set(RightsTab) else abort(404)
    page = queries.requests(person(), tab, number_asked("apres"))
    return render("rights/requests.html", page=page, tab=tab, tabs=RightsTab)


@bp.get("/droits/<int:number>")
@requires(Permission.RIGHTS_ANSWER, on=queries.rights_request)
def show(asked: queries.RightsRequest) -> Reply:
    return the_request(asked)


@bp.post("/droits/<int:number>/identite")
@requires(Permission.RIGHTS_ANSWER, on=queries.rights_request)
def prove(asked: queries.RightsRequest) -> Reply:
    form = ProofForm(request.form)
    if not form.validate():
        return the_request(asked, 422, proof=form)
    envie = queries.envie(form.envie.data)
    if envie is None or not allowed(person(), Permission.FILE_WRITE, envie):
        form.refuse()
        return the_request(asked, 422, proof=form)
    operations.prove(asked, envie, by=person())
    return back(asked, "C’est noté\u00a0: c’est bien cette personne.")


@bp.post("/droits/<int:number>/reponse")
@requires(Permission.RIGHTS_ANSWER, on=queries.proven)
def answer(asked: queries.RightsRequest) -> Reply:
    form = AnswerRightsForm(request.form)
    if not form.validate():
        return the_request(asked, 422, answering=form)
    operations.answer(asked, asked.proposal or abort(404), form.answer.data or "", by=person())
    return back(asked, "C’est fait. La personne est prévenue, comme elle l’a choisi.")


@bp.post("/droits/<int:number>/acces")
@requires(Permission.RIGHTS_ANSWER, on=queries.of_access)
def answer_access(asked: queries.RightsRequest) -> Reply:
    form = AnswerRightsForm(request.form)
    if not form.validate():
        return the_request(asked, 422, answering=form)
    operations.answer_access(asked, form.answer.data or "", by=person())
    return back(asked, "C’est noté\u00a0: la personne a eu sa réponse.")


@bp.post("/droits/<int:number>/refus")
@requires(Permission.RIGHTS_ANSWER, on=queries.rights_request)
def refuse(asked: queries.RightsRequest) -> Reply:
    form = RefuseRightsForm(request.form)
    if not form.validate():
        return the_request(asked, 422, refusing=form)
    operations.refuse(asked, form.reason.data or "", by=person())
    return back(asked, "La demande est refusée, avec sa raison.")


@bp.get("/droits/<int:number>/copie")
@requires(Permission.RIGHTS_ANSWER, on=queries.proven)
def copy(asked: queries.RightsRequest) -> Reply:
    held = copy_queries.of_number(asked.proposal_id or 0) or abort(404)
    return render("rights/staff_copy.html", asked=asked, held=held)


@bp.get("/droits/<int:number>/copie.json")
@requires(Permission.RIGHTS_ANSWER, on=queries.proven)
def copy_as_data(asked: queries.RightsRequest) -> Response:
    return exports.as_data(copy_queries.of_number(asked.proposal_id or 0) or abort(404))


@bp.route("/envies/<int:number>/droits", methods=["GET", "POST"])
@requires(Permission.FILE_WRITE, on=queries.envie)
def note(envie: operations.Proposal) -> Reply:
    form = NotedRightsForm(request.form)
    if request.method == "GET" or not form.validate():
        return render("rights/note.html", form.status, proposal=envie, form=form)
    number = operations.note(envie, RightsKind(form.kind.data), form.words.data or "", by=person())
    return go(url_for(".show", number=number), "La demande est notée. Vous avez un mois pour répondre.")
