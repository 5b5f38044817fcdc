"""The coordination keeps the kinds of places and of meetings, and the dispositifs of actions."""

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render

from . import operations, queries
from .forms import MeetingKindForm, PlaceKindForm, SchemeForm
from .views import Part, bp, edited, erased

KIND = Part(operations.PlaceKind, PlaceKindForm, "kind", "kinds", "Cette sorte de lieu est enregistrée.")
MEETING_KIND = Part(
    operations.MeetingKind,
    MeetingKindForm,
    "meeting_kind",
    "meeting_kinds",
    "Cette sorte de rendez-vous est enregistrée.",
)
SCHEME = Part(operations.Scheme, SchemeForm, "scheme", "schemes", "Ce dispositif est enregistré.")


@bp.get("/reglages/sortes")
@requires(Permission.SETTINGS_MANAGE)
def kinds() -> Reply:
    return render("administration/kinds.html", kinds=queries.all_kinds())


@bp.route("/reglages/sortes/nouvelle", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE)
def new_kind() -> Reply:
    return edited(KIND)


@bp.route("/reglages/sortes/<int:number>", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE, on=queries.kind)
def kind(thing: queries.PlaceKind) -> Reply:
    return edited(KIND, thing)


@bp.post("/reglages/sortes/<int:number>/supprimer")
@requires(Permission.SETTINGS_MANAGE, on=queries.kind)
def erase_kind(thing: queries.PlaceKind) -> Reply:
    return erased(KIND, thing)


@bp.get("/reglages/rendez-vous")
@requires(Permission.SETTINGS_MANAGE)
def meeting_kinds() -> Reply:
    return render("administration/meeting_kinds.html", kinds=queries.all_meeting_kinds())


@bp.route("/reglages/rendez-vous/nouveau", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE)
def new_meeting_kind() -> Reply:
    return edited(MEETING_KIND)


@bp.route("/reglages/rendez-vous/<int:number>", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE, on=queries.meeting_kind)
def meeting_kind(thing: operations.MeetingKind) -> Reply:
    return edited(MEETING_KIND, thing)


@bp.post("/reglages/rendez-vous/<int:number>/supprimer")
@requires(Permission.SETTINGS_MANAGE, on=queries.meeting_kind)
def erase_meeting_kind(thing: operations.MeetingKind) -> Reply:
    return erased(MEETING_KIND, thing)


@bp.get("/reglages/dispositifs")
@requires(Permission.SETTINGS_MANAGE)
def schemes() -> Reply:
    return render("administration/schemes.html", schemes=queries.all_schemes())


@bp.route("/reglages/dispositifs/nouveau", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE)
def new_scheme() -> Reply:
    return edited(SCHEME)


@bp.route("/reglages/dispositifs/<int:number>", methods=["GET", "POST"])
@requires(Permission.SETTINGS_MANAGE, on=queries.scheme)
def scheme(thing: queries.Scheme) -> Reply:
    return edited(SCHEME, thing)


@bp.post("/reglages/dispositifs/<int:number>/supprimer")
@requires(Permission.SETTINGS_MANAGE, on=queries.scheme)
def erase_scheme(thing: queries.Scheme) -> Reply:
    return erased(SCHEME, thing)
