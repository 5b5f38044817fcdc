"""The values of a year and the last news in the list of actions: one field a row, each row saved alone."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.domain.workflow import OutOfDate
from ctg_site.web.addresses import number_asked
from ctg_site.web.forms import BaseForm
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import today

from . import operations, queries
from .forms import ValuesFilterForm, news_form, value_form, was_of

bp = Blueprint("action_values", __name__, url_prefix="/equipe/actions")
CHANGED = "Quelqu’un a écrit autre chose entre-temps\u00a0: voyez ce qui est enregistré, puis recommencez."


def the_rows(status: int = 200, row: str = "", failed: BaseForm | None = None) -> Response:
    """The page; `row` is the one of which something is said, `failed` what was typed there."""
    filters, after = queries.ValuesFilters.of(request.args), number_asked("apres")
    year = queries.year_of(filters, today().year)
    page = queries.page(person(), filters, after)
    offered = queries.bearers(person()), queries.themes(person()), queries.years(today().year)
    return render(
        "actions/values.html",
        status,
        page=page,
        year=year,
        filters=filters,
        filter_form=ValuesFilterForm(data=filters.chosen | {"annee": str(year)}).offer(*offered),
        news=queries.last_news(page.rows),
        row=row or request.args.get("fait", ""),
        wrong=failed,
        failed=failed is not None,
        value_form=value_form,
        news_form=news_form,
        of_year=queries.of_year,
        here=filters.chosen | ({"apres": after} if after is not None else {}),
    )


def back_to(row: str) -> Response:
    """The same page, at the row, which says that it is saved."""
    chosen: dict[str, Any] = queries.ValuesFilters.of(request.args).chosen
    here = url_for(".values", apres=number_asked("apres"), fait=row, **chosen)
    return go(f"{here}#r_{row}")


@bp.get("/valeurs")
@requires(Permission.ACTIONS_ENTER)
def values() -> Reply:
    return the_rows()


@bp.post("/<int:number>/valeurs/<int:indicator>")
@requires(Permission.ACTION_FOLLOW, on=queries.indicator)
def save_value(indicator: queries.Indicator) -> Reply:
    row, form = f"i{indicator.id}", value_form(indicator.id, request.form)
    if not form.validate():
        return the_rows(422, row, form)
    year = queries.year_of(queries.ValuesFilters.of(request.args), today().year)
    try:
        operations.save_value(indicator, year, form.value.read, was_of(form), by=person())
    except OutOfDate:
        form.value.errors = [CHANGED]
        return the_rows(422, row, form)
    return back_to(row)


@bp.post("/<int:number>/valeurs/nouvelle")
@requires(Permission.ACTION_FOLLOW, on=queries.any_action)
def save_news(action: queries.Action) -> Reply:
    row, form = f"a{action.id}", news_form(action.id, request.form)
    if not form.validate():
        return the_rows(422, row, form)
    operations.save_news(action, form.news.data, by=person())
    return back_to(row)
