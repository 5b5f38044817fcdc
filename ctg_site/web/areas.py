"""Some areas have a cookie each, bound to their path; everywhere else there is no session at all."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, Request, Response, current_app, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature, URLSafeTimedSerializer

from ctg_site.domain.tokens import new_token

from .origins import is_foreign_write
from .sealing import DIGEST


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the site that remembers its visitor, and what for; `lifetime` None: until the browser closes.

    `draft`: what the session holds once the site keeps on its own side what was written, and for how long.
    """

    path: str
    cookie: str
    lifetime: timedelta | None
    purpose: str
    draft: tuple[str, timedelta] | None = None
    #: A visit ends so long after its last act (a form sent), however often its pages are read.
    longest: timedelta | None = None
    #: What the session holds once somebody is in: each page read gives `lifetime` again, and tells its end.
    opened_by: frozenset[str] = frozenset()
    #: Its first page is where one begins, and search engines may lead there.
    is_findable: bool = False

    def holds(self, path: str) -> bool:
        return path == self.path or path.startswith(self.path + "/")


#: Those that the guard and the errors know; each slice declares its own.
FOLLOW_UP = Area(
    "/suivi",
    "ctg_suivi",
    timedelta(minutes=30),
    "Garder votre envie ouverte après le code",
    longest=timedelta(hours=2),
    opened_by=frozenset({"proposal_id", "companion_of", "linked"}),
)
STAFF = Area("/equipe", "ctg_equipe", None, "Garder la connexion de l’équipe")
LONGEST = timedelta(hours=24)
#: So long before the end, a script says that it comes.
WARNED = timedelta(minutes=5)
#: What a session holds of its visit: the number by which it is ended, and when it began. The staff have rows.
VISIT, SINCE = "visit", "since"
#: When it began, once an act made it last: it never lasts longer than a day.
BEGAN = "began"
#: By which a browser of the staff is known again at the door of their area.
DEVICE_COOKIE, DEVICE_LIFE = "ctg_appareil", timedelta(days=180)


def areas() -> tuple[Area, ...]:
    """Those of all slices, handed over when the site starts."""
    found: tuple[Area, ...] = current_app.extensions["ctg_areas"]
    return found


def current_area() -> Area | None:
    return next((area for area in areas() if area.holds(request.path)), None)


def cookie_name(name: str) -> str:
    """The name under which a cookie travels: over TLS, one that no other host of the town may set."""
    return f"__Secure-{name}" if current_app.config["SESSION_COOKIE_SECURE"] else name


class AreaSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, under the name, path, lifetime and seal of the area; none on pages only read."""

    digest_method = staticmethod(DIGEST)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What an area sealed is nothing under the name of another."""
        serializer, area = super().get_signing_serializer(app), current_area()
        if serializer is not None and area is not None:
            serializer.salt = f"{self.salt} {area.cookie}".encode()
        return serializer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        area, serializer = current_area(), self.get_signing_serializer(app)
        if area is None or serializer is None:
            return None
        cookie = request.cookies.get(cookie_name(area.cookie))
        if not cookie:
            return self.session_class()
        try:
            held, signed = serializer.loads(cookie, return_timestamp=True)
        except BadSignature:
            return self.session_class()
        # Signed in the future, by a clock that was set back since: as if it were now.
        too_old = datetime.now(UTC) - signed > (area.lifetime or LONGEST)
        return self.session_class() if too_old else self.session_class(held)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """What another site makes a browser send changes none of its cookies; each visit has its number."""
        if is_foreign_write():
            return
        if session and session.modified and VISIT not in session and current_area() is not STAFF:
            session[VISIT], session[SINCE] = new_token(), int(datetime.now(UTC).timestamp())
        super().save_session(app, session, response)

    def get_cookie_name(self, app: Flask) -> str:
        area = current_area()
        return cookie_name(area.cookie) if area else super().get_cookie_name(app)

    def get_cookie_path(self, app: Flask) -> str:
        area = current_area()
        return area.path if area else super().get_cookie_path(app)

    def get_expiration_time(self, app: Flask, session: SessionMixin) -> datetime | None:
        area = current_area()
        return datetime.now(UTC) + area.lifetime if area and area.lifetime else None


def close_what_is_over() -> None:
    """A visit that somebody ended, or that lasts for too long, is as if it never was."""
    area = current_area()
    if area is None or VISIT not in session:
        return
    if area.longest is not None and datetime.now(UTC) > _last_moment(area.longest):
        session.clear()
    elif current_app.extensions["ctg_visit_is_over"](session[VISIT]):
        session.clear()
    elif area.opened_by & session.keys():
        _go_on(area)


def _last_moment(longest: timedelta) -> datetime:
    since, began = (datetime.fromtimestamp(session.get(name, session[SINCE]), UTC) for name in (SINCE, BEGAN))
    return min(since + longest, began + LONGEST)


def _go_on(area: Area) -> None:
    """Whoever reads stays for a while; whoever acts, for as long as if they had just come."""
    session.modified = True
    if request.method == "POST":
        session.setdefault(BEGAN, session[SINCE])
        session[SINCE] = int(datetime.now(UTC).timestamp())
    if area.lifetime is not None and area.longest is not None:
        g.closes_at = min(datetime.now(UTC) + area.lifetime, _last_moment(area.longest))


def closing() -> dict[str, Any]:
    """For the page of whoever is in: until when it stays open, and when to say it again."""
    until = g.get("closes_at")
    left = (until - datetime.now(UTC) - WARNED) // timedelta(minutes=1) if until else 0
    return {"closes_at": until, "minutes_left": max(left, 0)}


def nobody_is_in() -> None:
    """What was open is closed: the page that tells it has no end."""
    g.pop("closes_at", None)


def leave() -> None:
    """End this visit for good, here and not in the browser alone: nobody who copied its cookie goes on."""
    nobody_is_in()
    area = current_area()
    if area is not None and area.lifetime is not None and VISIT in session:
        current_app.extensions["ctg_end_visit"](session[VISIT], area.lifetime)
    session.clear()


def begin_again() -> None:
    """Another visit begins, with a number and an end of its own: somebody said who they are."""
    for name in (VISIT, SINCE, BEGAN):
        session.pop(name, None)


def init_app(app: Flask) -> None:
    app.before_request(close_what_is_over)
    app.context_processor(closing)
    app.session_interface = AreaSessions()
