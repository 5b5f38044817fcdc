"""A tablet that people of a centre use one after the other: nothing of one is left for the next."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, g, redirect, request, session, url_for

from ctg_site.domain.alerts import alerts
from ctg_site.domain.answers import Answers, FormPart
from ctg_site.domain.policy import Permission
from ctg_site.filing import answers_of, takes_answers
from ctg_site.submission import operations as envies
from ctg_site.submission import queries as drafts
from ctg_site.submission.forms import (
    ChildForm,
    ChildPlaceForm,
    ChildShownForm,
    ContactForm,
    PlaceForm,
    ShownForm,
    WishForm,
)
from ctg_site.web.forms import BaseForm, SendForm
from ctg_site.web.guard import requires
from ctg_site.web.qr_code import square
from ctg_site.web.rendering import Reply, render
from ctg_site.words import french
from ctg_site.words.answer_lines import answer_lines
from ctg_site.words.asking import Voice

from . import operations, queries
from .forms import TabletCodeForm

bp = Blueprint("tablet", __name__, url_prefix="/borne")
SCREENS = {FormPart.WISH: ".wish", FormPart.CONTACT: ".contact"}
#: What a browser keeps of pages goes too, as far as it listens.
FORGET = '"cache", "storage"'
WITHOUT_A_TABLET = {"tablet.welcome", "tablet.come"}
WITHOUT_A_PERSON = WITHOUT_A_TABLET | {"tablet.begin", "tablet.leave", "tablet.finish"}
ONCE_SENT = WITHOUT_A_PERSON | {"tablet.receipt", "tablet.place", "tablet.shown", "tablet.still"}


def key() -> str:
    return str(session.get("person", ""))


def held() -> dict[str, Any]:
    return g.draft.answers if g.draft else {}


def answers() -> Answers:
    return Answers.read(held())


def to(view: str) -> Reply:
    return redirect(url_for(view), 303)


def onwards() -> Reply:
    """To the first screen that is not answered yet, or to the check page."""
    draft = drafts.draft(key())  # again: this request may have written in it
    done = draft.answers.get("done", []) if draft else []
    return to(next((screen for part, screen in SCREENS.items() if part not in done), ".check"))


@bp.before_request
def only_on_a_tablet() -> Reply | None:
    """Everything leads to the welcome page, but what a person at a running tablet has begun."""
    g.tablet, g.draft = queries.running(session.get("tablet")), drafts.draft(session.get("person"))
    if g.tablet is None and request.endpoint not in WITHOUT_A_TABLET:
        return to(".welcome")
    if not key() and request.endpoint not in WITHOUT_A_PERSON:
        return to(".welcome")
    if g.draft is not None and g.draft.proposal_id is not None and request.endpoint not in ONCE_SENT:
        return to(".receipt")
    return None


def forget_person() -> None:
    """Whoever was here is gone: their words, their receipt, the token of their forms."""
    for name in {"person", "gone"} & session.keys():
        operations.forget_person(session.pop(name))
    session.pop("csrf_token", None)


@bp.get("")
@requires(Permission.PROPOSAL_SUBMIT)
def welcome() -> Reply:
    """Whoever comes here leaves the one before nothing to go back to; who begins next erases them."""
    if key():
        session["gone"] = session.pop("person")
    return render("submission/tablet/welcome.html", tablet=g.tablet)


@bp.get("/ouvrir/<secret>")
@requires(Permission.PROPOSAL_SUBMIT)
def come(secret: str) -> Reply:
    """The staff just lent this browser: from here on it is a tablet, and nothing else."""
    if queries.just_started(secret) is not None:
        session.clear()
        session["tablet"] = secret
    return to(".welcome")


@bp.post("/commencer")
@requires(Permission.PROPOSAL_SUBMIT)
def begin() -> Reply:
    forget_person()
    session["person"] = operations.new_key()
    return to(".wish")


@bp.route("/envie", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_SUBMIT)
def wish() -> Reply:
    form = WishForm(request.form or None, data=answers().plain())
    at_this_desk = form.data | {"structure": g.tablet.structure.slug}
    if "keep" in request.form:
        envies.keep(key(), FormPart.WISH, at_this_desk, done=False)
        return to(".wish")
    if request.method == "GET" or not form.validate():
        return render("submission/tablet/wish.html", form.status, form=form)
    envies.keep(key(), FormPart.WISH, at_this_desk)
    return onwards()


@bp.route("/contact", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_SUBMIT)
def contact() -> Reply:
    kept = answers()
    child = kept.is_of_a_child
    form = (ChildForm if child else ContactForm)(request.form, data=kept.plain())
    if request.method == "GET" or not form.validate():
        return render("submission/tablet/contact.html", form.status, form=form, child=child)
    envies.keep(key(), FormPart.CONTACT, {} if child else form.answers())
    return onwards()


@bp.get("/verifier")
@requires(Permission.PROPOSAL_SUBMIT)
def check() -> Reply:
    if any(part not in held().get("done", []) for part in SCREENS):
        return onwards()
    kept = answers()
    lines = [line for line in answer_lines(kept, Voice.SITE, {}) if line.part in SCREENS]
    shown: dict[str, Any] = {"lines": lines, "found": alerts(kept.text), "child": kept.is_of_a_child}
    return render("submission/tablet/check.html", form=SendForm(), screens=SCREENS, **shown)


@bp.post("/envoyer")
@requires(Permission.PROPOSAL_SUBMIT)
def send() -> Reply:
    if any(part not in held().get("done", []) for part in SCREENS):
        return onwards()
    envies.submit(key(), french.today(), operations.place_of(g.tablet))
    return to(".receipt")


def sent() -> drafts.Proposal | None:
    """What this person sent, as long as they may say more of it."""
    proposal = drafts.sent(g.draft) if g.draft and g.draft.proposal_id else None
    return proposal if proposal and takes_answers(proposal) else None


@bp.get("/recu")
@requires(Permission.PROPOSAL_SUBMIT)
def receipt() -> Reply:
    proposal = drafts.sent(g.draft) if g.draft and g.draft.proposal_id else None
    if proposal is None:
        return to(".welcome")
    code, link = drafts.code_and_link(proposal.seed)
    doors = drafts.doors(datetime.now(UTC), proposal.structure_id, proposal.district_id)
    more: dict[str, Any] = {"square": square(link), "later": takes_answers(proposal), "doors": doors}
    more["who"] = drafts.answering(proposal.structure_id, proposal.referent_id)
    return render("submission/tablet/receipt.html", proposal=proposal, code=code, link=link, **more)


def also(part: FormPart, template: str, form: BaseForm, proposal: drafts.Proposal) -> Reply:
    """One of the two screens that help the centre, once it is sent."""
    if request.method == "GET" or not form.validate():
        return render(template, form.status, form=form, child=answers_of(proposal).is_of_a_child)
    envies.add(key(), part, form.data)
    return to(".receipt")


@bp.route("/ou", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_SUBMIT)
def place() -> Reply:
    proposal = sent()
    if proposal is None:
        return to(".receipt")
    said = answers_of(proposal)
    form = (ChildPlaceForm if said.is_of_a_child else PlaceForm)(request.form, data=said.plain())
    form.offer(drafts.districts(), drafts.centres())
    if proposal.taken_at is not None:
        del form["structure"]
    return also(FormPart.PLACE, "submission/tablet/place.html", form, proposal)


@bp.route("/vous", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_SUBMIT)
def shown() -> Reply:
    proposal = sent()
    if proposal is None:
        return to(".receipt")
    said = answers_of(proposal, proposal.contact)
    unsaid = {} if FormPart.SHOWN in held().get("done", []) else {"visibility": ""}
    form = (ChildShownForm if said.is_of_a_child else ShownForm)(request.form, data=said.plain() | unsaid)
    return also(FormPart.SHOWN, "submission/tablet/shown.html", form, proposal)


@bp.get("/encore-la")
@requires(Permission.PROPOSAL_SUBMIT)
def still() -> Reply:
    """Where a page without a script goes by itself: soon it ends, unless somebody is there."""
    return render("submission/tablet/still.html")


@bp.post("/fin")
@requires(Permission.PROPOSAL_SUBMIT)
def finish() -> Reply:
    forget_person()
    return forgotten(to(".welcome"))


def forgotten(reply: Reply) -> Reply:
    reply.headers["Clear-Site-Data"] = FORGET
    return reply


@bp.route("/quitter", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_SUBMIT)
def leave() -> Reply:
    form, tablet = TabletCodeForm(request.form), g.tablet
    if request.method == "GET" or not form.validate():
        return render("submission/tablet/leave.html", form.status, form=form)
    waiting = operations.must_wait(tablet)
    if waiting or not operations.opens(tablet, form.code.data or ""):
        form.refuse(waiting)
        return render("submission/tablet/leave.html", 422, form=form)
    forget_person()
    operations.stop(tablet)
    session.clear()
    return forgotten(redirect(url_for("accounts.sign_in"), 303))
