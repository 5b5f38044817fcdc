"""The coordination collects values: opens, sees who answered, reminds, names somebody, closes."""

from flask import Blueprint, Response, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import plural, today

from . import operations, queries
from .forms import EntrustForm, NewCollectionForm

bp = Blueprint("collections", __name__, url_prefix="/equipe/collectes")


def listing(form: NewCollectionForm, status: int = 200) -> Response:
    page = queries.collections(number_asked("apres"))
    return render("actions/collections.html", status, page=page, form=form)


@bp.get("/")
@requires(Permission.COLLECTION_KEEP)
def index() -> Reply:
    return listing(NewCollectionForm(data={"year": today().year}))


@bp.post("/")
@requires(Permission.COLLECTION_KEEP)
def start() -> Reply:
    form = NewCollectionForm(request.form)
    if not form.validate():
        return listing(form, 422)
    try:
        made = operations.start(form.year.read, form.part.data, form.due_on.read, by=person())
    except operations.CollectedAlready:
        form.refuse()
        return listing(form, 422)
    return back(made, "La collecte est ouverte. Les liens partent par e-mail.")


def back(collection: queries.Collection, said: str) -> Response:
    return go(url_for(".show", number=collection.id), said)


def the_collection(
    collection: queries.Collection, form: EntrustForm | None = None, status: int = 200
) -> Response:
    offered = queries.to_entrust(collection) if collection.is_open else []
    return render(
        "actions/collection.html",
        status,
        collection=collection,
        page=queries.bearers(collection.id, number_asked("apres")),
        counts=queries.counts(collection.id),
        unasked=queries.unasked(collection),
        journal=queries.journal(collection.id),
        unanswered=queries.UNANSWERED,
        form=form or EntrustForm().offer(offered),
        offered=offered,
    )


@bp.get("/<int:number>")
@requires(Permission.COLLECTION_KEEP, on=queries.collection)
def show(collection: queries.Collection) -> Reply:
    return the_collection(collection)


@bp.post("/<int:number>/rappeler")
@requires(Permission.COLLECTION_KEEP, on=queries.collection)
def remind(collection: queries.Collection) -> Reply:
    told = operations.remind_all(collection, by=person())
    nobody = "Personne à rappeler aujourd’hui par e-mail."
    return back(
        collection, f"{plural(told, 'rappel part', 'rappels partent')} par e-mail." if told else nobody
    )


@bp.post("/<int:number>/porteurs")
@requires(Permission.COLLECTION_KEEP, on=queries.collection)
def entrust(collection: queries.Collection) -> Reply:
    form = EntrustForm(request.form).offer(queries.to_entrust(collection))
    if not form.validate():
        return the_collection(collection, form, 422)
    chosen = [int(one) for one in form.actions.data]
    made = operations.entrust(collection, form.name.data, form.email.data or "", chosen, by=person())
    return go(url_for("bearers.show", number=made.id), "C’est noté. Son lien est ci-dessous.")


@bp.post("/<int:number>/clore")
@requires(Permission.COLLECTION_KEEP, on=queries.collection)
def close(collection: queries.Collection) -> Reply:
    operations.close(collection, by=person())
    return back(collection, "La collecte est close. Les liens montrent encore ce qui a été envoyé.")


@bp.post("/<int:number>/rouvrir")
@requires(Permission.COLLECTION_KEEP, on=queries.collection)
def reopen(collection: queries.Collection) -> Reply:
    operations.reopen(collection, by=person())
    return back(collection, "La collecte est ouverte à nouveau.")
