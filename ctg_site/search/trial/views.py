"""« Essayer une phrase »: the coordination sees what the site reads in people's words."""

from flask import Blueprint, request

from ctg_site.domain.policy import Permission
from ctg_site.search.forms import TrialForm
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render

from . import exports

bp = Blueprint("search_trial", __name__)


@bp.get("/equipe/reglages/phrase")
@requires(Permission.SETTINGS_MANAGE)
def sentence() -> Reply:
    form = TrialForm(request.args)
    right = form.validate() and form.phrase.data
    return render(
        "search/trial.html", form.status, form=form, read=exports.reading(form.phrase.data) if right else None
    )
