"""The coordination keeps the actions alive, one section at a time; the agents tell how theirs go."""

from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from ctg_site.actions import queries
from ctg_site.agenda.ties import queries as agenda
from ctg_site.domain.policy import Permission
from ctg_site.domain.workflow import NoConvention, OutOfDate
from ctg_site.remarks import queries as remarks
from ctg_site.web.addresses import number_asked
from ctg_site.web.forms import BaseForm
from ctg_site.web.guard import can, person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.evaluation_labels import LABELS
from ctg_site.words.french import today

from . import operations
from . import queries as staff_queries
from .forms import ActionVersionForm, NewActionForm, ProgressForm, measures_form
from .section_forms import SECTIONS, SectionForm, field_names

bp = Blueprint("actions_staff", __name__, url_prefix="/equipe/actions")
#: The history in words: the names of the fields, and those of the values that a closed list holds.
NAMES = {name: words for _, form in SECTIONS.values() for name, words in field_names(form()).items()}
NAMES |= {"title": "Titre", "is_published": "Publiée", "served": "Sert aussi"}
#: What was changed beside a section.
CHANGED = {
    **{name: title for name, (title, _) in SECTIONS.items()},
    "creation": "Création",
    "publication": "Publication",
    "mesures": "Mesures",
    "import": "Import d’un tableur",
}
TERMS = {str(key): words for values in LABELS.values() for key, words in values.items()}
NOT_KEPT = {"csrf_token", "version", "keep"}


def listing(status: int = 200, **forms: BaseForm) -> Response:
    actions, following = staff_queries.followed(person(), number_asked("apres"))
    waiting = staff_queries.waiting_updates() if can(Permission.ACTION_EDIT) else []
    shown = {"form": NewActionForm()} | forms
    return render(
        "actions/staff.html", status, actions=actions, following=following, waiting=waiting, **shown
    )


@bp.get("/")
@requires(Permission.ACTIONS_ENTER)
def index() -> Reply:
    return listing()


@bp.post("/")
@requires(Permission.ACTION_EDIT)
def create() -> Reply:
    form = NewActionForm(request.form)
    if not form.validate():
        return listing(422, form=form)
    try:
        number = operations.create(form.title.data, by=person())
    except NoConvention:
        form.refuse()
        return listing(422, form=form)
    return go(
        url_for(".show", number=number), "L’action est commencée. Personne d’autre que l’équipe ne la voit."
    )


def the_action(action: staff_queries.Action, status: int = 200, **forms: BaseForm) -> Response:
    """The page of an action: its sections, its story, its history."""
    shown = {
        "progress_form": ProgressForm(on=today()),
        "publish_form": ActionVersionForm(version=action.version),
    }
    return render(
        "actions/edit.html",
        status,
        action=action,
        sections=SECTIONS,
        changed=CHANGED,
        history=staff_queries.history(action.id),
        names=NAMES,
        terms=TERMS,
        failed=status == 422,
        **(shown | forms),
    )


@bp.get("/<int:number>")
@requires(Permission.ACTION_FOLLOW, on=staff_queries.any_action)
def show(action: staff_queries.Action) -> Reply:
    return the_action(action)


@bp.get("/<int:number>/apercu")
@requires(Permission.ACTION_FOLLOW, on=staff_queries.any_action)
def preview(action: staff_queries.Action) -> Reply:
    decisions = queries.decisions_about(action.id)
    return render(
        "actions/show.html",
        action=action,
        meetings=agenda.about_action(action.id),
        decisions=decisions,
        said=remarks.about(action),
        preview=True,
    )


def back(action: staff_queries.Action, said: str) -> Response:
    return go(url_for(".show", number=action.number), said)


@bp.post("/<int:number>/publier")
@requires(Permission.ACTION_EDIT, on=staff_queries.any_action)
def publish(action: staff_queries.Action) -> Reply:
    form = ActionVersionForm(request.form)
    if not form.validate():
        return the_action(action, 422, publish_form=form)
    act = operations.unpublish if action.is_published else operations.publish
    act(action, by=person(), version=version_of(form))
    return back(action, "C’est enregistré.")


def version_of(form: BaseForm) -> int:
    """The version that was read; a forged one is an old one."""
    if not form.version.data.isdecimal():
        raise OutOfDate
    return int(form.version.data)


@bp.post("/<int:number>/nouvelles")
@requires(Permission.ACTION_FOLLOW, on=staff_queries.any_action)
def tell(action: staff_queries.Action) -> Reply:
    form = ProgressForm(request.form)
    if not form.validate():
        return the_action(action, 422, progress_form=form)
    operations.tell_progress(action, form.on.read, form.text.data, form.note.data or "", by=person())
    published = can(Permission.ACTION_EDIT, action)
    return back(action, "C’est publié." if published else "C’est noté. La coordination le publiera.")


@bp.post("/<int:number>/nouvelles/<int:line>/publier")
@requires(Permission.ACTION_EDIT, on=staff_queries.progress)
def publish_progress(line: staff_queries.ProgressUpdate) -> Reply:
    operations.publish_progress(line, by=person())
    return back(line.action, "La nouvelle est publiée.")


def section_of(action: staff_queries.Action) -> tuple[str, str, type[SectionForm]]:
    name = (request.view_args or {})["section"]
    title, form = SECTIONS.get(name) or abort(404)
    return name, title, form


def the_section(action: staff_queries.Action, form: SectionForm, status: int = 200) -> Response:
    name, title, _ = section_of(action)
    draft = staff_queries.draft(action.id, person().id, name)
    return render(
        "actions/section.html", status, action=action, form=form, section=name, title=title, draft=draft
    )


def fresh_form(action: staff_queries.Action, name: str, form_class: type[SectionForm]) -> SectionForm:
    """The section as it is; or as it was being typed, when the person asks for that."""
    draft = staff_queries.draft(action.id, person().id, name) if "reprendre" in request.args else None
    if draft is not None:
        fields = MultiDict([(key, value) for key, value in draft.fields])
        return form_class(fields, data={"version": action.version})
    return form_class(data=held(action, form_class) | {"version": action.version}).add_lines()


def held(action: staff_queries.Action, form_class: type[SectionForm]) -> dict[str, Any]:
    """What the fields of a section show: identifiers of what is linked, lines as dictionaries."""
    found: dict[str, Any] = {}
    for field in form_class():
        if field.name in form_class.ROWS:
            names = [one.short_name for one in field.append_entry().form]
            lines = getattr(action, field.name)
            found[field.name] = [{n: getattr(line, n, None) for n in names} for line in lines]
        elif field.name == "proposals":
            found[field.name] = ", ".join(str(one.number) for one in action.proposals)
        elif field.name in operations.LINKS:
            found[field.name] = [str(one.id) for one in getattr(action, field.name)]
        elif field.name != "version":
            found[field.name] = getattr(action, field.name)
    return found


def offered_to(action: staff_queries.Action) -> tuple[Any, Any]:
    return staff_queries.offered(), staff_queries.conventions_of(action)


@bp.get("/<int:number>/<section>")
@requires(Permission.ACTION_EDIT, on=staff_queries.section_of)
def section(action: staff_queries.Action) -> Reply:
    name, _, form_class = section_of(action)
    return the_section(action, fresh_form(action, name, form_class).offer(*offered_to(action)))


@bp.post("/<int:number>/<section>")
@requires(Permission.ACTION_EDIT, on=staff_queries.section_of)
def save(action: staff_queries.Action) -> Reply:
    name, _, form_class = section_of(action)
    form = form_class(request.form).offer(*offered_to(action))
    form.published_among = staff_queries.published_among
    if request.form.get("keep"):
        typed = [(key, one) for key, one in request.form.items(multi=True) if key not in NOT_KEPT]
        operations.keep_draft(action, name, typed, by=person())
        return the_section(action, form)
    if not form.validate():
        return the_section(action, form, 422)
    operations.save_section(action, name, form.values(), by=person(), version=version_of(form))
    return back(action, "La section est enregistrée.")


@bp.post("/<int:number>/<section>/oublier")
@requires(Permission.ACTION_EDIT, on=staff_queries.section_of)
def forget(action: staff_queries.Action) -> Reply:
    name, _, _ = section_of(action)
    operations.drop_draft(action, name, by=person())
    return redirect(url_for(".section", number=action.number, section=name), 303)


@bp.route("/<int:number>/indicateurs/<int:indicator>", methods=["GET", "POST"])
@requires(Permission.ACTION_FOLLOW, on=staff_queries.indicator)
def measures(indicator: staff_queries.Indicator) -> Reply:
    form = measures_form(indicator, request.form)
    if request.method == "GET" or not form.validate():
        status = 200 if request.method == "GET" else 422
        return render("actions/measures.html", status, indicator=indicator, form=form, failed=status == 422)
    operations.save_measures(indicator, form.rows(), by=person(), version=form.version.data)
    return back(indicator.action or abort(404), "Les valeurs sont enregistrées.")
