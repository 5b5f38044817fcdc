"""The staff follow up: the decisions of the meetings, who registered."""

from flask import Blueprint, Response, request, url_for

from ctg_site.agenda import queries
from ctg_site.agenda.decisions import operations as decision_operations
from ctg_site.agenda.forms import RegistrationForSomebodyForm
from ctg_site.agenda.registrations import operations as registration_operations
from ctg_site.agenda.ties import queries as ties
from ctg_site.domain.meetings import FOLLOW_UP, FollowUp
from ctg_site.domain.policy import Permission
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.web import contact_window, undo
from ctg_site.web.forms import BaseForm, Sent
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import queries as staff_queries
from .after_forms import ChangeDecisionForm, FollowUpForm

bp = Blueprint("meeting_follow_up", __name__, url_prefix="/equipe/agenda")


def the_decision(decision: staff_queries.MeetingDecision, status: int = 200, **forms: BaseForm) -> Response:
    """The page of a decision, with the forms that came back wrong in place of fresh ones."""
    fresh = {"change_form": change_form(decision), "follow_form": follow_form(decision)}
    return render(
        "agenda/decision.html",
        status,
        decision=decision,
        meeting=decision.meeting,
        failed=status == 422,
        story=staff_queries.story_of(decision),
        **(fresh | forms),
    )


def change_form(decision: staff_queries.MeetingDecision, formdata: Sent | None = None) -> ChangeDecisionForm:
    kept = {name: getattr(decision, name) for name in ("text", "owner", "due_on", "version")}
    for name in ("commitments", "actions"):
        kept[name] = [str(one.id) for one in getattr(decision, name)]
    form = ChangeDecisionForm(formdata, data=None if formdata else kept)
    return form.offer_ties(ties.offered(person(), decision.meeting, decision), ties.held(decision))


def follow_form(decision: staff_queries.MeetingDecision, formdata: Sent | None = None) -> FollowUpForm:
    form = FollowUpForm(formdata, version=None if formdata else decision.version)
    return form.offer(FOLLOW_UP.open_to(person(), decision))


def to_decision(decision: staff_queries.MeetingDecision, said: str) -> Response:
    return go(url_for(".decision", number=decision.id), said)


@bp.get("/decisions/<int:number>")
@requires(Permission.MEETING_MANAGE, on=staff_queries.decision)
def decision(decision: staff_queries.MeetingDecision) -> Reply:
    return the_decision(decision)


@bp.post("/decisions/<int:number>/suivi")
@requires(Permission.MEETING_MANAGE, on=staff_queries.decision)
def follow(decision: staff_queries.MeetingDecision) -> Reply:
    form = follow_form(decision, request.form)
    if not form.validate():
        return the_decision(decision, 422, follow_form=form)
    event = FollowUp(form.event.data) if form.event.data else None
    note, version = form.note.data or "", form.version.data
    decision_operations.follow(decision.meeting, decision, event, note, by=person(), version=version)
    return to_decision(decision, "C’est noté.")


@bp.post("/decisions/<int:number>/modifier")
@requires(Permission.MEETING_MANAGE, on=staff_queries.decision)
def change(decision: staff_queries.MeetingDecision) -> Reply:
    form = change_form(decision, request.form)
    if not form.validate():
        return the_decision(decision, 422, change_form=form)
    decided, version = decision_operations.Decided(**form.decided), form.version.data
    decision_operations.change(decision.meeting, decision, decided, by=person(), version=version)
    return to_decision(decision, "La décision est corrigée.")


def the_list(meeting: queries.Meeting, form: RegistrationForSomebodyForm, status: int = 200) -> Response:
    """Who registered to a meeting; their details only after they were asked for."""
    return render(
        "agenda/registrations.html",
        status,
        meeting=meeting,
        form=form,
        registrations=staff_queries.registrations(meeting),
        taken=staff_queries.taken(meeting),
        to_tell=staff_queries.to_tell(meeting),
        contacts_are_open=contact_window.shown("registered_contacts") == meeting.id,
    )


def to_list(meeting: queries.Meeting, said: str = "") -> Response:
    return go(url_for(".registrations", number=meeting.id), said)


@bp.route("/<int:number>/inscriptions", methods=["GET", "POST"])
@requires(Permission.MEETING_MANAGE, on=queries.meeting)
def registrations(meeting: queries.Meeting) -> Reply:
    form = RegistrationForSomebodyForm(request.form or None, key=registration_operations.new_key()).at(
        meeting
    )
    if request.method == "GET" or not form.validate():
        return the_list(meeting, form, form.status)
    made = registration_operations.register(
        meeting, registration_operations.RegistrationAsked(**form.asked), form.key.data, by=person()
    )
    code, _ = registration_operations.code_and_link(made)
    told = f" Son code, pour rendre la place\u00a0: {'-'.join(code)}." if code else ""
    return to_list(meeting, f"L’inscription n°\u00a0{made.number} est notée.{told}")


@bp.post("/<int:number>/inscriptions/coordonnees")
@requires(Permission.MEETING_MANAGE, on=queries.meeting)
def open_contacts(meeting: queries.Meeting) -> Reply:
    registration_operations.open_contacts(meeting, by=person())
    contact_window.show("registered_contacts", meeting.id)
    return to_list(meeting, "Les coordonnées sont affichées dix minutes. Le journal en garde la trace.")


@bp.post("/inscriptions/<int:number>/rendre")
@requires(Permission.MEETING_MANAGE, on=queries.registration)
def give_up(registration: queries.Registration) -> Reply:
    registration_operations.give_up(registration.meeting, registration, by=person())
    return to_list(registration.meeting, "La place est rendue.")


@bp.post("/inscriptions/<int:number>/confirmer")
@requires(Permission.MEETING_MANAGE, on=queries.registration)
def confirm(registration: queries.Registration) -> Reply:
    try:
        registration_operations.confirm(registration.meeting, registration, by=person())
    except InvalidTransition:
        return to_list(registration.meeting, "Il n’y a plus assez de places. La personne attend toujours.")
    return to_list(registration.meeting, "La place est donnée.")


@bp.post("/inscriptions/<int:number>/prevenue")
@requires(Permission.MEETING_MANAGE, on=queries.registration)
def told(registration: queries.Registration) -> Reply:
    did = registration_operations.told(registration.meeting, registration, by=person())
    undo.offer("C’est noté\u00a0: la personne est prévenue.", ".untold", did, number=registration.id)
    return to_list(registration.meeting)


@bp.post("/inscriptions/<int:number>/pas-prevenue")
@requires(Permission.MEETING_MANAGE, on=queries.registration)
def untold(registration: queries.Registration) -> Reply:
    registration_operations.untold(registration.meeting, registration, undo.asked(), by=person())
    return to_list(registration.meeting, "C’est annulé\u00a0: c’est encore à dire.")
