"""The coordination reads each page of a draft as everybody will: overview, themes, commitments."""

from flask import Blueprint

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply

from . import years_queries as queries
from .views import the_commitment, the_overview, the_theme

bp = Blueprint("convention_preview", __name__, url_prefix="/equipe/conventions/<period>/apercu")


@bp.get("/")
@requires(Permission.CONVENTION_KEEP, on=queries.coming)
def overview(convention: queries.Convention) -> Reply:
    return the_overview(convention, preview=True)


@bp.get("/<theme>/")
@requires(Permission.CONVENTION_KEEP, on=queries.coming_theme)
def theme(theme: queries.Theme) -> Reply:
    return the_theme(theme, preview=True)


@bp.get("/engagements/<number>")
@requires(Permission.CONVENTION_KEEP, on=queries.coming_commitment)
def commitment(commitment: queries.Commitment) -> Reply:
    return the_commitment(commitment, preview=True)
