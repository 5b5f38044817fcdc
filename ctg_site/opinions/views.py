"""One-tap opinions: the tap, the page that asks to confirm it, the link that changes it or takes it back."""

from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.web.forms import Sent
from ctg_site.web.guard import address as address_of_visitor
from ctg_site.web.guard import csrf, network, requires, sent_from_here
from ctg_site.web.rendering import Reply, go, render
from ctg_site.web.secret_links import unreferred

from . import operations, queries
from .forms import OpinionForm

bp = Blueprint("opinions", __name__, url_prefix="/avis")


def address(target: queries.Target, **more: Any) -> str:
    """Where opinions about it are sent."""
    if isinstance(target, queries.Proposal):
        return url_for(".envie", number=target.number, **more)
    if isinstance(target, queries.Commitment):
        of: dict[str, Any] = {"period": target.convention.period, "number": target.number}
        return url_for(".commitment", **of, **more)
    return url_for(".action", number=target.number, **more)


def asked(target: queries.Target, form: OpinionForm, status: int = 200) -> Response:
    questions = queries.questions(target)
    shown = {"target": target, "form": form, "address": address(target), "questions": questions}
    return render("opinions/give.html", status, **shown)


def read(target: queries.Target, sent: Sent) -> OpinionForm:
    return OpinionForm(sent).offer(queries.questions(target))


def tapped(target: queries.Target) -> Response:
    """Keep the tap; or ask to confirm it, when nothing says that one of our pages sent it."""
    if request.method == "GET":
        return asked(target, read(target, request.args))
    form = read(target, request.form)
    if not form.validate() or form.chosen is None:
        return asked(target, form, 422)
    if not sent_from_here():
        return go(address(target, choice=form.chosen))
    device = f"{address_of_visitor()} {request.user_agent.string}"
    return receipt(operations.secret(operations.tap(target, form.chosen, device, network())))


def receipt(secret: str) -> Response:
    """Go to the page of one's opinion; its secret never travels in a referrer."""
    return unreferred(go(url_for(".mine", secret=secret)))


# The pages of actions, commitments and envies are kept by caches: they hold no token. The views that their
# buttons post to are exempt from it, and believe the browser that says where it is (`sent_from_here`).


@bp.route("/action/<int:number>", methods=["GET", "POST"])
@csrf.exempt
@requires(Permission.OPINION_SEND, on=queries.action)
def action(action: queries.Action) -> Reply:
    return tapped(action)


@bp.route("/engagement/<period>/<number>", methods=["GET", "POST"])
@csrf.exempt
@requires(Permission.OPINION_SEND, on=queries.commitment)
def commitment(commitment: queries.Commitment) -> Reply:
    return tapped(commitment)


@bp.route("/envie/<int:number>", methods=["GET", "POST"])
@csrf.exempt
@requires(Permission.OPINION_SEND, on=queries.envie)
def envie(proposal: queries.Proposal) -> Reply:
    return tapped(proposal)


@bp.get("/<string(length=26):secret>")
@requires(Permission.OPINION_SEND, on=queries.by_link)
def mine(opinion: queries.Opinion) -> Reply:
    return my_opinion(opinion)


def my_opinion(opinion: queries.Opinion, status: int = 200, **more: Any) -> Response:
    secret, target = (request.view_args or {})["secret"], opinion.target or abort(404)
    shown = {"opinion": opinion, "target": target, "secret": secret, "questions": queries.questions(target)}
    return unreferred(render("opinions/mine.html", status, **(shown | more)))


@bp.post("/<string(length=26):secret>")
@requires(Permission.OPINION_SEND, on=queries.by_link)
def change(opinion: queries.Opinion) -> Reply:
    form = read(opinion.target or abort(404), request.form)
    if not form.validate() or form.chosen is None:
        return my_opinion(opinion, 422, form=form)
    operations.change(opinion, form.chosen)
    flash("C’est noté.")
    return receipt((request.view_args or {})["secret"])


@bp.post("/<string(length=26):secret>/retirer")
@requires(Permission.OPINION_SEND, on=queries.by_link)
def take_back(opinion: queries.Opinion) -> Reply:
    operations.take_back(opinion)
    flash("Votre avis est retiré. Il ne compte plus.")
    return receipt((request.view_args or {})["secret"])
