"""The staff key in answers given on paper or aloud: one page, the same numbers, one form after the other."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for

from ctg_site.consultations import queries
from ctg_site.consultations.answering import answers, operations
from ctg_site.consultations.answering.forms import AnswersEntryForm, entry_form
from ctg_site.domain.alerts import alerts
from ctg_site.domain.policy import Permission
from ctg_site.domain.sheet_numbers import SheetRefused
from ctg_site.domain.vocabulary import Channel
from ctg_site.paper import queries as paper
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import person, requires
from ctg_site.web.pdf_files import pdf_file
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import today
from ctg_site.words.sheet_refusals import refused as sheet_refused

from . import exports
from . import operations as paper_operations

bp = Blueprint("consultation_paper", __name__, url_prefix="/equipe/consultations")


def asked(number: int) -> queries.Consultation | None:
    return queries.consultation(number)


def printed(number: int, row: int) -> tuple[queries.Consultation, list[str]] | None:
    """The consultation, with the numbers of a batch of its sheets, of one's centres."""
    consultation, held = queries.consultation(number), paper.batch(row, person())
    if consultation is None or held is None or held.consultation_id != number:
        return None
    return consultation, [sheet.written for sheet in held.sheets]


def own(number: int, row: int) -> queries.Contribution | None:
    """What this person keyed in to this consultation, not too long ago."""
    found = queries.entered(row, person().id)
    return found if found is not None and found.consultation_id == number else None


def the_form(consultation: queries.Consultation, kept: dict[str, Any], **values: Any) -> AnswersEntryForm:
    questions = answers.numbered(consultation)
    return entry_form(questions, request.form, kept, **values).offer(queries.places(person()))


def blank(consultation: queries.Consultation) -> AnswersEntryForm:
    """An empty form, with the channel and the centre of the last one."""
    channels = {str(channel) for channel in Channel} - {Channel.ONLINE}
    channel = request.args.get("canal", "")
    places = queries.places(person())
    own_place = places[0].id if len(places) == 1 else number_asked("centre")
    values = {"channel": channel if channel in channels else Channel.PAPER, "structure": str(own_place or "")}
    return the_form(consultation, {}, key=operations.new_key(), **values)


def entry_page(
    consultation: queries.Consultation,
    form: AnswersEntryForm,
    status: int,
    row: queries.Contribution | None = None,
) -> Reply:
    """The form, beside what was keyed in last; `row` is the answer that is corrected."""
    last = queries.last_entered(consultation, person().id) if row is None else None
    saved = last is not None and number_asked("enregistree") == last.id
    context = {"consultation": consultation, "form": form, "last": last, "row": row, "saved": saved}
    danger = last is not None and saved and bool(alerts(queries.words_of(last)))
    is_open = consultation.takes_paper(today())
    return render("consultations/entry.html", status, danger=danger, is_open=is_open, **context)


@bp.route("/<int:number>/saisie", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_ENTER, on=asked)
def enter(consultation: queries.Consultation) -> Reply:
    form = blank(consultation)
    if request.method == "GET" or not form.validate():
        return entry_page(consultation, form, form.status)
    origin = paper_operations.Origin(Channel(form.channel.data), form.structure_id)
    try:
        made = paper_operations.enter(
            consultation, form.answers(), origin, form.key.data, by=person(), sheet=form.sheet.data or ""
        )
    except (operations.ConsultationClosed, operations.Incomplete, SheetRefused) as error:
        return refused(consultation, form, error)
    kept: dict[str, Any] = {"canal": made.channel, "centre": made.structure_id, "enregistree": made.id}
    return redirect(url_for(".enter", number=consultation.number, _anchor="saisie", **kept), 303)


def refused(
    consultation: queries.Consultation,
    form: AnswersEntryForm,
    error: Exception,
    row: queries.Contribution | None = None,
) -> Reply:
    """Nothing on the paper, or too late: everything typed stays."""
    found = queries.whole(consultation.number) or abort(404)
    if isinstance(error, operations.ConsultationClosed):
        return entry_page(found, form, 409, row)
    if isinstance(error, SheetRefused):
        form.sheet.errors = [sheet_refused(error)]
        return entry_page(found, form, 422, row)
    form.form_errors.append("Rien n’est rempli\u00a0: recopiez une réponse au moins.")
    return entry_page(found, form, 422, row)


@bp.get("/<int:number>/fiches/<int:row>.pdf")
@requires(Permission.CONSULTATION_ENTER, on=printed)
def sheets(found: tuple[queries.Consultation, list[str]]) -> Reply:
    consultation, numbers = found
    return pdf_file(exports.form(consultation, numbers), f"fiches-consultation-{consultation.number}")


@bp.route("/<int:number>/saisie/<int:row>", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_ENTER, on=own)
def correct(row: queries.Contribution) -> Reply:
    consultation = queries.consultation(row.consultation_id) or abort(404)
    values = {"channel": row.channel, "structure": str(row.structure_id or "")}
    form = the_form(consultation, queries.as_kept(row), **values)
    if request.method == "GET" or not form.validate():
        return entry_page(consultation, form, form.status, row)
    origin = paper_operations.Origin(Channel(form.channel.data), form.structure_id)
    try:
        paper_operations.correct(consultation, row, form.answers(), origin, by=person())
    except (operations.ConsultationClosed, operations.Incomplete) as error:
        return refused(consultation, form, error, row)
    return go(
        url_for(".enter", number=row.consultation_id, canal=form.channel.data),
        f"La réponse n°\u00a0{row.id} est corrigée.",
    )


@bp.post("/<int:number>/saisie/<int:row>/annuler")
@requires(Permission.CONSULTATION_ENTER, on=own)
def cancel(row: queries.Contribution) -> Reply:
    consultation = queries.consultation(row.consultation_id) or abort(404)
    try:
        paper_operations.cancel(consultation, row, by=person())
        flash(f"La réponse n°\u00a0{row.id} est annulée. Elle ne compte plus.")
    except operations.ConsultationClosed:
        flash("C’est trop tard\u00a0: la consultation est terminée. Prévenez la coordination.")
    return redirect(url_for(".enter", number=row.consultation_id), 303)
