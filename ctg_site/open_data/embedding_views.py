"""The town’s own site shows a block of news in a frame: the page that explains it, and the block itself."""

from flask import Blueprint, request

from ctg_site.agenda import queries as agenda
from ctg_site.consultations import queries as consultations
from ctg_site.domain.policy import Permission
from ctg_site.proposals import queries as proposals
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render
from ctg_site.words.french import today

from .embedding import AGENDA, CONSULTATIONS, ENVIES, HEIGHT, MOST, PARTS, STYLE, shown
from .forms import EmbeddedForm

bp = Blueprint("embedding", __name__, url_prefix="/integrer")


@bp.get("/")
@requires(Permission.SITE_READ)
def explain() -> Reply:
    parts = shown(request.args.getlist("montrer"))
    chosen = parts if len(parts) < len(PARTS) else []
    form = EmbeddedForm(data={"montrer": parts})
    return render("open_data/explain.html", form=form, chosen=chosen, height=HEIGHT * len(parts))


@bp.get("/bloc")
@requires(Permission.SITE_READ)
def block() -> Reply:
    parts, day = shown(request.args.getlist("montrer")), today()
    return render(
        "open_data/block.html",
        style=STYLE,
        parts=parts,
        consultations=consultations.open_now(day, MOST) if CONSULTATIONS in parts else [],
        meetings=agenda.coming(MOST) if AGENDA in parts else [],
        proposals=proposals.latest(MOST) if ENVIES in parts else [],
    )
