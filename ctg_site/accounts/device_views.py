"""The browser in which somebody signed in once is known again: no stranger at the same place locks it out."""

import secrets

from flask import Response, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from ctg_site.web.areas import DEVICE_COOKIE, DEVICE_LIFE, STAFF, cookie_name
from ctg_site.web.sealing import sealed_for

from .operations import STRANGER, KnownBrowser

#: Colleagues who share a screen; beyond, whoever signed in longest ago is a stranger again.
MOST = 12


def known() -> KnownBrowser:
    """What this browser shows of its former sign-ins; nothing when it shows what we never signed."""
    try:
        kept = _sealed().loads(
            request.cookies.get(cookie_name(DEVICE_COOKIE), ""), max_age=int(DEVICE_LIFE.total_seconds())
        )
    except BadData:
        return STRANGER
    mark, *accounts = kept
    return KnownBrowser(mark, tuple(accounts))


def remember(answer: Response, account: int) -> Response:
    """Somebody entered here: until half a year without anybody, this browser counts its own wrong tries."""
    before = known()
    accounts = [account, *(one for one in before.accounts if one != account)][:MOST]
    answer.set_cookie(
        cookie_name(DEVICE_COOKIE),
        _sealed().dumps([before.mark or secrets.token_urlsafe(16), *accounts]),
        max_age=DEVICE_LIFE,
        path=STAFF.path,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return answer


def _sealed() -> URLSafeTimedSerializer:
    return sealed_for("known device")
