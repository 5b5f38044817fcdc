"""The public reads the envies d'agir that a centre published."""

from typing import Any

from flask import Blueprint, Response, request

from ctg_site.domain.participation import OF_AN_ENVIE
from ctg_site.domain.policy import Permission
from ctg_site.remarks import queries as remarks
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render
from ctg_site.words.journal import path

from . import choosing, exports, finding_queries, queries
from .forms import RegisterForm

bp = Blueprint("proposals", __name__, url_prefix="/envies")


@bp.get("/")
@requires(Permission.SITE_READ)
def register() -> Reply:
    filters = finding_queries.RegisterFilters.of(request.args)
    form = RegisterForm(request.args)
    filters = filters if form.validate() else finding_queries.RegisterFilters()
    page = finding_queries.page(filters, number_asked("apres"))
    others = [] if page.rows or not filters.narrowing else finding_queries.next_best(filters, page.terms)
    shown: dict[str, Any] = {"filters": filters, "form": form, "page": page, "others": others}
    offered = finding_queries.offered()
    shown["choices"] = choosing.choices(filters.chosen, offered, page.tally)
    shown["said"] = choosing.said(filters.chosen, offered)
    shown |= {"faces": queries.faces(page.rows), "groups": choosing.GROUPS}
    return render("proposals/register.html", form.status, **shown)


@bp.get("/<int:number>")
@requires(Permission.PROPOSAL_READ, on=queries.proposal)
def show(proposal: queries.Proposal) -> Reply:
    steps, told = path(proposal, proposal.journal), queries.told(proposal)
    more: dict[str, Any] = {"others": queries.same_wish(proposal), "said": remarks.about(proposal)}
    more["questions"] = OF_AN_ENVIE
    return render("proposals/show.html", proposal=proposal, steps=steps, told=told, **more)


@bp.get("/<int:number>/photos/<int:photo>", defaults={"small": False})
@bp.get("/<int:number>/photos/<int:photo>/petite", defaults={"small": True})
@requires(Permission.PROPOSAL_READ, on=queries.picture)
def photo(picture: queries.Picture) -> Reply:
    return Response(picture.content, mimetype="image/webp")


@bp.get("/<int:number>/affiche.pdf")
@requires(Permission.PROPOSAL_READ, on=queries.proposal)
def poster(proposal: queries.Proposal) -> Reply:
    answer = Response(exports.poster(proposal), mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=f"affiche-envie-{proposal.number}.pdf")
    return answer
