"""Everybody prints the form of an envie, and the envies of a centre for its wall."""

from flask import Blueprint

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import requires
from ctg_site.web.pdf_files import pdf_file
from ctg_site.web.rendering import Reply

from . import exports, queries

bp = Blueprint("paper", __name__, url_prefix="/papier")


@bp.get("/fiche.pdf")
@requires(Permission.SITE_READ)
def form() -> Reply:
    return pdf_file(exports.envie_form(None), "fiche-envie")


@bp.get("/<slug>/fiche.pdf")
@requires(Permission.SITE_READ, on=queries.centre)
def form_of_centre(place: queries.Structure) -> Reply:
    return pdf_file(exports.envie_form(place), f"fiche-envie-{place.slug}")


@bp.get("/<slug>/envies.pdf")
@requires(Permission.SITE_READ, on=queries.centre)
def wall(place: queries.Structure) -> Reply:
    return pdf_file(exports.wall(place, queries.on_wall(place)), f"envies-{place.slug}")
