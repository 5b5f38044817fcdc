"""A centre reads who joined an envie, calls them, adds whoever telephones, sorts what was set aside."""

from flask import Blueprint, Response, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.web import contact_window, undo
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import plural, today

from . import operations, queries
from .forms import TypedForm

bp = Blueprint("participants", __name__, url_prefix="/equipe")


def the_list(proposal: queries.Proposal, form: TypedForm, status: int = 200) -> Response:
    aside = request.args.get("voir") == "mis-de-cote"
    page = queries.people(proposal, aside, number_asked("apres"))
    summary = queries.summary(proposal, today())
    shown = {
        "page": page,
        "aside": aside,
        "summary": summary,
        "opened": contact_window.shown("joined_contact"),
    }
    return render("joining/participants.html", status, proposal=proposal, form=form, **shown)


def back(proposal: queries.Proposal, said: str = "") -> Response:
    return go(url_for(".participants", number=proposal.id), said)


@bp.get("/envies/<int:number>/participants")
@requires(Permission.JOINED_READ, on=queries.file)
def participants(proposal: queries.Proposal) -> Reply:
    return the_list(proposal, TypedForm(key=operations.new_key()))


@bp.post("/envies/<int:number>/participants")
@requires(Permission.JOINED_ANSWER, on=queries.file)
def add(proposal: queries.Proposal) -> Reply:
    form = TypedForm(request.form, key=operations.new_key())
    if not form.validate():
        return the_list(proposal, form, 422)
    try:
        operations.join(proposal, operations.Brought(**form.brought), form.key.data or "", by=person())
    except operations.JoiningClosed:
        form.form_errors.append(
            "On ne peut plus rejoindre cette envie\u00a0: elle est finie, ou n’est plus visible."
        )
        return the_list(proposal, form, 422)
    return back(proposal, "C’est noté\u00a0: une personne de plus en est.")


@bp.post("/envies/<int:number>/participants/accepter")
@requires(Permission.JOINED_ANSWER, on=queries.file)
def accept_all(proposal: queries.Proposal) -> Reply:
    accepted = operations.accept_all(proposal, by=person())
    return back(proposal, f"{plural(accepted, 'personne acceptée', 'personnes acceptées')}.")


@bp.post("/envies/<int:number>/participants/ecarter")
@requires(Permission.JOINED_ANSWER, on=queries.file)
def sweep(proposal: queries.Proposal) -> Reply:
    swept = operations.sweep(proposal, by=person())
    return back(proposal, f"{plural(swept, 'envoi retiré', 'envois retirés')}.")


@bp.post("/participants/<int:number>/coordonnees")
@requires(Permission.JOINED_ANSWER, on=queries.participation)
def open_contact(participation: queries.Participation) -> Reply:
    operations.open_contact(participation.proposal, participation, by=person())
    contact_window.show("joined_contact", participation.id)
    return back(participation.proposal, "C’est affiché dix minutes. Le journal en garde la trace.")


@bp.post("/participants/<int:number>/appele")
@requires(Permission.JOINED_ANSWER, on=queries.participation)
def called(participation: queries.Participation) -> Reply:
    operations.called(participation.proposal, participation, by=person())
    return back(participation.proposal, "C’est noté\u00a0: la personne est rappelée.")


@bp.post("/participants/<int:number>/prevenue")
@requires(Permission.JOINED_ANSWER, on=queries.participation)
def told(participation: queries.Participation) -> Reply:
    did = operations.told(participation.proposal, participation, by=person())
    undo.offer("C’est noté\u00a0: la personne est prévenue.", ".untold", did, number=participation.id)
    return back(participation.proposal)


@bp.post("/participants/<int:number>/pas-prevenue")
@requires(Permission.JOINED_ANSWER, on=queries.participation)
def untold(participation: queries.Participation) -> Reply:
    operations.untold(participation.proposal, participation, undo.asked(), by=person())
    return back(participation.proposal, "C’est annulé\u00a0: c’est encore à dire.")


@bp.post("/participants/<int:number>/accepter")
@requires(Permission.JOINED_ANSWER, on=queries.participation)
def accept(participation: queries.Participation) -> Reply:
    operations.accept(participation.proposal, participation, by=person())
    return back(participation.proposal, "C’est noté\u00a0: cette personne compte.")


@bp.post("/participants/<int:number>/retirer")
@requires(Permission.JOINED_ANSWER, on=queries.participation)
def remove(participation: queries.Participation) -> Reply:
    operations.leave(participation.proposal, participation, by=person())
    return back(participation.proposal, "C’est retiré. Ses coordonnées sont effacées.")
