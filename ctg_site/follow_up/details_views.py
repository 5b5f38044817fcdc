"""An author corrects how they are reached, asks for silence, or to be written to again."""

from typing import Any

from flask import Blueprint, request

from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import AgeBand
from ctg_site.structures.queries import districts
from ctg_site.web.answer_fields import OwnForm
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, render

from . import operations, queries
from .forms import ChildDetailsForm, OwnDetailsForm
from .views import back, own

bp = Blueprint("own_details", __name__, url_prefix="/suivi")


def details_form(proposal: queries.Proposal) -> OwnForm:
    """What the site knows of them, or what they just wrote; of a child, the district alone."""
    kind: Any = ChildDetailsForm if proposal.age_band is AgeBand.UNDER_15 else OwnDetailsForm
    form: OwnForm = kind.of(proposal, districts(), request.form if request.method == "POST" else None)
    return form


@bp.route("/coordonnees", methods=["GET", "POST"])
@requires(Permission.FOLLOW_UP_USE, on=own)
def details(proposal: queries.Proposal) -> Reply:
    form = details_form(proposal)
    if request.method == "GET" or not form.validate():
        return render("follow_up/details.html", form.status, proposal=proposal, form=form)
    changed = operations.mend(proposal, form.details, form["mark"].data, by=person())
    return back(said(changed))


def said(changed: list[str]) -> str:
    if not changed:
        return "Rien n’a changé."
    if "email" in changed:
        return "C’est enregistré. Si vous avez donné une adresse e-mail, une lettre y part tout de suite."
    return "C’est enregistré. Le centre lira ce qui a changé."


@bp.post("/ne-plus-ecrire")
@requires(Permission.FOLLOW_UP_USE, on=own)
def silence(proposal: queries.Proposal) -> Reply:
    operations.silence(proposal, by=person())
    return back("C’est noté\u00a0: plus de lettre, plus d’appel. Vous lisez tout ici, ou au centre.")


@bp.post("/ecrire-a-nouveau")
@requires(Permission.FOLLOW_UP_USE, on=own)
def speak_again(proposal: queries.Proposal) -> Reply:
    operations.speak_again(proposal, by=person())
    return back("C’est noté\u00a0: nous vous écrivons ou vous appelons à nouveau.")
