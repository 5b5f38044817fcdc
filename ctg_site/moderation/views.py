"""The staff read the envies of their centre, decide, accompany and answer."""

import time
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, request, session, url_for

from ctg_site.domain.policy import Permission
from ctg_site.domain.text import differences, first_sentence
from ctg_site.domain.workflow import MODERATION, OUTCOME, STAGE, OutOfDate, Workflow
from ctg_site.reports import queries as reports
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import render

from . import operations, queries
from .forms import AnswerForm, CorrectionForm, DecisionForm, NoteForm, VersionForm

bp = Blueprint("moderation", __name__, url_prefix="/equipe/envies")
CONTACT_MINUTES = 10
LIVES = {"decision": MODERATION, "etape": STAGE, "issue": OUTCOME}


def decision_form(proposal: Any, life: str, formdata: Any = None) -> DecisionForm:
    """The decisions of one life cycle that this person may make now."""
    form = DecisionForm(
        formdata,
        prefix=f"{life}_",
        version=None if formdata else proposal.version,
        title=proposal.public_title or first_sentence(proposal.text),
        words=proposal.public_text or proposal.text,
    )
    return form.offer(LIVES[life].open_to(person(), proposal))


def the_file(proposal: Any, status: int = 200, **forms: Any) -> Response:
    """The page of a file, with the forms that came back wrong in place of fresh ones."""
    shown: dict[str, Any] = {f"{life}_form": decision_form(proposal, life) for life in LIVES}
    shown |= {
        "answer_form": AnswerForm(),
        "note_form": NoteForm(),
        "take_form": VersionForm(version=proposal.version),
        "correction_form": CorrectionForm(
            version=proposal.version, title=proposal.public_title, words=proposal.public_text
        ),
    }
    return render(
        "moderation/file.html",
        status,
        proposal=proposal,
        failed=status == 422,
        to_tell=queries.to_tell(proposal),
        changes=differences(proposal.text, proposal.public_text) if proposal.public_text else [],
        contact_is_open=contact_is_open(proposal),
        reports=reports.waiting(proposal),
        **(shown | forms),
    )


def contact_is_open(proposal: Any) -> bool:
    """This person opened the details of this file a few minutes ago, and the journal says so."""
    opened = session.get("contact", {})
    recent = time.time() - opened.get("at", 0) < CONTACT_MINUTES * 60
    return bool(opened.get("id") == proposal.id and recent)


def back(proposal: Any, said: str) -> Response:
    flash(said)
    return make_response(redirect(url_for(".show", number=proposal.id), 303))


@bp.get("/<int:number>")
@requires(Permission.FILE_READ, on=queries.file)
def show(proposal: Any) -> Any:
    return the_file(proposal)


def decide_on(proposal: Any, life: str, workflow: Workflow) -> Response:
    form = decision_form(proposal, life, request.form)
    if form.version.data != proposal.version:
        raise OutOfDate(queries.last_event(proposal))
    if not form.validate():
        return the_file(proposal, 422, **{f"{life}_form": form})
    words = operations.Words(form.title.data, form.words.data)
    operations.decide(
        proposal,
        workflow,
        form.chosen.event,
        by=person(),
        version=form.version.data,
        reason=form.reason.data or "",
        words=words if form.title.data and form.words.data else None,
    )
    return back(proposal, "C’est enregistré. La personne en est informée.")


@bp.post("/<int:number>/decision")
@requires(Permission.FILE_MODERATE, on=queries.file)
def decide(proposal: Any) -> Any:
    return decide_on(proposal, "decision", MODERATION)


@bp.post("/<int:number>/etape")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def move(proposal: Any) -> Any:
    return decide_on(proposal, "etape", STAGE)


@bp.post("/<int:number>/issue")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def conclude(proposal: Any) -> Any:
    return decide_on(proposal, "issue", OUTCOME)


@bp.post("/<int:number>/correction")
@requires(Permission.FILE_PUBLISH, on=queries.file)
def correct(proposal: Any) -> Any:
    form = CorrectionForm(request.form)
    if not form.validate():
        return the_file(proposal, 422, correction_form=form)
    words = operations.Words(form.title.data, form.words.data)
    operations.correct(proposal, words, by=person(), version=form.version.data)
    return back(proposal, "Le texte public est corrigé. La personne en est informée.")


@bp.post("/<int:number>/message")
@requires(Permission.FILE_WRITE, on=queries.file)
def answer(proposal: Any) -> Any:
    form = AnswerForm(request.form)
    if not form.validate():
        return the_file(proposal, 422, answer_form=form)
    operations.answer(proposal, form.message.data, by=person())
    return back(proposal, "Votre message est dans le suivi de la personne.")


@bp.post("/<int:number>/note")
@requires(Permission.FILE_WRITE, on=queries.file)
def note(proposal: Any) -> Any:
    form = NoteForm(request.form)
    if not form.validate():
        return the_file(proposal, 422, note_form=form)
    operations.note(proposal, form.note.data, by=person())
    return back(proposal, "Votre note est gardée.")


@bp.post("/<int:number>/coordonnees")
@requires(Permission.CONTACT_READ, on=queries.file)
def open_contact(proposal: Any) -> Any:
    operations.open_contact(proposal, by=person())
    session["contact"] = {"id": proposal.id, "at": time.time()}
    return back(proposal, "Les coordonnées sont affichées dix minutes. Le journal en garde la trace.")


@bp.post("/<int:number>/prevenue")
@requires(Permission.FILE_WRITE, on=queries.file)
def told(proposal: Any) -> Any:
    operations.told(proposal, by=person())
    return back(proposal, "C’est noté\u00a0: la personne est prévenue.")
