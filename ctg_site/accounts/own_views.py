"""One's own account: sessions, password, second factor, and what was kept when a session died."""

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask_login import current_user, login_user

from ctg_site.domain.policy import Permission
from ctg_site.web.errors import error_page
from ctg_site.web.guard import requires
from ctg_site.web.proof import PresentPasswordForm
from ctg_site.web.rendering import Reply, go, here, htmx_target, render

from . import operations, own_operations, queries
from .forms import ArrivalsForm, ChangePasswordForm, CodeForm, ShownNameForm
from .views import device, offered, own_page, set_up

bp = Blueprint("own", __name__, url_prefix="/equipe")


def me() -> queries.User:
    """The row of whoever is signed in, for the operations that change it."""
    return queries.account(current_user.id) or abort(401)


def my_session() -> queries.StaffSession:
    """The session of whoever asks; nobody is signed in any more once it was closed from another device."""
    return queries.session_of(current_user.session_token) or abort(401)


@bp.post("/rester")
@requires(Permission.ACCOUNT_USE)
def stay() -> Reply:
    """Somebody asks for thirty minutes more: coming here gave them already; a script stays on its page."""
    if htmx_target() is not None:
        return Response(status=204)
    return go(own_page(here()), "Votre session continue.")


@bp.get("/compte/")
@requires(Permission.ACCOUNT_USE)
def account() -> Reply:
    return account_page()


def account_page(form: ArrivalsForm | None = None, name_form: ShownNameForm | None = None) -> Response:
    """The page with the form that came back wrong, if any."""
    when = ArrivalsForm.AT_ONCE if current_user.told_at_once else ArrivalsForm.MORNING
    wrong = form or name_form
    return render(
        "accounts/account.html",
        wrong.status if wrong else 200,
        form=form or ArrivalsForm(when=when),
        name_form=name_form or ShownNameForm(shown_name=current_user.shown_name),
        current=current_user,
        sessions=queries.sessions(current_user.id),
        mine=my_session(),
        protected=queries.second_factor(current_user.id) is not None,
        kept=queries.kept(current_user.id),
    )


@bp.post("/compte/nouvelles-envies")
@requires(Permission.ACCOUNT_USE)
def choose_arrivals() -> Reply:
    form = ArrivalsForm(request.form)
    if not form.validate():
        return account_page(form)
    own_operations.choose_arrivals(me(), form.when.data == ArrivalsForm.AT_ONCE)
    return go(url_for(".account"), "C’est noté.")


@bp.post("/compte/prenom")
@requires(Permission.ACCOUNT_USE)
def show_name() -> Reply:
    form = ShownNameForm(request.form)
    if not form.validate():
        return account_page(name_form=form)
    own_operations.show_name(me(), form.shown_name.data or "")
    read = "votre prénom et votre fonction" if form.shown_name.data else "votre fonction seulement"
    return go(url_for(".account"), f"C’est noté\u00a0: les habitants lisent {read}.")


@bp.post("/compte/sessions/<int:number>/fermer")
@requires(Permission.ACCOUNT_USE)
def close_session(number: int) -> Reply:
    own_operations.close_session(number, mine=my_session())
    return go(url_for(".account"), "Cette session est fermée.")


@bp.post("/compte/sessions/fermer")
@requires(Permission.ACCOUNT_USE)
def close_others() -> Reply:
    own_operations.close_others(my_session())
    return go(url_for(".account"), "Toutes vos autres sessions sont fermées.")


@bp.route("/compte/mot-de-passe", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_USE)
def password() -> Reply:
    form = ChangePasswordForm(request.form, queries.own_words(current_user))
    if request.method == "GET" or not form.validate():
        return render("accounts/password.html", form.status, form=form)
    try:
        good = is_present(form)
    except operations.TooManyTries:
        return error_page(429, retry_after=60)
    if not good:
        return render("accounts/password.html", 422, form=form)
    sign_in_again(own_operations.change_password(me(), form.new_password.data, device()))
    return go(url_for(".account"), "Votre mot de passe est changé. Vos autres sessions sont fermées.")


def is_present(form: PresentPasswordForm) -> bool:
    """Whether the typed present password is right; the form says when it is not."""
    good = operations.verify(me(), form.present_password.data, my_session())
    if not good:
        form.refuse()
    return good


def prove(form: PresentPasswordForm) -> bool | None:
    """Whether the person at this screen is the one who signed in; None once too much was tried."""
    try:
        good = is_present(form)
    except operations.TooManyTries:
        return None
    if good:
        sign_in_again(own_operations.prove(my_session()))
    return good


def sign_in_again(token: str) -> None:
    """Go on under the new session that an operation opened in place of the one it closed."""
    login_user(queries.signed_in(token))


@bp.get("/compte/second-facteur")
@requires(Permission.ACCOUNT_USE)
def second_factor() -> Reply:
    return second_factor_page(PresentPasswordForm(), CodeForm())


def second_factor_page(form: PresentPasswordForm, code: CodeForm) -> Reply:
    """What protects the account, what may be done about it, and the telephone that is being set up."""
    mine = my_session()
    return render(
        "accounts/second_factor.html",
        422 if form.errors or code.errors else 200,
        form=form,
        code=code,
        failed=bool(code.errors),
        protected=queries.second_factor(current_user.id) is not None,
        needed_from=queries.second_factor_from(current_user),
        unused=queries.unused_codes(current_user.id),
        offer=offered(mine) if mine.offered_seed else None,
    )


@bp.post("/compte/second-facteur/<any(telephone, codes, retirer):act>")
@requires(Permission.ACCOUNT_USE)
def change_second_factor(act: str) -> Reply:
    """Each asks for the present password: an open screen is not enough to change what protects it."""
    form = PresentPasswordForm(request.form)
    try:
        good = form.validate() and is_present(form)
    except operations.TooManyTries:
        return error_page(429, retry_after=60)
    return redirect(ACTS[act](), 303) if good else second_factor_page(form, CodeForm())


def offer_telephone() -> str:
    own_operations.offer_second_factor(my_session())
    return url_for(".second_factor", _anchor="telephone")


def renew_codes() -> str:
    own_operations.renew_recovery_codes(my_session())
    return url_for(".recovery_codes")


def remove_second_factor() -> str:
    own_operations.remove_second_factor(my_session(), by=current_user)
    flash("Votre compte n’a plus que son mot de passe.")
    return url_for(".second_factor")


ACTS = {"telephone": offer_telephone, "codes": renew_codes, "retirer": remove_second_factor}


@bp.post("/compte/second-facteur/verifier")
@requires(Permission.ACCOUNT_USE)
def verify_second_factor() -> Reply:
    code = CodeForm(request.form)
    token = set_up(code, my_session())
    if token is None:
        return second_factor_page(PresentPasswordForm(), code)
    sign_in_again(token)
    return redirect(url_for(".recovery_codes"), 303)


@bp.route("/compte/codes", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_USE)
def recovery_codes() -> Reply:
    """The new codes, until the person says that they are kept: then nothing shows them again."""
    if request.method == "POST":
        own_operations.note_codes_kept(my_session())
        flash("Vos codes de secours sont prêts. Personne ne peut plus les afficher.")
        kept = queries.kept(current_user.id)
        return redirect(url_for(".found" if kept else "today.home"), 303)
    shown = queries.shown_codes(my_session())
    if not shown:
        return redirect(url_for(".second_factor"), 303)
    return render("accounts/recovery_codes.html", shown=shown)


@bp.route("/retrouve", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_USE)
def found() -> Reply:
    """What somebody wrote while their session was dead: to copy, to send again, or to erase."""
    if request.method == "POST":
        own_operations.erase_kept(by=current_user)
        return go(url_for("today.home"), "C’est effacé.")
    return render("accounts/found.html", kept=queries.kept(current_user.id))
