"""The coordination begins the next convention from the one of today, and writes its plain words."""

from flask import Blueprint, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import draft_parts_operations as parts
from . import drafting_operations as operations
from . import drafting_queries as queries
from .drafting_forms import (
    CommitmentWordsForm,
    DropForm,
    FrameForm,
    NewThemeForm,
    StartOverForm,
    ThemeWordsForm,
)

bp = Blueprint("drafting", __name__, url_prefix="/equipe/conventions")
USED = "Il sert déjà\u00a0: un avis, un commentaire ou une action parle de lui. Il reste dans le projet."


@bp.route("/<period>/repartir", methods=["GET", "POST"])
@requires(Permission.CONVENTION_KEEP, on=queries.begun)
def start_over(convention: queries.Convention) -> Reply:
    form = StartOverForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            made = operations.start_over(convention, form.last_day.data, by=person())
        except operations.DraftRefused as error:
            form.refuse(error.fault, error.days, error.other)
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


@bp.route("/<period>/mots/titre-et-jours", methods=["GET", "POST"])
@requires(Permission.CONVENTION_KEEP, on=queries.draft)
def frame(convention: queries.Convention) -> Reply:
    held = convention.title, convention.starts_on, convention.ends_on
    form = FrameForm(request.form, data=dict(zip(("title", "first_day", "last_day"), held, strict=True)))
    if request.method == "POST" and form.validate():
        try:
            changed = operations.set_frame(convention, operations.DraftFrame(**form.data), by=person())
        except operations.DraftRefused as error:
            form.refuse(error.fault, error.days, error.other)
        else:
            return go(url_for(".draft", period=changed.period), "Le titre et les jours sont enregistrés.")
    return render("convention/draft_frame.html", form.status, form=form, convention=convention)


@bp.route("/<period>/mots/themes/ajouter", methods=["GET", "POST"])
@requires(Permission.CONVENTION_KEEP, on=queries.draft)
def add_theme(convention: queries.Convention) -> Reply:
    form = NewThemeForm(request.form)
    if request.method == "GET" or not form.validate():
        return render("convention/draft_new_theme.html", form.status, form=form, convention=convention)
    first = operations.CommitmentWords(form.title.data, form.text.data)
    parts.add_theme(convention, form.name.data, form.about.data, first, by=person())
    return go(url_for(".draft", period=convention.period), "Le thème est ajouté, avec son engagement.")


@bp.route("/mots/themes/<int:number>/ajouter", methods=["GET", "POST"])
@requires(Permission.CONVENTION_KEEP, on=queries.drafted_theme)
def add(theme: queries.Theme) -> Reply:
    form = CommitmentWordsForm(request.form)
    if request.method == "GET" or not form.validate():
        return render("convention/draft_added.html", form.status, form=form, theme=theme)
    period = theme.convention.period
    parts.add_commitment(theme, operations.CommitmentWords(**form.data), by=person())
    return go(url_for(".draft", period=period), "L’engagement est ajouté.")


@bp.route("/mots/<kind>/<int:number>/retirer", methods=["GET", "POST"])
@requires(Permission.CONVENTION_KEEP, on=queries.drafted_part)
def drop(found: queries.DraftedPart) -> Reply:
    form = DropForm.asked(request.form, ends=bool(found.ends))
    if request.method == "GET" or not form.validate():
        return render("convention/draft_dropped.html", form.status, form=form, found=found)
    period = found.convention.period
    try:
        parts.drop(found.part, form.why.data or "", by=person())
    except parts.PartUsed:
        return go(url_for(".draft", period=period), USED)
    return go(url_for(".draft", period=period), "C’est retiré du projet.")
