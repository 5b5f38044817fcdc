"""Everybody compares a convention with the one that follows it, and reads what leads to it."""

from typing import Any

from flask import Blueprint, abort

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render

from . import queries

bp = Blueprint("renewal", __name__)


def compared(both: queries.Comparison | None) -> dict[str, Any]:
    """What the page shows of both conventions, and of what people say."""
    if both is None:
        return {"comparison": None, "reactions": {}}
    asked = [*both.old_commitments, *both.new_commitments]
    return {"comparison": both, "reactions": queries.reactions(asked)}


@bp.get("/conventions/<period>/suite")
@requires(Permission.SITE_READ, on=queries.begun)
def show(convention: queries.Convention) -> Reply:
    both = queries.comparison(convention)
    shown = both if both is not None and both.new.is_public and both.lines else None
    steps = queries.steps(convention)
    if shown is None and not steps:
        abort(404)
    return render("renewal/show.html", convention=convention, steps=steps, **compared(shown))
