"""A centre offers dates to those who joined an envie, ticks for whom it calls, chooses one, or none."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from ctg_site.agenda.kinds.queries import offered as offered_kinds
from ctg_site.domain.policy import Permission
from ctg_site.domain.workflow import OutOfDate
from ctg_site.joining.queries import Participation, Proposal, file, participation
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render

from . import operations, queries
from .forms import DatesForm, KeptDateForm, SuitsForm, SuitsOfForm, empty, shown

bp = Blueprint("dates", __name__, url_prefix="/equipe")
REFUSED = {
    operations.DatePast: "Une de ces dates est déjà passée. Changez-la, ou effacez-la.",
    operations.CannotOffer: (
        "On ne peut pas proposer de dates\u00a0: personne n’en est encore, l’envie est finie ou cachée, "
        "ou d’autres dates attendent des réponses."
    ),
}
REFUSED_CHOICE = {
    operations.DatePast: "Cette date est passée. Choisissez-en une autre, ou proposez d’autres dates.",
    operations.NobodyComes: (
        "Personne n’a dit pouvoir venir à cette date. Choisissez-en une autre, ou proposez d’autres dates."
    ),
}
MOVED = "Les dates ont changé pendant que vous lisiez. Les voici comme elles sont maintenant."
LATE = "C’est trop tard\u00a0: la date est choisie, les dates sont retirées, ou la personne s’est retirée."


def page(proposal: Proposal, form: DatesForm | None = None, choice: KeptDateForm | None = None) -> Response:
    """The present dates with who may come; the form to offer some when none wait for an answer."""
    held = queries.current(proposal)
    form = form or DatesForm(None, data=empty(proposal.structure.name if proposal.structure else ""))
    board = queries.board(held, number_asked("apres")) if held else None
    if held is not None and board is not None and held.is_open:
        choice = choice or KeptDateForm(None, data={"version": held.version})
        choice.offer(held.still_possible, board.counts, offered_kinds(None))
    status = max(one.status for one in (form, choice or form))
    return render(
        "joining/dates.html", status, proposal=proposal, held=held, board=board, form=form, choice=choice
    )


def back(proposal: Proposal, said: str) -> Response:
    return go(url_for("dates.dates", number=proposal.id), said)


def ready(proposal: Proposal) -> queries.DatesOffer:
    """The dates that wait for an answer, or a page that was not found."""
    held = queries.current(proposal)
    return held if held is not None and held.is_open else abort(404)


@bp.get("/envies/<int:number>/dates")
@requires(Permission.JOINED_READ, on=file)
def dates(proposal: Proposal) -> Reply:
    return page(proposal)


@bp.post("/envies/<int:number>/dates")
@requires(Permission.JOINED_ANSWER, on=file)
def offer(proposal: Proposal) -> Reply:
    form = DatesForm(request.form)
    if not form.validate():
        return page(proposal, form)
    try:
        operations.offer(proposal, form.wanted, by=person())
    except (operations.DatePast, operations.CannotOffer) as error:
        form.form_errors.append(REFUSED[type(error)])
        return page(proposal, form)
    return back(proposal, "Les dates sont proposées. Chacun est prévenu.")


@bp.route("/envies/<int:number>/dates/modifier", methods=["GET", "POST"])
@requires(Permission.JOINED_ANSWER, on=file)
def change(proposal: Proposal) -> Reply:
    held = ready(proposal)
    form = DatesForm(request.form or None, data=None if request.form else shown(held))
    if request.method == "GET" or not form.validate():
        return render("joining/dates_change.html", form.status, proposal=proposal, form=form)
    try:
        did = operations.change(proposal, held_version(form), form.wanted, by=person())
    except operations.DatePast:
        form.form_errors.append(REFUSED[operations.DatePast])
        return render("joining/dates_change.html", 422, proposal=proposal, form=form)
    except OutOfDate:
        return back(proposal, MOVED)
    return back(proposal, "Les dates ont changé. Chacun est prévenu." if did else "Rien n’a changé.")


def held_version(form: DatesForm) -> int | None:
    sent = form.version.data or ""
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else None


@bp.post("/envies/<int:number>/dates/choisir")
@requires(Permission.JOINED_ANSWER, on=file)
def choose(proposal: Proposal) -> Reply:
    held = ready(proposal)
    form = KeptDateForm(request.form).offer(held.dates, {}, offered_kinds(None))
    if not form.validate():
        return page(proposal, choice=form)
    chosen = int(form.date.data), int(form.kind.data)
    try:
        operations.choose(proposal, form.version.data, *chosen, by=person())
    except (operations.DatePast, operations.NobodyComes) as error:
        form.date.errors = [REFUSED_CHOICE[type(error)]]
        return page(proposal, choice=form)
    except OutOfDate:
        return back(proposal, MOVED)
    return back(proposal, "La date est choisie. Le rendez-vous est dans l’agenda, et chacun est prévenu.")


@bp.post("/envies/<int:number>/dates/retirer")
@requires(Permission.JOINED_ANSWER, on=file)
def close(proposal: Proposal) -> Reply:
    held = ready(proposal)
    operations.close(proposal, held.version, by=person())
    return back(proposal, "Les dates sont retirées. Chacun est prévenu.")


@bp.route("/participants/<int:number>/dates", methods=["GET", "POST"])
@requires(Permission.JOINED_ANSWER, on=participation)
def note(one: Participation) -> Reply:
    held = queries.current(one.proposal)
    if held is None or not held.is_open:
        return back(one.proposal, LATE)
    form = SuitsOfForm(request.form or None, data=ticked(held, one))
    form.offer(held.still_possible)
    if request.method == "GET" or not form.validate():
        return render("joining/dates_note.html", form.status, one=one, form=form)
    return back(one.proposal, answered(one, form, by=person()))


def ticked(held: queries.DatesOffer, one: Participation) -> dict[str, Any]:
    """What the form begins with: what they said already."""
    said = queries.chosen_by(held, one)
    suits = [] if said is None else [str(number) for number in sorted(said)] or ["none"]
    return {"version": held.version, "suits": suits}


def answered(one: Participation, form: SuitsForm, by: Any = None) -> str:
    """Write the answer; what to say of it."""
    try:
        operations.answer(one.proposal, one, form.version.data, form.numbers, by=by)
    except OutOfDate:
        return MOVED
    except operations.TooLate:
        return LATE
    except operations.DatePast:
        return "Une des dates cochées vient de passer. Cochez les autres."
    return "C’est noté. Vous pouvez changer votre réponse tant que la date n’est pas choisie."
