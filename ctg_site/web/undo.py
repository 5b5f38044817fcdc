"""A light act can be taken back for ten minutes: the sentence that tells it offers « Annuler »."""

from typing import Any

from flask import flash, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer

from ctg_site.domain.workflow import InvalidTransition

from .guard import person
from .sealing import sealed_for

SECONDS = 600


def _sealed() -> URLSafeTimedSerializer:
    return sealed_for("undo")


def offer(said: str, endpoint: str, done: dict[str, Any], **values: Any) -> None:
    """Tell `said`; if anything was `done`, with a button that sends it back to `endpoint`."""
    if not done:
        flash(said)
        return
    kept = _sealed().dumps([person().id, url_for(endpoint, **values), done])
    flash(said, url_for(endpoint, fait=kept, **values))


def asked() -> dict[str, Any]:
    """What this person did, and takes back; InvalidTransition when it is too old, or was done by another."""
    try:
        by, path, done = _sealed().loads(request.args.get("fait", ""), max_age=SECONDS)
    except BadData as error:
        raise InvalidTransition("too late, or never offered") from error
    if (by, path) != (person().id, request.path):
        raise InvalidTransition("done by somebody else, or something else")
    return dict(done)
