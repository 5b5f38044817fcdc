"""An author invites people to carry the envie with them; they accept, with a code of their own, or leave."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, request, session, url_for

from ctg_site.domain.participation import CompanionState
from ctg_site.domain.policy import Permission
from ctg_site.filing import code_and_link
from ctg_site.web import areas
from ctg_site.web.guard import person, requires
from ctg_site.web.qr_code import square
from ctg_site.web.rendering import Reply, go, render

from . import companion_operations, operations, queries
from .forms import CompanionForm
from .views import back, enter_as, own

bp = Blueprint("companions", __name__, url_prefix="/suivi")


def ticket(companion: queries.Companion) -> dict[str, Any]:
    """The code and the link to hand over or to keep; nothing once their seed is erased."""
    code, link = code_and_link(companion.seed)
    return {"code": code, "link": link, "square": square(link) if link else ""}


def to_invite() -> Response:
    return go(url_for(".invite"))


@bp.get("/inviter")
@requires(Permission.FOLLOW_UP_USE, on=own)
def invite(proposal: queries.Proposal) -> Reply:
    there = queries.companions(proposal)
    handed = [one for one in there if one.id == session.get("handing")]
    shown = ticket(handed[0]) if handed and handed[0].state is CompanionState.INVITED else None
    full, key = len(there) >= companion_operations.MOST, operations.new_key()
    page: dict[str, Any] = {"companions": there, "full": full, "key": key, "ticket": shown}
    return render("follow_up/invite.html", proposal=proposal, **page)


@bp.post("/inviter")
@requires(Permission.FOLLOW_UP_USE, on=own)
def make(proposal: queries.Proposal) -> Reply:
    try:
        made = companion_operations.invite(proposal, request.form.get("key", ""), by=person())
    except companion_operations.Full:
        flash("Vous êtes déjà assez nombreux. Parlez-en au centre\u00a0: il aide aussi les groupes.")
        return to_invite()
    session["handing"] = made.id
    return to_invite()


@bp.post("/inviter/<int:row>/retirer")
@requires(Permission.FOLLOW_UP_USE, on=lambda row: own())
def end(proposal: queries.Proposal) -> Reply:
    number = (request.view_args or {})["row"]
    found = queries.companion(number)
    if found is not None and found.proposal_id == proposal.id:
        companion_operations.leave(proposal, found, by=person())
        flash("C’est fait\u00a0: son code n’ouvre plus votre envie.")
    return to_invite()


@bp.route("/invitation", methods=["GET", "POST"])
@requires(Permission.FOLLOW_UP_OPEN)
def invitation() -> Reply:
    companion, form = queries.companion(session.get("invited")), CompanionForm(request.form)
    if "companion" in session and companion is None:  # accepted a moment ago, by the same finger
        return redirect(url_for(".carry"), 303)
    if companion is None:
        return back("Cette invitation n’ouvre plus rien. Demandez-en une autre à la personne.")
    if request.method == "GET" or not form.validate():
        return render("follow_up/invitation.html", form.status, companion=companion, form=form)
    try:
        kept = companion_operations.accept(
            companion.proposal, companion, session.get("accepting", ""), form.first_name.data or ""
        )
    except companion_operations.InvalidTransition:
        return back("Cette invitation n’ouvre plus rien. Demandez-en une autre à la personne.")
    enter_as(kept)
    return redirect(url_for(".carry"), 303)


@bp.get("/porter")
@requires(Permission.FOLLOW_UP_WRITE, on=own)
def carry(proposal: queries.Proposal) -> Reply:
    companion = queries.companion(session.get("companion"))
    if companion is None:
        return redirect(url_for("follow_up.code"), 303)
    return render("follow_up/carry.html", proposal=proposal, ticket=ticket(companion))


@bp.post("/porter/arreter")
@requires(Permission.FOLLOW_UP_WRITE, on=own)
def leave(proposal: queries.Proposal) -> Reply:
    companion = queries.companion(session.get("companion"))
    if companion is None:
        return redirect(url_for("follow_up.code"), 303)
    companion_operations.leave(proposal, companion, by=person())
    areas.leave()
    return back("C’est fait\u00a0: vous ne portez plus cette envie. Votre prénom est effacé.")
