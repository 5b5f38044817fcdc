"""A reader asks a question, encourages or comments; everybody reads what a person published."""

from datetime import date

from flask import Blueprint, Response, redirect, request, session, url_for

from ctg_site.domain.alerts import alerts
from ctg_site.domain.policy import Permission
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import network, requires
from ctg_site.web.rendering import Reply, go, render

from . import operations, queries
from .forms import RemarkForm

bp = Blueprint("remarks", __name__)


def write(subject: queries.Subject) -> Response:
    """The form about this subject, or the receipt of what was sent."""
    form = RemarkForm(request.form).offer(subject.kinds)
    if request.method == "GET" or not form.validate():
        form.key.data = form.key.data or operations.new_key()
        return render("remarks/write.html", form.status, form=form, subject=subject)
    text, trapped = form.text.data or "", bool(form.website.data)
    sent = operations.send(subject.thing, form.chosen, text, form.key.data or "", network(), trapped)
    session["sent"] = {"due": sent.due_on.isoformat(), "danger": bool(alerts(text)), "kind": sent.kind}
    return go(url_for(".receipt"))


def published(envie: int) -> queries.Subject | None:
    return queries.proposal(envie)


@bp.route("/paroles/envie/<int:envie>", methods=["GET", "POST"])
@requires(Permission.REMARK_SEND, on=published)
def on_proposal(subject: queries.Subject) -> Reply:
    return write(subject)


@bp.route("/paroles/action/<int:number>", methods=["GET", "POST"])
@requires(Permission.REMARK_SEND, on=queries.action)
def on_action(subject: queries.Subject) -> Reply:
    return write(subject)


@bp.route("/paroles/engagement/<period>/<number>", methods=["GET", "POST"])
@requires(Permission.REMARK_SEND, on=queries.commitment)
def on_commitment(subject: queries.Subject) -> Reply:
    return write(subject)


@bp.get("/paroles/recu")
@requires(Permission.SITE_READ)
def receipt() -> Reply:
    sent = session.get("sent")
    if sent is None:
        return redirect(url_for("proposals.register"), 303)
    due = date.fromisoformat(sent["due"])
    return render("remarks/receipt.html", due=due, danger=sent["danger"], kind=sent["kind"])


def all_of(subject: queries.Subject) -> Response:
    """A page of what was published about this subject."""
    page = queries.about(subject.thing, number_asked("apres"), queries.PUBLIC_PAGE)
    return render("remarks/all.html", subject=subject, page=page)


@bp.get("/envies/<int:number>/paroles")
@requires(Permission.PROPOSAL_READ, on=queries.proposal)
def of_proposal(subject: queries.Subject) -> Reply:
    return all_of(subject)


@bp.get("/actions/<int:number>/paroles")
@requires(Permission.ACTION_READ, on=queries.action)
def of_action(subject: queries.Subject) -> Reply:
    return all_of(subject)


@bp.get("/conventions/<period>/engagements/<number>/paroles")
@requires(Permission.SITE_READ, on=queries.commitment)
def of_commitment(subject: queries.Subject) -> Reply:
    return all_of(subject)
