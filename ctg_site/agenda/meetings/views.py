"""The staff keep the agenda: make a meeting, change it, cancel it, write its minutes, count who came."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from werkzeug.datastructures import CombinedMultiDict

from ctg_site.agenda import came_queries, queries
from ctg_site.agenda.bodies.queries import to_meet
from ctg_site.agenda.decisions import operations as decision_operations
from ctg_site.agenda.documents import operations as document_operations
from ctg_site.agenda.filters import When
from ctg_site.agenda.kinds.queries import offered as offered_kinds
from ctg_site.agenda.ties import queries as ties
from ctg_site.agenda.views import handed_over
from ctg_site.domain import pdf
from ctg_site.domain.meetings import MEETING, College, FollowUpState
from ctg_site.domain.policy import Permission, Role
from ctg_site.web.addresses import number_asked
from ctg_site.web.document_fields import ADDED, EMPTIED, MOST_SENT
from ctg_site.web.forms import BaseForm, Sent, VersionForm
from ctg_site.web.guard import accepts, can, person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import local, today

from . import operations
from . import queries as staff_queries
from .after_forms import (
    AttendanceForm,
    DocumentForm,
    MeetingDecisionForm,
    MinutesForm,
    written,
)
from .forms import CancelForm, MeetingForm, NewMeetingForm, shown

bp = Blueprint("meetings", __name__, url_prefix="/equipe/agenda")
CANCELLED = (
    "C’est annulé. Les personnes inscrites le sauront dans quelques minutes. "
    "C’était une erreur\u00a0? Rétablissez-le tout de suite\u00a0: rien ne part."
)


@bp.get("/")
@requires(Permission.AGENDA_KEEP)
def index() -> Reply:
    is_past = request.args.get("quand") == When.PAST
    page = staff_queries.page(person(), is_past, number_asked("apres"))
    missing = staff_queries.without_minutes(person()) if page.is_first else []
    bodies = queries.bodies() if can(Permission.BODY_CHANGE) else []
    return render("agenda/staff.html", page=page, is_past=is_past, missing=missing, bodies=bodies)


def sent() -> Sent | None:
    """What was sent; nothing yet when the page only opens, so that the form shows what it begins with."""
    return request.form if request.method == "POST" else None


def kept(values: dict[str, Any]) -> dict[str, Any]:
    """What a form begins with; once it was sent, what is missing is missing."""
    return {} if request.method == "POST" else values


def offered(form: MeetingForm, meeting: queries.Meeting | None = None) -> MeetingForm:
    """The form with what this person may choose."""
    who, taken = person(), staff_queries.taken(meeting) if meeting else 0
    form.offer_ties(ties.offered(who, meeting, meeting), ties.held(meeting))
    anywhere = Role.COORDINATOR in who.roles
    places = staff_queries.structures_of(who)
    return form.offer(offered_kinds(meeting), to_meet(meeting), places, queries.districts(), anywhere, taken)


def good(form: MeetingForm, meeting: queries.Meeting | None = None) -> bool:
    """Valid, and nothing to be warned of; or the person read the warning and goes on."""
    if not form.validate():
        return False
    form.off = staff_queries.days_off(form.details["structure_id"], form.days, meeting)
    known = local(meeting.starts_at).date() if meeting else None
    return bool(form.accepts(staff_queries.clashes(form.slots, form.details, meeting), today(), known))


@bp.route("/nouveau", methods=["GET", "POST"])
@requires(Permission.AGENDA_KEEP)
def create() -> Reply:
    form = offered(NewMeetingForm(sent()))
    if request.method == "GET" or not good(form):
        return render("agenda/edit.html", form.status, form=form, meeting=None, changed=False)
    made = operations.create(operations.Details(**form.details), form.slots, form.rule, by=person())
    return go(url_for(".show", number=made.id), " ".join(["C’est enregistré.", *form.stepped]))


@bp.route("/<int:number>/modifier", methods=["GET", "POST"])
@requires(Permission.MEETING_MANAGE, on=queries.meeting)
def edit(meeting: queries.Meeting) -> Reply:
    form = offered(MeetingForm(sent(), data=kept(shown(meeting))), meeting)
    stale = request.method == "POST" and form.version.data != meeting.version
    if stale:
        form.version.raw_data = [str(meeting.version)]
        return render("agenda/edit.html", 409, form=form, meeting=meeting, changed=True)
    if request.method == "GET" or not good(form, meeting):
        return render("agenda/edit.html", form.status, form=form, meeting=meeting, changed=False)
    details, version = operations.Details(**form.details), form.version.data
    operations.change(meeting, details, form.slots[0], by=person(), version=version)
    return back(meeting, "C’est enregistré.")


def the_meeting(meeting: queries.Meeting, status: int = 200, **forms: BaseForm) -> Response:
    """The page of a meeting, with the forms that came back wrong in place of fresh ones."""
    counted = {str(row.college): row.people for row in queries.attendance(meeting)}
    groups = came_queries.groups(meeting)
    return render(
        "agenda/meeting.html",
        status,
        meeting=meeting,
        failed=status == 422,
        may=[row.event for row in MEETING.open_to(person(), meeting)],
        documents=queries.documents(meeting, everybody=False),
        decisions=queries.decisions(meeting),
        counted=counted,
        colleges=College,
        groups=groups,
        taken=staff_queries.taken(meeting),
        envies=staff_queries.envies(meeting),
        story=staff_queries.story(meeting),
        **(fresh_forms(meeting, counted | groups) | forms),
    )


def fresh_forms(meeting: queries.Meeting, counted: dict[str, int]) -> dict[str, Any]:
    return {
        "document_form": DocumentForm(),
        "attendance_form": AttendanceForm(data=counted),
        "decision_form": decision_form(meeting),
    }


def decision_form(meeting: queries.Meeting, formdata: Sent | None = None) -> MeetingDecisionForm:
    form = MeetingDecisionForm(formdata)
    return form.offer_ties(ties.offered(person(), meeting), ties.held(None))


def back(meeting: queries.Meeting, said: str) -> Response:
    return go(url_for("meetings.show", number=meeting.id), said)


@bp.get("/<int:number>")
@requires(Permission.MEETING_MANAGE, on=queries.meeting)
def show(meeting: queries.Meeting) -> Reply:
    return the_meeting(meeting)


@bp.route("/<int:number>/annuler", methods=["GET", "POST"])
@requires(Permission.MEETING_MANAGE, on=queries.meeting)
def cancel(meeting: queries.Meeting) -> Reply:
    form = CancelForm(sent(), data=kept({"version": meeting.version}))
    if request.method == "GET" or not form.validate():
        return render("agenda/cancel.html", form.status, form=form, meeting=meeting)
    following, version = bool(form.following.data), form.version.data
    operations.cancel(meeting, form.reason.data, by=person(), version=version, following=following)
    return back(meeting, CANCELLED)


@bp.post("/<int:number>/retablir")
@requires(Permission.MEETING_MANAGE, on=queries.meeting)
def restore(meeting: queries.Meeting) -> Reply:
    form = VersionForm(request.form)
    if not form.validate():
        return the_meeting(meeting, 422)
    operations.restore(meeting, by=person(), version=form.version.data)
    return back(meeting, "Le rendez-vous est rétabli.")


@bp.route("/<int:number>/compte-rendu", methods=["GET", "POST"])
@requires(Permission.MEETING_MANAGE, on=queries.meeting)
def minutes(meeting: queries.Meeting) -> Reply:
    form = MinutesForm(sent(), data=kept(written(meeting)))
    previewed = request.form.get("act") == "preview"
    if request.method == "GET" or previewed or not form.validate():
        return render("agenda/minutes.html", form.status, form=form, meeting=meeting, previewed=previewed)
    text, published = form.minutes.data or "", bool(form.for_everybody.data)
    operations.write_minutes(meeting, text, by=person(), version=form.version.data, published=published)
    return back(meeting, "Le compte rendu est publié." if published else "Le compte rendu est gardé.")


@bp.post("/<int:number>/presences")
@requires(Permission.MEETING_MANAGE, on=queries.meeting)
def attend(meeting: queries.Meeting) -> Reply:
    form = AttendanceForm(request.form)
    if not form.validate():
        return the_meeting(meeting, 422, attendance_form=form)
    operations.count_people(meeting, form.counts, by=person(), groups=form.groups)
    return back(meeting, "Les présences sont notées.")


@bp.post("/<int:number>/documents")
@accepts(MOST_SENT)
@requires(Permission.MEETING_MANAGE, on=queries.meeting)
def add_document(meeting: queries.Meeting) -> Reply:
    form = DocumentForm(CombinedMultiDict((request.files, request.form)))
    if not form.validate():
        return the_meeting(meeting, 422, document_form=form)
    title, everybody = form.title.data, bool(form.for_everybody.data)
    try:
        was_acting = document_operations.keep(meeting, form.content, title, everybody, by=person())
    except pdf.NotKept as error:
        return the_meeting(meeting, form.refuse(error.fault), document_form=form)
    return back(meeting, EMPTIED if was_acting else ADDED)


@bp.get("/documents/<int:number>")
@requires(Permission.MEETING_MANAGE, on=queries.document)
def document(document: queries.MeetingDocument) -> Reply:
    return handed_over(document)


@bp.post("/documents/<int:number>/retirer")
@requires(Permission.MEETING_MANAGE, on=queries.document)
def remove_document(document: queries.MeetingDocument) -> Reply:
    meeting = document.meeting
    document_operations.remove(meeting, document, by=person())
    return back(meeting, "Le document est retiré.")


@bp.post("/<int:number>/decisions")
@requires(Permission.MEETING_MANAGE, on=queries.meeting)
def decide(meeting: queries.Meeting) -> Reply:
    form = decision_form(meeting, request.form)
    if not form.validate():
        return the_meeting(meeting, 422, decision_form=form)
    made = decision_operations.decide(meeting, decision_operations.Decided(**form.decided), by=person())
    return back(meeting, f"La décision n°\u00a0{made.number} est notée.")


@bp.get("/decisions")
@requires(Permission.AGENDA_KEEP)
def open_decisions() -> Reply:
    asked = request.args.get("etat", "")
    state = FollowUpState(asked) if asked in set(FollowUpState) else FollowUpState.OPEN
    page = staff_queries.decisions(person(), state, number_asked("apres"))
    return render("agenda/decisions.html", page=page, state=state, states=FollowUpState)
