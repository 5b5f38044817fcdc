"""Everybody finds a place: the directory and its filters, one place, the children's pathway."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, request, url_for

from ctg_site.actions import queries as actions
from ctg_site.agenda import queries as agenda
from ctg_site.domain.plan import Plan, plan
from ctg_site.domain.policy import Permission
from ctg_site.domain.quarters import TownPlan, town_plan
from ctg_site.proposals import queries as proposals
from ctg_site.runtime import town
from ctg_site.structures.queries import districts, kinds
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render
from ctg_site.words.quarters import figures

from . import pathway_queries, queries
from .filters import TILES
from .forms import PathwayForm, PlaceFilterForm

bp = Blueprint("directory", __name__)


@bp.get("/structures/")
@requires(Permission.SITE_READ)
def structures() -> Reply:
    form = PlaceFilterForm(request.args).offer(kinds(), districts())
    form.validate()
    filters, now = form.filters(step_asked()), datetime.now(UTC)
    page, found = queries.page(filters, now, number_asked("apres")), queries.choices(filters, now)
    form.count(found)
    shown: dict[str, Any] = {"form": form, "page": page, "filters": filters, "plan": plan_of(page.rows)}
    shown["others"] = [] if page.total else queries.next_best(filters, now)
    shown["quarters"], shown["told"] = quarters(found), told(found)
    return render("directory/structures.html", form.status, **shown)


def quarters(found: queries.Choices) -> TownPlan:
    """The plan of the districts that hold a place among those asked for, wherever they are."""
    return town_plan(town(), {one.word: one.name for one in found.districts})


def told(found: queries.Choices) -> dict[str, tuple[str, list[str]]]:
    """By district: the address of its places, then how many places and published envies it holds."""
    tally = proposals.tally_of_all()
    return {
        one.word: (
            url_for("directory.structures", quartier=one.word),
            figures(one.count, tally.of("quartier", one.word), not tally.is_whole),
        )
        for one in found.districts
    }


def step_asked() -> str:
    """The key of a step of the pathway; one that does not exist asks for nothing."""
    asked = request.args.get("etape", "")
    return asked if asked and asked in {step.key for step in pathway_queries.steps()} else ""


def plan_of(places: list[queries.PlaceNow]) -> Plan | None:
    """The plan of the places of a page whose coordinates are known, in their order."""
    located = [place.structure for place in places if place.structure.latitude is not None]
    return plan([(one.latitude or 0, one.longitude or 0) for one in located])


@bp.get("/structures/<slug>")
@requires(Permission.SITE_READ, on=queries.structure)
def structure(structure: queries.Structure) -> Reply:
    envies = queries.envies_of(structure)
    return render(
        "directory/structure.html",
        structure=structure,
        place=queries.place(structure, datetime.now(UTC)),
        actions=actions.of_structure(structure.id),
        meetings=agenda.coming_at(structure.id),
        envies=envies,
        faces=proposals.faces(envies),
    )


@bp.get("/parcours")
@requires(Permission.SITE_READ)
def pathway() -> Reply:
    form = PathwayForm(request.args).offer(districts())
    form.validate()
    stages = pathway_queries.pathway(form.ages, form.asked_district)
    return render("directory/pathway.html", form.status, form=form, stages=stages, tiles=TILES)
