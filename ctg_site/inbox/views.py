"""The staff find the files that wait for them, and give each one an owner."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from ctg_site.accompaniment.queries import last_event
from ctg_site.convention import queries as conventions
from ctg_site.domain.policy import Permission, Role
from ctg_site.domain.vocabulary import Tab
from ctg_site.domain.workflow import OutOfDate
from ctg_site.moderation.queries import file
from ctg_site.remarks import queries as remarks
from ctg_site.structures import queries as structures
from ctg_site.undelivered import queries as undelivered
from ctg_site.web.forms import BaseForm, VersionForm
from ctg_site.web.guard import can, person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import plural, today

from . import operations, queries, sorting_operations
from .filters import Cursor, FileFilters
from .forms import AssignForm, InboxFilterForm, TransferForm

bp = Blueprint("inbox", __name__, url_prefix="/equipe/envies")


@bp.get("/")
@requires(Permission.INBOX_READ)
def inbox() -> Reply:
    asked = request.args.get("voir", Tab.TO_READ)
    tab = Tab(asked) if asked in set(Tab) else abort(404)
    form = filter_form()
    filters = FileFilters(tab, **form.chosen)
    after = Cursor.read(request.args.get("apres", ""))
    page = queries.page(person(), filters, today(), after)
    shown: dict[str, Any] = {"number": filters.number, "to_read": remarks.to_read(person())}
    shown["dangers"] = queries.Dangers() if after else queries.dangers(person(), filters, today())
    shown["aside"] = queries.aside(person()) if tab is Tab.ASIDE else None
    shown["sending"] = undelivered.sending() if can(Permission.LETTERS_MANAGE) else None
    return render("inbox/inbox.html", form.status, page=page, tab=tab, form=form, **shown)


def filter_form() -> InboxFilterForm:
    """What the address asks for; a choice that is not offered is said, and left out."""
    who, convention = person(), conventions.current()
    centres = structures.centres() if Role.COORDINATOR in who.roles else who.structures
    form = InboxFilterForm(request.args).offer(
        {centre.slug: centre.name for centre in centres},
        {district.slug: district.name for district in structures.districts()},
        {theme.code: theme.name for theme in (convention.themes if convention else ())},
    )
    form.validate()
    return form


def the_choice(proposal: queries.Proposal, status: int = 200, **forms: BaseForm) -> Response:
    """The page where a file is given to somebody, with the form that came back wrong."""
    version = proposal.version
    shown = {
        "take_form": VersionForm(version=version),
        "assign_form": AssignForm(version=version).offer(queries.colleagues(proposal)),
        "transfer_form": TransferForm(version=version).offer(queries.other_centres(proposal)),
    } | forms
    return render("inbox/assign.html", status, proposal=proposal, failed=status == 422, **shown)


def refuse_an_old_page(proposal: queries.Proposal, form: VersionForm) -> None:
    """What an old page offered may be gone: it is told to be old, whatever was chosen there."""
    if form.version.data not in {None, proposal.version}:
        raise OutOfDate(last_event(proposal))


def gone(proposal: queries.Proposal, said: str) -> Response:
    """Back to the file, or to the others when it is another centre's now."""
    known = can(Permission.FILE_READ, proposal)
    there = url_for("moderation.show", number=proposal.id) if known else url_for(".inbox")
    return go(there, said)


def aside_again(said: str) -> Response:
    """Back to what is set aside, with what was done to it."""
    return go(url_for(".inbox", voir=Tab.ASIDE), said)


@bp.post("/accepter")
@requires(Permission.INBOX_READ)
def accept_all() -> Reply:
    accepted = sorting_operations.accept_all(by=person())
    return aside_again(f"{plural(accepted, 'envie acceptée', 'envies acceptées')}.")


@bp.post("/ranger")
@requires(Permission.INBOX_READ)
def sweep() -> Reply:
    """What tells of a danger is swept by a button of its own, under the words."""
    swept = sorting_operations.sweep(by=person(), in_danger=request.form.get("danger") == "lu")
    return aside_again(f"{plural(swept, 'envie rangée', 'envies rangées')}. Vous pouvez les remettre.")


@bp.post("/<int:number>/accepter")
@requires(Permission.FILE_SORT, on=file)
def accept(proposal: queries.Proposal) -> Reply:
    sorting_operations.accept(proposal, by=person())
    return gone(proposal, "C’est accepté\u00a0: cette envie compte, et ce qui attendait est parti.")


@bp.post("/<int:number>/ranger")
@requires(Permission.FILE_SORT, on=file)
def put_away(proposal: queries.Proposal) -> Reply:
    sorting_operations.put_away(proposal, by=person())
    return aside_again(f"L’envie n°\u00a0{proposal.number} est rangée. Vous pouvez la remettre.")


@bp.post("/<int:number>/remettre")
@requires(Permission.FILE_SORT, on=file)
def put_back(proposal: queries.Proposal) -> Reply:
    sorting_operations.put_back(proposal, by=person())
    return gone(proposal, "C’est remis parmi les envies mises de côté.")


@bp.post("/<int:number>/prendre")
@requires(Permission.FILE_TAKE, on=file)
def take(proposal: queries.Proposal) -> Reply:
    form = VersionForm(request.form)
    if not form.validate():
        return the_choice(proposal, 422, take_form=form)
    operations.take(proposal, by=person(), version=form.version.data)
    return gone(proposal, "Vous suivez cette envie.")


@bp.get("/<int:number>/confier")
@requires(Permission.FILE_ASSIGN, on=file)
def give(proposal: queries.Proposal) -> Reply:
    return the_choice(proposal)


@bp.post("/<int:number>/confier")
@requires(Permission.FILE_ASSIGN, on=file)
def assign(proposal: queries.Proposal) -> Reply:
    form = AssignForm(request.form).offer(queries.colleagues(proposal))
    refuse_an_old_page(proposal, form)
    if not form.validate():
        return the_choice(proposal, 422, assign_form=form)
    operations.assign(proposal, int(form.colleague.data), by=person(), version=form.version.data)
    return gone(proposal, "C’est fait. La personne choisie et l’auteur de l’envie sont prévenus.")


@bp.post("/<int:number>/transmettre")
@requires(Permission.FILE_ASSIGN, on=file)
def transfer(proposal: queries.Proposal) -> Reply:
    form = TransferForm(request.form).offer(queries.other_centres(proposal))
    refuse_an_old_page(proposal, form)
    if not form.validate():
        return the_choice(proposal, 422, transfer_form=form)
    operations.transfer(
        proposal, int(form.centre.data), by=person(), version=form.version.data, word=form.word.data
    )
    return gone(proposal, "C’est fait. L’autre centre et l’auteur de l’envie sont prévenus.")
