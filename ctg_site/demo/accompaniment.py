"""What the demonstration's centres note, count and tell, played through the operations of their pages."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from ctg_site.accompaniment import operations, queries
from ctg_site.accompaniment.stories import operations as story_operations
from ctg_site.db import db
from ctg_site.domain.vocabulary import (
    Channel,
    PhotoShows,
    ResourceAnswer,
    StepKind,
    StoryVoice,
    SupportKind,
)
from ctg_site.domain.workflow import STAGE, Workflow
from ctg_site.models.accompaniment import (
    AccompanimentStep,
    Figures,
    GroupMember,
    ResourceRequest,
    Support,
)
from ctg_site.models.convention import Commitment
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.models.stories import Story
from ctg_site.runtime import delays
from ctg_site.services import clock
from ctg_site.services.dating import Dated
from ctg_site.web.typesetting import typeset

from .drawings import drawn
from .script import PlayStep

#: What a moment of the past is given to, by table.
DATED: Dated = {
    AccompanimentStep: ("created_at", "next_done_at"),
    Support: ("created_at",),
    ResourceRequest: ("created_at",),
    GroupMember: ("created_at",),
    Figures: ("created_at",),
    Story: ("created_at", "published_at"),
}


def text(step: PlayStep, name: str) -> str:
    return typeset(step.details.get(name, "").strip())


def noted(proposal: Proposal, step: PlayStep, by: User) -> None:
    """A call, a meeting, a visit; `dans` counts the days from today to the next step, late when negative."""
    days = step.details.get("dans")
    done = operations.Done(
        kind=StepKind(step.details["sorte"]),
        on=step.when.date(),
        text=step.text,
        told=text(step, "dit"),
        next_step=text(step, "ensuite"),
        next_on=None if days is None else clock.today() + timedelta(days),
    )
    operations.add_step(proposal, done, by=by)


def given(proposal: Proposal, step: PlayStep, by: User) -> None:
    support = operations.SupportGiven(
        kind=SupportKind(step.details["sorte"]),
        provider=text(step, "qui"),
        on=step.when.date(),
        what=step.text,
        cents=step.details.get("centimes"),
    )
    operations.give_support(proposal, support, by=by)


def asked(proposal: Proposal, step: PlayStep, by: User) -> None:
    answer = ResourceAnswer(step.details.get("reponse", ResourceAnswer.PENDING))
    wanted = operations.ResourceAsked(
        what=step.text,
        whom=text(step, "qui"),
        on=step.when.date(),
        answer=answer,
        answered_on=None if answer is ResourceAnswer.PENDING else step.when.date(),
    )
    operations.ask_resource(proposal, wanted, by=by)


def gathered(proposal: Proposal, step: PlayStep, by: User) -> None:
    for person in step.details["personnes"]:
        operations.add_member(
            proposal,
            by=by,
            first_name=person.get("prenom", ""),
            role=person.get("role", ""),
            does=typeset(person.get("fait", "")),
            under_15=person.get("enfant", False),
        )


def linked(proposal: Proposal, step: PlayStep, by: User) -> None:
    numbers = step.details["engagements"]
    found = db.select(Commitment.id).where(Commitment.number.in_(numbers))
    operations.link_commitments(proposal, list(db.session.scalars(found)), by=by)


def said(proposal: Proposal, step: PlayStep, by: User) -> None:
    """The author’s own words, with their little faults, noted for them."""
    operations.note_words(proposal, step.details["ses_mots"].strip(), Channel(step.details["canal"]), by=by)


def counted(proposal: Proposal, step: PlayStep, by: User) -> None:
    figures = {"realised_on": step.when.date() - timedelta(step.details.get("il_y_a", 0))}
    figures |= step.details["chiffres"] | {"place": text(step, "lieu"), "changed": step.text}
    story_operations.record_figures(proposal, figures, by=by, version=0)


def recounted(proposal: Proposal, step: PlayStep, by: User) -> None:
    """The story with its quotes and its drawings, published at once."""
    agreed = step.when.date()
    voice = StoryVoice(step.details.get("voix", StoryVoice.STAFF))
    words = step.details["ses_mots"].strip() if voice is StoryVoice.AUTHOR else step.text
    story_operations.write_story(proposal, words, voice, agreed, by=by, version=0)
    for quote in step.details.get("paroles", ()):
        story_operations.add_quote(proposal, typeset(quote["mots"]), quote["qui"], agreed, by=by)
    for picture in step.details.get("dessins", ()):
        caption = story_operations.Caption(alt=typeset(picture["alt"]), shows=PhotoShows.NOBODY)
        story_operations.add_photo(proposal, drawn(picture["quoi"]), caption, by=by)
    story = queries.story(proposal)
    story_operations.publish_story(proposal, by=by, version=story.version if story else 0)


DEEDS: dict[str, Callable[[Proposal, PlayStep, User], None]] = {
    "noted": noted,
    "given": given,
    "asked": asked,
    "gathered": gathered,
    "linked": linked,
    "said": said,
    "counted": counted,
    "recounted": recounted,
}


def go_on(proposal: Proposal, life: Workflow, event: Any, step: PlayStep, by: User) -> None:
    """Another stage, or an end with the sentence that everybody reads of it."""
    given: dict[str, Any] = {"by": by, "version": proposal.version, "reason": step.text}
    if life is STAGE:
        operations.move(proposal, event, **given)
    else:
        operations.conclude(proposal, event, **given, public=text(step, "public"))


def wound_back(proposal: Proposal, moment: datetime) -> None:
    """Inside an operation: a promise runs from the day of the step that made it, or to the day it planned."""
    if proposal.due_on is None:
        return
    elapsed = clock.today() - moment.date()
    planned = db.session.scalar(
        db.select(db.func.min(AccompanimentStep.next_on)).where(
            AccompanimentStep.proposal_id == proposal.id, AccompanimentStep.next_done_at.is_(None)
        )
    )
    if proposal.due_on == planned:
        proposal.due_on = min(planned, clock.today() + timedelta(days=delays().step) - elapsed)
    else:
        proposal.due_on = min(filter(None, (proposal.due_on - elapsed, planned)))
