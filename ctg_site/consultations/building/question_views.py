"""The coordination builds a consultation: its sections, and the questions of each."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from ctg_site.domain.participation import ConsultationState, QuestionKind
from ctg_site.domain.policy import Permission
from ctg_site.domain.workflow import OutOfDate
from ctg_site.web.forms import VersionForm
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import operations, queries
from .forms import FORMS, ConsultationSectionForm, QuestionForm, held
from .views import sent

bp = Blueprint("consultation_builder", __name__, url_prefix="/equipe/consultations/<int:number>")
KINDS = {
    "libre": QuestionKind.FREE,
    "un-choix": QuestionKind.SINGLE,
    "plusieurs-choix": QuestionKind.MULTIPLE,
    "echelle": QuestionKind.SCALE,
    "classement": QuestionKind.RANKING,
}
FULL = "Il y a déjà beaucoup de questions. Retirez-en avant d’en ajouter."


def back(consultation: queries.Consultation, said: str, to: str = "") -> Response:
    page = url_for("consultations_staff.show", number=consultation.number)
    return go(page + to, said)


def version_sent() -> int | None:
    """The version that a button says was read; one that says none is an old one."""
    form = VersionForm(request.form)
    return form.version.data if form.validate() else None


def in_preparation(consultation: queries.Consultation) -> queries.Consultation:
    """Nobody writes a question that could not be saved."""
    if consultation.state is not ConsultationState.DRAFT:
        raise OutOfDate
    return consultation


def kept(values: dict[str, Any]) -> dict[str, Any] | None:
    """What a form begins with; once it was sent, what is missing is missing."""
    return values if request.method == "GET" else None


@bp.route("/parties/nouvelle", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_KEEP, on=queries.consultation)
def add_section(consultation: queries.Consultation) -> Reply:
    form = ConsultationSectionForm(sent(), data=kept({"version": in_preparation(consultation).version}))
    if request.method == "GET" or not form.validate():
        return the_section(form, consultation, None)
    title, words, version = form.title.data, form.introduction.data or "", form.version.data
    try:
        operations.add_section(consultation, title, words, by=person(), version=version)
    except operations.TooManyQuestions:
        form.form_errors.append(FULL)
        return the_section(form, consultation, None)
    return back(consultation, "La partie est ajoutée. Ajoutez-lui ses questions.")


def the_section(
    form: ConsultationSectionForm, consultation: queries.Consultation, section: queries.Section | None
) -> Response:
    return render(
        "consultations/staff_section.html",
        422 if form.errors else 200,
        form=form,
        consultation=consultation,
        section=section,
    )


@bp.route("/parties/<int:section>", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_KEEP, on=queries.section)
def section(section: queries.Section) -> Reply:
    consultation = in_preparation(section.consultation)
    began = {"version": consultation.version, "title": section.title, "introduction": section.introduction}
    form = ConsultationSectionForm(sent(), data=kept(began))
    if request.method == "GET" or not form.validate():
        return the_section(form, consultation, section)
    title, words, version = form.title.data, form.introduction.data or "", form.version.data
    operations.change_section(consultation, section, title, words, by=person(), version=version)
    return back(consultation, "La partie est enregistrée.")


@bp.post("/parties/<int:section>/deplacer")
@requires(Permission.CONSULTATION_KEEP, on=queries.section)
def shift_section(section: queries.Section) -> Reply:
    consultation, up = section.consultation, request.form.get("sens") == "haut"
    operations.shift_section(consultation, section, up, by=person(), version=version_sent())
    return back(consultation, "L’ordre est changé.", f"#section_{section.id}")


@bp.post("/parties/<int:section>/retirer")
@requires(Permission.CONSULTATION_KEEP, on=queries.section)
def remove_section(section: queries.Section) -> Reply:
    consultation = section.consultation
    operations.remove_section(consultation, section, by=person(), version=version_sent())
    return back(consultation, "La partie est retirée, avec ses questions.")


def kind_asked() -> QuestionKind:
    return KINDS.get((request.view_args or {})["kind"]) or abort(404)


def in_section(number: int, section: int, kind: str) -> queries.Section | None:
    return queries.section(number, section)


@bp.route("/parties/<int:section>/questions/<kind>", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_KEEP, on=in_section)
def add_question(section: queries.Section) -> Reply:
    kind, consultation = kind_asked(), in_preparation(section.consultation)
    form = FORMS[kind](sent(), data=kept({"version": consultation.version}))
    form.offer(queries.offered())
    if request.method == "GET" or not form.validate():
        return the_question(form, consultation, section, None)
    asked, version = operations.QuestionAsked(**form.asked), form.version.data
    try:
        operations.add_question(consultation, section, asked, by=person(), version=version)
    except operations.TooManyQuestions:
        form.form_errors.append(FULL)
        return the_question(form, consultation, section, None)
    return back(consultation, "La question est ajoutée.", f"#section_{section.id}")


def the_question(
    form: QuestionForm,
    consultation: queries.Consultation,
    section: queries.Section,
    question: queries.Question | None,
) -> Response:
    return render(
        "consultations/staff_question.html",
        422 if form.errors else 200,
        form=form,
        consultation=consultation,
        section=section,
        question=question,
    )


@bp.route("/questions/<int:question>", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_KEEP, on=queries.question)
def question(question: queries.Question) -> Reply:
    section = question.section
    consultation = in_preparation(section.consultation)
    form = FORMS[question.kind](sent(), data=kept({"version": consultation.version} | held(question)))
    form.offer(queries.offered(question))
    if request.method == "GET" or not form.validate():
        return the_question(form, consultation, section, question)
    asked, version = operations.QuestionAsked(**form.asked), form.version.data
    operations.change_question(consultation, question, asked, by=person(), version=version)
    return back(consultation, "La question est enregistrée.", f"#section_{section.id}")


@bp.post("/questions/<int:question>/deplacer")
@requires(Permission.CONSULTATION_KEEP, on=queries.question)
def shift_question(question: queries.Question) -> Reply:
    consultation, up = question.section.consultation, request.form.get("sens") == "haut"
    operations.shift_question(consultation, question, up, by=person(), version=version_sent())
    return back(consultation, "L’ordre est changé.", f"#section_{question.section_id}")


@bp.post("/questions/<int:question>/retirer")
@requires(Permission.CONSULTATION_KEEP, on=queries.question)
def remove_question(question: queries.Question) -> Reply:
    consultation, section_id = question.section.consultation, question.section_id
    operations.remove_question(consultation, question, by=person(), version=version_sent())
    return back(consultation, "La question est retirée.", f"#section_{section_id}")
