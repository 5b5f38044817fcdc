"""The staff accompany an envie: what was done and given, what comes next, who takes part, how far it went."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from ctg_site.accompaniment.becoming import operations as becoming_operations
from ctg_site.accompaniment.taking_back import operations as taking_back_operations
from ctg_site.convention import queries as conventions
from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import Channel, ResourceAnswer, StepKind, SupportKind
from ctg_site.domain.wording import fill, values_of
from ctg_site.domain.workflow import OUTCOME, STAGE, InvalidTransition, OutOfDate, Workflow
from ctg_site.web import undo
from ctg_site.web.commitment_fields import CommitmentsForm
from ctg_site.web.forms import BaseForm, Sent
from ctg_site.web.guard import person, requires
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import today

from . import operations, queries
from .forms import (
    ChangeForm,
    LineForm,
    MemberForm,
    OutcomeForm,
    RequestForm,
    ResourceAnswerForm,
    StepForm,
    SupportForm,
    WordsForm,
)

bp = Blueprint("accompaniment", __name__, url_prefix="/equipe/envies/<int:number>")
LIVES: dict[str, Workflow] = {"etape": STAGE, "issue": OUTCOME}


def change_form(proposal: queries.Proposal, life: str, formdata: Sent | None = None) -> ChangeForm:
    """The changes of one life cycle that this person may make now."""
    version = None if formdata else proposal.version
    kind = OutcomeForm if life == "issue" else ChangeForm
    form = kind(formdata, prefix=f"{life}_", version=version)
    form.offer(LIVES[life].open_to(person(), proposal))
    if life != "issue":
        return form
    is_shown = proposal.published_at is not None
    return form.prepare(queries.reasons(), filling(proposal), is_shown).become(
        queries.actions_to_become(person())
    )


def filling(proposal: queries.Proposal) -> dict[str, str]:
    """What fills in the prepared sentences."""
    centre = proposal.structure
    return values_of(proposal.number, centre.name if centre else None, centre.phone if centre else None)


def word_of(proposal: queries.Proposal, form: OutcomeForm) -> str:
    """What the author will read: the prepared sentence, the agent’s own words, another door, a person."""
    own, values = form.reason.data or "", filling(proposal)
    if form.sentence is None:
        return own
    parts = form.sentence.sentence, form.sentence.other_door, form.sentence.person
    sentence, door, somebody = (fill(part, values) for part in parts)
    return "\n".join(part for part in (sentence, own, door, somebody) if part)


def the_page(proposal: queries.Proposal, status: int = 200, **forms: BaseForm) -> Response:
    """The page of an accompaniment, with the form that came back wrong in place of a fresh one."""
    on, aims = today(), proposal.commitments
    provider = proposal.structure.name if proposal.structure else ""
    shown: dict[str, Any] = {f"{life}_form": change_form(proposal, life) for life in LIVES} | {
        "step_form": StepForm(None, on, prefix="step_", on=on),
        "support_form": SupportForm(None, on, prefix="support_", on=on, provider=provider),
        "request_form": RequestForm(None, on, prefix="request_", on=on),
        "member_form": MemberForm(prefix="member_"),
        "words_form": WordsForm(prefix="words_"),
        "commitments_form": CommitmentsForm(commitments=[str(one.id) for one in aims]),
    }
    shown |= forms
    shown["commitments_form"].propose(conventions.offered_to(proposal), proposal.text)
    context = {"proposal": proposal, "record": queries.record(proposal), "failed": status == 422}
    return render("accompaniment/record.html", status, may_take_back=may_take_back, **context, **shown)


def may_take_back(row: operations.Dated) -> bool:
    return operations.may_take_back(row, person())


def back(proposal: queries.Proposal, said: str = "") -> Response:
    return go(url_for(".show", number=proposal.id), said)


@bp.get("/accompagnement")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def show(proposal: queries.Proposal) -> Reply:
    return the_page(proposal)


def checked(proposal: queries.Proposal, life: str) -> tuple[ChangeForm, bool]:
    """The change that was sent, and whether it is one; OutOfDate when the file changed since it was read."""
    form = change_form(proposal, life, request.form)
    if form.version.data != proposal.version:
        raise OutOfDate(queries.last_event(proposal))
    return form, form.validate()


@bp.post("/etape")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def move(proposal: queries.Proposal) -> Reply:
    form, right = checked(proposal, "etape")
    if not right:
        return the_page(proposal, 422, etape_form=form)
    given = {"version": form.version.data, "reason": form.reason.data or ""}
    operations.move(proposal, form.chosen.event, by=person(), **given)
    return back(proposal, "C’est enregistré. La personne en est informée.")


@bp.post("/issue")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def conclude(proposal: queries.Proposal) -> Reply:
    form, right = checked(proposal, "issue")
    if not right:
        return the_page(proposal, 422, issue_form=form)
    given = {"by": person(), "version": form.version.data, "reason": word_of(proposal, form)}
    if form.begins:
        becoming_operations.begin_action(proposal, **given)
    elif form.becomes:
        becoming_operations.become(queries.action(form.action.data) or abort(404), proposal, **given)
    else:
        operations.conclude(proposal, form.chosen.event, **given, public=form.public.data)
    return back(proposal, "C’est enregistré. La personne en est informée.")


@bp.post("/accompagnement/fait")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def add_step(proposal: queries.Proposal) -> Reply:
    form = StepForm(request.form, today(), prefix="step_")
    if not form.validate():
        return the_page(proposal, 422, step_form=form)
    done = operations.Done(**form.data | {"kind": StepKind(form.kind.data)})
    operations.add_step(proposal, done, by=person())
    return back(proposal, "C’est noté.")


@bp.post("/accompagnement/coup-de-pouce")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def give_support(proposal: queries.Proposal) -> Reply:
    form = SupportForm(request.form, today(), prefix="support_")
    if not form.validate():
        return the_page(proposal, 422, support_form=form)
    given = operations.SupportGiven(**form.data | {"kind": SupportKind(form.kind.data)})
    operations.give_support(proposal, given, by=person())
    return back(proposal, "Le coup de pouce est noté.")


@bp.post("/accompagnement/demande")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def ask_resource(proposal: queries.Proposal) -> Reply:
    form = RequestForm(request.form, today(), prefix="request_")
    if not form.validate():
        return the_page(proposal, 422, request_form=form)
    answer = ResourceAnswer(form.answer.data)
    answered_on = None if answer is ResourceAnswer.PENDING else today()
    asked = operations.ResourceAsked(**form.data | {"answer": answer, "answered_on": answered_on})
    operations.ask_resource(proposal, asked, by=person())
    return back(proposal, "La demande est notée.")


@bp.post("/accompagnement/reponse")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def note_answer(proposal: queries.Proposal) -> Reply:
    form = ResourceAnswerForm(request.form)
    if not form.validate():
        raise InvalidTransition("no such line")
    answer = ResourceAnswer(form.answer.data)
    did = operations.note_answer(proposal, form.row.data, answer, today(), by=person())
    undo.offer("La réponse est notée.", ".forget_answer", did, number=proposal.number)
    return back(proposal)


@bp.post("/accompagnement/reponse/annuler")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def forget_answer(proposal: queries.Proposal) -> Reply:
    taking_back_operations.forget_answer(proposal, undo.asked(), by=person())
    return back(proposal, "C’est annulé\u00a0: la demande attend une réponse.")


@bp.post("/accompagnement/groupe")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def add_member(proposal: queries.Proposal) -> Reply:
    form = MemberForm(request.form, prefix="member_")
    if not form.validate():
        return the_page(proposal, 422, member_form=form)
    operations.add_member(proposal, by=person(), **form.data)
    return back(proposal, "C’est noté dans le groupe.")


@bp.post("/accompagnement/effacer")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def remove(proposal: queries.Proposal) -> Reply:
    form = LineForm(request.form, operations.REMOVABLE)
    if not form.validate():
        raise InvalidTransition("no such line")
    operations.remove(proposal, form.kind.data, form.row.data, by=person())
    return back(proposal, "C’est effacé.")


@bp.post("/accompagnement/engagements")
@requires(Permission.FILE_ACCOMPANY, on=queries.file)
def link_commitments(proposal: queries.Proposal) -> Reply:
    form = CommitmentsForm(request.form).propose(conventions.offered_to(proposal))
    if not form.validate():
        return the_page(proposal, 422, commitments_form=form)
    operations.link_commitments(proposal, [int(one) for one in form.commitments.data], by=person())
    return back(proposal, "Les engagements sont enregistrés.")


@bp.post("/accompagnement/parole")
@requires(Permission.FILE_WRITE, on=queries.file)
def note_words(proposal: queries.Proposal) -> Reply:
    form = WordsForm(request.form, prefix="words_")
    if not form.validate():
        return the_page(proposal, 422, words_form=form)
    operations.note_words(proposal, form.words.data, Channel(form.channel.data), by=person())
    return back(proposal, "C’est noté dans les messages. La personne le voit dans son suivi.")
