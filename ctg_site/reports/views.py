"""A reader reports a problem on a published envie; its centre reads, acts and answers."""

from flask import Blueprint, abort, redirect, request, session, url_for

from ctg_site.domain.alerts import alerts
from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import ReportKind, ReportOutcome, ReportTab
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import network, person, requires
from ctg_site.web.rendering import Reply, go, render

from . import operations, queries
from .forms import CloseForm, ReportForm

bp = Blueprint("reports", __name__)


def published(envie: int) -> queries.Proposal | None:
    return queries.proposal(envie)


@bp.route("/signaler/<int:envie>", methods=["GET", "POST"])
@requires(Permission.REPORT_SEND, on=published)
def send(proposal: queries.Proposal) -> Reply:
    form = ReportForm(request.form)
    if request.method == "GET" or not form.validate():
        form.key.data = form.key.data or operations.new_key()
        return render("reports/send.html", form.status, form=form, proposal=proposal)
    kind, trapped = ReportKind(form.kind.data), bool(form.website.data)
    words, email, key = form.words.data or "", form.email.data or "", form.key.data
    danger = kind is ReportKind.DANGER or bool(alerts(words))
    sent = operations.send(proposal, kind, words, email, key, network(), trapped)
    session["sent"] = {"number": sent.id, "danger": danger, "awaited": bool(email)}
    return redirect(url_for(".sent"), 303)


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
    return render("reports/report.html", report=report, form=CloseForm())


@bp.post("/equipe/signalements/<int:number>/reponse")
@requires(Permission.REPORT_ANSWER, on=queries.report)
def close(report: queries.Report) -> Reply:
    form = CloseForm(request.form).about(report)
    if not form.validate():
        return render("reports/report.html", 422, report=report, form=form)
    operations.close(report, ReportOutcome(form.outcome.data), form.answer.data or "", by=person())
    return go(url_for(".reports"), "Le signalement est traité. Merci.")
