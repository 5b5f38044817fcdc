"""The staff look at all the pieces that the pages are made of, each in its states."""

from datetime import date, timedelta

from flask import Blueprint

from ctg_site.domain.charts import columns
from ctg_site.domain.policy import Permission
from ctg_site.domain.quarters import town_plan
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render
from ctg_site.words.french import today

from .style_forms import SampleForm

bp = Blueprint("style", __name__, url_prefix="/equipe/style")
#: The states of a path, and the days from today that a promise may be at.
PATH = (("Reçue", "past"), ("On se rencontre", "current"), ("On le fait", "future"))
PROMISED = (-3, 0, 1, 12)
#: Years of a chart: over its target, without a value, still to come.
YEARS = (("2024", 13, 12), ("2025", None, None), ("2026", 7.5, 12), ("2027", None, 14))

QUARTERS = {"lune": "Quartier inventé", "marelle": "Un autre quartier", "nuages": "Le dernier quartier"}


def promises() -> list[date]:
    return [today() + timedelta(days=days) for days in PROMISED]


@bp.get("")
@requires(Permission.STAFF_ENTER)
def show() -> Reply:
    wrong = SampleForm(prefix="wrong-")
    wrong.validate()
    steps = [{"title": title, "state": state, "when": "", "text": ""} for title, state in PATH]
    return render(
        "administration/style.html",
        empty=SampleForm(),
        wrong=wrong,
        steps=steps,
        promises=promises(),
        years=columns(YEARS),
        quarters=town_plan("demonstration", QUARTERS),
    )
