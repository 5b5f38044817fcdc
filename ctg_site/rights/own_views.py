"""An author uses their rights from their follow-up: the code proved who they are."""

from flask import Blueprint, Response, abort, request, session, url_for

from ctg_site.domain.policy import Permission
from ctg_site.domain.rights import RightsKind
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import copy_queries, exports, operations, queries
from .forms import OwnRightsForm

bp = Blueprint("own_rights", __name__, url_prefix="/suivi/mes-droits")


def own() -> operations.Proposal | None:
    """The file that the code of this browser opened, for its author alone."""
    found = queries.followed(session.get("proposal_id"))
    mine = found is not None and session.get("code") == queries.code_hash(found.number)
    return found if mine else None


def copied() -> operations.Proposal | None:
    """The same, once the centre gave the copy."""
    found = own()
    return found if found is not None and queries.copy_given(found) else None


@bp.route("", methods=["GET", "POST"])
@requires(Permission.FOLLOW_UP_USE, on=own)
def ask(proposal: operations.Proposal) -> Reply:
    form = OwnRightsForm(request.form)
    if request.method == "GET" or not form.validate():
        requests, given = queries.of_envie(proposal), queries.copy_given(proposal)
        return render(
            "rights/own.html", form.status, proposal=proposal, form=form, requests=requests, given=given
        )
    kind, words = RightsKind(form.kind.data), form.words.data or ""
    number = operations.ask_for_own(proposal, kind, words, by=person())
    return go(url_for(".ask"), f"Votre demande n°\u00a0{number} est bien arrivée. Réponse sous un mois.")


@bp.get("/copie")
@requires(Permission.FOLLOW_UP_USE, on=copied)
def copy(proposal: operations.Proposal) -> Reply:
    return render("rights/copy.html", proposal=proposal, held=copy_queries.held(proposal))


@bp.get("/copie.json")
@requires(Permission.FOLLOW_UP_USE, on=copied)
def copy_as_data(proposal: operations.Proposal) -> Response:
    return exports.as_data(copy_queries.held(proposal)) or abort(404)
