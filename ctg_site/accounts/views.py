"""The staff sign in and out, and choose their password."""

from typing import Any

from flask import Blueprint, flash, redirect, request, session, url_for
from flask_login import current_user, login_user, logout_user

from ctg_site.domain.policy import Permission
from ctg_site.web.areas import STAFF, current_area
from ctg_site.web.errors import error_page
from ctg_site.web.guard import can, place, requires
from ctg_site.web.rendering import render

from . import operations, queries
from .forms import PasswordForm, SignInForm

bp = Blueprint("accounts", __name__, url_prefix="/equipe")


@bp.before_app_request
def keep_alive() -> None:
    """The only thing that reading a page changes: the clock of one's own session."""
    if current_area() is not STAFF or not current_user.is_authenticated:
        return
    operations.seen(current_user)


@bp.get("/")
@requires(Permission.STAFF_ENTER)
def home() -> Any:
    """Whoever handles envies goes to them; the others read what their account is for."""
    if can(Permission.INBOX_READ):
        return redirect(url_for("moderation.inbox"), 303)
    return render("accounts/home.html")


@bp.route("/connexion", methods=["GET", "POST"])
@requires(Permission.STAFF_SIGN_IN)
def sign_in() -> Any:
    form = SignInForm(request.form)
    if request.method == "GET" or not form.validate():
        return render("accounts/sign_in.html", form.status, form=form)
    try:
        token = operations.sign_in(form.email.data, form.password.data, place())
    except operations.TooManyTries:
        return error_page(429, retry_after=60)
    if token is None:
        form.refuse()
        return render("accounts/sign_in.html", 422, form=form)
    destination = own_page(request.args.get("next", ""))
    session.clear()
    login_user(queries.signed_in(token))
    return redirect(destination, 303)


def own_page(path: str) -> str:
    """Where to go after signing in: only a page of the staff's own area."""
    plain = path.startswith("/equipe/") and "//" not in path and "\\" not in path and path.isprintable()
    return path if plain else url_for(".home")


@bp.post("/deconnexion")
@requires(Permission.STAFF_SIGN_IN)
def sign_out() -> Any:
    if current_user.is_authenticated:
        operations.sign_out(current_user.session_token)
    logout_user()
    session.clear()
    flash("Vous êtes déconnecté·e.")
    return redirect(url_for(".sign_in"), 303)


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@requires(Permission.STAFF_SIGN_IN, on=queries.invitation)
def invitation(found: Any) -> Any:
    form = PasswordForm(request.form)
    if request.method == "GET" or not form.validate():
        return render("accounts/invitation.html", form.status, form=form, invitation=found)
    operations.choose_password(found, form.new_password.data)
    flash("Votre mot de passe est choisi. Vous pouvez vous connecter.")
    return redirect(url_for(".sign_in"), 303)
