"""Everybody reads the shared diagnosis once it is published: by theme and district, with its figures."""

from flask import Blueprint, Response, request

from ctg_site.domain.policy import Permission
from ctg_site.opinions import queries as opinions
from ctg_site.proposals import queries as proposals
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render

from . import diagnosis_queries as queries
from .answer_queries import answers

bp = Blueprint("diagnosis", __name__)


@bp.get("/conventions/<period>/diagnostic/")
@requires(Permission.SITE_READ, on=queries.published)
def show(convention: queries.Convention) -> Reply:
    return render(
        "renewal/diagnosis.html",
        convention=convention,
        themes=queries.themes(convention),
        offer=queries.offer(),
        consultations=queries.consultations(convention),
    )


def the_theme(found: queries.ThemeFound, preview: bool = False) -> Response:
    envies = proposals.of_commitments(found.ids)
    return render(
        "renewal/theme.html",
        theme=found.theme,
        convention=found.convention,
        needs=queries.needs(found),
        actions=queries.actions(found),
        findings=queries.findings(found),
        opinions=opinions.of_commitments(found.ids),
        envies=envies,
        faces=proposals.faces(envies),
        answers=answers(found),
        quotes=proposals.quotes_about(found.ids),
        preview=preview,
    )


@bp.get("/conventions/<period>/diagnostic/<theme>")
@requires(Permission.SITE_READ, on=queries.public_theme)
def theme(found: queries.ThemeFound) -> Reply:
    return the_theme(found)


@bp.get("/conventions/<period>/diagnostic/chiffres")
@requires(Permission.SITE_READ, on=queries.published)
def figures(convention: queries.Convention) -> Reply:
    page = queries.figures(convention, request.args.get("after", type=int))
    return render("renewal/figures.html", convention=convention, page=page)
