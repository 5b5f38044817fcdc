"""Anybody asks to use their rights, without an account; nothing is told about anybody before a proof."""

from flask import Blueprint, redirect, request, session, url_for

from ctg_site.domain.policy import Permission
from ctg_site.domain.rights import RightsKind
from ctg_site.web.guard import network, requires
from ctg_site.web.rendering import Reply, go, render

from . import operations
from .forms import RightsForm

bp = Blueprint("rights", __name__, url_prefix="/demander-mes-droits")


@bp.route("", methods=["GET", "POST"])
@requires(Permission.RIGHTS_ASK)
def ask() -> Reply:
    form = RightsForm(request.form)
    if request.method == "GET" or not form.validate():
        form.key.data = form.key.data or operations.new_key()
        return render("rights/ask.html", form.status, form=form)
    kind, words, key = RightsKind(form.kind.data), form.words.data or "", form.key.data or ""
    session["asked"] = operations.ask(kind, words, key, network(), bool(form.website.data))
    return go(url_for(".sent"))


@bp.get("/recu")
@requires(Permission.RIGHTS_ASK)
def sent() -> Reply:
    if "asked" not in session:
        return redirect(url_for(".ask"), 303)
    return render("rights/sent.html", number=session["asked"])
