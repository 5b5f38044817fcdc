"""Everybody reads what was heard outside the walls, and what was done of it."""

from flask import Blueprint, request

from ctg_site.domain.policy import Permission
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render

from . import queries
from .forms import HeardFilterForm
from .words import said_by

bp = Blueprint("heard", __name__, url_prefix="/entendu")


@bp.get("/")
@requires(Permission.SITE_READ)
def index() -> Reply:
    filters = queries.HeardFilters.of(request.args)
    form = HeardFilterForm(data=filters.chosen).offer(queries.theme_codes(), queries.districts())
    page = queries.page(filters, number_asked("apres"))
    return render("heard/index.html", page=page, filters=filters, form=form, said_by=said_by)
