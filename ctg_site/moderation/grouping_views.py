"""The staff group an envie with another that looks like it."""

from flask import Blueprint, Response, flash, redirect, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.domain.text import excerpt
from ctg_site.domain.workflow import MODERATION, Decision
from ctg_site.web.forms import Sent
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, render

from . import grouping_queries, operations, queries
from .forms import GroupForm
from .page_views import Look, asked, refuse_an_old_page, word_of

bp = Blueprint("grouping", __name__, url_prefix="/equipe/envies")


def group_form(
    proposal: queries.Proposal, found: list[grouping_queries.Alike], formdata: Sent | None = None
) -> GroupForm:
    form = GroupForm(formdata, prefix="group_", version=None if formdata else proposal.version)
    names = {
        one.proposal.id: f"n°\u00a0{one.proposal.id}\u00a0: "
        + excerpt(one.proposal.public_title or one.proposal.text, 90)
        for one in found
    }
    return form.offer(names, queries.reasons())


def head_of(proposal: queries.Proposal, form: GroupForm) -> queries.Proposal | None:
    """The file that this one joins; None once the form says what is wrong."""
    if not form.validate():
        return None
    head = grouping_queries.to_join(proposal, form.wanted, person())
    if head is None:
        form.refuse()
    return head


def the_page(
    proposal: queries.Proposal,
    form: GroupForm,
    found: list[grouping_queries.Alike],
    status: int = 200,
    look: Look | None = None,
) -> Response:
    return render(
        "moderation/grouping.html",
        status,
        proposal=proposal,
        form=form,
        found=found,
        notes={str(one.proposal.id): "Mots en commun\u00a0: " + ", ".join(one.words) for one in found},
        look=look,
        may_group=MODERATION.may(person(), proposal, Decision.GROUP) and not queries.is_joined(proposal),
    )


@bp.get("/<int:number>/regrouper")
@requires(Permission.FILE_MODERATE, on=grouping_queries.file)
def choose(proposal: queries.Proposal) -> Reply:
    found = grouping_queries.alike(proposal, person())
    return the_page(proposal, group_form(proposal, found), found)


@bp.post("/<int:number>/regrouper")
@requires(Permission.FILE_MODERATE, on=grouping_queries.file)
def group(proposal: queries.Proposal) -> Reply:
    found = grouping_queries.alike(proposal, person())
    form = group_form(proposal, found, request.form)
    if form.version.data:
        refuse_an_old_page(proposal, form)
    head = head_of(proposal, form)
    if head is None:
        return the_page(proposal, form, found, 422)
    word = word_of(proposal, Decision.GROUP, form)
    if asked("look"):
        return the_page(proposal, form, found, look=Look(Decision.GROUP, word))
    files, version = sorted((proposal, head), key=lambda one: one.id), form.version.data
    operations.group(*files, joining=proposal.id, by=person(), version=version, reason=word)
    flash(f"L’envie rejoint l’envie n°\u00a0{head.id}. Les deux personnes en sont informées.")
    return redirect(url_for("moderation.show", number=proposal.id), 303)
