"""The staff write down an envie for somebody: one page, a check read aloud, a receipt to hand over."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for

from ctg_site.domain.alerts import alerts
from ctg_site.domain.answers import Answers
from ctg_site.domain.policy import Permission
from ctg_site.web.addresses import number_asked
from ctg_site.web.errors import error_page
from ctg_site.web.forms import Sent
from ctg_site.web.guard import can, person, requires
from ctg_site.web.qr_code import square
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words import french
from ctg_site.words.answer_lines import answer_lines
from ctg_site.words.asking import Voice

from . import operations, queries
from .forms import CheckForm, EntryForm, NewCodeForm

bp = Blueprint("desk", __name__, url_prefix="/equipe/saisie")
OF_AN_ENTRY = {"desk.change", "desk.check", "desk.send", "desk.erase"}


def own(number: int) -> queries.DeskEntry | None:
    """What this member of the staff is typing."""
    return queries.entry(number, person().id)


def own_receipt(number: int) -> queries.DeskReceipt | None:
    return queries.receipt(number, person().id)


def entry_form(formdata: Sent | None, kept: dict[str, Any]) -> EntryForm:
    return EntryForm(formdata or None, data=kept).offer(queries.districts(), queries.centres())


def usual() -> dict[str, Any]:
    """What a blank page begins with: the centre of whoever types, or what the last entry had."""
    asked = request.args
    places = [place.slug for place in person().structures if place.receives_proposals]
    own_place = places[0] if places else ""
    return {
        "channel": asked.get("canal", ""),
        "structure": asked.get("centre", own_place),
        "meeting": number_asked("rencontre"),
    }


@bp.errorhandler(404)
def gone(error: Exception) -> Reply:
    """What is typed for somebody is kept a day. Sent later, the words come back, to begin a new entry."""
    if request.endpoint not in OF_AN_ENTRY or not can(Permission.DESK_USE):
        return error_page(404)
    typed = request.form if "text" in request.form else None
    form = entry_form(typed, usual())
    if typed:
        form.validate()  # what is of a child is not shown again
    return render(
        "desk/entry.html", 410, form=form, entry=None, begun=None, gone="typed" if typed else "empty"
    )


def to_receipt(entry: queries.DeskEntry) -> Reply:
    return redirect(url_for(".receipt", number=queries.receipt_of(entry).id), 303)


@bp.route("", methods=["GET", "POST"])
@requires(Permission.DESK_USE)
def start() -> Reply:
    form = entry_form(request.form, usual())
    if request.method == "GET" or not form.validate():
        begun = queries.unfinished(person().id)
        return render("desk/entry.html", form.status, form=form, entry=None, begun=begun, gone="")
    entry = operations.begin(form.typed, by=person())
    return redirect(url_for(".check", number=entry.id), 303)


@bp.route("/<int:number>", methods=["GET", "POST"])
@requires(Permission.DESK_USE, on=own)
def change(entry: queries.DeskEntry) -> Reply:
    if entry.proposal_id is not None:
        return to_receipt(entry)
    form = entry_form(request.form, Answers.read(entry.answers).plain())
    if request.method == "GET" or not form.validate():
        return render("desk/entry.html", form.status, form=form, entry=entry, begun=None, gone="")
    operations.change(entry, form.typed)
    return redirect(url_for(".check", number=entry.id), 303)


def check_page(entry: queries.DeskEntry, form: CheckForm) -> Reply:
    """What was typed, in the words that are read aloud, and what is alike; never beside a danger."""
    answers = Answers.read(entry.answers)
    places: list[Any] = [*queries.districts(), *queries.centres()]
    lines = answer_lines(answers, Voice.DESK, {place.slug: place.name for place in places})
    found = alerts(answers.text)
    told: dict[str, Any] = {"found": found, "envies": [] if found else queries.similar(answers.text)}
    return render("desk/check.html", form.status, entry=entry, form=form, lines=lines, **told)


@bp.get("/<int:number>/verifier")
@requires(Permission.DESK_USE, on=own)
def check(entry: queries.DeskEntry) -> Reply:
    return to_receipt(entry) if entry.proposal_id is not None else check_page(entry, CheckForm())


@bp.post("/<int:number>/envoyer")
@requires(Permission.DESK_USE, on=own)
def send(entry: queries.DeskEntry) -> Reply:
    form = CheckForm(request.form)
    if entry.proposal_id is not None:
        return to_receipt(entry)
    if not form.validate():
        return check_page(entry, form)
    made = operations.file(entry, by=person(), on=french.today())
    return redirect(url_for(".receipt", number=made.id), 303)


@bp.post("/<int:number>/effacer")
@requires(Permission.DESK_USE, on=own)
def erase(entry: queries.DeskEntry) -> Reply:
    operations.erase(entry)
    return go(url_for(".start"), "La saisie est effacée.")


@bp.get("/recu/<int:number>")
@requires(Permission.DESK_USE, on=own_receipt)
def receipt(found: queries.DeskReceipt) -> Reply:
    code, link = queries.code_of(found)
    proposal = found.proposal
    return render(
        "desk/receipt.html",
        number=found.id,
        proposal=proposal,
        who=queries.answering(proposal.structure_id, proposal.referent_id),
        doors=queries.doors(datetime.now(UTC), proposal.structure_id, proposal.district_id),
        last_minute=found.expires_at,
        code=code,
        link=link,
        square=square(link),
    )


@bp.post("/recu/<int:number>/remis")
@requires(Permission.DESK_USE, on=own_receipt)
def hand_over(found: queries.DeskReceipt) -> Reply:
    """The receipt is in the person's hands; the next entry keeps the channel and the centre."""
    proposal = found.proposal
    centre = proposal.structure.slug if proposal.structure else ""
    operations.hand_over(found)
    flash(f"Le reçu de l’envie n°\u00a0{proposal.number} est remis. Son code n’est plus affiché.")
    address = url_for(".start", canal=proposal.channel, centre=centre, rencontre=proposal.meeting_id)
    return redirect(address, 303)


@bp.route("/nouveau-code/<int:number>", methods=["GET", "POST"])
@requires(Permission.CODE_GIVE, on=queries.file)
def new_code(proposal: queries.Proposal) -> Reply:
    form = NewCodeForm(request.form)
    if request.method == "GET" or not form.validate():
        return render("desk/new_code.html", form.status, form=form, proposal=proposal)
    made = operations.give_again(proposal, by=person())
    return redirect(url_for(".receipt", number=made.id), 303)
