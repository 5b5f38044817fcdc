"""Somebody answers a consultation without an account: a screen for each part, a check page, a receipt."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, redirect, request, session, url_for

from ctg_site.consultations import queries
from ctg_site.domain.alerts import alerts
from ctg_site.domain.policy import Permission
from ctg_site.web import areas
from ctg_site.web.forms import SendForm
from ctg_site.web.guard import network, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import today

from . import answers, operations
from .forms import screen_form

bp = Blueprint("answers", __name__, url_prefix="/repondre")
AFTER_SENDING = {"answers.receipt", "answers.again"}


def asked(number: int, index: int = 0) -> queries.Consultation | None:
    return queries.consultation(number)


def key_of(number: int) -> str | None:
    """What this browser holds of its answers to this consultation."""
    keys: dict[str, str] = session.get("answers", {})
    return keys.get(str(number))


def key(number: int) -> str:
    """The same, made when the form opens."""
    found = key_of(number) or operations.new_key()
    session["answers"] = {**session.get("answers", {}), str(number): found}
    return found


def forget_key(number: int) -> None:
    """The visit ends; another one goes on with what was begun of other consultations."""
    others = {one: held for one, held in session.get("answers", {}).items() if one != str(number)}
    areas.leave()
    session["answers"] = others


def begun(number: int) -> queries.Contribution | None:
    return queries.contribution(number, key_of(number))


def kept(number: int) -> dict[str, Any]:
    draft = begun(number)
    return draft.draft if draft else {}


@bp.before_request
def already_sent() -> Reply | None:
    """What was sent leads to its receipt, from Back, F5 or a second tab."""
    number = (request.view_args or {}).get("number")
    found = begun(number) if number and request.endpoint not in AFTER_SENDING else None
    return redirect(url_for(".receipt", number=number), 303) if found and found.sent_at else None


@bp.errorhandler(operations.AnswersAlreadySent)
def sent_meanwhile(error: Exception) -> Reply:
    """A screen and the sending were tapped at once."""
    return redirect(url_for(".receipt", number=(request.view_args or {})["number"]), 303)


def closed(consultation: queries.Consultation, typed: Mapping[int, Any] | None = None) -> Reply:
    """Nobody may answer now: whatever was typed is shown, to be copied."""
    draft = kept(consultation.number) | {str(number): value for number, value in (typed or {}).items()}
    status = 409 if request.method == "POST" else 200
    return render(
        "consultations/closed.html",
        status,
        consultation=consultation,
        on=today(),
        lines=lines(consultation, answers.read(consultation.questions, draft)),
    )


def lines(consultation: queries.Consultation, given: Mapping[int, Any]) -> list[dict[str, Any]]:
    """Each question with what is answered to it, as its page shows it."""
    return [
        {
            "asked": one,
            "screen": answers.screen_of(consultation, one.question),
            "given": given.get(one.question.id),
            "labels": answers.labels(one.question, given.get(one.question.id) or []),
        }
        for one in answers.numbered(consultation)
    ]


@bp.get("/<int:number>")
@requires(Permission.CONSULTATION_READ, on=asked)
def start(consultation: queries.Consultation) -> Reply:
    if not consultation.is_open(today()):
        return closed(consultation)
    draft = begun(consultation.number)
    if draft is not None:
        return render("consultations/resume.html", consultation=consultation, draft=draft)
    return redirect(url_for(".screen", number=consultation.number, index=1), 303)


@bp.post("/<int:number>/reprendre")
@requires(Permission.CONSULTATION_READ, on=asked)
def resume(consultation: queries.Consultation) -> Reply:
    """To the first screen where nothing is answered yet, or to the check page."""
    done = kept(consultation.number)
    for index, section in enumerate(consultation.sections, 1):
        if section.questions and not any(str(question.id) in done for question in section.questions):
            return redirect(url_for(".screen", number=consultation.number, index=index), 303)
    return redirect(url_for(".check", number=consultation.number), 303)


@bp.post("/<int:number>/effacer")
@requires(Permission.CONSULTATION_READ, on=asked)
def erase(consultation: queries.Consultation) -> Reply:
    operations.erase(consultation.number, key_of(consultation.number) or "")
    forget_key(consultation.number)
    return go(url_for(".start", number=consultation.number), "C’est effacé.")


@bp.post("/<int:number>/autre")
@requires(Permission.CONSULTATION_READ, on=asked)
def again(consultation: queries.Consultation) -> Reply:
    """Somebody else answers on the same device."""
    forget_key(consultation.number)
    return redirect(url_for(".start", number=consultation.number), 303)


@bp.route("/<int:number>/<int:index>", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_READ, on=asked)
def screen(consultation: queries.Consultation) -> Reply:
    number, index = consultation.number, (request.view_args or {})["index"]
    section, questions = answers.on_screen(consultation, index) or abort(404)
    form = screen_form(questions, request.form, kept(number))
    if not consultation.is_open(today()):
        return closed(consultation, form.answers())
    if request.method == "GET" or not form.validate():
        key(number)
        context = {"consultation": consultation, "section": section, "index": index}
        return render("consultations/screen.html", form.status, form=form, **context)
    operations.keep(number, key(number), form.answers())
    if index < len(consultation.sections):
        return redirect(url_for(".screen", number=number, index=index + 1), 303)
    return redirect(url_for(".check", number=number), 303)


def check_page(consultation: queries.Consultation, form: SendForm, refused: bool = False) -> Reply:
    given = answers.read(consultation.questions, kept(consultation.number))
    found = alerts(answers.all_words(consultation.questions, given))
    missing = answers.missing(consultation, given)
    context = {"lines": lines(consultation, given), "missing": missing, "found": found, "empty": not given}
    status = 422 if refused else 200
    return render(
        "consultations/check.html", status, consultation=consultation, form=form, failed=refused, **context
    )


@bp.get("/<int:number>/verifier")
@requires(Permission.CONSULTATION_READ, on=asked)
def check(consultation: queries.Consultation) -> Reply:
    if not consultation.is_open(today()):
        return closed(consultation)
    if begun(consultation.number) is None:
        return redirect(url_for(".start", number=consultation.number), 303)
    return check_page(consultation, SendForm())


@bp.post("/<int:number>/envoyer")
@requires(Permission.CONSULTATION_READ, on=asked)
def send(consultation: queries.Consultation) -> Reply:
    form = SendForm(request.form)
    if begun(consultation.number) is None:
        return redirect(url_for(".start", number=consultation.number), 303)
    try:
        operations.send(consultation, key(consultation.number), network(), trapped=bool(form.website.data))
    except operations.ConsultationClosed:
        return closed(queries.consultation(consultation.number) or abort(404))
    except operations.Incomplete:
        return check_page(queries.consultation(consultation.number) or abort(404), form, refused=True)
    return redirect(url_for(".receipt", number=consultation.number), 303)


@bp.get("/<int:number>/recu")
@requires(Permission.CONSULTATION_READ, on=asked)
def receipt(consultation: queries.Consultation) -> Reply:
    sent = begun(consultation.number)
    if sent is None or sent.sent_at is None:
        return redirect(url_for(".start", number=consultation.number), 303)
    danger = bool(alerts(queries.words_of(sent)))
    return render("consultations/receipt.html", consultation=consultation, sent=sent, danger=danger)
