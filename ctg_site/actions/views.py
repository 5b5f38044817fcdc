"""Everybody reads the actions: the list, by theme, audience, district…, and each one with its progress."""

from flask import Blueprint, request

from ctg_site.agenda.ties import queries as agenda
from ctg_site.domain.policy import Permission
from ctg_site.opinions import queries as opinions
from ctg_site.remarks import queries as remarks
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render

from . import queries
from .forms import ActionFilterForm

bp = Blueprint("actions", __name__, url_prefix="/actions")


@bp.get("/")
@requires(Permission.SITE_READ)
def index() -> Reply:
    filters = queries.ActionFilters.of(request.args)
    page = queries.page(filters, number_asked("apres"))
    form = ActionFilterForm(data=filters.chosen).offer(queries.choices(filters))
    others = [] if page.total else queries.next_best(filters)
    return render(
        "actions/index.html",
        filter_form=form,
        filters=filters,
        page=page,
        others=others,
        after="apres" in request.args,
    )


@bp.get("/<int:number>")
@requires(Permission.ACTION_READ, on=queries.action)
def show(action: queries.Action) -> Reply:
    decisions = queries.decisions_about(action.id)
    return render(
        "actions/show.html",
        action=action,
        meetings=agenda.about_action(action.id),
        decisions=decisions,
        opinions=opinions.said(action, [action.state]),
        said=remarks.about(action),
        preview=False,
    )
