"""The pages that the coordination writes: everybody reads them, the coordination edits them."""

from flask import Blueprint, Response, request, url_for

from ctg_site.domain.languages import FRENCH, LANGUAGES
from ctg_site.domain.policy import Permission
from ctg_site.domain.text import differences
from ctg_site.domain.workflow import OutOfDate
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import operations, queries
from .forms import NewPageForm, PageForm

bp = Blueprint("content", __name__)


@bp.get("/bienvenue/")
@requires(Permission.SITE_READ)
def welcomes() -> Reply:
    return render("content/welcomes.html", pages=queries.welcomes())


@bp.get("/bienvenue/<language>")
@requires(Permission.SITE_READ, on=queries.welcome)
def welcome(page: queries.ContentPage) -> Reply:
    return render("content/welcome.html", page=page)


@bp.get("/aide/<slug>")
@requires(Permission.SITE_READ, on=queries.help_page)
def help(page: queries.ContentPage) -> Reply:
    return render("content/help.html", page=page)


@bp.get("/equipe/pages/")
@requires(Permission.SETTINGS_MANAGE)
def pages() -> Reply:
    return render("content/pages.html", pages=queries.pages())


@bp.route("/equipe/pages/nouvelle", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE)
def new_page() -> Reply:
    form = NewPageForm(request.form if request.method == "POST" else None)
    form.offer(queries.languages_left())
    if request.method == "GET" or not form.validate() or "preview" in request.form:
        return editor(form)
    try:
        page = operations.create(form.language.data, words_of(form), by=person())
    except operations.LanguageTaken:
        form.refuse_language()
        return editor(form)
    return saved(page)


@bp.route("/equipe/pages/<int:number>", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE, on=queries.page)
def page(page: queries.ContentPage) -> Reply:
    if request.method == "GET":
        return editor(PageForm(obj=taken_again(page) or page), page)
    form = PageForm(request.form)
    if not form.validate() or "preview" in request.form:
        return editor(form, page)
    try:
        version = request.form.get("version", -1, type=int)
        operations.change(page, words_of(form), by=person(), version=version)
    except OutOfDate:
        return editor(form, queries.page(page.id), 409)
    return saved(page)


def words_of(form: PageForm) -> operations.PageWords:
    return operations.PageWords(form.title.data, form.body.data, form.is_published.data)


def taken_again(page: queries.ContentPage) -> queries.ContentVersion | None:
    """The earlier version that the address asks to begin from."""
    asked = number_asked("reprendre")
    return next((version for version in page.versions if version.number == asked), None)


def editor(form: PageForm, page: queries.ContentPage | None = None, status: int = 0) -> Response:
    """The form, with what the page will look like when that was asked."""
    tag = page.language if page else form.language.data if "language" in form else FRENCH
    return render(
        "content/edit.html",
        status or form.status,
        form=form,
        page=page,
        language=LANGUAGES.get(tag, LANGUAGES[FRENCH]),
        preview="preview" in request.form and not form.errors,
        stale=status == 409,
    )


def saved(page: queries.ContentPage) -> Response:
    said = "Cette page est publiée." if page.is_published else "Cette page est gardée, sans être publiée."
    return go(url_for(".page", number=page.id), said)


@bp.get("/equipe/pages/versions/<int:number>")
@requires(Permission.SETTINGS_MANAGE, on=queries.version)
def version(version: queries.ContentVersion) -> Reply:
    """What it said, and what had changed since the one before."""
    before = queries.version_before(version)
    changes = differences(before.body if before else "", version.body)
    return render("content/version.html", version=version, before=before, changes=changes)
