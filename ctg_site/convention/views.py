"""Everybody reads the convention: the whole, a theme, a commitment, in plain words and in the act's."""

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for

from ctg_site.actions import queries as actions
from ctg_site.agenda.ties import queries as agenda
from ctg_site.domain.evaluation import tally
from ctg_site.domain.policy import Permission
from ctg_site.opinions import queries as opinions
from ctg_site.proposals import queries as proposals
from ctg_site.remarks import queries as remarks
from ctg_site.renewal import queries as renewal
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render
from ctg_site.words.items import word

from . import item_queries, queries
from .item_forms import ItemFilterForm

bp = Blueprint("convention", __name__)


@bp.get("/conventions/")
@requires(Permission.SITE_READ)
def index() -> Reply:
    return render("convention/index.html", conventions=queries.line())


@bp.get("/conventions/<period>/")
@requires(Permission.SITE_READ, on=queries.overview)
def overview(convention: queries.Convention) -> Reply:
    return the_overview(convention)


def seen(preview: bool) -> dict[str, Any]:
    """Whose pages the links of a page open: those of everybody, or those that the coordination previews."""
    return {"preview": preview, "pages": "convention_preview" if preview else "convention"}


def the_overview(convention: queries.Convention, preview: bool = False) -> Response:
    item = item_queries.item_asked(convention, request.args.get("vise", ""))
    form = ItemFilterForm(data={"vise": word(item) if item else ""})
    form.vise.offer(item_queries.choices(convention))
    return render(
        "convention/overview.html",
        convention=convention,
        tallies=actions.tallies(convention.id),
        opinions=opinions.of_convention(convention.id),
        form=form,
        item=item,
        touched=item_queries.touched_by(item) if item else None,
        around=queries.neighbours(convention),
        leads_on=renewal.has_page(convention.id),
        **seen(preview),
    )


@bp.get("/conventions/<period>/<theme>/")
@requires(Permission.SITE_READ, on=queries.theme)
def theme(theme: queries.Theme) -> Reply:
    return the_theme(theme)


def the_theme(theme: queries.Theme, preview: bool = False) -> Response:
    convention, ids = theme.convention, [commitment.id for commitment in theme.commitments]
    return render(
        "convention/theme.html",
        theme=theme,
        convention=convention,
        tallies=actions.tallies(convention.id),
        whole=actions.theme_tallies(convention.id).get(theme.id, []),
        **serving(ids),
        meetings=agenda.about_theme(theme.id),
        decisions=agenda.decisions_about(ids, limit=5),
        quotes=proposals.quotes_about(ids),
        opinions=opinions.of_commitments(ids),
        said=remarks.of_commitments(ids),
        **seen(preview),
    )


def serving(ids: list[int]) -> dict[str, Any]:
    """The envies of residents that go the same way, and what their cards show."""
    envies = proposals.of_commitments(ids)
    return {"envies": envies, "faces": proposals.faces(envies)}


def told(commitment: queries.Commitment, preview: bool = False) -> dict[str, Any]:
    """What is done, decided and said about a commitment; in a preview, with the actions not published yet."""
    carried = actions.of_commitment(commitment.id, everybody=not preview)
    states = [action.state for action in carried]
    return {
        "actions": carried,
        "measured": actions.measured_of(commitment.id),
        "states": tally(states),
        "opinions": opinions.said(commitment, states),
        "meetings": agenda.about_commitment(commitment.id),
        "decisions": agenda.decisions_about([commitment.id]),
        "quotes": proposals.quotes_about([commitment.id]),
        "said": remarks.about(commitment),
        **serving([commitment.id]),
        "touched": item_queries.of_commitment(commitment.id),
    }


@bp.get("/conventions/<period>/engagements/<number>")
@requires(Permission.SITE_READ, on=queries.commitment)
def commitment(commitment: queries.Commitment) -> Reply:
    convention = commitment.convention
    if (request.view_args or {})["number"] != commitment.number:
        address = url_for(".commitment", period=convention.period, number=commitment.number)
        return redirect(address, 301)
    return the_commitment(commitment)


def the_commitment(commitment: queries.Commitment, preview: bool = False) -> Response:
    shown = {"commitment": commitment, "convention": commitment.convention} | seen(preview)
    return render("convention/commitment.html", **shown, **told(commitment, preview))


@bp.get("/convention/")
@requires(Permission.SITE_READ, on=queries.current)
def current(convention: queries.Convention) -> Reply:
    return redirect(url_for(".overview", period=convention.period))


@bp.get("/convention/<theme>/")
@requires(Permission.SITE_READ, on=queries.current_theme)
def current_theme(theme: queries.Theme) -> Reply:
    return redirect(url_for(".theme", period=theme.convention.period, theme=theme.slug))


@bp.get("/convention/engagements/<number>")
@requires(Permission.SITE_READ, on=queries.current_commitment)
def current_commitment(commitment: queries.Commitment) -> Reply:
    period = commitment.convention.period
    return redirect(url_for(".commitment", period=period, number=commitment.number))
