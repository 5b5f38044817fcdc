"""The staff tell what became of an envie: its figures, its story, residents' words, photos."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from werkzeug.datastructures import CombinedMultiDict

from ctg_site.accompaniment import queries
from ctg_site.accompaniment.forms import LineForm
from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import PhotoShows, StoryVoice
from ctg_site.domain.workflow import InvalidTransition, OutOfDate
from ctg_site.web import photo_fields
from ctg_site.web.forms import BaseForm, Sent
from ctg_site.web.guard import accepts, person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import today

from . import operations
from .forms import BANDS, COUNTS, FLAGS, FiguresForm, PhotoForm, QuoteForm, StoryForm

bp = Blueprint("story", __name__, url_prefix="/equipe/envies/<int:number>/accompagnement")


def figures_page(proposal: queries.Proposal, form: FiguresForm, figures: queries.Figures | None) -> Response:
    """What was counted, and the form that counts it."""
    bands = [(words, getattr(figures, name, None)) for name, words in BANDS.items()]
    page = "accompaniment/figures.html"
    return render(page, form.status, proposal=proposal, form=form, figures=figures, bands=bands)


def figures_form(figures: queries.Figures | None, formdata: Sent | None = None) -> FiguresForm:
    """The figures as they were recorded, a flag as its word."""
    if formdata:
        return FiguresForm(formdata, today())
    words: dict[Any, str] = {value: word for word, value in FLAGS.items()}
    flags = {name: words.get(getattr(figures, name, None), "") for name in ("is_outdoors", "is_event")}
    kept = {name: getattr(figures, name, None) for name in (*COUNTS, "realised_on", "place", "changed")}
    return FiguresForm(None, today(), **seen(figures), **kept, **flags)


def seen(row: queries.Figures | queries.Story | None) -> dict[str, int]:
    return {"version": row.version if row else 0}


@bp.route("/bilan", methods=["GET", "POST"])
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def figures(proposal: queries.Proposal) -> Reply:
    kept = queries.figures(proposal)
    form = figures_form(kept, request.form)
    if request.method == "GET":
        return figures_page(proposal, form, kept)
    if form.version.data is None:
        raise OutOfDate
    if not form.validate():
        return figures_page(proposal, form, kept)
    operations.record_figures(proposal, form.values, by=person(), version=form.version.data)
    return go(url_for(".figures", number=proposal.id), "Le bilan est enregistré.")


def the_story(proposal: queries.Proposal, status: int = 200, **forms: BaseForm) -> Response:
    """The page of a story, with the form that came back wrong in place of a fresh one."""
    story, on = queries.story(proposal), today()
    kept = {"text": story.text, "voice": story.voice, "consented_on": story.consented_on} if story else {}
    agreed = bool(story and story.consented_on)
    shown = {
        "story_form": StoryForm(None, on, prefix="story_", agreed=agreed, **seen(story), **kept),
        "quote_form": QuoteForm(None, on, prefix="quote_", consented_on=on),
        "photo_form": PhotoForm(None, on, prefix="photo_", consented_on=on),
    } | forms
    return render(
        "accompaniment/story.html",
        status,
        proposal=proposal,
        story=story,
        failed=status == 422,
        most_photos=operations.MOST_PHOTOS,
        limits=photo_fields.LIMITS,
        **shown,
    )


def back(proposal: queries.Proposal, said: str) -> Response:
    return go(url_for(".story", number=proposal.id), said)


@bp.get("/recit")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def story(proposal: queries.Proposal) -> Reply:
    return the_story(proposal)


@bp.post("/recit")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def write(proposal: queries.Proposal) -> Reply:
    form = StoryForm(request.form, today(), prefix="story_")
    if form.version.data is None:
        raise OutOfDate
    if not form.validate():
        return the_story(proposal, 422, story_form=form)
    words = (form.text.data, StoryVoice(form.voice.data), form.consented_on.data)
    operations.write_story(proposal, *words, by=person(), version=form.version.data)
    return back(proposal, "Le récit est gardé.")


@bp.post("/recit/parole")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def quote(proposal: queries.Proposal) -> Reply:
    form = QuoteForm(request.form, today(), prefix="quote_")
    if not form.validate():
        return the_story(proposal, 422, quote_form=form)
    words = (form.words.data, form.said_by.data, form.consented_on.data)
    operations.add_quote(proposal, *words, by=person())
    return back(proposal, "Ces mots sont dans le récit.")


@bp.post("/recit/photo")
@accepts(photo_fields.MOST_BYTES)
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def photo(proposal: queries.Proposal) -> Reply:
    form = PhotoForm(CombinedMultiDict((request.form, request.files)), today(), prefix="photo_")
    if not form.validate() or not keep(proposal, form):
        return the_story(proposal, 422, photo_form=form)
    return back(proposal, "La photo est dans le récit.")


def keep(proposal: queries.Proposal, form: PhotoForm) -> bool:
    """Whether the photo is kept; the form says why it is not."""
    names = ("alt", "people_agreed", "parents_agreed", "children_agreed", "consented_on")
    answers = {name: form[name].data for name in names}
    caption = operations.Caption(shows=PhotoShows(form.shows.data), **answers)
    try:
        operations.add_photo(proposal, form.photo.data.read(), caption, by=person())
    except operations.files.NotAPhoto as error:
        form.refuse(error.fault)
    return not form.errors


@bp.get("/recit/photo/<int:photo>")
@requires(Permission.FILE_READ, on=queries.picture)
def preview(picture: queries.FilePicture) -> Reply:
    return Response(picture.content, mimetype="image/webp")


@bp.post("/recit/effacer")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def remove(proposal: queries.Proposal) -> Reply:
    form = LineForm(request.form, ("quote", "photo"))
    if not form.validate():
        raise InvalidTransition("no such line")
    operations.remove(proposal, form.kind.data, form.row.data, by=person())
    return back(proposal, "C’est retiré du récit.")


@bp.post("/recit/publier")
@requires(Permission.FILE_PUBLISH, on=queries.file)
def publish(proposal: queries.Proposal) -> Reply:
    form = StoryForm(request.form, today(), prefix="story_")
    if form.version.data is None:
        raise OutOfDate
    operations.publish_story(proposal, by=person(), version=form.version.data)
    return back(proposal, "Le récit est publié. La personne en est informée.")


@bp.post("/recit/retirer")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def hide(proposal: queries.Proposal) -> Reply:
    operations.hide_story(proposal, by=person())
    return back(proposal, "Le récit n’est plus visible.")
