"""The coordination completes the dictionary of the search, and reads what people look for and do not find."""

from flask import Blueprint, Response, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import csrf, network, person, requires, sent_from_here
from ctg_site.web.rendering import Reply, go, render

from . import words_operations, words_queries
from .forms import SearchForm, WordGroupForm

bp = Blueprint("search_words", __name__)


def shown(form: WordGroupForm, status: int = 200) -> Response:
    return render("search/dictionary.html", status, form=form, groups=words_queries.groups())


@bp.route("/equipe/reglages/mots", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE)
def dictionary() -> Reply:
    if request.method == "GET":
        return shown(WordGroupForm(typed=request.args.get("mots", "")))
    form = WordGroupForm(request.form)
    if not form.validate():
        return shown(form, 422)
    try:
        words_operations.add_group(form.typed.data, form.meant.data, by=person())
    except words_operations.DictionaryFull:
        form.refuse_full()
        return shown(form, 422)
    return go(url_for(".dictionary"), "Ces mots sont ajoutés. La recherche les connaît déjà.")


@bp.post("/equipe/reglages/mots/<int:number>/retirer")
@requires(Permission.SETTINGS_MANAGE, on=words_queries.group)
def remove(group: words_queries.WordGroup) -> Reply:
    words_operations.remove_group(group, by=person())
    return go(url_for(".dictionary"), "Ces mots sont retirés du dictionnaire.")


@bp.get("/equipe/reglages/introuvables")
@requires(Permission.SETTINGS_MANAGE)
def missed() -> Reply:
    return render("search/missed.html", missed=words_queries.missed())


# The page of a search holds no token: what it sends by itself is believed when the browser says whence.


@bp.post("/recherche/sans-reponse")
@csrf.exempt
@requires(Permission.SITE_READ)
def note() -> Reply:
    """A page that stayed a few seconds with nothing to show says so; nobody waits for an answer."""
    form = SearchForm(request.form)
    if sent_from_here() and form.validate() and form.q.data:
        words_operations.note_missed(form.q.data, network())
    return Response(status=204)
