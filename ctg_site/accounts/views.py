"""The staff come in: password, second factor, invitation, forgotten password; and go out."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, session, url_for
from flask_login import current_user, login_user, logout_user

from ctg_site.domain.devices import device_words
from ctg_site.domain.policy import Permission
from ctg_site.web.areas import STAFF, current_area
from ctg_site.web.errors import error_page
from ctg_site.web.guard import own_network, requires
from ctg_site.web.qr_code import square
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words import french

from . import device_views, operations, own_operations, queries
from .forms import CodeForm, ForgottenForm, PasswordForm, SignInForm

bp = Blueprint("accounts", __name__, url_prefix="/equipe")
WHERE = "Installez-le dans «\u00a0Mon compte\u00a0»."


@bp.before_app_request
def keep_alive() -> None:
    """The only thing that reading a page changes: the clock of one's own session."""
    if current_area() is not STAFF or not current_user.is_authenticated:
        return
    operations.seen(current_user)


@bp.route("/connexion", methods=["GET", "POST"])
@requires(Permission.STAFF_SIGN_IN)
def sign_in() -> Reply:
    form = SignInForm(request.form)
    if request.method == "GET" or not form.validate():
        return render("accounts/sign_in.html", form.status, form=form)
    try:
        opened = operations.sign_in(
            form.email.data, form.password.data, own_network(), device(), device_views.known()
        )
    except operations.TooManyTries:
        return error_page(429, retry_after=60)
    if opened is None:
        form.refuse()
        return render("accounts/sign_in.html", 422, form=form)
    return opened_for(opened, own_page(request.args.get("next", "")))


def opened_for(opened: operations.Opened, destination: str) -> Reply:
    """A half session goes to its second step; nothing of the cookie somebody came with is left."""
    if not opened.second_factor_due:
        return entered(opened.token, destination)
    session.clear()
    session.update(half=opened.token, next=destination)
    return redirect(url_for(".second_step"), 303)


def entered(token: str, destination: str) -> Reply:
    """Somebody is signed in under a new token; what they wrote before their session died is shown first."""
    session.clear()
    user = queries.signed_in(token)
    login_user(user)
    if user and queries.kept(user.id):
        flash("Votre session s’était fermée. Ce que vous aviez écrit est gardé.")
        destination = url_for("own.found")
    if queries.shown_codes(queries.session_of(token)):
        destination = url_for("own.recovery_codes")
    if user and (needed := queries.second_factor_missing(user)):
        flash(f"Dès le {french.day(needed)}, un code de votre téléphone sera demandé. {WHERE}")
    answer = go(destination)
    return device_views.remember(answer, user.id) if user else answer


def device() -> str:
    return device_words(request.headers.get("User-Agent", ""))


def own_page(path: str) -> str:
    """Where to go after signing in: only a page of the staff's own area."""
    plain = path.startswith("/equipe/") and "//" not in path and "\\" not in path and path.isprintable()
    return path if plain else url_for("today.home")


@bp.route("/connexion/code", methods=["GET", "POST"])
@requires(Permission.STAFF_SIGN_IN)
def second_step() -> Reply:
    """After the password: six digits of the telephone, or a recovery code."""
    half = queries.half_session(session.get("half", ""))
    if half is None or half.offered_seed:
        return redirect(url_for(".first_set_up" if half else ".sign_in"), 303)
    form = CodeForm(request.form)
    try:
        token = given_code(form, half)
    except operations.TooManyTries:
        return error_page(429, retry_after=600)
    if token is None:
        shown = queries.shown_code(half.user_id)
        return render("accounts/code.html", form.status, form=form, shown=shown)
    return entered(token, session.get("next", url_for("today.home")))


def given_code(form: CodeForm, half: queries.StaffSession) -> str | None:
    """The token of the session that the typed code opens; None when it is refused, which the form says."""
    if request.method == "GET" or not form.validate():
        return None
    try:
        token = operations.give_code(half, form.totp.data, own_network(), device_views.known())
    except operations.Replayed:
        form.refuse_replayed()
        return None
    if token is None:
        form.refuse()
    return token


@bp.route("/connexion/second-facteur", methods=["GET", "POST"])
@requires(Permission.STAFF_SIGN_IN)
def first_set_up() -> Reply:
    """Whoever must have a second factor sets it up before anything else."""
    half = queries.half_session(session.get("half", ""))
    if half is None or not half.offered_seed:
        return redirect(url_for(".second_step" if half else ".sign_in"), 303)
    form = CodeForm(request.form)
    token = set_up(form, half)
    if token is None:
        return render("accounts/set_up.html", form.status, form=form, **offered(half))
    return entered(token, session.get("next", url_for("today.home")))


def set_up(form: CodeForm, of_session: queries.StaffSession) -> str | None:
    """The token of the session under which the second factor is the person's own; None when it is not yet."""
    if request.method == "GET" or not form.validate():
        return None
    token = operations.set_up(of_session.id, form.totp.data)
    if token is None:
        form.refuse()
    return token


def offered(of_session: queries.StaffSession) -> dict[str, Any]:
    """What the page shows of the secret: a square to photograph, and groups of signs to type."""
    secret, address = queries.offered(of_session)
    groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
    return {"square": square(address), "groups": groups}


@bp.post("/deconnexion")
@requires(Permission.STAFF_SIGN_IN)
def sign_out() -> Reply:
    if current_user.is_authenticated:
        operations.sign_out(current_user.session_token)
    logout_user()
    session.clear()
    return go(url_for(".sign_in"), "Votre session est fermée.")


@bp.route("/oubli", methods=["GET", "POST"])
@requires(Permission.STAFF_SIGN_IN)
def forgotten() -> Reply:
    """The same sentence for an address that nobody has: who works here is nobody's business."""
    form = ForgottenForm(request.form)
    if request.method == "GET" or not form.validate():
        return render("accounts/forgotten.html", form.status, form=form)
    try:
        own_operations.ask_reset(form.email.data, own_network())
    except operations.TooManyTries:
        return error_page(429, retry_after=3600)
    flash(
        "Si cette adresse a un compte, un mail vient de partir. Son lien s’ouvre une fois, pendant une heure."
    )
    return redirect(url_for(".sign_in"), 303)


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@requires(Permission.STAFF_SIGN_IN, on=queries.invitation)
def invitation(found: queries.Invitation) -> Reply:
    return choosing("invitation", found)


@bp.route("/oubli/<token>", methods=["GET", "POST"])
@requires(Permission.STAFF_SIGN_IN, on=queries.reset)
def reset(found: queries.PasswordReset) -> Reply:
    return choosing("reset", found)


def choosing(purpose: str, link: queries.Invitation | queries.PasswordReset) -> Reply:
    """The page of a link with which somebody chooses a password; a dead one is an unknown page."""
    user = link.user or abort(404)
    form = PasswordForm(request.form, queries.own_words(user))
    if request.method == "GET" or not form.validate():
        return render("accounts/choose.html", form.status, form=form, user=user, purpose=purpose)
    token = (request.view_args or {})["token"]
    if not own_operations.choose_password(purpose, token, form.new_password.data):
        return error_page(404)
    session.clear()
    return go(url_for(".sign_in"), "Votre mot de passe est choisi. Vous pouvez vous connecter.")
