"""The coordination builds consultations and moves them on; the agents see those that are open."""

from flask import Blueprint, Response, abort, request, url_for

from ctg_site.consultations.answering import answers, forms
from ctg_site.consultations.reading import queries as staff_reading_queries
from ctg_site.consultations.results import operations as results_operations
from ctg_site.consultations.results import queries as results_queries
from ctg_site.consultations.results.words import told
from ctg_site.domain.participation import CONSULTATION, ConsultationEvent
from ctg_site.domain.policy import Permission
from ctg_site.web.addresses import number_asked
from ctg_site.web.forms import BaseForm, Sent
from ctg_site.web.guard import can, person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.labels import label

from . import operations as staff_operations
from . import queries as staff_queries
from .first import three_questions
from .forms import ConsultationStateForm, NewPresentationForm, PresentationForm, WhatNextForm, usual_days

bp = Blueprint("consultations_staff", __name__, url_prefix="/equipe/consultations")
SAID = {
    ConsultationEvent.OPEN: "C’est ouvert. Le public peut répondre du premier au dernier jour.",
    ConsultationEvent.WITHDRAW: "La consultation est de nouveau en préparation.",
    ConsultationEvent.CLOSE: "C’est clos. Plus personne ne peut répondre.",
    ConsultationEvent.REOPEN: "C’est rouvert. Le public peut répondre à nouveau.",
    ConsultationEvent.TELL: "Les résultats sont publiés.",
}
UNCHANGED = (
    "Les résultats publiés la première fois restent en ligne. "
    "Trop peu de réponses ont changé\u00a0: la différence montrerait ce qu’une personne a répondu."
)


@bp.get("/")
@requires(Permission.CONSULTATION_ENTER)
def index() -> Reply:
    return render("consultations/staff.html", listed=staff_queries.page(person(), number_asked("apres")))


def sent() -> Sent | None:
    """What was sent; nothing yet when the page only opens, so that the form shows what it begins with."""
    return request.form if request.method == "POST" else None


@bp.route("/nouvelle", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_KEEP)
def create() -> Reply:
    form = NewPresentationForm(sent(), data=usual_days() if request.method == "GET" else None)
    if request.method == "GET" or looked(form) or not form.validate():
        return the_presentation(form, None)
    made = staff_operations.create(staff_operations.Presented(**form.presented()), by=person())
    return back(made, "C’est commencé. La coordination seule voit cette consultation.")


@bp.post("/trois-questions")
@requires(Permission.CONSULTATION_KEEP)
def begin() -> Reply:
    """The three questions that prepare the next convention, ready to be changed and opened."""
    commitments = [one.id for one in staff_queries.commitments()]
    presented, screens = three_questions(commitments, **usual_days())
    made = staff_operations.create(presented, screens, by=person())
    return back(made, "Les trois questions sont prêtes. Relisez-les, changez les dates, puis ouvrez.")


def back(consultation: staff_queries.Consultation, said: str) -> Response:
    return go(url_for("consultations_staff.show", number=consultation.number), said)


def looked(form: PresentationForm) -> bool:
    """The person wants to see the introduction before saving."""
    return request.form.get("act") == "preview"


def the_presentation(form: PresentationForm, consultation: staff_queries.Consultation | None) -> Response:
    previewed = looked(form)
    status = 200 if previewed else form.status
    return render(
        "consultations/staff_edit.html", status, form=form, consultation=consultation, previewed=previewed
    )


@bp.get("/<int:number>")
@requires(Permission.CONSULTATION_KEEP, on=staff_queries.consultation)
def show(consultation: staff_queries.Consultation) -> Reply:
    return the_consultation(consultation)


def the_consultation(
    consultation: staff_queries.Consultation, status: int = 200, **forms: BaseForm | list[str]
) -> Response:
    """Its page: its questions, what may be done with it, what came in."""
    fresh = {"state_form": ConsultationStateForm(data={"version": consultation.version}), "missing": []}
    return render(
        "consultations/staff_show.html",
        status,
        consultation=consultation,
        failed=status == 422,
        may=[row.event for row in CONSULTATION.open_to(person(), consultation)],
        people=staff_queries.people([consultation.id]).get(consultation.id, 0),
        aside=staff_queries.to_check(consultation.id),
        written=staff_reading_queries.unread(consultation.id),
        **(fresh | forms),
    )


@bp.route("/<int:number>/presentation", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_KEEP, on=staff_queries.consultation)
def present(consultation: staff_queries.Consultation) -> Reply:
    form = PresentationForm(sent(), obj=None if request.method == "POST" else consultation)
    form.of(consultation).keep(staff_operations.changeable(consultation))
    if request.method == "GET" or looked(form) or not form.validate():
        return the_presentation(form, consultation)
    presented = staff_operations.Presented(**form.presented(consultation))
    staff_operations.present(consultation, presented, by=person(), version=form.version.data)
    return back(consultation, "C’est enregistré.")


@bp.get("/<int:number>/apercu")
@requires(Permission.CONSULTATION_KEEP, on=staff_queries.consultation)
def preview(consultation: staff_queries.Consultation) -> Reply:
    """Every screen as the public will meet it; nothing can be sent from here."""
    numbers = range(1, len(consultation.sections) + 1)
    found = [answers.on_screen(consultation, index) for index in numbers]
    screens = [(one[0], forms.screen_form(one[1])) for one in found if one]
    return render("consultations/staff_preview.html", consultation=consultation, screens=screens)


@bp.post("/<int:number>/etat")
@requires(Permission.CONSULTATION_KEEP, on=staff_queries.consultation)
def move(consultation: staff_queries.Consultation) -> Reply:
    form = ConsultationStateForm(request.form)
    if not form.validate():
        return the_consultation(consultation, 422, state_form=form)
    event, reason = ConsultationEvent(form.event.data), form.reason.data or ""
    try:
        changed = results_operations.move(
            consultation, event, by=person(), version=form.version.data, reason=reason, until=form.until.data
        )
    except results_operations.NotReady as error:
        missing = [label(gap) for gap in error.gaps]
        return the_consultation(
            staff_queries.consultation(consultation.id) or abort(404), 422, missing=missing
        )
    return back(consultation, SAID[event] if changed else UNCHANGED)


@bp.get("/<int:number>/resultats")
@requires(Permission.CONSULTATION_KEEP, on=staff_queries.consultation)
def results(consultation: staff_queries.Consultation) -> Reply:
    """What the public would read of it now, or what it reads."""
    counted = results_queries.counted(consultation)
    quotes = results_queries.quotes([question.id for question in consultation.questions])
    return render(
        "consultations/staff_results.html",
        consultation=consultation,
        told=told(counted),
        quotes=quotes,
        may_tell=can(Permission.CONSULTATION_KEEP) and consultation.state == "closed",
    )


@bp.route("/<int:number>/suite", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_KEEP, on=staff_queries.consultation)
def what_next(consultation: staff_queries.Consultation) -> Reply:
    held = {"version": consultation.version, "what_next": consultation.what_next}
    held |= {"due_on": consultation.what_next_due_on}
    form = WhatNextForm(sent(), data=held if request.method == "GET" else None)
    if request.method == "GET" or looked(form) or not form.validate():
        previewed = looked(form)
        return render(
            "consultations/staff_next.html",
            form.status,
            form=form,
            consultation=consultation,
            previewed=previewed,
        )
    words, due_on = form.what_next.data or "", form.due_on.data
    staff_operations.say_what_next(consultation, words, due_on, by=person(), version=form.version.data)
    return back(consultation, "C’est enregistré. Le public le lit avec les résultats.")
