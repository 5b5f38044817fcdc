"""A resident says an envie d'agir: words, how to answer, read again, receipt; then what helps the centre."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, flash, redirect, request, session, url_for

from ctg_site.domain.alerts import alerts
from ctg_site.domain.answers import AFTER_SENDING, BEFORE_SENDING, Answers, FormPart
from ctg_site.domain.hints import title_from
from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import AgeBand
from ctg_site.filing import answers_of, takes_answers
from ctg_site.web import areas
from ctg_site.web.forms import SendForm
from ctg_site.web.guard import network, requires
from ctg_site.web.qr_code import square
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words import french
from ctg_site.words.answer_lines import answer_lines
from ctg_site.words.asking import Voice

from . import operations, queries
from .forms import (
    ChildForm,
    ChildPlaceForm,
    ChildShownForm,
    ContactForm,
    PlaceForm,
    ShownForm,
    TalkForm,
    WishForm,
)
from .printed import from_a_sheet

bp = Blueprint("submission", __name__, url_prefix="/envies/proposer")
SCREENS = dict(zip(BEFORE_SENDING, (".wish", ".contact"), strict=True))
LATER = dict(zip(AFTER_SENDING, (".where", ".shown"), strict=True))


def key() -> str:
    """The key of this browser's draft; set when the form opens."""
    if "draft" not in session:
        session["draft"] = operations.new_key()
    return str(session["draft"])


def held() -> dict[str, Any]:
    """What the draft of this browser holds: the answers, and the screens that are done."""
    draft = queries.draft(session.get("draft"))
    return draft.answers if draft else {}


def answers() -> Answers:
    return Answers.read(held())


def missing() -> list[str]:
    """The screens that are not answered yet, in their order."""
    return [screen for step, screen in SCREENS.items() if step not in held().get("done", [])]


def onwards() -> Reply:
    """To the first screen that is not answered yet, or to the check page."""
    session["begun"] = True
    return redirect(url_for(next(iter(missing()), ".check")), 303)


def sent() -> queries.Proposal | None:
    """What was sent from this browser, as long as its author may say more of it."""
    draft = queries.draft(session.get("draft"))
    proposal = queries.sent(draft) if draft else None
    return proposal if proposal and takes_answers(proposal) else None


def to_say() -> list[str]:
    """The screens that help the centre and are not answered yet."""
    return [screen for part, screen in LATER.items() if part not in held().get("done", [])]


def further() -> Reply:
    """To the next screen that helps the centre, or back to the receipt."""
    return redirect(url_for(next(iter(to_say()), ".receipt")), 303)


ONCE_SENT = {f"submission.{view}" for view in ("receipt", "again", "leave", "where", "shown")}


@bp.before_request
def already_sent_or_too_old() -> Reply | None:
    """A draft that was sent leads to its receipt, from Back, F5 or a second tab; one past its day is told."""
    draft = queries.draft(session.get("draft"))
    if draft is None and session.pop("begun", False):
        session.pop("draft", None)
        flash("Votre brouillon avait plus d’un jour\u00a0: il a été effacé. Vous pouvez recommencer.")
    if draft is None or draft.proposal_id is None or request.endpoint in ONCE_SENT:
        return None
    return redirect(url_for(".receipt"), 303)


@bp.errorhandler(operations.AlreadySent)
def sent_meanwhile(error: Exception) -> Reply:
    """A screen and the sending were tapped at once."""
    return redirect(url_for(".receipt"), 303)


@bp.errorhandler(operations.NoDraft)
def erased_meanwhile(error: Exception) -> Reply:
    """It was sent from one tab, and erased from another."""
    areas.leave()
    return go(
        url_for(".start"), "Cette envie n’est plus là\u00a0: elle a été effacée. Vous pouvez recommencer."
    )


@bp.get("")
@requires(Permission.PROPOSAL_SUBMIT)
def start() -> Reply:
    draft = queries.draft(session.get("draft"))
    if draft is not None:
        return render("submission/resume.html", draft=draft)
    key()
    session.update(from_a_sheet(request.args))
    if request.args.get("parler") == "1":
        return talk_page(TalkForm())
    return render("submission/wish.html", form=WishForm())


def talk_page(form: TalkForm) -> Reply:
    """Whom to call now, the doors that are open first; or a number to leave."""
    doors = queries.doors(datetime.now(UTC))
    doors.sort(key=lambda place: not (place.status and place.status.is_open))
    return render("submission/talk.html", form.status, form=form, doors=doors)


@bp.route("/parler", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_SUBMIT)
def talk() -> Reply:
    form = TalkForm(request.form, is_child=AgeBand.UNDER_15 if answers().is_of_a_child else "")
    if request.method == "GET" or not form.validate():
        key()
        return talk_page(form)
    said, trapped = (form.phone.data, bool(form.is_child.data)), bool(form.website.data)
    operations.call_back(key(), *said, on=french.today(), network=network(), trapped=trapped)
    return redirect(url_for(".receipt"), 303)


@bp.post("/effacer")
@requires(Permission.PROPOSAL_SUBMIT)
def erase() -> Reply:
    operations.erase(session.get("draft", ""))
    areas.leave()
    return go(url_for(".start"), "C’est effacé.")


@bp.post("/reprendre")
@requires(Permission.PROPOSAL_SUBMIT)
def resume() -> Reply:
    return onwards()


@bp.post("/autre")
@requires(Permission.PROPOSAL_SUBMIT)
def again() -> Reply:
    """Somebody else, or another envie: the receipt and its code are shown no more, to nobody."""
    areas.leave()
    return redirect(url_for(".start"), 303)


@bp.post("/quitter")
@requires(Permission.PROPOSAL_SUBMIT)
def leave() -> Reply:
    areas.leave()
    return go(url_for(".start"), "Votre reçu n’est plus affiché ici.")


@bp.route("/envie", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_SUBMIT)
def wish() -> Reply:
    kept = answers()
    form = WishForm(request.form, data=kept.plain())
    if "keep" in request.form:
        operations.keep(key(), FormPart.WISH, form.data, done=False)
        return render("submission/wish.html", form=form, kept_at=datetime.now(UTC))
    if request.method == "GET" or not form.validate():
        key()
        return render("submission/wish.html", form.status, form=form)
    operations.keep(key(), FormPart.WISH, form.data | queries.of_centre(session.get("centre")))
    if form.talk.data:
        return redirect(url_for(".talk"), 303)
    told = form.text.data != kept.text and alike(form.text.data)
    return redirect(url_for(".similar"), 303) if told else onwards()


def alike(text: str) -> list[Any]:
    """What is published and looks like these words; nothing is compared with words that tell a danger."""
    return [] if alerts(text) else queries.similar(text)


@bp.get("/semblables")
@requires(Permission.PROPOSAL_SUBMIT)
def similar() -> Reply:
    envies = alike(answers().text)
    return render("submission/similar.html", envies=envies) if envies else onwards()


@bp.route("/contact", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_SUBMIT)
def contact() -> Reply:
    kept = answers()
    child = kept.is_of_a_child
    form = (ChildForm if child else ContactForm)(request.form, data=kept.plain())
    if request.method == "GET" or not form.validate():
        doors = queries.doors(datetime.now(UTC)) if child else []
        return render("submission/contact.html", form.status, form=form, child=child, doors=doors)
    operations.keep(key(), FormPart.CONTACT, {} if child else form.answers())
    return onwards()


@bp.get("/verifier")
@requires(Permission.PROPOSAL_SUBMIT)
def check() -> Reply:
    if missing():
        return onwards()
    kept = answers()
    child = kept.is_of_a_child
    lines = [line for line in answer_lines(kept, Voice.SITE, {}) if line.part in SCREENS]
    found = alerts(kept.text)
    return render(
        "submission/check.html", form=SendForm(), lines=lines, found=found, screens=SCREENS, child=child
    )


@bp.post("/envoyer")
@requires(Permission.PROPOSAL_SUBMIT)
def send() -> Reply:
    if missing():
        return onwards()
    form = SendForm(request.form)
    trapped, sheet = bool(form.website.data), session.get("sheet", "")
    operations.submit(key(), french.today(), network(), trapped=trapped, sheet=sheet)
    return redirect(url_for(".receipt"), 303)


@bp.get("/recu")
@requires(Permission.PROPOSAL_SUBMIT)
def receipt() -> Reply:
    draft = queries.draft(session.get("draft"))
    proposal = queries.sent(draft) if draft and draft.proposal_id else None
    if proposal is None:
        return redirect(url_for(".start"), 303)
    code, link = queries.code_and_link(proposal.seed)
    more: dict[str, Any] = {"later": LATER if takes_answers(proposal) else {}, "to_say": to_say()}
    more["who"] = queries.answering(proposal.structure_id, proposal.referent_id)
    more["doors"] = queries.doors(datetime.now(UTC), proposal.structure_id, proposal.district_id)
    return render(
        "submission/receipt.html", proposal=proposal, code=code, link=link, square=square(link), **more
    )


@bp.route("/ou", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_SUBMIT)
def where() -> Reply:
    proposal = sent()
    if proposal is None:
        return redirect(url_for(".receipt"), 303)
    said = answers_of(proposal)
    form = (ChildPlaceForm if said.is_of_a_child else PlaceForm)(request.form, data=said.plain())
    form.offer(queries.districts(), queries.centres())
    if proposal.taken_at is not None:
        del form["structure"]
    if request.method == "GET" or not form.validate():
        return render("submission/where.html", form.status, form=form, proposal=proposal)
    operations.add(key(), FormPart.PLACE, form.data)
    return further()


@bp.route("/vous", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_SUBMIT)
def shown() -> Reply:
    proposal = sent()
    if proposal is None:
        return redirect(url_for(".receipt"), 303)
    form = shown_form(proposal)
    if request.method == "GET" or not form.validate():
        title = title_from(proposal.text, proposal.age_band)
        return render("submission/shown.html", form.status, form=form, proposal=proposal, title=title)
    operations.add(key(), FormPart.SHOWN, form.data)
    return further()


def shown_form(proposal: queries.Proposal) -> ShownForm | ChildShownForm:
    """What was never answered is not ticked: visible or not, nobody chose it."""
    said = answers_of(proposal, proposal.contact)
    unsaid = {"visibility": ""} if LATER[FormPart.SHOWN] in to_say() else {}
    kind = ChildShownForm if said.is_of_a_child else ShownForm
    return kind(request.form, data=said.plain() | unsaid)
