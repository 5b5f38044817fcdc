"""An author sends pictures with an envie: from the receipt, once it is sent; later, from the follow-up."""

from typing import Any

from flask import Blueprint, Response, abort, redirect, request, session, url_for
from werkzeug.datastructures import CombinedMultiDict

from ctg_site.domain.pictures import MOST
from ctg_site.domain.policy import Permission, Person
from ctg_site.domain.vocabulary import AgeBand
from ctg_site.web.guard import accepts, network, person, requires
from ctg_site.web.photo_fields import CAMERA, LIMITS, MOST_BYTES, open_camera
from ctg_site.web.rendering import Reply, go, render

from . import operations, queries
from .forms import ChildPictureForm, PictureForm

after_sending = Blueprint("pictures_sent", __name__, url_prefix="/envies/proposer/images")
following = Blueprint("own_pictures", __name__, url_prefix="/suivi/images")
TAKEN = "Votre image est arrivée. Le centre la regarde d’abord."


def sent() -> queries.Proposal | None:
    return queries.sent(session.get("draft"))


def own() -> queries.Proposal | None:
    return queries.opened(session.get("proposal_id"), session.get("code"))


def picture_form(proposal: queries.Proposal) -> ChildPictureForm:
    """What was sent, or an empty form; of a child, nothing is asked about anybody."""
    kind = ChildPictureForm if proposal.age_band is AgeBand.UNDER_15 else PictureForm
    if request.method == "GET":
        form = kind(key=operations.new_key())
        if CAMERA in request.args:
            open_camera(form.photo)
        return form
    return kind(CombinedMultiDict((request.form, request.files)))


def page(template: str, proposal: queries.Proposal, form: ChildPictureForm) -> Response:
    there = queries.pictures(proposal)
    more: dict[str, Any] = {"pictures": there, "full": len(there) >= MOST, "limits": LIMITS}
    more["child"] = proposal.age_band is AgeBand.UNDER_15
    return render(template, form.status, proposal=proposal, form=form, **more)


def taken(proposal: queries.Proposal, form: ChildPictureForm, by: Any) -> bool:
    """Whether the picture is in the file; the form says why it is not."""
    if request.method == "GET" or not form.validate():
        return False
    shows = operations.Shows(form.alt.data or "", form.said)
    try:
        operations.send(proposal, form.photo.data.read(), shows, form.key.data or "", by, network())
    except operations.NotAPhoto as error:
        form.refuse(error.fault)
    return not form.errors


@after_sending.route("", methods=["GET", "POST"])
@accepts(MOST_BYTES, known=lambda: sent() is not None)
@requires(Permission.PROPOSAL_SUBMIT)
def add() -> Reply:
    proposal = sent()
    if proposal is None:
        return redirect(url_for("submission.receipt"), 303)
    form = picture_form(proposal)
    if not taken(proposal, form, Person(proposal_id=proposal.id)):
        return page("pictures/add.html", proposal, form)
    return go(url_for(".add"), TAKEN)


@following.route("", methods=["GET", "POST"])
@accepts(MOST_BYTES)
@requires(Permission.FOLLOW_UP_USE, on=own)
def pictures(proposal: queries.Proposal) -> Reply:
    form = picture_form(proposal)
    if not taken(proposal, form, person()):
        return page("pictures/own.html", proposal, form)
    return go(url_for(".pictures"), TAKEN)


def asked(proposal: queries.Proposal) -> queries.EnviePicture:
    """The picture of this file that the address names."""
    return queries.picture(proposal.id, (request.view_args or {})["photo"]) or abort(404)


@following.get("/<int:photo>")
@requires(Permission.FOLLOW_UP_USE, on=lambda photo: own())
def see(proposal: queries.Proposal) -> Reply:
    content = queries.content(asked(proposal), small=True) or abort(404)
    return Response(content, mimetype="image/webp")


@following.post("/<int:photo>/effacer")
@requires(Permission.FOLLOW_UP_USE, on=lambda photo: own())
def remove(proposal: queries.Proposal) -> Reply:
    operations.remove(asked(proposal), by=person())
    return go(url_for(".pictures"), "Votre image est effacée.")
