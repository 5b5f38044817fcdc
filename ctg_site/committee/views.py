"""The coordination makes the file of a body's meeting; partners answer its questions and read it."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from ctg_site.domain.policy import Permission
from ctg_site.domain.workflow import NoConvention
from ctg_site.web.addresses import number_asked
from ctg_site.web.forms import Sent
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.web.sheets import handed

from . import exports, operations, queries, telling
from .content import Content
from .convention_queries import offered
from .forms import EvaluationForm, MakeFileForm, ValidateFileForm, kept, words_form

bp = Blueprint("committee", __name__, url_prefix="/equipe/dossiers")
PDF = "application/pdf"
NO_BODY = "Ce rendez-vous n’est celui d’aucune instance. Choisissez son instance, puis faites le dossier."
NO_CONVENTION = "Aucune convention n’est chargée\u00a0: la personne qui héberge le site la charge."


def sent() -> Sent | None:
    """What was sent; nothing yet when the page only opens."""
    return request.form if request.method == "POST" else None


def to(file: queries.CommitteeFile, said: str = "") -> Response:
    return go(url_for(".show", number=file.number), said)


@bp.get("/")
@requires(Permission.COMMITTEE_ANSWER)
def index() -> Reply:
    return render("committee/index.html", page=queries.page(person(), number_asked("apres")))


@bp.get("/rendez-vous/<int:number>")
@requires(Permission.COMMITTEE_MAKE, on=queries.meeting)
def start(meeting: queries.Meeting) -> Reply:
    file = queries.of_meeting(meeting.id)
    return to(file) if file else asked(meeting, MakeFileForm.offering(None, offered(meeting)))


def asked(meeting: queries.Meeting, form: MakeFileForm) -> Response:
    return render("committee/start.html", form.status, meeting=meeting, form=form)


@bp.post("/rendez-vous/<int:number>")
@requires(Permission.COMMITTEE_MAKE, on=queries.meeting)
def ask(meeting: queries.Meeting) -> Reply:
    form = MakeFileForm.offering(request.form, offered(meeting))
    if not form.validate():
        return asked(meeting, form)
    try:
        file = operations.ask(meeting, by=person(), convention_id=form.chosen)
    except operations.NoBody:
        return go(url_for("meetings.edit", number=meeting.id), NO_BODY)
    except NoConvention:
        return go(url_for("meetings.show", number=meeting.id), NO_CONVENTION)
    return to(file)


def the_file(file: queries.CommitteeFile, form: ValidateFileForm) -> Response:
    """The page of a file: how far it is, or all that it says."""
    told = queries.shown(file)
    more: dict[str, Any] = {"sections": telling.sections(told), "told": told} if told else {}
    return render(
        "committee/file.html",
        form.status,
        file=file,
        form=form,
        made=0 if told else queries.made(file),
        telling=telling,
        **more,
    )


@bp.get("/<int:number>")
@requires(Permission.COMMITTEE_READ, on=queries.file)
def show(file: queries.CommitteeFile) -> Reply:
    return the_file(file, ValidateFileForm(version=file.version))


@bp.post("/<int:number>/refaire")
@requires(Permission.COMMITTEE_MAKE, on=queries.file)
def ask_again(file: queries.CommitteeFile) -> Reply:
    operations.ask_again(file, by=person())
    return to(file, "Le dossier est demandé à nouveau.")


@bp.post("/<int:number>/valider")
@requires(Permission.COMMITTEE_MAKE, on=queries.file)
def validate(file: queries.CommitteeFile) -> Reply:
    form = ValidateFileForm(request.form)
    if not form.validate():
        return the_file(file, form)
    operations.validate(file, by=person(), version=form.version.data)
    return to(file, "Le dossier est validé. Il ne changera plus.")


@bp.route("/<int:number>/mots", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_MAKE, on=queries.file)
def words(file: queries.CommitteeFile) -> Reply:
    themes = queries.themes(file)
    held = kept(file.words) | {"version": file.version}
    form = words_form(themes)(sent(), data=held)
    if request.method == "GET" or not form.validate():
        return render("committee/words.html", form.status, file=file, form=form)
    operations.write(file, form.words, by=person(), version=form.version.data)
    return to(file, "Les mots du dossier sont enregistrés.")


@bp.get("/<int:number>/questions")
@requires(Permission.COMMITTEE_ANSWER, on=queries.file)
def questions(file: queries.CommitteeFile) -> Reply:
    said = queries.answers(file)
    return render("committee/questions.html", file=file, themes=queries.themes(file), said=said)


@bp.route("/<int:number>/questions/<key>", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_ANSWER, on=queries.theme_asked)
def answer(asked: queries.ThemeAsked) -> Reply:
    who = person()
    mine = queries.own_answers(asked, who.id)
    form = EvaluationForm.again(sent(), mine, who.function)
    if request.method == "GET" or not form.validate():
        return render("committee/theme.html", form.status, file=asked.file, theme=asked.theme, form=form)
    operations.answer(asked.file, asked.theme, form.said, form.in_name_of.data or "", by=who)
    return go(url_for(".questions", number=asked.file.number), "Vos réponses sont enregistrées.")


def whole(file: queries.CommitteeFile) -> Content:
    """What a file that leaves the page is drawn from: nothing half made is offered."""
    return queries.shown(file) or abort(404)


@bp.get("/<int:number>/projection/<int:index>")
@requires(Permission.COMMITTEE_READ, on=lambda number, index: queries.file(number))
def project(file: queries.CommitteeFile) -> Reply:
    told, screen = whole(file), (request.view_args or {})["index"]
    sections = telling.sections(told, on_screen=True)
    if not 0 < screen <= len(sections):
        abort(404)
    shown = sections[screen - 1]
    return render("committee/screen.html", file=file, section=shown, screen=screen, screens=len(sections))


@bp.get("/<int:number>/dossier.pdf")
@requires(Permission.COMMITTEE_READ, on=queries.file)
def printed(file: queries.CommitteeFile) -> Reply:
    return handed(exports.whole(whole(file)), f"dossier-{file.number}.pdf", PDF)


@bp.get("/<int:number>/deux-pages.pdf")
@requires(Permission.COMMITTEE_READ, on=queries.file)
def two_pages(file: queries.CommitteeFile) -> Reply:
    return handed(exports.plain(whole(file)), f"dossier-{file.number}-deux-pages.pdf", PDF)


@bp.get("/<int:number>/dossier.xlsx")
@requires(Permission.COMMITTEE_READ, on=queries.file)
def sheets(file: queries.CommitteeFile) -> Reply:
    return handed(exports.spreadsheet(whole(file)), f"dossier-{file.number}.xlsx")
