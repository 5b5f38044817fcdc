"""Somebody of the centre reads the files one by one: each decision opens the next one."""

from typing import Any

from flask import Blueprint, Response, redirect, request, session, url_for

from ctg_site.convention import queries as conventions
from ctg_site.domain.hints import public_from, title_from
from ctg_site.domain.policy import Permission, once_taken
from ctg_site.domain.workflow import MODERATION, Moderation
from ctg_site.moderation import queries as files
from ctg_site.moderation.operations import Words
from ctg_site.moderation.page_views import (
    answered,
    hints_in,
    others_instead,
    refuse_an_old_page,
    word_of,
)
from ctg_site.web import undo
from ctg_site.web.forms import Sent
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.labels import label

from . import operations, queries
from .forms import ReadingForm

bp = Blueprint("reading", __name__, url_prefix="/equipe/lecture")
#: How many files this person read since they began, in their session.
READ = "read"


def open_next(number: int | None) -> Response:
    return go(url_for(".file", number=number) if number else url_for(".pile"))


def count(more: int) -> None:
    session[READ] = session.get(READ, 0) + more


def reading_form(proposal: files.Proposal, formdata: Sent | None = None) -> ReadingForm:
    """The decisions that this person may make, a file without a centre being theirs from then on."""
    form = ReadingForm(
        formdata,
        version=None if formdata else proposal.version,
        title=proposal.public_title or title_from(proposal.text, proposal.age_band),
        words=proposal.public_text or public_from(proposal.text, proposal.age_band),
    )
    form.offer(MODERATION.open_to(once_taken(person(), proposal), proposal), files.reasons())
    return form.propose(conventions.offered(), proposal.text, others=False)


def the_page(proposal: files.Proposal, form: ReadingForm, status: int = 200) -> Response:
    shown: dict[str, Any] = {"form": form, "to_publish": hints_in(form)}
    shown |= {"answered": answered(proposal, opened=False)["answered"], "others": others_instead(proposal)}
    offered = proposal.public_text or public_from(proposal.text, proposal.age_band)
    shown |= {"kept_back": proposal.text and not offered}
    left = queries.waiting(person(), besides=proposal.id)
    return render("moderation/reading.html", status, proposal=proposal, left=left, **shown)


@bp.get("/")
@requires(Permission.INBOX_READ)
def pile() -> Reply:
    return render("moderation/pile.html", waiting=queries.waiting(person()), read=session.get(READ, 0))


@bp.post("/")
@requires(Permission.INBOX_READ)
def begin() -> Reply:
    session[READ] = 0
    return open_next(operations.begin(by=person()))


@bp.post("/suivante")
@requires(Permission.INBOX_READ)
def following() -> Reply:
    return open_next(operations.following(by=person()))


@bp.get("/<int:number>")
@requires(Permission.FILE_READ, on=files.file)
def file(proposal: files.Proposal) -> Reply:
    if proposal.moderation is not Moderation.RECEIVED or proposal.to_check:
        return redirect(url_for("moderation.show", number=proposal.id))
    if reader := queries.reader(proposal, person()):
        return render("moderation/held.html", proposal=proposal, reader=reader)
    return the_page(proposal, reading_form(proposal))


@bp.post("/<int:number>")
@requires(Permission.FILE_TAKE, on=files.file)
def decide(proposal: files.Proposal) -> Reply:
    form = reading_form(proposal, request.form)
    refuse_an_old_page(proposal, form)
    if not form.validate():
        return the_page(proposal, form, 422)
    event, words = form.chosen.event, form.public_words and Words(*form.public_words)
    aims = [int(one) for one in form.commitments.data or ()]
    found = operations.ReaderChoice(event, word_of(proposal, event, form), words, aims)
    done = operations.read(proposal, found, by=person(), version=form.version.data)
    count(1)
    said = f"Envie n°\u00a0{proposal.id}\u00a0: «\u00a0{label(event)}\u00a0». "
    said += "Dix secondes pour annuler." if done else "Les personnes en sont informées."
    undo.offer(said, ".take_back", done, number=proposal.id)
    return open_next(operations.following(by=person()))


@bp.post("/<int:number>/passer")
@requires(Permission.FILE_READ, on=files.file)
def leave(proposal: files.Proposal) -> Reply:
    return open_next(operations.leave_for_later(proposal, by=person()))


@bp.post("/<int:number>/annuler")
@requires(Permission.FILE_MODERATE, on=files.file)
def take_back(proposal: files.Proposal) -> Reply:
    """Too late, the file itself says what may still be done."""
    try:
        operations.take_back(proposal, undo.asked(), by=person())
    except operations.LetterLeft:
        said = "Les dix secondes sont passées\u00a0: la personne est prévenue. Reprenez ici avec elle."
        return go(url_for("moderation.show", number=proposal.id), said)
    count(-1)
    return go(url_for(".file", number=proposal.id), "C’est annulé\u00a0: aucune lettre n’est partie.")
