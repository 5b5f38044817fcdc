"""Somebody joins a published envie, gets a receipt, and may step back; without account."""

from flask import Blueprint, Response, flash, redirect, request, session, url_for

from ctg_site.domain.participation import JoinState
from ctg_site.domain.policy import VISITOR, Permission
from ctg_site.web import areas
from ctg_site.web.guard import network, requires
from ctg_site.web.handing import handed
from ctg_site.web.qr_code import square
from ctg_site.web.rendering import Reply, go, render
from ctg_site.web.secret_links import opened, unreferred

from . import operations, queries
from .dates import queries as date_queries
from .dates.forms import SuitsForm
from .dates.views import LATE, answered, ticked
from .forms import JoinForm

bp = Blueprint("joining", __name__, url_prefix="/rejoindre")


def joined_before(proposal: queries.Proposal) -> queries.Participation | None:
    """What this browser sent for this envie already, unless somebody else wants to join."""
    found = queries.participation(session.get("joined")) if "autre" not in request.args else None
    mine = found is not None and found.proposal_id == proposal.id and found.state is not JoinState.LEFT
    return found if mine else None


def too_late(proposal: queries.Proposal, form: JoinForm) -> Response:
    """It ended, or is not public any more; what was typed is not lost."""
    typed = "" if form.is_child.data else form.words.data
    return render("joining/closed.html", 409 if typed else 200, proposal=proposal, typed=typed)


@bp.route("/<int:number>", methods=["GET", "POST"])
@requires(Permission.JOIN_SEND, on=queries.joinable)
def ask(envie: queries.Joinable) -> Reply:
    proposal, form = envie.proposal, JoinForm(request.form or None, key=operations.new_key())
    if not envie.is_open:
        return too_late(proposal, form)
    if request.method == "GET" and joined_before(proposal):
        return redirect(url_for(".receipt"), 303)
    if request.method == "GET" or not form.validate():
        return render("joining/ask.html", form.status, proposal=proposal, form=form)
    brought, trapped = operations.Brought(**form.brought), bool(form.website.data)
    try:
        made = operations.join(proposal, brought, form.key.data or "", network(), trapped)
    except operations.JoiningClosed:
        return too_late(proposal, form)
    session["joined"] = made.id
    return redirect(url_for(".receipt"), 303)


@bp.get("/recu")
@requires(Permission.JOIN_SEND)
def receipt() -> Reply:
    found = queries.participation(session.get("joined"))
    if found is None:
        return render("joining/nothing.html")
    return the_receipt(found)


def the_receipt(found: queries.Participation, form: SuitsForm | None = None) -> Response:
    """What somebody joined, the dates offered to them if any, and their link."""
    link, held = operations.link_of(found), date_queries.current(found.proposal)
    if form is None:
        begun = ticked(held, found) if held and held.is_open else {}
        form = SuitsForm(None, data=begun).offer(held.still_possible if held else ())
    shown = {"held": held, "form": form, "link": link, "square": square(link)}
    return render("joining/receipt.html", form.status, participation=found, **shown)


@bp.post("/dates")
@requires(Permission.JOIN_SEND)
def dates() -> Reply:
    """Which of the dates offered suit."""
    found = queries.participation(session.get("joined"))
    held = date_queries.current(found.proposal) if found else None
    if found is None or held is None or not held.is_open or found.state is JoinState.LEFT:
        return go(url_for(".receipt"), LATE)
    form = SuitsForm(request.form).offer(held.dates)
    if not form.validate():
        return the_receipt(found, form)
    return go(url_for(".receipt"), answered(found, form))


@bp.get("/lien/<string(length=26):secret>")
@requires(Permission.JOIN_SEND)
def link(secret: str) -> Reply:
    """The secret leaves the address bar at once, and never travels in a referrer."""
    found = opened(operations.WRONG_LINKS, lambda: queries.by_link(secret.upper()))
    if found is None:
        flash("Ce lien n’ouvre plus rien. Une question\u00a0? Appelez-nous.")
    else:
        session["joined"] = found
    return unreferred(go(url_for(".receipt")))


@bp.get("/relie/<secret>")
@requires(Permission.JOIN_SEND)
def linked(secret: str) -> Reply:
    """From the page of linked codes; as a secret link, which it is for a minute."""
    found = handed(bp.name, secret)
    if found is None:
        flash("Rouvrez cette page depuis «\u00a0Mes codes\u00a0».")
    else:
        session["joined"] = found
    return unreferred(go(url_for(".receipt")))


@bp.post("/retrait")
@requires(Permission.JOIN_SEND)
def leave() -> Reply:
    found = queries.participation(session.get("joined"))
    if found is not None and found.state is not JoinState.LEFT:
        operations.leave(found.proposal, found, by=VISITOR)
    return redirect(url_for(".receipt"), 303)


@bp.post("/quitter")
@requires(Permission.JOIN_SEND)
def forget_me() -> Reply:
    areas.leave()
    return go(url_for(".receipt"), "Votre reçu n’est plus affiché ici.")
