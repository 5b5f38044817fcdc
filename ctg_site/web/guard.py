"""What every request must pass: a known view, our own origin, a permission."""

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, overload

from flask import (
    Flask,
    abort,
    current_app,
    g,
    get_flashed_messages,
    has_request_context,
    request,
    session,
)
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import SecurityError
from werkzeug.local import LocalProxy

from ctg_site.domain.policy import VISITOR, Permission, Person, allowed, for_everybody

from .areas import FOLLOW_UP, STAFF, current_area
from .origins import Sender, is_foreign_write, sender

#: Why a request is refused before its view: sent from another site, or with a sign that nothing holds.
ORIGIN, NUL = "origin", "nul"
csrf = CSRFProtect()
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: What the URL gives, what a loader makes of it, what a view answers.
Given = ParamSpec("Given")
Subject = TypeVar("Subject")
Told = TypeVar("Told", covariant=True)
View = TypeVar("View", bound=Callable[..., Any])


class Guarded(Protocol[Given, Told]):
    """A view as its route calls it: by the values of the URL, and known by its permission."""

    permission: Permission

    def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> Told: ...


def person() -> Any:
    """Who is there: of the staff, the author or a companion who came with a code, or a visitor."""
    area = current_area()
    if area is STAFF and current_user.is_authenticated:
        return current_user._get_current_object() if isinstance(current_user, LocalProxy) else current_user
    if area is FOLLOW_UP and "proposal_id" in session:
        return Person(proposal_id=session["proposal_id"])
    if area is FOLLOW_UP and "companion_of" in session:
        return Person(companion_of=session["companion_of"])
    return VISITOR


@overload
def requires(permission: Permission) -> Callable[[Callable[Given, Told]], Guarded[Given, Told]]: ...
@overload
def requires(
    permission: Permission, on: Callable[Given, Subject | None]
) -> Callable[[Callable[[Subject], Told]], Guarded[Given, Told]]: ...
def requires(permission: Permission, on: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """Declare the permission of a view; `on` loads, from the URL, the subject it is checked against.

    The view receives the subject in place of the URL's values. Nothing found answers 404; found but not
    readable answers 404 too, so that nobody learns which files exist; a write not allowed answers 403.
    """

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**url_values: Any) -> Any:
            if on is None:
                authorize(permission)
                return view(**url_values)
            who = person()
            if who is VISITOR and not for_everybody(permission):
                abort(401)
            subject = on(**url_values)
            if subject is None or not _may_know(who, subject):
                abort(404)
            authorize(permission, subject)
            return view(subject)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return declare


def somebody() -> bool:
    """Whether the reader is of the staff, or came with a code."""
    return person() is not VISITOR


def accepts(most_bytes: int, known: Callable[[], bool] = somebody) -> Callable[[View], View]:
    """Let a view receive more than the site usually does, a photo say; from somebody `known` only."""

    def declare(view: View) -> View:
        view.most_bytes, view.known = most_bytes, known  # type: ignore[attr-defined]
        return view

    return declare


def _may_know(who: Any, subject: Any) -> bool:
    """Whoever may not even read a file is told that it does not exist."""
    if not hasattr(subject, "structure_id"):
        return True
    area = current_area()
    if area is STAFF:
        return allowed(who, getattr(subject, "known_by", Permission.FILE_READ), subject)
    return allowed(
        who, Permission.FOLLOW_UP_WRITE if area is FOLLOW_UP else Permission.PROPOSAL_READ, subject
    )


def authorize(permission: Permission, subject: Any = None) -> None:
    """Let pass, or answer 401 to somebody unknown and 403 to somebody known."""
    who = person()
    if not allowed(who, permission, subject):
        abort(401 if who is VISITOR else 403)


def can(permission: Permission, subject: Any = None) -> bool:
    """For templates: may the reader do this? The same table decides."""
    return allowed(person(), permission, subject)


def address() -> Address | None:
    """The address of whoever asks, an IPv4 one as itself however it travelled; None when it is unreadable."""
    said = request.remote_addr or ""
    for text in (said, said.strip("[]"), said.rpartition(":")[0].strip("[]")):  # a proxy may add the port
        try:
            found = ipaddress.ip_address(text)
        except ValueError:
            continue
        return found.ipv4_mapped or found if isinstance(found, ipaddress.IPv6Address) else found
    return None


def network() -> str | None:
    """The network the request comes from, as counters see it; None for the centres' own networks."""
    found = address()
    return None if _is_in_a_centre(found) else _network(found)


def own_network() -> str:
    """The same for the staff's doors: in a centre, where anybody may sit at a screen, the very address."""
    found = address()
    return str(found) if _is_in_a_centre(found) else _network(found)


def _is_in_a_centre(found: Address | None) -> bool:
    networks = current_app.extensions["ctg_settings"].centre_networks
    return found is not None and any(found in network for network in networks)


def _network(found: Address | None) -> str:
    if found is None:
        return "unknown"
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 56), strict=False))


def check_request() -> None:
    if isinstance(request.routing_exception, SecurityError):
        raise request.routing_exception  # another host’s name: no page may be drawn, not even of an error
    if is_foreign_write():
        abort(400, ORIGIN)
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return
    if not hasattr(view, "permission"):
        raise RuntimeError(f"{request.endpoint} declares no permission")
    if hasattr(view, "most_bytes") and request.method == "POST" and getattr(view, "known", somebody)():
        request.max_content_length = view.most_bytes
    if "\0" in request.path or any("\0" in value for value in request.args.values()):
        abort(404, NUL)  # no address of the site holds one, and PostgreSQL refuses it


def sent_from_here() -> bool:
    """Whether a write without a token may be believed: the browser says itself that a page of ours sent it.

    For the few views that pages kept by caches post to, which are exempt from the token; what says another
    origin was refused before. A browser that says nothing gives the token of a page that asks to confirm.
    """
    if "csrf_token" in request.form:
        csrf.protect()
        return True
    return sender() is Sender.HERE


def signed_in() -> dict[str, Any]:
    """For the staff's pages: who is signed in; nobody in a mail, or while the database is away."""
    knowable = has_request_context() and not g.get("database_away")
    who = person() if knowable else VISITOR
    return {"signed_in_name": getattr(who, "name", None), "signed_in_id": who.id}


def init_app(app: Flask) -> None:
    app.before_request(check_request)
    csrf.init_app(app)
    app.jinja_env.globals.update(can=can, Permission=Permission, flashes=get_flashed_messages)
    app.context_processor(signed_in)
