"""Whoever holds several codes links them: any one of them opens a page that lists them all."""

from datetime import datetime

from flask import Blueprint, Response, redirect, request, session, url_for

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import requires
from ctg_site.web.handing import ticket
from ctg_site.web.rendering import Reply, go, render
from ctg_site.web.secret_links import opened, unreferred

from . import linked_operations, linked_queries, linked_words, operations, queries
from .forms import LinkCodeForm
from .views import back, enter, linked_here, own

bp = Blueprint("linked", __name__, url_prefix="/suivi/codes")


def mine() -> linked_queries.HeldCode | None:
    """What the code of this browser opens: an envie as its author, or what is linked already."""
    if "proposal_id" in session:
        proposal = own()
        return linked_queries.of_proposal(proposal) if proposal else None
    row = linked_here()
    return linked_queries.of_row(row) if row else None


def beside(number: int) -> linked_queries.LinkedCode | None:
    """A code of the group of whoever is there; nobody else’s."""
    row, other = linked_queries.row_of(mine()), linked_queries.row_by_number(number)
    return other if row and other and row.group_id == other.group_id else None


def closed() -> Response:
    return back("Écrivez d’abord un de vos codes.")


def the_page(here: linked_queries.HeldCode, form: LinkCodeForm) -> Response:
    """The codes of the group, what is new in each since the last visit, and the form that links another."""
    row = linked_queries.row_of(here)
    rows = linked_queries.together(row.group_id) if row else []
    if row and "looked" not in session:
        before = linked_operations.look(row.group_id)
        session["looked"] = before.isoformat() if before else ""
        rows = linked_queries.together(row.group_id)
    seen = datetime.fromisoformat(session["looked"]) if session.get("looked") else None
    dates = linked_queries.dates_of(rows)
    lines = [linked_words.line(one, seen, dates) for one in rows]
    shown = {"lines": lines, "own": row.id if row else None, "child": here.of_a_child}
    return render("follow_up/codes.html", form.status, form=form, **shown)


@bp.get("")
@requires(Permission.FOLLOW_UP_OPEN)
def codes() -> Reply:
    here = mine()
    return the_page(here, LinkCodeForm()) if here else closed()


@bp.post("")
@requires(Permission.FOLLOW_UP_OPEN)
def link() -> Reply:
    here, form = mine(), LinkCodeForm(request.form)
    if here is None:
        return closed()
    if not form.validate():
        return the_page(here, form)
    found = opened(operations.WRONG_CODES, lambda: linked_queries.opened_by(form.secret))
    if found is None:
        form.refuse()
        return the_page(here, form)
    try:
        linked_operations.link(here, found)
    except linked_operations.CannotLink as error:
        form.code.errors = [linked_words.WHY[error.why]]
        return the_page(here, form)
    return go(url_for(".codes"), "C’est relié. Chacun de ces codes ouvre maintenant cette page.")


@bp.post("/<int:number>/ouvrir")
@requires(Permission.FOLLOW_UP_OPEN)
def open_one(number: int) -> Reply:
    row = beside(number)
    if row is not None and row.registration_id is not None:
        return unreferred(elsewhere("registration", row.registration_id))
    if row is not None and row.participation_id is not None:
        return unreferred(elsewhere("joining", row.participation_id))
    proposal = queries.followed(row.proposal_id) if row else None
    if proposal is None:
        return go(url_for(".codes"), "Ce code n’est plus relié, ou son envie est retirée.")
    enter(proposal.id)
    return redirect(url_for("follow_up.code"), 303)


def elsewhere(part: str, number: int) -> Response:
    return go(url_for(f"{part}.linked", secret=ticket(part, number)))


@bp.post("/<int:number>/delier")
@requires(Permission.FOLLOW_UP_OPEN)
def unlink(number: int) -> Reply:
    row = beside(number)
    if row is None:
        return go(url_for(".codes"), "Ce code n’était plus relié.")
    linked_operations.unlink(row)
    return go(url_for(".codes"), "C’est délié. Ce code n’ouvre plus que sa propre page.")
