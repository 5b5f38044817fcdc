"""The staff number sheets, print them, key in a stack of them, and print its receipts together."""

from flask import Blueprint, abort, flash, redirect, request, url_for

from ctg_site.domain import sheet_numbers
from ctg_site.domain.policy import Permission, Role
from ctg_site.domain.sheet_numbers import SheetRefused
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import person, requires
from ctg_site.web.pdf_files import pdf_file
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words import french
from ctg_site.words.sheet_refusals import refused

from . import exports, operations, queries
from .forms import BatchForm, SheetEntryForm

bp = Blueprint("paper_staff", __name__, url_prefix="/equipe/fiches")


def own(number: int) -> queries.SheetBatch | None:
    """A batch of sheets of the envie, of one's centres."""
    found = queries.batch(number, person())
    return found if found is not None and found.consultation_id is None else None


def batch_form() -> BatchForm:
    places = queries.places(person())
    kept = {"structure": str(places[0].id)} if len(places) == 1 else {}
    anywhere = Role.COORDINATOR in person().roles
    return BatchForm(request.form or None, data=kept).offer(
        places, anywhere, queries.open_consultations(french.today())
    )


@bp.route("/", methods=["GET", "POST"])
@requires(Permission.DESK_USE)
def index() -> Reply:
    form = batch_form()
    if request.method == "GET" or not form.structure.choices or not form.validate():
        page, stack = queries.batches(person(), number_asked("apres")), queries.stack(person())
        shown = {"form": form, "page": page, "stack": stack, "sheet_number": sheet_numbers.written}
        return render("paper/index.html", form.status, **shown)
    asked, for_whom = form.consultation_id, form.structure_id
    made = operations.print_batch(form.how_many.data or 1, for_whom, by=person(), consultation_id=asked)
    return go(url_for(".index"), f"Le paquet n°\u00a0{made.number} est prêt à imprimer.")


@bp.get("/<int:number>.pdf")
@requires(Permission.DESK_USE, on=own)
def sheets(batch: queries.SheetBatch) -> Reply:
    numbers = [one.written for one in batch.sheets]
    return pdf_file(exports.envie_form(batch.structure, numbers), f"fiches-{batch.number}")


@bp.route("/saisie", methods=["GET", "POST"])
@requires(Permission.DESK_USE)
def key_in() -> Reply:
    form = SheetEntryForm(request.form or None).offer(queries.districts(), queries.centres()).on_paper()
    if request.method == "GET" or not form.validate() or not kept(form):
        return stack_page(form)
    said = f"La fiche n°\u00a0{form.sheet.data} est enregistrée. Posez-la, prenez la suivante."
    return go(url_for(".key_in"), said)


def kept(form: SheetEntryForm) -> bool:
    """Whether the sheet is acknowledged; the form says why it is not."""
    try:
        operations.key_in(form.sheet.data or "", form.typed, by=person(), on=french.today())
    except SheetRefused as error:
        form.sheet.errors = [refused(error)]
    return not form.errors


def stack_page(form: SheetEntryForm) -> Reply:
    """The next sheet of the stack, its number first under the keyboard; what was acknowledged before."""
    if not form.errors:
        form.sheet.render_kw = {"autofocus": True}
    stack = queries.stack(person())
    return render("paper/stack.html", form.status, form=form, stack=stack, last=stack[-1] if stack else None)


@bp.get("/recus.pdf")
@requires(Permission.DESK_USE)
def receipts() -> Reply:
    stack = queries.stack(person())
    return pdf_file(exports.receipts_of(stack), "recus") if stack else abort(404)


@bp.post("/recus/remis")
@requires(Permission.DESK_USE)
def hand_over() -> Reply:
    done = operations.hand_over(by=person())
    flash(
        f"{french.plural(done, 'reçu est imprimé', 'reçus sont imprimés')}. Les codes ne sont plus affichés."
    )
    return redirect(url_for(".index"), 303)
