"""The headers of every answer: what the browser may load, and what may be kept."""

from flask import Flask, Response, current_app, request

from .areas import current_area
from .logs import SECRETS

#: What everybody reads may be kept by all, who ask each time whether it still holds.
KEEPABLE = "public, no-cache"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def of_site(is_secure: bool) -> dict[str, str]:
    """The headers of every answer; over TLS, as its settings say and whoever ends it, browsers stay on it."""
    lasting = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
    return HEADERS | (lasting if is_secure else {})


def of_frame(loads: str) -> dict[str, str]:
    """The headers of what another site may show in a frame: nothing acts in it, and its links open beside."""
    sites = " ".join(current_app.extensions["ctg_settings"].framed_by) or "*"
    csp = (
        f"default-src 'none'; {loads}; form-action 'none'; base-uri 'none'; frame-ancestors {sites}; "
        "sandbox allow-popups allow-popups-to-escape-sandbox"
    )
    return {"Content-Security-Policy": csp, "Cross-Origin-Resource-Policy": "cross-origin"}


def add_headers(response: Response) -> Response:
    loads = current_app.extensions["ctg_framed"].get(request.endpoint)
    if loads is not None and response.status_code == 200:
        response.headers.update(of_frame(loads))
    for name, value in of_site(current_app.config["SESSION_COOKIE_SECURE"]).items():
        response.headers.setdefault(name, value)
    if response.mimetype == "text/html":
        response.vary.update(("HX-Request", "HX-Target"))
    if current_area() is not None or response.status_code >= 400 or _is_somebodys():
        response.headers["Cache-Control"] = "no-store"
    elif request.method in {"GET", "HEAD"} and response.status_code == 200:
        response.headers.setdefault("Cache-Control", KEEPABLE)
        response.add_etag()
        response.make_conditional(request)
    return response


def _is_somebodys() -> bool:
    """What a secret opens is for whoever holds it."""
    return request.url_rule is not None and bool(SECRETS & request.url_rule.arguments)


def init_app(app: Flask) -> None:
    app.after_request(add_headers)
