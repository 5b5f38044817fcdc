"""Everybody sees the pictures that a centre published with an envie."""

from flask import Blueprint, Response

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply

from . import queries

bp = Blueprint("pictures", __name__, url_prefix="/envies")


@bp.get("/<int:number>/images/<int:photo>", defaults={"small": False})
@bp.get("/<int:number>/images/<int:photo>/petite", defaults={"small": True})
@requires(Permission.PROPOSAL_READ, on=queries.shown)
def picture(picture: queries.Picture) -> Reply:
    return Response(picture.content, mimetype="image/webp")
