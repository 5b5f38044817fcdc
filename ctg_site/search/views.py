"""Everybody searches the site: by kind of thing, each result with what made it found."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render

from . import queries
from .forms import SearchForm

bp = Blueprint("search", __name__)


@dataclass(frozen=True, slots=True)
class Heading:
    """How a kind of result is called, and the link to all of them."""

    title: str
    all: str


WORDS = {
    "envies": Heading("Envies d’agir", "Voir toutes ces envies, choisir et trier"),
    "engagements": Heading("Ce que la convention vise", "Voir tous ces engagements"),
    "actions": Heading("Actions", "Voir toutes ces actions"),
    "lieux": Heading("Lieux", "Voir tous ces lieux"),
    "rendez-vous": Heading("Rendez-vous", "Voir tous ces rendez-vous"),
    "aide": Heading("Aide", "Voir toutes ces pages d’aide"),
}


@bp.get("/recherche")
@requires(Permission.SITE_READ)
def search() -> Reply:
    form, only = SearchForm(request.args), request.args.get("dans", "")
    if only and only not in WORDS:
        abort(404)
    wanted = form.q.data if form.validate() else ""
    if only == "envies":
        return redirect(url_for("proposals.register", q=wanted or None))
    found = queries.search(wanted, only, number_asked("apres")) if wanted else None
    return render("search/search.html", form.status, form=form, found=found, words=WORDS)
