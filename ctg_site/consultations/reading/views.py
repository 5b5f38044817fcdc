"""The coordination reads what people wrote: page by page, tags it, lets some words be read by everybody."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from ctg_site.consultations.building import queries as staff_queries
from ctg_site.consultations.building.forms import AnswerQuoteForm, TagForm
from ctg_site.consultations.results.queries import MOST_QUOTES
from ctg_site.domain.alerts import alerts
from ctg_site.domain.policy import Permission
from ctg_site.web.addresses import number_asked, numbers_sent
from ctg_site.web.forms import BaseForm
from ctg_site.web.guard import person, requires
from ctg_site.web.hinting import noticed
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import plural

from . import operations
from . import queries as staff_reading_queries

bp = Blueprint("consultation_reading", __name__, url_prefix="/equipe/consultations/<int:number>")
NOT_THEIRS = "Gardez seulement des mots de la réponse, dans leur ordre. Dites les coupures par […]."
ENOUGH = f"Déjà {MOST_QUOTES} paroles sont publiées pour cette question. Retirez-en une d’abord."


@bp.get("/reponses/<int:question>")
@requires(Permission.CONSULTATION_KEEP, on=staff_reading_queries.free_question)
def answers(question: staff_reading_queries.Question) -> Reply:
    tag, everything = number_asked("etiquette"), "toutes" in request.args
    tag = tag if any(one.id == tag for one in question.tags) else None
    page = staff_reading_queries.page(question, not everything, tag, number_asked("apres"))
    return render(
        "consultations/staff_answers.html",
        question=question,
        consultation=question.section.consultation,
        page=page,
        tag=tag,
        everything=everything,
        **spots(question),
        alerts=alerts,
        hints=noticed,
        tag_form=TagForm(),
    )


@bp.post("/reponses/<int:question>")
@requires(Permission.CONSULTATION_KEEP, on=staff_reading_queries.free_question)
def mark_read(question: staff_reading_queries.Question) -> Reply:
    operations.mark_read(question, numbers_sent("answer"), by=person())
    number, where = question.section.consultation_id, cursor_asked()
    where.pop("apres", None)
    return go(
        url_for(".answers", number=number, question=question.id, **where),
        "C’est noté\u00a0: ces réponses sont lues.",
    )


@bp.get("/reponses/<int:question>/<int:answer>")
@requires(Permission.CONSULTATION_KEEP, on=staff_reading_queries.answer)
def answer(answer: staff_reading_queries.Answer) -> Reply:
    return the_answer(answer)


def the_answer(answer: staff_reading_queries.Answer, status: int = 200, **forms: BaseForm) -> Response:
    """One answer: what it speaks of, and the words of it that the public may read."""
    fresh = {
        "tag_form": TagForm(),
        "quote_form": AnswerQuoteForm(data={"words": answer.quote or answer.text}),
    }
    return render(
        "consultations/staff_answer.html",
        status,
        answer=answer,
        question=answer.question,
        consultation=answer.question.section.consultation,
        alerts=alerts(answer.text),
        hints=noticed(answer.text),
        failed=status == 422,
        **spots(answer.question),
        **(fresh | forms),
    )


def cursor_asked() -> dict[str, Any]:
    """Where the reader is in the list: a filter, a page; it goes with each act, to come back there."""
    return {name: request.args[name] for name in ("toutes", "etiquette", "apres") if name in request.args}


def spots(question: staff_reading_queries.Question) -> dict[str, Any]:
    """The address of a list: whole as `here`, where the reader is as `spot`, its filter alone."""
    here = {"number": question.section.consultation_id, "question": question.id}
    place = cursor_asked()
    filtered = {name: value for name, value in place.items() if name != "apres"}
    return {"here": here, "spot": here | place, "filter": here | filtered}


def back(answer: staff_reading_queries.Answer, said: str) -> Response:
    """To the list, where the reader was."""
    number, question = answer.question.section.consultation_id, answer.question_id
    page = url_for("consultation_reading.answers", number=number, question=question, **cursor_asked())
    return go(page, said)


@bp.post("/reponses/<int:question>/<int:answer>/etiquettes")
@requires(Permission.CONSULTATION_KEEP, on=staff_reading_queries.answer)
def tag(answer: staff_reading_queries.Answer) -> Reply:
    form = TagForm(request.form)
    if not form.validate():
        return the_answer(answer, 422, tag_form=form)
    operations.tag(answer.question, answer, form.label.data, by=person())
    return back(answer, "L’étiquette est posée.")


@bp.post("/reponses/<int:question>/<int:answer>/etiquettes/retirer")
@requires(Permission.CONSULTATION_KEEP, on=staff_reading_queries.answer)
def untag(answer: staff_reading_queries.Answer) -> Reply:
    for number in numbers_sent("tag")[:1]:
        operations.untag(answer.question, answer, number, by=person())
    return back(answer, "L’étiquette est retirée.")


@bp.post("/reponses/<int:question>/<int:answer>/parole")
@requires(Permission.CONSULTATION_KEEP, on=staff_reading_queries.answer)
def quote(answer: staff_reading_queries.Answer) -> Reply:
    form = AnswerQuoteForm(request.form)
    if not form.validate():
        return the_answer(answer, 422, quote_form=form)
    try:
        operations.quote(answer.question, answer, form.words.data, by=person())
    except operations.NotTheirWords:
        form.refuse(NOT_THEIRS)
    except operations.TooManyQuotes:
        form.refuse(ENOUGH)
    if form.errors:
        return the_answer(answer, 422, quote_form=form)
    return back(answer, "Ces mots seront lus avec les résultats.")


@bp.post("/reponses/<int:question>/<int:answer>/parole/retirer")
@requires(Permission.CONSULTATION_KEEP, on=staff_reading_queries.answer)
def unquote(answer: staff_reading_queries.Answer) -> Reply:
    operations.unquote(answer.question, answer, by=person())
    return back(answer, "Plus personne ne lit ces mots sur le site.")


@bp.get("/a-verifier")
@requires(Permission.CONSULTATION_KEEP, on=staff_queries.consultation)
def aside(consultation: staff_queries.Consultation) -> Reply:
    found, following = staff_reading_queries.aside(consultation.id, number_asked("apres"))
    words = {option.id: option.label for one in consultation.questions for option in one.options}
    return render(
        "consultations/staff_aside.html",
        consultation=consultation,
        contributions=found,
        following=following,
        words=words,
        alerts=alerts,
    )


@bp.post("/a-verifier")
@requires(Permission.CONSULTATION_KEEP, on=staff_queries.consultation)
def accept(consultation: staff_queries.Consultation) -> Reply:
    operations.accept(consultation, numbers_sent("contribution"), by=person())
    return gone_on(consultation.id, "C’est fait\u00a0: ces réponses comptent.")


def gone_on(number: int, said: str) -> Response:
    return go(url_for("consultation_reading.aside", number=number), said)


@bp.post("/a-verifier/ecarter")
@requires(Permission.CONSULTATION_KEEP, on=staff_queries.consultation)
def sweep(consultation: staff_queries.Consultation) -> Reply:
    swept = operations.sweep(consultation, numbers_sent("contribution"), by=person())
    return gone_on(consultation.id, f"{plural(swept, 'réponse effacée', 'réponses effacées')}.")


@bp.post("/a-verifier/<int:contribution>/ecarter")
@requires(Permission.CONSULTATION_KEEP, on=staff_reading_queries.set_aside)
def drop(contribution: staff_reading_queries.Contribution) -> Reply:
    number = contribution.consultation_id
    operations.drop(contribution, by=person())
    return gone_on(number, "Cette réponse est effacée.")
