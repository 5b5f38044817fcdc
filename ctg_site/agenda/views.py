"""Everybody reads the agenda: what is coming and what took place, the bodies, and calendars to follow."""

from collections.abc import Iterable

from flask import Blueprint, Response, abort, request

from ctg_site.agenda.documents import operations
from ctg_site.domain.meetings import College
from ctg_site.domain.policy import Permission
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply, render

from . import came_queries, exports, posters, queries
from .filters import MeetingFilters
from .forms import AgendaFilterForm
from .kinds.queries import kinds

bp = Blueprint("agenda", __name__)

CALENDAR = "text/calendar; charset=utf-8"


@bp.get("/agenda/")
@requires(Permission.SITE_READ)
def index() -> Reply:
    filters = MeetingFilters.of(request.args)
    form = AgendaFilterForm(data=filters.narrowed).offer(
        *(queries.theme_choices(), queries.bodies(), queries.structures(), queries.districts()),
        queries.item_choices(filters),
    )
    page = queries.page(filters, number_asked("apres"))
    return render("agenda/index.html", page=page, filters=filters, search_form=form, kinds=kinds())


@bp.get("/agenda/<int:number>")
@requires(Permission.MEETING_READ, on=queries.meeting)
def show(meeting: queries.Meeting) -> Reply:
    told = meeting.tells_minutes
    attendance = queries.attendance(meeting) if told else []
    return render(
        "agenda/show.html",
        meeting=meeting,
        free=queries.free_seats(meeting) if meeting.is_open else None,
        documents=queries.documents(meeting, everybody=True),
        decisions=queries.decisions(meeting) if told else [],
        attendance=attendance,
        came=came_queries.told(came_queries.groups(meeting), sum(one.people for one in attendance))
        if told
        else None,
        dates=queries.other_dates(meeting),
        envies=queries.envies_said_at(meeting),
    )


@bp.get("/agenda/<int:number>/affiche.pdf")
@requires(Permission.MEETING_READ, on=queries.meeting)
def poster(meeting: queries.Meeting) -> Reply:
    answer = Response(posters.poster(meeting), mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=f"affiche-{meeting.number}.pdf")
    return answer


@bp.get("/agenda/documents/<int:number>")
@requires(Permission.MEETING_READ, on=queries.document)
def document(document: queries.MeetingDocument) -> Reply:
    return handed_over(document)


def handed_over(document: queries.MeetingDocument) -> Response:
    """A PDF to keep, never to open within the site."""
    content = operations.content(document)
    if content is None:
        abort(404)
    answer = Response(content, mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=f"document-{document.id}.pdf")
    return answer


@bp.get("/instances/")
@requires(Permission.SITE_READ)
def bodies() -> Reply:
    found = queries.bodies()
    seats = queries.seats(*(body.id for body in found))
    return render("agenda/bodies.html", bodies=found, seats=seats, colleges=College)


@bp.get("/instances/<key>")
@requires(Permission.SITE_READ, on=queries.body)
def body(body: queries.GoverningBody) -> Reply:
    seats = queries.seats(body.id)[body.id]
    coming, past = (queries.page(MeetingFilters(quand=side, instance=body.key)) for side in ("", "passes"))
    return render("agenda/body.html", body=body, seats=seats, colleges=College, coming=coming, past=past)


def calendar(meetings: Iterable[queries.Meeting], name: str) -> Response:
    return Response(exports.followed(meetings, name), content_type=CALENDAR)


@bp.get("/agenda.ics")
@requires(Permission.SITE_READ)
def feed() -> Reply:
    return calendar(queries.calendar(), "agenda")


@bp.get("/agenda/<int:number>.ics")
@requires(Permission.MEETING_READ, on=queries.meeting)
def feed_of_meeting(meeting: queries.Meeting) -> Reply:
    return calendar([meeting], meeting.title)


@bp.get("/agenda/instances/<key>.ics")
@requires(Permission.SITE_READ, on=queries.body)
def feed_of_body(body: queries.GoverningBody) -> Reply:
    return calendar(queries.calendar_of_body(body), body.name)


@bp.get("/agenda/structures/<slug>.ics")
@requires(Permission.SITE_READ, on=queries.structure)
def feed_of_structure(structure: queries.Structure) -> Reply:
    return calendar(queries.calendar_of_structure(structure), structure.name)
