"""The staff read the envies of their centre, decide, hide, correct and answer."""

from flask import Blueprint, Response, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.domain.text import differences
from ctg_site.domain.workflow import Decision, InvalidTransition
from ctg_site.web import contact_window, undo
from ctg_site.web.addresses import number_asked
from ctg_site.web.forms import VersionForm
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import plural

from . import mention_queries, operations, queries
from .forms import CorrectionForm
from .page_views import (
    Look,
    answer_form,
    asked,
    decision_form,
    filled_templates,
    hide_form,
    note_form,
    refuse_an_old_page,
    the_file,
    word_of,
)

bp = Blueprint("moderation", __name__, url_prefix="/equipe/envies")


def back(proposal: queries.Proposal, said: str = "") -> Response:
    return go(url_for("moderation.show", number=proposal.id), said)


@bp.get("/<int:number>")
@requires(Permission.FILE_READ, on=queries.file)
def show(proposal: queries.Proposal) -> Reply:
    return the_file(proposal)


@bp.get("/<int:number>/journal")
@requires(Permission.FILE_READ, on=queries.file)
def journal(proposal: queries.Proposal) -> Reply:
    lines = queries.journal(proposal, number_asked("avant"), queries.PAGE)
    return render("moderation/journal.html", proposal=proposal, lines=lines)


@bp.get("/<int:number>/versions/<int:version>")
@requires(Permission.FILE_READ, on=queries.version)
def version(version: queries.Version) -> Reply:
    before = version.before.text if version.before else version.proposal.text
    changes = differences(before, version.revision.text)
    return render("moderation/version.html", version=version, changes=changes)


@bp.post("/<int:number>/decision")
@requires(Permission.FILE_MODERATE, on=queries.file)
def decide(proposal: queries.Proposal) -> Reply:
    form = decision_form(proposal, request.form)
    refuse_an_old_page(proposal, form)
    if not form.validate():
        return the_file(proposal, 422, decision_form=form)
    word = word_of(proposal, form.event.data, form)
    if asked("look"):
        return the_file(proposal, decision_form=form, look=Look(form.event.data, word, form.public_words))
    words = operations.Words(*form.public_words) if form.public_words else None
    event, version = form.chosen.event, form.version.data
    operations.decide(proposal, event, by=person(), version=version, reason=word, words=words)
    return back(proposal, "C’est enregistré. La personne en est informée.")


@bp.post("/<int:number>/masquer")
@requires(Permission.FILE_MODERATE, on=queries.file)
def hide(proposal: queries.Proposal) -> Reply:
    form = hide_form(proposal, request.form)
    refuse_an_old_page(proposal, form)
    if not form.validate():
        return the_file(proposal, 422, hide_form=form)
    word = word_of(proposal, Decision.HIDE, form)
    version = form.version.data
    operations.decide(proposal, Decision.HIDE, by=person(), version=version, reason=word)
    return back(proposal, "L’envie n’est plus visible. La personne en est informée.")


@bp.post("/<int:number>/afficher")
@requires(Permission.FILE_PUBLISH, on=queries.file)
def restore(proposal: queries.Proposal) -> Reply:
    form = VersionForm(request.form)
    refuse_an_old_page(proposal, form)
    operations.decide(proposal, Decision.RESTORE, by=person(), version=form.version.data)
    return back(proposal, "L’envie est de nouveau visible. La personne en est informée.")


@bp.post("/<int:number>/correction")
@requires(Permission.FILE_PUBLISH, on=queries.file)
def correct(proposal: queries.Proposal) -> Reply:
    form = CorrectionForm(request.form)
    refuse_an_old_page(proposal, form)
    if proposal.published_at is None:
        raise InvalidTransition("the public never read it")
    if not form.validate():
        return the_file(proposal, 422, correction_form=form)
    words = operations.Words(form.title.data, form.words.data)
    operations.correct(proposal, words, by=person(), version=form.version.data)
    return back(proposal, "Le texte public est corrigé. La personne en est informée.")


@bp.post("/<int:number>/message")
@requires(Permission.FILE_WRITE, on=queries.file)
def answer(proposal: queries.Proposal) -> Reply:
    form = answer_form(request.form)
    if asked("insert"):
        inserted = form.insert(filled_templates(proposal, form))
        return the_file(proposal, 200 if inserted else 422, answer_form=form, inserted=inserted)
    if not form.validate():
        return the_file(proposal, 422, answer_form=form)
    if asked("look"):
        return the_file(proposal, answer_form=form, look=Look("message", form.message.data))
    operations.answer(proposal, form.message.data, by=person())
    return back(proposal, "Votre message est dans le suivi de la personne.")


@bp.post("/<int:number>/note")
@requires(Permission.FILE_WRITE, on=queries.file)
def note(proposal: queries.Proposal) -> Reply:
    form = note_form(proposal, request.form).know(mention_queries.staff())
    if not form.validate():
        return the_file(proposal, 422, note_form=form)
    operations.note(proposal, form.note.data, by=person(), told=form.chosen)
    told = plural(len(form.chosen), "collègue est prévenu", "collègues sont prévenus")
    return back(proposal, f"Votre note est gardée. {told}." if form.chosen else "Votre note est gardée.")


@bp.post("/<int:number>/vu")
@requires(Permission.FILE_READ, on=queries.file)
def see(proposal: queries.Proposal) -> Reply:
    operations.see(proposal, by=person())
    return go(
        url_for("today.home"), f"C’est noté\u00a0: vous avez vu la note de l’envie n°\u00a0{proposal.number}."
    )


@bp.post("/<int:number>/coordonnees")
@requires(Permission.CONTACT_READ, on=queries.file)
def open_contact(proposal: queries.Proposal) -> Reply:
    operations.open_contact(proposal, by=person())
    contact_window.show("contact", proposal.id)
    return back(proposal, "Les coordonnées sont affichées dix minutes. Le journal en garde la trace.")


@bp.post("/<int:number>/prevenue")
@requires(Permission.FILE_WRITE, on=queries.file)
def told(proposal: queries.Proposal) -> Reply:
    did = operations.told(proposal, by=person())
    said = f"C’est noté\u00a0: la personne est prévenue.{contact_window.corrected(proposal.contact)}"
    undo.offer(said, ".untold", did, number=proposal.id)
    return back(proposal)


@bp.post("/<int:number>/pas-dit")
@requires(Permission.FILE_WRITE, on=queries.file)
def untold(proposal: queries.Proposal) -> Reply:
    operations.untold(proposal, undo.asked(), by=person())
    return back(proposal, "C’est annulé\u00a0: c’est encore à dire.")
