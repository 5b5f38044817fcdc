"""Somebody asks for places at a meeting, gets a receipt with a code, and may give them back."""

from flask import Blueprint, Response, flash, redirect, request, session, url_for

from ctg_site.agenda import queries
from ctg_site.agenda.forms import GiveBackForm, RegistrationForm
from ctg_site.domain.codes import link_in
from ctg_site.domain.policy import VISITOR, Permission
from ctg_site.web import areas
from ctg_site.web.guard import network, requires
from ctg_site.web.handing import handed
from ctg_site.web.qr_code import square
from ctg_site.web.rendering import Reply, go, render
from ctg_site.web.secret_links import opened, unreferred

from . import operations

bp = Blueprint("registration", __name__, url_prefix="/inscription")


def asked_before(meeting: queries.Meeting) -> queries.Registration | None:
    """What this browser already asked for at this meeting, unless somebody else is to be registered."""
    found = queries.registration(session.get("registered")) if "autre" not in request.args else None
    return found if found and found.meeting_id == meeting.id and found.is_alive else None


def the_form(meeting: queries.Meeting, form: RegistrationForm, status: int = 200) -> Response:
    free = queries.free_seats(meeting)
    return render("agenda/place.html", status, meeting=meeting, form=form, free=free)


@bp.route("/<int:number>", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_SEND, on=queries.meeting)
def ask(meeting: queries.Meeting) -> Reply:
    form = RegistrationForm(request.form or None, key=operations.new_key()).at(meeting)
    if not meeting.is_open:
        return render("agenda/closed.html", 409 if request.method == "POST" else 200, meeting=meeting)
    if request.method == "GET" and asked_before(meeting):
        return redirect(url_for(".receipt"), 303)
    if request.method == "GET" or not form.validate():
        return the_form(meeting, form, form.status)
    asked, trapped = operations.RegistrationAsked(**form.asked), bool(form.website.data)
    try:
        made = operations.register(meeting, asked, form.key.data, network(), trapped)
    except operations.RegistrationsClosed:
        return render("agenda/closed.html", 409, meeting=meeting)
    session["registered"] = made.id
    return redirect(url_for(".receipt"), 303)


@bp.get("/recu")
@requires(Permission.REGISTRATION_SEND)
def receipt() -> Reply:
    found = queries.registration(session.get("registered"))
    if found is None:
        return redirect(url_for("agenda.index"), 303)
    code, link = operations.code_and_link(found)
    return render("agenda/receipt.html", registration=found, code=code, link=link, square=square(link))


@bp.get("/code")
@requires(Permission.REGISTRATION_SEND)
def code() -> Reply:
    found = queries.registration(session.get("giving_back"))
    if found is not None:
        return render("agenda/give_back.html", registration=found)
    return render("agenda/code.html", form=GiveBackForm())


@bp.post("/code")
@requires(Permission.REGISTRATION_SEND)
def open_with_code() -> Reply:
    form = GiveBackForm(request.form)
    if secret := link_in(form.code.data):
        return redirect(url_for(".link", secret=secret), 303)
    if not form.validate():
        return render("agenda/code.html", 422, form=form)
    found = opened(operations.WRONG_CODES, lambda: queries.by_code(form.read))
    if found is None:
        form.refuse()
        return render("agenda/code.html", 422, form=form)
    session["giving_back"] = found
    return redirect(url_for(".code"), 303)


@bp.get("/lien/<string(length=26):secret>")
@requires(Permission.REGISTRATION_SEND)
def link(secret: str) -> Reply:
    """The secret leaves the address bar at once, and never travels in a referrer."""
    found = opened(operations.WRONG_CODES, lambda: queries.by_link(secret.upper()))
    if found is None:
        flash("Ce lien n’ouvre aucune inscription. Écrivez votre code, ou appelez-nous.")
    else:
        session["giving_back"] = found
    return unreferred(go(url_for(".code")))


@bp.get("/relie/<secret>")
@requires(Permission.REGISTRATION_SEND)
def linked(secret: str) -> Reply:
    """From the page of linked codes; as a secret link, which it is for a minute."""
    found = handed(bp.name, secret)
    if found is None:
        flash("Rouvrez cette page depuis «\u00a0Mes codes\u00a0».")
    else:
        session["giving_back"] = found
    return unreferred(go(url_for(".code")))


@bp.post("/rendre")
@requires(Permission.REGISTRATION_SEND)
def give_up() -> Reply:
    found = queries.registration(session.get("giving_back"))
    if found is not None and found.is_alive:
        operations.give_up(found.meeting, found, by=VISITOR)
        flash("C’est fait\u00a0: votre place est rendue. Merci de nous avoir prévenus.")
    return redirect(url_for(".code"), 303)


@bp.post("/quitter")
@requires(Permission.REGISTRATION_SEND)
def leave() -> Reply:
    areas.leave()
    return go(url_for(".code"), "Votre inscription n’est plus affichée ici.")
