"""The staff correct for somebody how they are reached, once they opened it: the journal says so twice."""

from typing import Any

from flask import Blueprint, request

from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import AgeBand
from ctg_site.structures.queries import districts
from ctg_site.web import contact_window
from ctg_site.web.answer_fields import OwnForm
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, render

from . import operations, queries
from .forms import DetailsOfChildForm, DetailsOfForm
from .views import back

bp = Blueprint("details", __name__, url_prefix="/equipe/envies")


def details_form(proposal: queries.Proposal) -> OwnForm:
    kind: Any = DetailsOfChildForm if proposal.age_band is AgeBand.UNDER_15 else DetailsOfForm
    form: OwnForm = kind.of(proposal, districts(), request.form if request.method == "POST" else None)
    return form


@bp.route("/<int:number>/coordonnees/corriger", methods=["GET", "POST"])
@requires(Permission.FILE_WRITE, on=queries.file)
def mend(proposal: queries.Proposal) -> Reply:
    if request.method == "GET" and proposal.contact and contact_window.shown("contact") != proposal.id:
        return back(proposal, "Affichez d’abord les coordonnées\u00a0: le journal en garde la trace.")
    form = details_form(proposal)
    if request.method == "GET" or not form.validate():
        return render("moderation/details.html", form.status, proposal=proposal, form=form)
    changed = operations.mend(proposal, form.details, form["mark"].data, by=person())
    return back(
        proposal, "C’est corrigé. La personne le lit dans son suivi." if changed else "Rien n’a changé."
    )
