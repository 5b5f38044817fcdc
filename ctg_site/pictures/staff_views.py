"""The staff see the pictures of an envie before anybody else: they describe, blur, publish them."""

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.datastructures import CombinedMultiDict

from ctg_site.domain.pictures import MOST, PICTURES, PictureEvent
from ctg_site.domain.policy import Permission
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.web.guard import accepts, person, requires
from ctg_site.web.photo_fields import CAMERA, LIMITS, MOST_BYTES, open_camera
from ctg_site.web.rendering import Reply, go, render

from . import operations, queries
from .forms import BlurForm, PictureDecisionForm, PictureForm, ShowsForm

bp = Blueprint("pictures_staff", __name__, url_prefix="/equipe/envies/<int:number>/images")
SAID = {
    PictureEvent.SHOW: "L’image est publiée avec l’envie.",
    PictureEvent.KEEP: "L’image reste au dossier. Personne d’autre ne la voit.",
    PictureEvent.HIDE: "L’image n’est plus visible sur le site.",
}


def the_pictures(proposal: queries.Proposal, form: PictureForm) -> Response:
    there = [
        (picture, [row.event for row in PICTURES.open_to(person(), picture)])
        for picture in queries.pictures(proposal)
    ]
    full = len(there) >= MOST
    return render(
        "pictures/file.html", form.status, proposal=proposal, form=form, there=there, full=full, limits=LIMITS
    )


def back(picture: queries.EnviePicture, said: str) -> Response:
    return go(url_for(".pictures", number=picture.proposal_id), said)


@bp.get("")
@requires(Permission.FILE_READ, on=queries.file)
def pictures(proposal: queries.Proposal) -> Reply:
    form = PictureForm(key=operations.new_key())
    if CAMERA in request.args:
        open_camera(form.photo)
    return the_pictures(proposal, form)


@bp.post("")
@accepts(MOST_BYTES)
@requires(Permission.FILE_WRITE, on=queries.file)
def add(proposal: queries.Proposal) -> Reply:
    form = PictureForm(CombinedMultiDict((request.form, request.files)))
    if not form.validate() or not keep(proposal, form):
        return the_pictures(proposal, form)
    return go(url_for(".pictures", number=proposal.id), "L’image est dans le dossier.")


def keep(proposal: queries.Proposal, form: PictureForm) -> bool:
    """Whether the picture is kept; the form says why it is not."""
    shows = operations.Shows(form.alt.data or "", form.said)
    try:
        operations.send(proposal, form.photo.data.read(), shows, form.key.data or "", by=person())
    except operations.NotAPhoto as error:
        form.refuse(error.fault)
    return not form.errors


@bp.get("/<int:photo>")
@requires(Permission.FILE_READ, on=queries.picture)
def see(picture: queries.EnviePicture) -> Reply:
    return Response(queries.content(picture) or abort(404), mimetype="image/webp")


@bp.post("/<int:photo>/decision")
@requires(Permission.FILE_MODERATE, on=queries.picture)
def decide(picture: queries.EnviePicture) -> Reply:
    form = PictureDecisionForm(request.form)
    if not form.validate():
        raise InvalidTransition("no such decision")
    event = PictureEvent(form.event.data)
    operations.decide(picture, event, by=person())
    return back(picture, SAID[event])


@bp.route("/<int:photo>/description", methods=["GET", "POST"])
@requires(Permission.FILE_WRITE, on=queries.picture)
def tell(picture: queries.EnviePicture) -> Reply:
    form = ShowsForm(request.form, alt=picture.alt, recognised=picture.recognised)
    if request.method == "GET" or not form.validate():
        return render("pictures/tell.html", form.status, picture=picture, form=form)
    operations.tell(picture, operations.Shows(form.alt.data or "", form.said), by=person())
    return back(picture, "C’est corrigé.")


@bp.route("/<int:photo>/flouter", methods=["GET", "POST"])
@requires(Permission.FILE_WRITE, on=queries.picture)
def blur(picture: queries.EnviePicture) -> Reply:
    form = BlurForm(request.form).over(picture)
    if request.method == "GET" or not form.validate() or not hidden(picture, form):
        return render("pictures/blur.html", form.status, picture=picture, form=form)
    return back(picture, "C’est flouté. L’image d’avant est effacée.")


def hidden(picture: queries.EnviePicture, form: BlurForm) -> bool:
    """Whether the cells are unreadable; the form says why they are not."""
    try:
        operations.blur(picture, form.cells.data or [], by=person())
    except operations.NotAPhoto as error:
        form.refuse(error.fault)
    return not form.errors


@bp.post("/<int:photo>/effacer")
@requires(Permission.FILE_WRITE, on=queries.picture)
def remove(picture: queries.EnviePicture) -> Reply:
    operations.remove(picture, by=person())
    return back(picture, "L’image est effacée.")
