"""Everybody reads the consultations: those open and to come, those that are over, the form to print."""

from typing import Any

from flask import Blueprint

from ctg_site.consultations.answering.answers import most_of, numbered
from ctg_site.consultations.answering.forms import how_many
from ctg_site.domain.policy import Permission
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import requires
from ctg_site.web.pdf_files import pdf_file
from ctg_site.web.rendering import Reply, render
from ctg_site.words.french import today

from . import queries
from .paper import exports

bp = Blueprint("consultations", __name__, url_prefix="/consultations")


@bp.get("/")
@requires(Permission.SITE_READ)
def index() -> Reply:
    after = number_asked("apres")
    return render("consultations/index.html", page=queries.page(today(), after), is_first=after is None)


@bp.get("/<int:number>")
@requires(Permission.CONSULTATION_READ, on=queries.consultation)
def show(consultation: queries.Consultation) -> Reply:
    return render("consultations/show.html", consultation=consultation, on=today())


@bp.get("/<int:number>/papier")
@requires(Permission.CONSULTATION_READ, on=queries.consultation)
def paper(consultation: queries.Consultation) -> Reply:
    asked = {one.question.id: one.number for one in numbered(consultation)}
    context: dict[str, Any] = {"numbers": asked, "how_many": how_many, "most_of": most_of}
    return render("consultations/paper.html", consultation=consultation, **context)


@bp.get("/<int:number>/fiche.pdf")
@requires(Permission.CONSULTATION_READ, on=queries.consultation)
def form(consultation: queries.Consultation) -> Reply:
    return pdf_file(exports.form(consultation), f"fiche-consultation-{consultation.number}")
