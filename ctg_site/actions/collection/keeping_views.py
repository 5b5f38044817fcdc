"""The coordination and one bearer: its link, what it proposes beside what is known, the decision."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.effects import receipts
from ctg_site.web.guard import person, requires
from ctg_site.web.qr_code import square
from ctg_site.web.rendering import Reply, go, render

from . import operations, queries
from .forms import SendBackForm, TakeForm

bp = Blueprint("bearers", __name__, url_prefix="/equipe/collectes/porteurs")


def the_bearer(bearer: queries.Bearer, status: int = 200, failed: Any = None, at: int = 0) -> Response:
    """The page; `failed` is what was typed to send back the answer number `at`."""
    link = "" if bearer.is_barred else receipts.link(receipts.VALUES, bearer.seed)
    return render(
        "actions/bearer.html",
        status,
        bearer=bearer,
        link=link,
        square=square(link),
        forms={one.id: failed if one.id == at else send_back_form(one) for one in bearer.asked},
        failed=failed,
        measured=queries.measured,
        last_value=queries.last_value,
    )


def send_back_form(asked: queries.AskedAction) -> SendBackForm:
    return SendBackForm(prefix=f"a{asked.id}_", data={"version": asked.version})


def back(number: int, said: str) -> Response:
    return go(url_for(".show", number=number), said)


@bp.get("/<int:number>")
@requires(Permission.COLLECTION_KEEP, on=queries.bearer)
def show(bearer: queries.Bearer) -> Reply:
    return the_bearer(bearer)


@bp.post("/<int:number>/lien")
@requires(Permission.COLLECTION_KEEP, on=queries.bearer)
def make_link(bearer: queries.Bearer) -> Reply:
    leaves = operations.make_link(bearer.collection, bearer, by=person())
    how = "Il part par e-mail." if leaves else "Donnez-le vous-même\u00a0: aucune adresse n’est connue."
    return back(bearer.id, f"Un autre lien est fait, l’ancien n’ouvre plus rien. {how}")


@bp.post("/<int:number>/couper")
@requires(Permission.COLLECTION_KEEP, on=queries.bearer)
def revoke_link(bearer: queries.Bearer) -> Reply:
    operations.revoke_link(bearer.collection, bearer, by=person())
    return back(bearer.id, "Le lien n’ouvre plus rien.")


@bp.post("/reponses/<int:number>/valider")
@requires(Permission.COLLECTION_KEEP, on=queries.asked)
def validate(asked: queries.AskedAction) -> Reply:
    form = TakeForm(request.form, prefix=f"a{asked.id}_")
    operations.validate(asked.collection, asked, form.read_version, by=person())
    return back(asked.bearer_id, f"Action n°\u00a0{asked.action.number}\u00a0: c’est validé, en votre nom.")


@bp.post("/reponses/<int:number>/renvoyer")
@requires(Permission.COLLECTION_KEEP, on=queries.asked)
def send_back(asked: queries.AskedAction) -> Reply:
    form = SendBackForm(request.form, prefix=f"a{asked.id}_")
    if not form.validate():
        return the_bearer(queries.bearer_of(asked), 422, form, asked.id)
    operations.send_back(asked.collection, asked, form.read_version, form.words.data, by=person())
    return back(asked.bearer_id, f"Action n°\u00a0{asked.action.number}\u00a0: renvoyée au porteur.")
