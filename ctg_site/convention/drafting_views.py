"""The coordination begins the next convention from the one of today, and writes its plain words."""

from flask import Blueprint, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import drafting_operations as operations
from . import drafting_queries as queries
from .drafting_forms import CommitmentWordsForm, StartOverForm, ThemeWordsForm

bp = Blueprint("drafting", __name__, url_prefix="/equipe/conventions")
USED = "Cet engagement sert déjà\u00a0: un avis, un commentaire ou le tableau de continuité parle de lui."


@bp.route("/<period>/repartir", methods=["GET", "POST"])
@requires(Permission.CONVENTION_KEEP, on=queries.begun)
def start_over(convention: queries.Convention) -> Reply:
    form = StartOverForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            made = operations.start_over(convention, form.last_day.data, by=person())
        except operations.DraftRefused as error:
            form.refuse(error.fault, error.first_day)
        else:
            said = "La prochaine convention est commencée. Seule la coordination la lit."
            return go(url_for(".draft", period=made.period), said)
    return render("convention/start_over.html", form.status, form=form, convention=convention)


@bp.get("/<period>/mots")
@requires(Permission.CONVENTION_KEEP, on=queries.draft)
def draft(convention: queries.Convention) -> Reply:
    return render("convention/draft.html", convention=convention)


@bp.route("/mots/themes/<int:number>", methods=["GET", "POST"])
@requires(Permission.CONVENTION_KEEP, on=queries.drafted_theme)
def theme(theme: queries.Theme) -> Reply:
    form = ThemeWordsForm(request.form, data={"name": theme.name, "about": theme.summary})
    if request.method == "GET" or not form.validate():
        return render("convention/draft_theme.html", form.status, form=form, theme=theme)
    period = theme.convention.period
    operations.rewrite_theme(theme, form.name.data, form.about.data, by=person())
    return go(url_for(".draft", period=period), "Les mots du thème sont enregistrés.")


@bp.route("/mots/engagements/<int:number>", methods=["GET", "POST"])
@requires(Permission.CONVENTION_KEEP, on=queries.drafted_commitment)
def commitment(commitment: queries.Commitment) -> Reply:
    said = {"title": commitment.plain_title, "text": commitment.plain_text}
    form = CommitmentWordsForm(request.form, data=said)
    if request.method == "GET" or not form.validate():
        return render("convention/draft_commitment.html", form.status, form=form, commitment=commitment)
    period, words = commitment.convention.period, operations.CommitmentWords(**form.data)
    operations.rewrite_commitment(commitment, words, by=person())
    return go(url_for(".draft", period=period), "Les mots de l’engagement sont enregistrés.")


@bp.route("/mots/themes/<int:number>/ajouter", methods=["GET", "POST"])
@requires(Permission.CONVENTION_KEEP, on=queries.drafted_theme)
def add(theme: queries.Theme) -> Reply:
    form = CommitmentWordsForm(request.form)
    if request.method == "GET" or not form.validate():
        return render("convention/draft_added.html", form.status, form=form, theme=theme)
    period = theme.convention.period
    operations.add_commitment(theme, operations.CommitmentWords(**form.data), by=person())
    return go(url_for(".draft", period=period), "L’engagement est ajouté.")


@bp.post("/mots/engagements/<int:number>/effacer")
@requires(Permission.CONVENTION_KEEP, on=queries.drafted_commitment)
def remove(commitment: queries.Commitment) -> Reply:
    period = commitment.convention.period
    try:
        operations.remove_commitment(commitment, by=person())
    except operations.CommitmentUsed:
        return go(url_for(".draft", period=period), USED)
    return go(url_for(".draft", period=period), "L’engagement est retiré du projet.")
