"""Gathers what the page of a file shows: its forms, fresh or come back wrong, the hints, what ties it."""

from dataclasses import dataclass
from typing import Any

from flask import Response, request

from ctg_site.accompaniment.queries import last_event
from ctg_site.domain.answers import ASKED
from ctg_site.domain.hints import Noticed, public_from, title_from
from ctg_site.domain.policy import Permission
from ctg_site.domain.text import differences
from ctg_site.domain.wording import fill
from ctg_site.domain.workflow import MODERATION, Decision, OutOfDate
from ctg_site.filing import answers_of
from ctg_site.follow_up import queries as follow_up
from ctg_site.joining import queries as joining
from ctg_site.reports import queries as reports
from ctg_site.web import contact_window
from ctg_site.web.forms import BaseForm, Sent, VersionForm
from ctg_site.web.guard import can, person
from ctg_site.web.hinting import noticed
from ctg_site.web.rendering import render
from ctg_site.wording import queries as wording
from ctg_site.words.answer_lines import answer_lines
from ctg_site.words.asking import Voice
from ctg_site.words.french import today

from . import mention_queries, queries, words
from .forms import AnswerForm, CorrectionForm, DecisionForm, HideForm, NoteForm, ReasonForm

#: Acts of which the page has a form of their own.
OFFERED = (Decision.GROUP, Decision.HIDE, Decision.RESTORE)


@dataclass(frozen=True, slots=True)
class Look:
    """What the author, and perhaps the public, will read: shown before it is sent."""

    event: str
    word: str
    public: tuple[str, str] | None = None


def asked(act: str) -> bool:
    """The button pressed: « look » shows and saves nothing, « insert » fills in a template."""
    return request.form.get("act") == act


def refuse_an_old_page(proposal: queries.Proposal, form: VersionForm) -> None:
    """What an old page offered may be gone: it is told to be old, whatever was chosen there."""
    if form.version.data != proposal.version:
        raise OutOfDate(last_event(proposal))


def decision_form(proposal: queries.Proposal, formdata: Sent | None = None) -> DecisionForm:
    """The decisions that this person may make now."""
    form = DecisionForm(
        formdata,
        prefix="decision_",
        version=None if formdata else proposal.version,
        title=proposal.public_title or title_from(proposal.text, proposal.age_band),
        words=proposal.public_text or public_from(proposal.text, proposal.age_band),
    )
    return form.offer(MODERATION.open_to(person(), proposal), queries.reasons())


def hide_form(proposal: queries.Proposal, formdata: Sent | None = None) -> HideForm:
    form = HideForm(formdata, prefix="hide_", version=None if formdata else proposal.version)
    form.prepare({Decision.HIDE: wording.reasons(Decision.HIDE)} if proposal.is_public else {})
    return form


def answer_form(formdata: Sent | None = None) -> AnswerForm:
    return AnswerForm(formdata).offer(wording.templates())


def note_form(proposal: queries.Proposal, formdata: Sent | None = None) -> NoteForm:
    return NoteForm(formdata).offer(mention_queries.readers(proposal), person().id)


def word_of(proposal: queries.Proposal, event: str, form: ReasonForm) -> str:
    """What the author will read of a decision made with this form."""
    door = form.door.data if "door" in form else ""
    values, function = queries.filling(proposal), person().function
    return words.told(event, form.sentence, form.reason.data or "", door or "", values, function)


def filled_templates(proposal: queries.Proposal, form: AnswerForm) -> dict[str, str]:
    values = queries.filling(proposal)
    return {number: fill(text, values) for number, text in form.texts.items()}


def the_file(proposal: queries.Proposal, status: int = 200, **given: Any) -> Response:
    """The page of a file; `given` replaces what it shows by itself, a form that came back wrong for one."""
    shown = forms(proposal, given) | {
        **answered(proposal),
        "failed": status == 422,
        "look": None,
        "inserted": False,
        "to_tell": queries.to_tell(proposal),
        "lines": queries.journal(proposal),
        "mentions": mention_queries.mentions(proposal),
        "changes": differences(proposal.text, proposal.public_text) if proposal.public_text else [],
        "found": noticed(proposal.text),
        "reports": reports.waiting(proposal),
        "carriers": follow_up.carriers(proposal),
        "joined": joining.summary(proposal, today()) if proposal.published_at else None,
        "grouped": queries.grouped(proposal),
        "others": others_instead(proposal),
        "actions": follow_up.actions(proposal),
        **{f"may_{one}": MODERATION.may(person(), proposal, one) for one in OFFERED},
    }
    return render("moderation/file.html", status, proposal=proposal, **(shown | given))


def forms(proposal: queries.Proposal, given: dict[str, Any]) -> dict[str, Any]:
    """The forms of the page that were not given, and what there is to look at in the words of each."""
    fresh: dict[str, Any] = {
        "take_form": VersionForm(version=proposal.version),
        "correction_form": CorrectionForm(
            version=proposal.version, title=proposal.public_title, words=proposal.public_text
        ),
    }
    makers = {"decision_form": decision_form, "hide_form": hide_form, "note_form": note_form}
    fresh |= {name: make(proposal) for name, make in makers.items() if name not in given}
    if "answer_form" not in given:
        fresh["answer_form"] = answer_form()
    both = fresh | given
    return fresh | {
        "to_publish": hints_in(both["decision_form"]),
        "to_correct": hints_in(both["correction_form"]),
    }


def hints_in(form: BaseForm) -> list[Noticed]:
    """What there is to look at in the words that the public will read."""
    return noticed("\n".join((form.title.data or "", form.words.data or "")))


def others_instead(proposal: queries.Proposal) -> list[str] | None:
    """Who may decide when this person may not, for four eyes or a contested decision; None when they may."""
    mine = {proposal.own_name_of_id, proposal.contested_id}
    waits = proposal.is_open and not proposal.is_public and person().id in mine
    return queries.others_who_may(proposal, person()) if waits else None


def answered(proposal: queries.Proposal, opened: bool = True) -> dict[str, Any]:
    """The answers of its author in lines; the details of its contact if this person `opened` them."""
    may_read = (
        opened and contact_window.shown("contact") == proposal.id and can(Permission.CONTACT_READ, proposal)
    )
    contact = proposal.contact if may_read else None
    names = {place.slug: place.name for place in (proposal.district, proposal.structure) if place}
    lines = answer_lines(answers_of(proposal, contact), Voice.FILE, names)
    told = [line for line in lines if contact or not ASKED[line.name].in_contact]
    return {"answered": told, "shows_contact": contact is not None}
