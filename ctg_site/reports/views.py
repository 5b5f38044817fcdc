"""A reader reports a problem with what everybody reads; its centre reads, acts and answers."""

from flask import Blueprint, Response, abort, redirect, request, session, url_for

from ctg_site.domain.alerts import alerts
from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import ReportKind, ReportOutcome, ReportTab
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import network, person, requires
from ctg_site.web.rendering import Reply, go, render

from . import operations, queries, reported_queries
from .forms import CloseForm, ReportForm

bp = Blueprint("reports", __name__)


def published(envie: int) -> reported_queries.Reportable | None:
    return reported_queries.proposal(envie)


def write(page: reported_queries.Reportable) -> Response:
    """The form about what stands on this page, or the receipt of what was sent."""
    form = ReportForm(request.form).offer(page.by_word)
    if request.method == "GET" or not form.validate():
        form.key.data = form.key.data or operations.new_key()
        return render("reports/send.html", form.status, form=form, page=page)
    kind, trapped = ReportKind(form.kind.data), bool(form.website.data)
    words, email, key = form.words.data or "", form.email.data or "", form.key.data or ""
    danger = kind is ReportKind.DANGER or bool(alerts(words))
    sent = operations.send(form.reported, kind, words, email, key, network(), trapped)
    session["sent"] = {"number": sent.id, "danger": danger, "awaited": bool(email)}
    return go(url_for(".sent"))


@bp.route("/signaler/<int:envie>", methods=["GET", "POST"])
@requires(Permission.REPORT_SEND, on=published)
def send(page: reported_queries.Reportable) -> Reply:
    return write(page)


@bp.route("/signaler/action/<int:number>", methods=["GET", "POST"])
@requires(Permission.REPORT_SEND, on=reported_queries.action)
def on_action(page: reported_queries.Reportable) -> Reply:
    return write(page)


@bp.route("/signaler/rendez-vous/<int:number>", methods=["GET", "POST"])
@requires(Permission.REPORT_SEND, on=reported_queries.meeting)
def on_meeting(page: reported_queries.Reportable) -> Reply:
    return write(page)


@bp.route("/signaler/parole/<int:number>", methods=["GET", "POST"])
@requires(Permission.REPORT_SEND, on=reported_queries.remark)
def on_remark(page: reported_queries.Reportable) -> Reply:
    return write(page)


@bp.get("/signaler/recu")
@requires(Permission.SITE_READ)
def sent() -> Reply:
    if "sent" not in session:
        return redirect(url_for("proposals.register"), 303)
    return render("reports/sent.html", **session["sent"])


@bp.get("/equipe/signalements/")
@requires(Permission.REPORT_READ)
def reports() -> Reply:
    asked = request.args.get("voir", ReportTab.OPEN)
    tab = ReportTab(asked) if asked in set(ReportTab) else abort(404)
    page = queries.reports(person(), tab, number_asked("apres"))
    return render("reports/reports.html", page=page, tab=tab, tabs=ReportTab)


@bp.get("/equipe/signalements/<int:number>")
@requires(Permission.REPORT_READ, on=queries.report)
def show(report: queries.Report) -> Reply:
    seen = reported_queries.seen(report)
    return render("reports/report.html", report=report, seen=seen, form=CloseForm())


@bp.post("/equipe/signalements/<int:number>/reponse")
@requires(Permission.REPORT_ANSWER, on=queries.report)
def close(report: queries.Report) -> Reply:
    seen = reported_queries.seen(report)
    form = CloseForm(request.form).about(report, seen.is_public)
    if not form.validate():
        return render("reports/report.html", 422, report=report, seen=seen, form=form)
    operations.close(report, ReportOutcome(form.outcome.data), form.answer.data or "", by=person())
    return go(url_for(".reports"), "Le signalement est traité. Merci.")
