"""Everybody reads the bilan: the whole town on one screen, then one part of it."""

from typing import Any

from flask import Blueprint, abort, request, url_for

from ctg_site import runtime
from ctg_site.actions.money import queries as money_queries
from ctg_site.convention import queries as conventions
from ctg_site.domain import charts
from ctg_site.domain.policy import Permission
from ctg_site.domain.quarters import town_plan
from ctg_site.proposals import queries as proposals
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render
from ctg_site.words.french import today
from ctg_site.words.quarters import figures

from . import came_queries, done_queries, drawing, queries

bp = Blueprint("bilan", __name__, url_prefix="/bilan")


@bp.get("/")
@requires(Permission.SITE_READ)
def show() -> Reply:
    filters, convention = queries.BilanFilters.of(request.args), convention_asked()
    whole = queries.lately(today())
    if filters.chosen:
        return part(filters, whole, convention)
    return town(whole, convention)


def convention_asked() -> conventions.Convention | None:
    """That of the address, whose work stays told once another one is in force; else the current one."""
    period = request.args.get("convention", "")
    return conventions.of_period(period) or abort(404) if period else conventions.current()


def town(whole: queries.Whole, convention: conventions.Convention | None) -> Reply:
    """All of it."""
    tables, stories = queries.breakdowns(whole, convention, today()), done_queries.stories()
    return render(
        "bilan/show.html",
        whole=whole,
        promise=queries.promise(whole),
        convention=convention,
        others=queries.others(convention),
        standings=queries.standings(convention),
        stories=stories,
        faces=proposals.faces([proposal for proposal, _ in stories]),
        done=done_queries.done(done_queries.Scope()),
        came=came_queries.came(),
        money=money_queries.money(convention.id, public=True) if convention else None,
        tables=tables,
        years=years(tables["annee"]),
        panes=drawing.panes,
        **quarters(tables["quartier"]),
    )


def part(
    filters: queries.BilanFilters, whole: queries.Whole, convention: conventions.Convention | None
) -> Reply:
    """One group of envies, and what was done there."""
    name, word = filters.first
    table = queries.lately_by(name, whole, convention, today())
    group = table.of(word) or queries.empty_year(name, word) or abort(404)
    done = done_queries.done(done_queries.scope(name, word, convention))
    several = len(filters.chosen) > 1
    return render("bilan/part.html", sort=name, group=group, done=done, several=several)


def quarters(table: queries.Breakdown) -> dict[str, Any]:
    """The plan of the districts, and what each tells; those that hold too few envies say so alone."""
    groups = {one.word: one for one in table.groups if one.word}
    told = {
        word: (
            url_for("bilan.show", quartier=word),
            figures(0, one.counted.received) or ["aucune envie"] if one.counted else ["trop peu"],
        )
        for word, one in groups.items()
    }
    plan = town_plan(runtime.town(), {word: one.name for word, one in groups.items()})
    return {"quarters": plan, "told": told}


def years(table: queries.Breakdown) -> charts.ColumnChart:
    """The years, as columns; those that hold too few envies say so, whatever they hold."""
    told = ((one.name, one.counted.received if one.counted else None, None) for one in table.groups)
    return charts.columns(list(told))
