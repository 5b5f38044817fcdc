"""The call-back list of the day: whom to call, why; how to reach them once the list is prepared."""

import time

from flask import Blueprint, Response, request, session, url_for

from ctg_site.accompaniment import operations, queries
from ctg_site.accompaniment.forms import LineForm
from ctg_site.accompaniment.taking_back import operations as taking_back_operations
from ctg_site.agenda.meetings import queries as meetings
from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import StepKind
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.joining import queries as joining
from ctg_site.web import contact_window, undo
from ctg_site.web.guard import person, requires
from ctg_site.web.pdf_files import pdf_file
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words import hours
from ctg_site.words.french import today

from . import exports
from . import operations as calls_operations
from . import queries as calls_queries

bp = Blueprint("calls", __name__, url_prefix="/equipe/rappels")
#: How long the prepared list shows how to reach people: the time to print it.
OPEN_MINUTES = 10
DONE = {"step": calls_operations.step_done, "notice": calls_operations.notice_told}
UNDONE = {"step": taking_back_operations.step_undone, "notice": taking_back_operations.notice_untold}


def opened() -> list[int]:
    """The files whose contacts this person opened a few minutes ago, and the journal says so."""
    kept = session.get("calls", {})
    recent = time.time() - kept.get("at", 0) < OPEN_MINUTES * 60
    return list(kept.get("numbers", ())) if recent else []


def back(said: str = "") -> Response:
    return go(url_for(".calls"), said)


@bp.get("")
@requires(Permission.CALLS_READ)
def calls() -> Reply:
    found, numbers = calls_queries.calls(person(), today()), opened()
    contacts = calls_queries.contacts(person(), numbers) if numbers else {}
    return render(
        "accompaniment/calls.html",
        calls=found,
        contacts=contacts,
        prepared=bool(numbers),
        tried=calls_queries.next_tries(found.proposals, today()),
        clock=hours.clock,
        joined=joining.to_call(person()),
        registered=meetings.to_call(person()),
    )


@bp.post("/preparer")
@requires(Permission.CALLS_PREPARE)
def prepare() -> Reply:
    found = calls_queries.calls(person(), today())
    numbers = calls_operations.prepare([one.id for one in found.proposals], by=person())
    session["calls"] = {"numbers": numbers, "at": time.time()}
    return back("La liste est prête pour dix minutes. Le journal garde la trace de chaque ouverture.")


@bp.post("/<int:number>/fait")
@requires(Permission.FILE_WRITE, on=queries.file)
def done(proposal: queries.Proposal) -> Reply:
    form = LineForm(request.form, DONE)
    if not form.validate():
        raise InvalidTransition("no such line")
    did = DONE[form.kind.data](proposal, form.row.data, by=person())
    undo.offer(
        f"C’est noté.{contact_window.corrected(proposal.contact)}",
        ".undone",
        {"kind": form.kind.data} | did,
        number=proposal.number,
    )
    return back()


@bp.post("/<int:number>/sans-reponse")
@requires(Permission.FILE_WRITE, on=queries.file)
def not_reached(proposal: queries.Proposal) -> Reply:
    calls_operations.not_reached(proposal, by=person())
    undo.offer("C’est noté\u00a0: pas de réponse.", ".reached", {"try": 1}, number=proposal.number)
    return back()


@bp.post("/<int:number>/sans-reponse/annuler")
@requires(Permission.FILE_WRITE, on=queries.file)
def reached(proposal: queries.Proposal) -> Reply:
    undo.asked()
    calls_operations.not_reached_undone(proposal, by=person())
    return back("C’est annulé.")


def to_post(number: int, row: int) -> calls_queries.Notice | None:
    return calls_queries.letter(number, row, person())


@bp.get("/<int:number>/lettres/<int:row>.pdf")
@requires(Permission.CALLS_PREPARE, on=to_post)
def letter(notice: calls_queries.Notice) -> Reply:
    """Its address is one of those that the prepared list opened; later, the list is prepared again."""
    made = exports.letter(notice) if notice.proposal_id in opened() else None
    if made is None:
        return back("Les coordonnées ne sont plus affichées. Préparez de nouveau la liste.")
    return pdf_file(made, f"lettre-envie-{notice.proposal_id}")


@bp.post("/<int:number>/appele")
@requires(Permission.FILE_WRITE, on=queries.file)
def called(proposal: queries.Proposal) -> Reply:
    """From the band of the inbox: a call about words of danger is a contact, and the file leaves the band."""
    done = operations.Done(kind=StepKind.CALL, on=today(), text="Appel après des mots de danger.")
    operations.add_step(proposal, done, by=person())
    said = (
        f"C’est noté\u00a0: vous avez appelé. L’accompagnement de l’envie n°\u00a0{proposal.number} le garde."
    )
    return go(url_for("inbox.inbox"), said)


@bp.post("/<int:number>/pas-fait")
@requires(Permission.FILE_WRITE, on=queries.file)
def undone(proposal: queries.Proposal) -> Reply:
    did = undo.asked()
    UNDONE[did["kind"]](proposal, did, by=person())
    return back("C’est annulé\u00a0: c’est encore à faire.")
