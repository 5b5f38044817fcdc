"""Somebody asks for news by e-mail, confirms from the mail, and stops when they like, without an account."""

from flask import Blueprint, Response, redirect, request, url_for

from ctg_site.domain.participation import Followed
from ctg_site.domain.policy import Permission
from ctg_site.web.addresses import LARGEST
from ctg_site.web.guard import csrf, network, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.web.secret_links import opened

from . import operations, queries
from .forms import NewsForm

bp = Blueprint("news", __name__, url_prefix="/etre-prevenu")


@bp.after_request
def keep_the_secret(response: Response) -> Response:
    """The secret of a link never travels in a referrer."""
    if "secret" in (request.view_args or {}):
        response.headers["Referrer-Policy"] = "no-referrer"
    return response


def chosen() -> int | None:
    """Which of the things followed a button is about; None: all. A forged number is about none."""
    asked = request.form.get("suivi")
    if asked is None:
        return None
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 11 else 0
    return number if number <= LARGEST else 0


def opens_nothing() -> Response:
    return render("subscriptions/nothing.html", 404)


@bp.route("/envie/<int:number>", methods=["GET", "POST"], defaults={"kind": Followed.ENVIE})
@bp.route("/action/<int:number>", methods=["GET", "POST"], defaults={"kind": Followed.ACTION})
@bp.route("/theme/<period>/<slug>", methods=["GET", "POST"], defaults={"kind": Followed.THEME})
@requires(Permission.NEWS_ASK, on=queries.thing)
def ask(thing: queries.Thing) -> Reply:
    form = NewsForm(request.form or None)
    if request.method == "GET" or not form.validate():
        return render("subscriptions/ask.html", form.status, thing=thing, form=form)
    if form.is_child.data:
        return redirect(url_for(".child"), 303)
    operations.ask(thing, form.address, network(), bool(form.website.data))
    return redirect(url_for(".asked"), 303)


@bp.get("/envoye")
@requires(Permission.NEWS_ASK)
def asked() -> Reply:
    return render("subscriptions/asked.html")


@bp.get("/au-centre")
@requires(Permission.NEWS_ASK)
def child() -> Reply:
    return render("subscriptions/child.html")


@bp.get("/lien/<secret>")
@requires(Permission.NEWS_ASK)
def link(secret: str) -> Reply:
    found = opened(operations.WRONG_LINKS, lambda: queries.subscriber(secret))
    if found is None:
        return opens_nothing()
    followed = [(one, queries.about(one)) for one in found.subscriptions]
    return render("subscriptions/followed.html", secret=secret, followed=followed)


@bp.post("/lien/<secret>")
@requires(Permission.NEWS_ASK)
def confirm(secret: str) -> Reply:
    if not opened(operations.WRONG_LINKS, lambda: operations.confirm(secret, chosen())):
        return opens_nothing()
    return go(
        url_for(".link", secret=secret), "C’est noté\u00a0: nous vous écrirons quand il y a du nouveau."
    )


@bp.get("/lien/<secret>/arreter")
@requires(Permission.NEWS_ASK)
def before_stopping(secret: str) -> Reply:
    if opened(operations.WRONG_LINKS, lambda: queries.subscriber(secret)) is None:
        return opens_nothing()
    return render("subscriptions/stop.html", secret=secret)


@bp.post("/lien/<secret>/arreter")
@csrf.exempt
@requires(Permission.NEWS_ASK)
def stop(secret: str) -> Reply:
    """From the page, or from a mail programme (RFC 8058), which has neither cookie nor token.

    Whoever holds the link may stop what it opens, and nothing more: no other page does without the token.
    A secret that opens nothing is answered alike: stopping twice is stopping once.
    """
    goes_on = operations.stop(secret, chosen())
    if request.form.get("List-Unsubscribe") == "One-Click":
        return render("subscriptions/stopped.html")
    if not goes_on:
        return redirect(url_for(".stopped"), 303)
    return go(url_for(".link", secret=secret), "C’est arrêté.")


@bp.get("/arrete")
@requires(Permission.NEWS_ASK)
def stopped() -> Reply:
    return render("subscriptions/stopped.html")
