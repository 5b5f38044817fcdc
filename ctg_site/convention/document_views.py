"""The texts of a convention: everybody reads them on one page; the coordination adds, replaces, erases."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.datastructures import CombinedMultiDict

from ctg_site.domain import pdf
from ctg_site.domain.conventions import DocumentKind
from ctg_site.domain.policy import Permission
from ctg_site.web.document_fields import ADDED, EMPTIED, MOST_SENT, PdfForm
from ctg_site.web.guard import accepts, person, requires
from ctg_site.web.rendering import Reply, go, render

from . import document_operations as operations
from . import years_queries as queries
from .years_forms import NewDocumentForm
from .years_views import the_convention

bp = Blueprint("convention_documents", __name__)


@bp.get("/conventions/<period>/documents/")
@requires(Permission.SITE_READ, on=queries.public_convention)
def index(convention: queries.Convention) -> Reply:
    return render("convention/documents.html", convention=convention, **texts(convention))


def texts(convention: queries.Convention) -> dict[str, Any]:
    """The avenants and the documents, as both pages show them."""
    return {"amendments": queries.amendments(convention), "documents": queries.documents(convention)}


@bp.get("/conventions/<period>/documents/<int:number>")
@requires(Permission.SITE_READ, on=queries.public_version)
def document(version: queries.DocumentVersion) -> Reply:
    return handed_over(version)


def handed_over(version: queries.DocumentVersion) -> Response:
    """A PDF to keep, never to open within the site."""
    content = operations.content(version)
    if content is None:
        abort(404)
    answer = Response(content, mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=f"convention-{version.id}.pdf")
    return answer


@bp.get("/equipe/conventions/versions/<int:number>")
@requires(Permission.CONVENTION_KEEP, on=queries.version)
def version(version: queries.DocumentVersion) -> Reply:
    return handed_over(version)


def back(convention: queries.Convention, was_acting: bool) -> Response:
    address = url_for("years.show", period=convention.period, _anchor="t_texts")
    return go(address, EMPTIED if was_acting else ADDED)


@bp.post("/equipe/conventions/<period>/documents")
@accepts(MOST_SENT)
@requires(Permission.CONVENTION_KEEP, on=queries.any_convention)
def add(convention: queries.Convention) -> Reply:
    form = NewDocumentForm(CombinedMultiDict((request.files, request.form)))
    if not form.validate():
        return the_convention(convention, 422, document_form=form)
    kind = DocumentKind(form.kind.data)
    try:
        was_acting = operations.keep(convention, form.content, kind, form.title.data, by=person())
    except pdf.NotKept as error:
        return the_convention(convention, form.refuse(error.fault), document_form=form)
    return back(convention, was_acting)


@bp.route("/equipe/conventions/documents/<int:number>", methods=["GET", "POST"])
@accepts(MOST_SENT)
@requires(Permission.CONVENTION_KEEP, on=queries.document)
def replace(document: queries.ConventionDocument) -> Reply:
    form = PdfForm(CombinedMultiDict((request.files, request.form)))
    if request.method == "GET" or not form.validate():
        return render("convention/document.html", form.status, document=document, form=form)
    try:
        was_acting = operations.keep_version(document, document.convention, form.content, by=person())
    except pdf.NotKept as error:
        return render("convention/document.html", form.refuse(error.fault), document=document, form=form)
    return back(document.convention, was_acting)


@bp.post("/equipe/conventions/documents/<int:number>/effacer")
@requires(Permission.CONVENTION_KEEP, on=queries.document)
def remove(document: queries.ConventionDocument) -> Reply:
    operations.remove(document, document.convention, by=person())
    return go(url_for("years.show", period=document.convention.period), "Le document est effacé.")
