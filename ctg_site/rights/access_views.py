"""Anybody says that a page of the site stops them; somebody answers within a week."""

from flask import Blueprint, redirect, request, session, url_for

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import network, requires
from ctg_site.web.rendering import Reply, go, render

from . import operations
from .forms import AccessForm

bp = Blueprint("access_reports", __name__, url_prefix="/accessibilite/signaler")


@bp.route("", methods=["GET", "POST"])
@requires(Permission.RIGHTS_ASK)
def report() -> Reply:
    form = AccessForm(request.form)
    if request.method == "GET" or not form.validate():
        form.key.data = form.key.data or operations.new_key()
        return render("rights/access.html", form.status, form=form)
    words, reply_to, key = form.words.data or "", form.reply_to.data or "", form.key.data or ""
    trapped = bool(form.website.data)
    session["blocked"] = operations.report_access(words, reply_to, key, network(), trapped)
    return go(url_for(".sent"))


@bp.get("/recu")
@requires(Permission.RIGHTS_ASK)
def sent() -> Reply:
    if "blocked" not in session:
        return redirect(url_for(".report"), 303)
    return render("rights/access_sent.html", number=session["blocked"])
