"""The staff see an envie as its author and as the public see it: their very pages, asleep."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, Response

from ctg_site.domain.hints import public_from, title_from
from ctg_site.domain.participation import OF_AN_ENVIE
from ctg_site.domain.policy import Permission, Person
from ctg_site.proposals import queries as proposals
from ctg_site.remarks import queries as remarks
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render
from ctg_site.words.journal import path

from . import queries
from .views import shown_to

bp = Blueprint("preview", __name__, url_prefix="/equipe/envies")
LAYOUT = "follow_up/preview.html"


@dataclass(frozen=True, slots=True)
class AsPublished:
    """A file with the words that the public reads, or would read if it were published as it is now."""

    proposal: queries.Proposal
    public_title: str
    public_text: str
    public_name: str | None
    published_at: datetime

    def __getattr__(self, name: str) -> Any:
        return getattr(self.proposal, name)


@bp.get("/<int:number>/apercu")
@requires(Permission.FILE_READ, on=queries.followed)
def author(proposal: queries.Proposal) -> Reply:
    shown = shown_to(proposal, Person(proposal_id=proposal.id))
    return preview("follow_up/file.html", proposal, "author", failed=False, **shown)


@bp.get("/<int:number>/apercu/public")
@requires(Permission.FILE_READ, on=queries.to_publish)
def public(proposal: queries.Proposal) -> Reply:
    seen = AsPublished(
        proposal,
        proposal.public_title or title_from(proposal.text, proposal.age_band) or "Sans titre pour le moment",
        proposal.public_text or public_from(proposal.text, proposal.age_band),
        proposal.public_name if proposal.published_at else queries.name_to_show(proposal),
        proposal.published_at or proposal.created_at,
    )
    more: dict[str, Any] = {"told": proposals.told(proposal), "others": proposals.same_wish(proposal)}
    more |= {"said": remarks.about(proposal), "questions": OF_AN_ENVIE}
    return preview("proposals/show.html", seen, "public", steps=path(seen, proposal.journal), **more)


def preview(template: str, proposal: queries.Proposal | AsPublished, seen_by: str, **shown: Any) -> Response:
    """A page of the residents inside a page of the staff, where every form is asleep."""
    return render(template, layout=LAYOUT, seen_by=seen_by, proposal=proposal, **shown)
