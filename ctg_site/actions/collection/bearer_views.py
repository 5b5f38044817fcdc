"""A bearer of actions gives values and news by a personal link, on one page, without an account."""

from flask import Blueprint, Response, flash, request, session, url_for

from ctg_site.domain.policy import Permission
from ctg_site.web import areas
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.web.secret_links import opened, unreferred

from . import operations, queries
from .forms import GivenForm, given_form, typed

bp = Blueprint("values", __name__, url_prefix="/valeurs")
OPENED = "bearer"


def the_page(bearer: queries.Bearer, form: GivenForm | None = None, status: int = 200) -> Response:
    shown = form or given_form(bearer)
    return render(
        "actions/asked.html",
        status,
        bearer=bearer,
        form=shown,
        measured=queries.measured,
        last_value=queries.last_value,
    )


def no_link(status: int = 200) -> Response:
    """Nothing is open here; what was typed is not lost."""
    return render("actions/no_link.html", status, typed=typed(request.form))


@bp.get("/lien/<string(length=26):secret>")
@requires(Permission.VALUES_SEND)
def link(secret: str) -> Reply:
    """The secret leaves the address bar at once, and never travels in a referrer."""
    found = opened(operations.WRONG_LINKS, lambda: queries.by_link(secret.upper()))
    areas.begin_again()
    session.pop(OPENED, None)
    if found is None:
        flash("Ce lien n’ouvre plus rien. Demandez-en un autre à la coordination.")
    else:
        session[OPENED] = found
    return unreferred(go(url_for(".show")))


@bp.get("/")
@requires(Permission.VALUES_SEND)
def show() -> Reply:
    bearer = queries.held(session.get(OPENED))
    return the_page(bearer) if bearer is not None else no_link()


@bp.post("/")
@requires(Permission.VALUES_SEND)
def send() -> Reply:
    bearer = queries.held(session.get(OPENED))
    if bearer is None:
        return no_link(403)
    form = given_form(bearer, request.form)
    if not form.validate():
        return the_page(bearer, form, 422)
    given = [operations.Given(**one) for one in form.given()]
    operations.propose(bearer.collection, bearer, session[OPENED][1], given)
    return go(url_for(".show"), "C’est envoyé. Vous pouvez corriger tant que la coordination n’a rien pris.")


@bp.post("/quitter")
@requires(Permission.VALUES_SEND)
def leave() -> Reply:
    areas.leave()
    return go(url_for(".show"), "Cette page est refermée ici.")
