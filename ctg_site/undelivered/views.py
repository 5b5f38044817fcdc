"""The coordination and the administration read which mails could not leave, and have them tried again."""

from flask import Blueprint, Response, url_for

from ctg_site.domain.policy import Permission
from ctg_site.web.addresses import number_asked
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import plural

from . import operations, queries

bp = Blueprint("undelivered", __name__, url_prefix="/equipe/lettres")
AGAIN = "Le site essaie encore, pendant quatre jours."


def back(said: str) -> Response:
    return go(url_for(".index"), said)


@bp.get("/")
@requires(Permission.LETTERS_MANAGE)
def index() -> Reply:
    page = queries.letters(number_asked("apres") or 0)
    return render("undelivered/letters.html", page=page, sending=queries.sending())


@bp.post("/encore")
@requires(Permission.LETTERS_MANAGE)
def all_again() -> Reply:
    count = operations.all_again(by=person())
    waiting = plural(count, "lettre attend", "lettres attendent")
    return back(f"{waiting} de partir. {AGAIN}" if count else "Aucune lettre à essayer encore.")


@bp.post("/<int:number>/encore")
@requires(Permission.LETTERS_MANAGE, on=queries.letter)
def again(letter: queries.Notice) -> Reply:
    operations.again(letter, by=person())
    return back(AGAIN)


@bp.post("/<int:number>/laisser")
@requires(Permission.LETTERS_MANAGE, on=queries.letter)
def leave(letter: queries.Notice) -> Reply:
    operations.leave(letter, by=person())
    return back("Cette lettre est laissée de côté.")


@bp.post("/envie/<int:number>/encore")
@requires(Permission.FILE_WRITE, on=queries.file)
def again_for(proposal: queries.Proposal) -> Reply:
    operations.again_for(proposal, by=person())
    return go(url_for("moderation.show", number=proposal.id), AGAIN)
