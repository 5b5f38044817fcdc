"""Everybody compares a convention with the one that follows it, and reads what leads to it."""

from typing import Any

from flask import Blueprint, abort

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render

from . import diagnosis_queries, queries

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
    diagnosis = diagnosis_queries.published(convention.period)
    if shown is None and not steps and diagnosis is None:
        abort(404)
    more = {"steps": steps, "diagnosis": diagnosis} | compared(shown)
    return render("renewal/show.html", convention=convention, **more)
