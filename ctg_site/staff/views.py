"""The administrator keeps the accounts of the staff: who works here, where, and with which rights."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, request, url_for
from flask_login import current_user

from ctg_site.domain.policy import Permission, Role
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import requires
from ctg_site.web.proof import proved
from ctg_site.web.rendering import Reply, go, render

from . import operations, queries
from .forms import REFUSED, InviteForm, NameForm, PostForm

bp = Blueprint("staff", __name__, url_prefix="/equipe/comptes")


@bp.get("/")
@requires(Permission.STAFF_MANAGE)
def accounts() -> Reply:
    return render("staff/accounts.html", page=queries.accounts(number_asked("apres")))


@bp.route("/inviter", methods=["GET", "POST"])
@requires(Permission.STAFF_MANAGE)
@proved
def invite() -> Reply:
    form = InviteForm(request.form, queries.places())
    if request.method == "GET" or not form.validate():
        return render("staff/invite.html", form.status, form=form)
    try:
        user = operations.invite(form.email.data, post_of(form), by=current_user)
    except operations.AccountError as error:
        form.refuse(error.reason)
        return render("staff/invite.html", 422, form=form)
    return go(
        url_for(".accounts"), f"L’invitation part à {user.email}. Son lien s’ouvre pendant trois jours."
    )


def post_of(form: PostForm) -> operations.Post:
    return operations.Post(
        name=form.name.data,
        function=form.function.data or "",
        role=Role(form.role.data),
        slugs=tuple(form.structures.data),
    )


@bp.route("/<int:number>", methods=["GET", "POST"])
@requires(Permission.STAFF_MANAGE, on=queries.account)
@proved
def account(user: queries.User) -> Reply:
    form = form_for(user)
    if request.method == "GET" or not form.validate():
        return page_of(user, form)
    try:
        operations.change(user.id, changed(user, form), by=current_user)
    except operations.AccountError as error:
        form.refuse(error.reason)
        return page_of(user, form)
    return go(url_for(".account", number=user.id), "C’est enregistré.")


def form_for(user: queries.User) -> NameForm:
    """Everything of somebody else; of oneself, the name and the function alone."""
    held: dict[str, Any] = {"name": user.name, "function": user.function}
    if user.id == current_user.id:
        return NameForm(request.form, data=held)
    held |= {"role": user.role, "structures": [place.slug for place in user.structures]}
    return PostForm(request.form, queries.places(), data=held)


def changed(user: queries.User, form: NameForm) -> operations.Post:
    """What the form gives the account; oneself keeps one's role and one's places."""
    if isinstance(form, PostForm):
        return post_of(form)
    places = tuple(place.slug for place in user.structures)
    return operations.Post(form.name.data, user.role, places, form.function.data or "")


def page_of(user: queries.User, form: NameForm, failed: str = "") -> Reply:
    """Somebody's account; `failed` says what was asked beside the form, and could not be done."""
    return render(
        "staff/account.html",
        422 if failed else form.status,
        user=user,
        form=form,
        failed=failed,
        protected=queries.is_protected(user.id),
        oneself=user.id == current_user.id,
    )


@bp.post("/<int:number>/<any(inviter, fermer, rouvrir, telephone):act>")
@requires(Permission.STAFF_CHANGE, on=queries.asked)
@proved
def act(asked: queries.ActAsked) -> Reply:
    do, said = ACTS[asked.act]
    try:
        do(asked.id, by=current_user)
    except operations.AccountError as error:
        user = queries.account(asked.id) or abort(404)
        return page_of(user, form_for(user), REFUSED[error.reason])
    return go(url_for(".account", number=asked.id), said)


ACTS: dict[str, tuple[Callable[..., Any], str]] = {
    "inviter": (operations.invite_again, "Une nouvelle invitation part. L’ancienne ne s’ouvre plus."),
    "fermer": (operations.disable, "Ce compte est fermé. Ses sessions aussi."),
    "rouvrir": (operations.enable, "Ce compte est rouvert."),
    "telephone": (
        operations.reset_second_factor,
        "Le code du téléphone est remis à zéro. La personne le remettra en place à sa prochaine connexion.",
    ),
}
