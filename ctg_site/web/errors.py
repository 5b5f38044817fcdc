"""Errors become HTTP once, here: a French sentence that says what to do, every word typed given back."""

from dataclasses import dataclass, field
from typing import Any

from flask import (
    Flask,
    Response,
    current_app,
    g,
    make_response,
    render_template,
    request,
    session,
    url_for,
)
from flask_wtf.csrf import CSRFError, generate_csrf
from jinja2_fragments.flask import render_block
from sqlalchemy.exc import IntegrityError, InterfaceError, NoResultFound, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from ctg_site.domain.workflow import Forbidden, InvalidTransition, OutOfDate
from ctg_site.slots import AllTaken
from ctg_site.words.french import moment
from ctg_site.words.journal import told_to_staff

from .areas import FOLLOW_UP, STAFF, cookie_name, current_area, nobody_is_in
from .database import TooManyWriters, let_go, lost_a_race
from .forms import clean
from .guard import NUL, ORIGIN
from .logs import note_refusal
from .origins import Sender, sender
from .rendering import gone_to, here, htmx_target


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """What an error page says: its title, one sentence, and what may be done now."""

    title: str
    message: str
    advice: tuple[str, ...] = field(default=())


ERRORS = {
    400: ErrorWords(
        "Cette page a trop attendu",
        "Nous n’avons pas pu vérifier que l’envoi venait bien de vous.",
        ("Relisez ce que vous aviez écrit, ci-dessous.", "Puis envoyez à nouveau."),
    ),
    403: ErrorWords("Ce n’est pas permis", "Vous n’avez pas le droit de faire cela."),
    404: ErrorWords(
        "Cette page n’existe pas",
        "L’adresse est peut-être mal écrite, ou la page a été retirée.",
        ("Vérifiez l’adresse.", "Ou repartez de la page d’accueil."),
    ),
    405: ErrorWords("Cette adresse ne s’utilise pas ainsi", "Revenez à la page d’avant, puis recommencez."),
    409: ErrorWords(
        "Quelqu’un est passé avant vous",
        "Ce dossier a changé pendant que vous écriviez. Votre décision n’a pas été enregistrée.",
        ("Votre texte est gardé ci-dessous.", "Rouvrez le dossier avant de décider."),
    ),
    413: ErrorWords(
        "C’est trop long pour être envoyé",
        "Nous n’avons pas pu lire votre envoi\u00a0: il dépasse ce que le site accepte.",
        (
            "Revenez en arrière\u00a0: votre texte est encore dans la page d’avant.",
            "Raccourcissez-le. Un fichier trop lourd\u00a0? Prenez-en un plus léger.",
        ),
    ),
    429: ErrorWords(
        "Trop d’essais d’affilée",
        "Attendez dix minutes, puis essayez à nouveau.",
        ("Vous pouvez aussi nous appeler\u00a0: une personne vous aide.",),
    ),
    500: ErrorWords(
        "Une erreur est survenue", "Ce n’est pas de votre faute. Réessayez dans quelques minutes."
    ),
    503: ErrorWords(
        "Le site se repose un instant",
        "Nous ne pouvons pas enregistrer pour le moment. Réessayez dans quelques minutes.",
    ),
}
OTHER_SITE = ErrorWords(
    "Cet envoi ne vient pas d’ici",
    "Il a été fait depuis une autre adresse que celle de ce site\u00a0: nous ne l’avons pas enregistré.",
    ("Ouvrez la page sur ce site, puis recommencez.",),
)
NO_COOKIE = ErrorWords(
    "Votre envoi n’est pas enregistré",
    "Le petit fichier qui protège l’envoi, un «\u00a0cookie\u00a0», manque\u00a0: la page a trop attendu, ou"
    " votre navigateur le refuse.",
    ("Envoyez à nouveau, ci-dessous.",),
)
COOKIES_REFUSED = ErrorWords(
    "Votre navigateur refuse les cookies",
    "Sans ce petit fichier, nous ne pouvons pas vérifier que l’envoi vient bien de vous.",
    (
        "Dans les réglages du navigateur, cherchez «\u00a0cookies\u00a0» et autorisez-les pour ce site.",
        "Puis envoyez à nouveau, ci-dessous.",
        "Ou appelez-nous\u00a0: une personne écrit avec vous.",
    ),
)
UNSAID = ErrorWords(
    "Votre envoi n’est pas enregistré",
    "Nous n’avons pas pu vérifier qu’il venait bien d’une page de ce site.",
    ("Copiez votre texte, ci-dessous.", "Puis ouvrez la page sur ce site, et envoyez-le à nouveau."),
)
VISIT_OVER = ErrorWords(
    "Le suivi s’est refermé",
    "Il se referme après un moment, pour que personne d’autre ne le lise. Votre texte n’est pas envoyé.",
    ("Copiez votre texte, ci-dessous.", "Puis écrivez votre code à nouveau, et envoyez-le."),
)
#: Never given back: secrets, and what the page adds by itself.
NOT_KEPT = frozenset({"csrf_token", "password", "new_password", "present_password", "totp", "again"})
#: Not words of somebody: what the page says of itself.
OF_THE_PAGE = ("version", "key", "event", "next")
LONG_TEXT = 40
#: Why the guard refuses a request, told in the log.
REFUSALS = frozenset({ORIGIN, NUL})
#: Sent by the form of an error page, so that the same failure twice is told otherwise.
SENT_AGAIN = "envoye_a_nouveau"


def error_page(code: int, words: ErrorWords | None = None, retry_after: int | None = None) -> Response:
    """The answer for `code`: a page, or for htmx the sentence alone, which lands in the messages."""
    words = words or ERRORS.get(code) or ERRORS[400]
    g.database_away = True  # it may be: a page that tells an error asks nothing of it
    if sender() is Sender.ELSEWHERE:
        nobody_is_in()
    context: dict[str, Any] = {
        "code": code,
        "title": words.title,
        "message": words.message,
        "advice": words.advice,
        "request_id": g.get("request_id") if code >= 500 else None,
        **_typed(code),
    }
    if htmx_target() is not None:
        html = render_block("error.html", "message", **context)
    else:
        html = render_template("error.html", **context)
    response = make_response(html, code)
    if retry_after is not None:
        response.retry_after = retry_after
    return response


def _typed(code: int) -> dict[str, Any]:
    """The words of the form that failed, to show, long ones first, and to send again.

    Words that another site sent are nobody's: they are not shown as ours. A token is given to what a page of
    ours sent, as the browser says it, or to what had one already: never to what was refused for want of it.
    """
    sent_by = sender()
    posted = request.method == "POST" and code not in {404, 405, 413} and sent_by is not Sender.ELSEWHERE
    again = posted and code in {400, 500, 503} and (sent_by is Sender.HERE or g.get("csrf_valid", False))
    kept, hidden, retry = [], [], request.full_path.rstrip("?") if again else None
    for name, value in request.form.items(multi=True) if posted else ():
        if name in NOT_KEPT or name == SENT_AGAIN or not value:
            continue
        long = len(value) > LONG_TEXT or "\n" in value or name == "text"
        if long or (retry is None and not name.endswith(OF_THE_PAGE)):
            kept.append(("Ce que vous aviez écrit", name, value))
        else:
            hidden.append((name, value))
    kept.sort(key=lambda one: len(one[2]) <= LONG_TEXT)
    return {
        "kept": kept,
        "hidden": [*hidden, (SENT_AGAIN, "1")] if retry else [],
        "retry": retry,
        "retry_token": generate_csrf() if retry and current_area() is not None else None,
        "kept_hours": _kept_hours() if posted else None,
    }


def _kept_hours() -> int | None:
    """How long the site keeps what was written on the screens before this one; None when it does not."""
    area = current_area()
    if area is None or area.draft is None or not session.get(area.draft[0]):
        return None
    return int(area.draft[1].total_seconds()) // 3600


def without_token(error: CSRFError) -> Response:
    """The page waited too long, or the browser refuses what the form needs: sent twice, it is the latter."""
    note_refusal("token")
    area = current_area()
    if sender() is not Sender.HERE:
        return error_page(400, UNSAID)
    if area is None or cookie_name(area.cookie) in request.cookies:
        return error_page(400)
    return error_page(400, COOKIES_REFUSED if SENT_AGAIN in request.form else NO_COOKIE)


def plain_error(error: HTTPException) -> Response:
    """Its page, and what the error says to programs: the verbs allowed, when to come back."""
    code = error.code or 500
    if code == 500:
        let_go()
    if error.description in REFUSALS:
        note_refusal(str(error.description))
    page = error_page(code, OTHER_SITE if error.description == ORIGIN else None)
    for name, value in error.get_headers():
        if name != "Content-Type":
            page.headers[name] = value
    return page


def out_of_date(error: Exception) -> Response:
    happened = getattr(error, "happened", None)
    words = ERRORS[409]
    if happened is not None:
        who = happened.who or "La personne"
        what = f"{who} a choisi «\u00a0{told_to_staff(happened)}\u00a0», {moment(happened.when)}."
        words = ErrorWords(words.title, f"{what} {words.message}", words.advice)
    return error_page(409, words)


def gone_meanwhile(error: Exception) -> Response:
    """What was read is not there any more, or what was free is taken: by another tab, or by somebody else."""
    if isinstance(error, IntegrityError) and not lost_a_race(error):
        raise error
    current_app.logger.exception("somebody came first")
    let_go()
    return out_of_date(error)


def unknown_person(error: HTTPException) -> Response:
    """Somebody must say who they are first: the staff sign in, an author gives the code."""
    if current_area() is FOLLOW_UP:
        return error_page(403, VISIT_OVER) if _has_words() else gone_to(url_for("follow_up.code"))
    if current_area() is STAFF:
        _keep_typed()
        return gone_to(url_for("accounts.sign_in", next=here()))
    return error_page(403)


def _has_words() -> bool:
    sent = request.form.items() if request.method == "POST" else ()
    return any(len(value) > LONG_TEXT and name not in NOT_KEPT for name, value in sent)


def _keep_typed() -> None:
    """Words sent under a session that had ended are handed to whoever keeps them for their person."""
    token = session.get("_user_id")
    if request.method != "POST" or token is None:
        return
    typed = [
        (name, clean(value))
        for name, value in request.form.items(multi=True)
        if value and name not in NOT_KEPT
    ]
    if any(" " in value for _, value in typed):
        page = here() if here().startswith(f"{STAFF.path}/") else f"{STAFF.path}/"
        action = clean(request.full_path.rstrip("?"))
        current_app.extensions["ctg_keep_writing"](token, action, clean(page), typed)


def forged_host(error: SecurityError) -> Response:
    """Somebody asks for another site: no page can be drawn, since no address can be trusted."""
    note_refusal("host")
    return Response("Cette adresse n’est pas celle de ce site.", 400, mimetype="text/plain")


def database_away(error: Exception) -> Response:
    current_app.logger.exception("the database is away")
    g.database_away = True
    let_go()
    return error_page(503, retry_after=60)


def busy(error: Exception) -> Response:
    """As many passwords are checked as may be at once: whoever waits for long tries again."""
    return error_page(503, retry_after=10)


def init_app(app: Flask) -> None:
    app.register_error_handler(AllTaken, busy)
    for conflict in (InvalidTransition, StaleDataError, OutOfDate):
        app.register_error_handler(conflict, out_of_date)
    for late in (IntegrityError, NoResultFound):
        app.register_error_handler(late, gone_meanwhile)
    for away in (OperationalError, InterfaceError, PoolTimeout, TooManyWriters):
        app.register_error_handler(away, database_away)
    app.register_error_handler(SecurityError, forged_host)
    app.register_error_handler(Forbidden, lambda error: error_page(403))
    app.register_error_handler(CSRFError, without_token)
    app.register_error_handler(401, unknown_person)
    for code in (400, 403, 404, 405, 413, 429, 500, 503):
        app.register_error_handler(code, plain_error)
