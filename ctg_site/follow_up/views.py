"""An author comes back with a code or a link: reads the story, writes, completes, withdraws."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, redirect, request, session, url_for

from ctg_site.domain.codes import LINK_LENGTH, link_in
from ctg_site.domain.participation import CompanionState
from ctg_site.domain.policy import Permission, Person, allowed
from ctg_site.domain.vocabulary import AgeBand, Visibility
from ctg_site.web import areas
from ctg_site.web.forms import BaseForm
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, gone_to, here, htmx_target, render
from ctg_site.web.secret_links import opened, unreferred
from ctg_site.words.french import hour
from ctg_site.words.journal import path

from . import letter, linked_queries, operations, queries
from .forms import ContestForm, DoneForm, FollowUpCodeForm, MessageForm, TextForm, VisibilityForm

bp = Blueprint("follow_up", __name__, url_prefix="/suivi")


#: What a code leaves in the browser: whose file, by which code, as which companion, linked to which others.
KEPT = ("proposal_id", "companion_of", "companion", "code", "invited", "seen", "linked", "looked")


def own() -> queries.Proposal | None:
    """The file that this browser's code opened, as long as no other code took its place."""
    if "companion_of" not in session:
        return queries.opened(session.get("proposal_id"), session.get("code"))
    found, carrier = queries.followed(session["companion_of"]), queries.companion(session.get("companion"))
    return found if carrier is not None and session.get("code") == carrier.code_hash else None


def linked_here() -> linked_queries.LinkedCode | None:
    """What this browser came with that is no envie, and is linked to others; no other code took its place."""
    row = linked_queries.row_by_number(session.get("linked"))
    return row if row is not None and session.get("code") == row.opens_by else None


def gone() -> queries.JournalEntry | None:
    """That the file of this browser's code was withdrawn, and when."""
    line = queries.withdrawn(session.get("proposal_id"))
    return line if line is not None and session.get("code") == line.proposal.code_hash else None


def close() -> None:
    areas.nobody_is_in()
    for name in KEPT:
        session.pop(name, None)


def begin() -> None:
    """A code was given: the visit of whoever was there before is over, and two hours begin."""
    if "code" in session:
        areas.leave()
    close()
    areas.begin_again()


def enter(number: int) -> None:
    begin()
    session["proposal_id"], session["code"] = number, queries.code_hash(number)
    remember(operations.come(number))


def enter_as(companion: queries.Companion) -> None:
    """Somebody carries the envie with its author."""
    begin()
    session["companion_of"], session["companion"] = companion.proposal_id, companion.id
    session["code"] = companion.code_hash
    remember(operations.come(companion.proposal_id, companion.id))


def remember(before: datetime | None) -> None:
    """When they had come before: what is new is told during the whole visit."""
    session["seen"] = before.isoformat() if before else ""


def let_in(number: int | None, companion: queries.Companion | None) -> Response | None:
    """Where a code leads: to the file, as its author or a companion, or to an invitation; nowhere: None."""
    if number is not None:
        enter(number)
    elif companion is None:
        return None
    elif companion.state is CompanionState.ACCEPTED:
        enter_as(companion)
    else:
        session["invited"], session["accepting"] = companion.id, operations.new_key()
        return go(url_for("companions.invitation"))
    return go(url_for(".code"))


def let_in_linked(secret: str) -> Response | None:
    """A place at a meeting, or a participation, that is linked to others: all of them on one page."""
    row = linked_queries.row_of(linked_queries.opened_by(secret))
    if row is None or row.proposal_id is not None:
        return None
    begin()
    session["linked"], session["code"] = row.id, row.opens_by
    return go(url_for("linked.codes"))


def shown_to(proposal: queries.Proposal, author: Person, **forms: BaseForm) -> dict[str, Any]:
    """All that the follow-up page shows to its author: `forms` that came back wrong, else empty ones."""
    child = proposal.age_band is AgeBand.UNDER_15
    me = None if author.companion_of is None else session.get("companion")
    seen = datetime.fromisoformat(session["seen"]) if session.get("seen") else None
    return {
        "seen": seen,
        "news": letter.since(proposal, seen, me),
        "message_form": MessageForm(),
        "text_form": TextForm(text=proposal.text),
        "contest_form": ContestForm(),
        "done_form": DoneForm(),
        "visibility_form": VisibilityForm(visibility=proposal.visibility).offer(child),
        "steps": path(proposal, proposal.journal),
        "together": queries.done_together(proposal),
        "supports": queries.supports(proposal),
        "actions": queries.actions(proposal),
        "may": [row.event for row in operations.MODERATION.open_to(author, proposal)],
        "is_author": allowed(author, Permission.FOLLOW_UP_USE, proposal),
        "me": me,
    } | forms


def the_file(proposal: queries.Proposal, status: int = 200, **forms: BaseForm) -> Response:
    shown = shown_to(proposal, person(), **forms)
    return render("follow_up/file.html", status, proposal=proposal, failed=status == 422, **shown)


def back(said: str) -> Response:
    return go(url_for("follow_up.code"), said)


def let_in_by_code(code: str) -> Response | None:
    return let_in(queries.by_code(code), queries.companion_by_code(code)) or let_in_linked(code)


def let_in_by_link(signs: str) -> Response | None:
    return let_in(queries.by_link(signs), queries.companion_by_link(signs)) or let_in_linked(signs)


@bp.get("")
@requires(Permission.FOLLOW_UP_OPEN)
def code() -> Reply:
    proposal = own()
    if proposal is not None:
        return the_file(proposal)
    if (line := gone()) is not None:
        return render("follow_up/withdrawn.html", line=line, proposal=line.proposal)
    if linked_here() is not None:
        return redirect(url_for("linked.codes"), 303)
    close()
    return render("follow_up/code.html", form=FollowUpCodeForm())


@bp.post("")
@requires(Permission.FOLLOW_UP_OPEN)
def open_with_code() -> Reply:
    form = FollowUpCodeForm(request.form)
    if secret := link_in(form.code.data):
        return redirect(url_for(".link", secret=secret), 303)
    if not form.validate():
        return render("follow_up/code.html", 422, form=form)
    code = form.read
    answer = opened(operations.WRONG_CODES, lambda: let_in_by_code(code))
    if answer is None:
        form.refuse()
        return render("follow_up/code.html", 422, form=form)
    return answer


@bp.get("/")
@requires(Permission.FOLLOW_UP_OPEN)
def link_without_secret() -> Reply:
    return redirect(url_for(".code"), 303)


@bp.get("/<secret>")
@requires(Permission.FOLLOW_UP_OPEN)
def link(secret: str) -> Reply:
    """The secret leaves the address bar at once, and never travels in a referrer."""
    signs = "".join(filter(str.isalnum, secret)).upper()
    if len(signs) != LINK_LENGTH:  # a mail may cut a link: that is no guess
        return unreferred(back("Ce lien est incomplet. Écrivez votre code, ou appelez-nous."))
    answer = opened(operations.WRONG_CODES, lambda: let_in_by_link(signs))
    nowhere = "Ce lien n’ouvre aucune envie. Écrivez votre code, ou appelez-nous."
    return unreferred(answer or back(nowhere))


@bp.post("/quitter")
@requires(Permission.FOLLOW_UP_OPEN)
def leave() -> Reply:
    areas.leave()
    return back("Vous avez quitté le suivi. Personne ne peut le rouvrir sans votre code.")


@bp.post("/rester")
@requires(Permission.FOLLOW_UP_OPEN)
def stay() -> Reply:
    """Somebody asks for more time: coming here gave it; a script stays, and writes the new hour."""
    until = areas.closing()["closes_at"]
    if until is None:
        return gone_to(url_for(".code"))
    if htmx_target() is not None:
        return Response(hour(until), mimetype="text/plain")
    return go(own_page(here()), f"Vous pouvez rester jusqu’à {hour(until)}.")


def own_page(path: str) -> str:
    """Where to go on reading: only a page of the follow-up."""
    inside = areas.FOLLOW_UP.holds(path) and "//" not in path and "\\" not in path and path.isprintable()
    return path if inside else url_for(".code")


@bp.post("/message")
@requires(Permission.FOLLOW_UP_WRITE, on=own)
def message(proposal: queries.Proposal) -> Reply:
    form = MessageForm(request.form)
    if not form.validate():
        return the_file(proposal, 422, message_form=form)
    operations.write_message(proposal, form.message.data, person(), session.get("companion"))
    return back("Votre message est envoyé au centre.")


@bp.post("/texte")
@requires(Permission.FOLLOW_UP_WRITE, on=own)
def edit(proposal: queries.Proposal) -> Reply:
    form = TextForm(request.form)
    if not form.validate():
        return the_file(proposal, 422, text_form=form)
    operations.edit_text(proposal, form.text.data, by=person())
    return back("Votre envie est modifiée.")


@bp.post("/visibilite")
@requires(Permission.FOLLOW_UP_USE, on=own)
def visibility(proposal: queries.Proposal) -> Reply:
    form = VisibilityForm(request.form).offer(proposal.age_band is AgeBand.UNDER_15)
    if not form.validate():
        return the_file(proposal, 422, visibility_form=form)
    operations.choose_visibility(proposal, Visibility(form.visibility.data), by=person())
    return back("Votre choix est enregistré.")


@bp.post("/contester")
@requires(Permission.FOLLOW_UP_USE, on=own)
def contest(proposal: queries.Proposal) -> Reply:
    form = ContestForm(request.form)
    if not form.validate():
        return the_file(proposal, 422, contest_form=form)
    operations.contest(proposal, form.why.data, by=person())
    return back("Une autre personne va relire votre envie.")


@bp.post("/c-est-fait")
@requires(Permission.FOLLOW_UP_USE, on=own)
def done(proposal: queries.Proposal) -> Reply:
    form = DoneForm(request.form)
    if not form.validate():
        return the_file(proposal, 422, done_form=form)
    operations.say_done(proposal, form.done.data == "oui", by=person())
    return back("Merci, c’est noté. Le centre le sait.")


@bp.route("/retirer", methods=["GET", "POST"])
@requires(Permission.FOLLOW_UP_USE, on=own)
def withdraw(proposal: queries.Proposal) -> Reply:
    if request.method == "GET":
        return render("follow_up/withdraw.html", proposal=proposal)
    operations.withdraw(proposal, by=person())
    areas.leave()
    return back("Votre envie est retirée. Merci de nous l’avoir dite.")
