"""Whoever has an account gives the values that their structures are asked, without a link."""

from flask import Blueprint, Response, redirect, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import operations, queries
from .forms import GivenForm, given_form

bp = Blueprint("own_values", __name__, url_prefix="/equipe/valeurs")


@bp.get("/")
@requires(Permission.VALUES_ENTER)
def index() -> Reply:
    asked = queries.of_person(person())
    if len(asked) == 1:
        return redirect(url_for(".fill", number=asked[0].id), 303)
    return render("actions/own_asked.html", asked=asked, unanswered=queries.UNANSWERED)


def the_page(bearer: queries.Bearer, form: GivenForm, status: int = 200) -> Response:
    return render(
        "actions/own_values.html",
        status,
        bearer=bearer,
        form=form,
        measured=queries.measured,
        last_value=queries.last_value,
    )


@bp.get("/<int:number>")
@requires(Permission.VALUES_FILL, on=queries.bearer)
def fill(bearer: queries.Bearer) -> Reply:
    return the_page(bearer, given_form(bearer))


@bp.post("/<int:number>")
@requires(Permission.VALUES_FILL, on=queries.bearer)
def send(bearer: queries.Bearer) -> Reply:
    form = given_form(bearer, request.form)
    if not form.validate():
        return the_page(bearer, form, 422)
    given = [operations.Given(**one) for one in form.given()]
    operations.propose(bearer.collection, bearer, bearer.issue, given, by=person())
    return go(url_for(".fill", number=bearer.id), "C’est envoyé à la coordination.")
