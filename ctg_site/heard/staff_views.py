"""The staff note what they hear outside the walls, publish it, and tell what was done of it."""

from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for

from ctg_site.domain.heard import HEARD, HeardEvent, HeardTab
from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import Channel
from ctg_site.web.addresses import number_asked
from ctg_site.web.forms import BaseForm, Sent
from ctg_site.web.guard import person, requires
from ctg_site.web.hinting import noticed
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import plural, today

from . import operations, queries
from .forms import FollowedByForm, HeardDecisionForm, HeardForm

bp = Blueprint("heard_staff", __name__, url_prefix="/equipe/entendu")
SAID = {
    HeardEvent.PUBLISH: "C’est publié. Dites maintenant ce qu’on en fait.",
    HeardEvent.KEEP: "C’est gardé pour l’équipe. Personne d’autre ne le lit.",
    HeardEvent.HIDE: "Ces mots ne sont plus visibles.",
}


@bp.get("/")
@requires(Permission.DESK_USE)
def index() -> Reply:
    asked = request.args.get("voir", HeardTab.TO_READ)
    tab = HeardTab(asked) if asked in set(HeardTab) else abort(404)
    page = queries.listed(person(), tab, number_asked("apres"))
    return render("heard/list.html", page=page, tab=tab, tabs=HeardTab)


def heard_form(heard: queries.HeardWords | None, kept: dict[str, Any]) -> HeardForm:
    form = HeardForm(request.form or None, data=kept)
    return form.offer(queries.themes(heard), queries.districts())


def usual(last: queries.HeardWords | None) -> dict[str, Any]:
    """What a blank screen begins with: the place and the theme of the same outing."""
    kept: dict[str, Any] = {"key": operations.new_key(), "heard_on": today(), "people": 1}
    if last is not None:
        kept |= {"place": last.place, "heard_on": last.heard_on}
        kept |= {"theme": str(last.theme_id or ""), "district": str(last.district_id or "")}
    return kept


@bp.route("/noter", methods=["GET", "POST"])
@requires(Permission.DESK_USE)
def note() -> Reply:
    last = None if "autre" in request.args else queries.last_of(person().id)
    form = heard_form(None, usual(last))
    if request.method == "GET" or not form.validate():
        return render("heard/note.html", form.status, form=form, last=last, heard=None)
    made = operations.note(form.heard, form.key.data or "", by=person())
    noted = plural(queries.noted_in_outing(made), "parole", "paroles")
    return go(url_for(".note"), f"C’est noté\u00a0: {noted} de cette sortie. Vous pouvez noter la suivante.")


def the_words(heard: queries.HeardWords, status: int = 200, **forms: BaseForm) -> Response:
    """The page of a line, with the form that came back wrong."""
    shown = {"decision_form": decision_form(heard), "follow_form": follow_form(heard)} | forms
    found = noticed(heard.text)
    return render("heard/show.html", status, heard=heard, found=found, street=Channel.STREET, **shown)


def decision_form(heard: queries.HeardWords, formdata: Sent | None = None) -> HeardDecisionForm:
    """What this person may decide now; the only choice is chosen."""
    rows = HEARD.open_to(person(), heard)
    only = str(rows[0].event) if len(rows) == 1 else None
    version = None if formdata else heard.version
    return HeardDecisionForm(formdata, prefix="decision_", version=version, event=only).offer(rows)


def follow_form(heard: queries.HeardWords, formdata: Sent | None = None) -> FollowedByForm:
    held = {"envie": heard.proposal_id, "action": heard.action.number if heard.action else None}
    version = None if formdata else heard.version
    return FollowedByForm(formdata, version=version, data={"told": heard.told} | held)


@bp.get("/<int:number>")
@requires(Permission.HEARD_DECIDE, on=queries.heard)
def show(heard: queries.HeardWords) -> Reply:
    return the_words(heard)


@bp.route("/<int:number>/corriger", methods=["GET", "POST"])
@requires(Permission.HEARD_DECIDE, on=queries.heard)
def correct(heard: queries.HeardWords) -> Reply:
    names = ("text", "people", "agreed", "place", "heard_on", "version")
    kept = {name: getattr(heard, name) for name in names}
    kept |= {"theme": str(heard.theme_id or ""), "district": str(heard.district_id or "")}
    form = heard_form(heard, kept)
    if request.method == "GET" or not form.validate():
        return render("heard/note.html", form.status, form=form, last=None, heard=heard)
    operations.correct(heard, form.heard, by=person(), version=form.version_read)
    return go(url_for(".show", number=heard.number), "C’est corrigé.")


@bp.post("/<int:number>/decision")
@requires(Permission.HEARD_DECIDE, on=queries.heard)
def decide(heard: queries.HeardWords) -> Reply:
    form = decision_form(heard, request.form)
    if not form.validate():
        return the_words(heard, 422, decision_form=form)
    event = HeardEvent(form.event.data)
    operations.decide(heard, event, by=person(), version=form.version.data)
    flash(SAID[event])
    return go(url_for(".show", number=heard.number) if event is HeardEvent.PUBLISH else url_for(".index"))


@bp.post("/<int:number>/suite")
@requires(Permission.HEARD_DECIDE, on=queries.heard)
def follow(heard: queries.HeardWords) -> Reply:
    form = follow_form(heard, request.form)
    good = form.validate()
    envie = queries.envie(form.envie.data, person()) if form.envie.data else None
    action = queries.action(form.action.data) if form.action.data else None
    if form.refuse(envie is not None, action is not None) or not good:
        return the_words(heard, 422, follow_form=form)
    done = operations.FollowedBy(form.told.data or "", envie, action)
    operations.follow(heard, done, by=person(), version=form.version.data)
    return go(url_for(".show", number=heard.number), "La suite est enregistrée.")


@bp.post("/<int:number>/envie")
@requires(Permission.HEARD_DECIDE, on=queries.heard)
def become_envie(heard: queries.HeardWords) -> Reply:
    proposal = operations.become_envie(heard, by=person(), on=today())
    return go(url_for("moderation.show", number=proposal.number), "Ces paroles sont devenues une envie.")
