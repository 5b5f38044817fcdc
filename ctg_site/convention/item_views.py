"""The coordination says which commitments touch each aim, domain and topic of the convention."""

from flask import Blueprint, Response, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import item_operations as operations
from . import item_queries as queries
from .item_forms import TicksForm, word

bp = Blueprint("items", __name__, url_prefix="/equipe/convention")


@bp.get("/<slug>")
@requires(Permission.ITEMS_TICK, on=queries.grid)
def ticks(grid: queries.Grid) -> Reply:
    held = [word(pair) for pair in sorted(grid.ticked)]
    form = TicksForm(data={"ticks": held, "shown": " ".join(held)}).offer(grid.open)
    return shown(grid, form)


@bp.post("/<slug>")
@requires(Permission.ITEMS_TICK, on=queries.grid)
def tick(grid: queries.Grid) -> Reply:
    form = TicksForm(request.form).offer(grid.open)
    if not form.validate():
        return shown(grid, form)
    moved = operations.tick(form.wanted, form.before, by=person())
    said = "Les rapprochements sont enregistrés." if moved else "Rien n’a changé."
    return go(url_for(".ticks", slug=grid.slug), said)


def shown(grid: queries.Grid, form: TicksForm) -> Response:
    return render("convention/ticks.html", form.status, grid=grid, form=form, pages=queries.PAGES)
