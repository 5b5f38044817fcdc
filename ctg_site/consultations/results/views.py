"""Everybody reads the results of a consultation, and takes the counts away; the coordination exports more."""

from typing import Any

from flask import Blueprint, Response, abort

from ctg_site.consultations.building import queries as staff_queries
from ctg_site.domain.participation import ConsultationState
from ctg_site.domain.policy import Permission
from ctg_site.web import sheets
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, render
from ctg_site.words.french import today

from . import exports, operations
from . import queries as results_queries
from .words import told

bp = Blueprint("consultation_results", __name__)


def published(consultation: results_queries.Consultation) -> Any:
    """The counts, once they are told; a consultation that was opened again shows none meanwhile."""
    return consultation.results if consultation.state is ConsultationState.TOLD else None


@bp.get("/consultations/<int:number>/resultats")
@requires(Permission.CONSULTATION_READ, on=results_queries.published)
def results(consultation: results_queries.Consultation) -> Reply:
    counted = published(consultation)
    shown = told(counted) if counted else None
    questions = [one.id for section in shown.sections for one in section.questions] if shown else []
    quotes = results_queries.quotes(questions)
    return render("consultations/results.html", consultation=consultation, told=shown, quotes=quotes)


@bp.get("/consultations/<int:number>/resultats.csv")
@requires(Permission.CONSULTATION_READ, on=results_queries.published)
def open_data(consultation: results_queries.Consultation) -> Response:
    counted = published(consultation) or abort(404)
    return sheets.handed(exports.open_data(counted), f"consultation-{consultation.id}.csv", "text/csv")


@bp.post("/equipe/consultations/<int:number>/reponses.xlsx")
@requires(Permission.CONSULTATION_KEEP, on=staff_queries.consultation)
def spreadsheet(consultation: staff_queries.Consultation) -> Response:
    """A file and not a page: it is asked for by a POST, since the trail keeps who took it out."""
    operations.note_export(consultation, by=person())
    counted, words = results_queries.counted(consultation), results_queries.free_words(consultation.id)
    name = f"consultation-{consultation.id}-{today().isoformat()}.xlsx"
    return sheets.handed(exports.spreadsheet(counted, words), name)


@bp.post("/equipe/consultations/<int:number>/reponses.csv")
@requires(Permission.CONSULTATION_KEEP, on=staff_queries.consultation)
def plain_file(consultation: staff_queries.Consultation) -> Response:
    operations.note_export(consultation, by=person())
    counted, words = results_queries.counted(consultation), results_queries.free_words(consultation.id)
    name = f"consultation-{consultation.id}-{today().isoformat()}.csv"
    return sheets.handed(exports.plain_file(counted, words), name, "text/csv")
