"""What everybody may read, column by column, and when: all other words are private."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import or_, true

from ctg_site.db import db
from ctg_site.domain.conventions import ConventionState
from ctg_site.domain.heard import HeardState
from ctg_site.domain.participation import ConsultationState, RemarkState
from ctg_site.domain.pictures import PictureState
from ctg_site.domain.renewal import DiagnosisState
from ctg_site.domain.workflow import Moderation

#: Words that the code reads, never anybody's.
TECHNICAL = {
    *("journal_entry.subject", "journal_entry.event", "journal_entry.before"),
    *("meeting_entry.subject", "meeting_entry.event", "action_change.section", "action_draft.section"),
    *("notice.template", "content_page.language", "photo.name", "envie_picture.name"),
    *("convention_entry.event", "document_version.name"),
    *("meeting_document.name", "user.password_hash", "theme.code", "commitment.number", "structure.kind"),
}


def table(name: str) -> Any:
    return db.metadata.tables[name].c


def always() -> Any:
    return true()


def among(column: str, select: Callable[[], Any]) -> Callable[[], Any]:
    """Those whose parent, named by the column, is among these."""
    name, _, key = column.partition(".")
    return lambda: table(name)[key].in_(select())


def proposals() -> Any:
    return db.select(table("proposal").id).where(table("proposal").moderation == Moderation.PUBLISHED)


def stories() -> Any:
    story = table("story")
    return db.select(story.id).where(story.published_at.is_not(None), story.proposal_id.in_(proposals()))


def told_proposals() -> Any:
    return db.select(table("story").proposal_id).where(table("story").id.in_(stories()))


def actions() -> Any:
    return db.select(table("action").id).where(table("action").is_published)


def indicators() -> Any:
    """Of a published action; or of none, beside what everybody reads."""
    indicator, also, serves = (
        table(one) for one in ("indicator", "indicator_action", "indicator_commitment")
    )
    acts = db.select(table("commitment").id).where(table("commitment").convention_id.in_(conventions()))
    told = (
        db.select(also.indicator_id)
        .where(also.action_id.in_(actions()))
        .union(db.select(serves.indicator_id).where(serves.commitment_id.in_(acts)))
    )
    alone = indicator.action_id.is_(None) & indicator.id.in_(told)
    return db.select(indicator.id).where(indicator.action_id.in_(actions()) | alone)


def meetings() -> Any:
    return db.select(table("meeting").id).where(table("meeting").is_public)


def conventions() -> Any:
    convention = table("convention")
    return db.select(convention.id).where(convention.state != ConventionState.PREPARED)


def diagnosed() -> Any:
    diagnosis = table("diagnosis")
    return db.select(diagnosis.convention_id).where(diagnosis.state == DiagnosisState.PUBLISHED)


def minutes() -> Any:
    return meetings().where(table("meeting").minutes_published_at.is_not(None))


def consultations(*states: ConsultationState) -> Any:
    wanted = states or [one for one in ConsultationState if one is not ConsultationState.DRAFT]
    return db.select(table("consultation").id).where(table("consultation").state.in_(wanted))


def questions(*states: ConsultationState) -> Any:
    section = table("section")
    sections = db.select(section.id).where(section.consultation_id.in_(consultations(*states)))
    return db.select(table("question").id).where(table("question").section_id.in_(sections))


def told_questions() -> Any:
    return questions(ConsultationState.TOLD)


def remarks() -> Any:
    remark = table("remark")
    return db.select(remark.id).where(
        remark.state == RemarkState.PUBLISHED,
        or_(
            remark.proposal_id.in_(proposals()),
            remark.action_id.in_(actions()),
            remark.commitment_id.is_not(None),
        ),
    )


def of(name: str, columns: str, when: Callable[[], Any]) -> dict[str, Callable[[], Any]]:
    return {f"{name}.{column}": when for column in columns.split()}


ACTION = "title state_reason plain_text need need_source general_aim operational_aims description"
ACTION += " referent_function human_means material_means evaluation_questions strengths difficulties"
ACTION += " adjustments residents_words what_next_why"
MEETING = "title place description access order_of_business cancel_reason"

#: By table and column: which rows everybody reads.
PUBLIC: dict[str, Callable[[], Any]] = {
    **of("district", "name", always),
    **of("place_kind", "name", always),
    **of("structure", "name address phone description email website access_note", always),
    **of("closure", "reason", always),
    **of("bridge", "title plain_text", always),
    **of("body_seat", "function name", always),
    **of("meeting_kind", "name", always),
    **of("scheme", "name", always),
    **of("amendment", "reference what", among("amendment.convention_id", conventions)),
    **of("continuity_line", "why", among("continuity_line.next_id", conventions)),
    **of(
        "diagnosis_figure", "name territory unit source", among("diagnosis_figure.convention_id", diagnosed)
    ),
    **of("finding", "text", among("finding.convention_id", diagnosed)),
    **of("renewal_step", "title who", among("renewal_step.convention_id", conventions)),
    **of("convention_document", "title", among("convention_document.convention_id", conventions)),
    **of("user", "function", always),
    **of(
        "proposal",
        "organisation public_title public_text public_name outcome_word",
        among("proposal.id", proposals),
    ),
    **of("story", "text", among("story.id", stories)),
    **of("quote", "text said_by", among("quote.story_id", stories)),
    **of("photo", "alt", among("photo.story_id", stories)),
    "envie_picture.alt": lambda: (
        (table("envie_picture").state == PictureState.PUBLISHED)
        & table("envie_picture").proposal_id.in_(proposals())
    ),
    **of("figures", "place changed", among("figures.proposal_id", told_proposals)),
    **of("action", ACTION, among("action.id", actions)),
    **of("action_partner", "name role", among("action_partner.action_id", actions)),
    **of("action_milestone", "title", among("action_milestone.action_id", actions)),
    **of("indicator", "name unit source", among("indicator.id", indicators)),
    **of("measure", "comment", among("measure.indicator_id", indicators)),
    "action_funding.funder": lambda: (
        table("action_funding").is_public & table("action_funding").action_id.in_(actions())
    ),
    "progress_update.public_text": lambda: (
        table("progress_update").published_at.is_not(None) & table("progress_update").action_id.in_(actions())
    ),
    **of(
        "meeting",
        "title place description access order_of_business cancel_reason",
        among("meeting.id", meetings),
    ),
    **of("meeting", "minutes", among("meeting.id", minutes)),
    **of("meeting_decision", "text owner", among("meeting_decision.meeting_id", minutes)),
    "meeting_document.title": lambda: (
        table("meeting_document").for_everybody & table("meeting_document").meeting_id.in_(meetings())
    ),
    **of("remark", "text answer", among("remark.id", remarks)),
    **of("heard_words", "place text told", lambda: table("heard_words").state == HeardState.PUBLISHED),
    **of("opinion_answer", "text", always),
    **of("consultation", "title introduction what_next", among("consultation.id", consultations)),
    **of("section", "title introduction", among("section.consultation_id", consultations)),
    **of("question", "text hint", among("question.id", questions)),
    **of("question_option", "label", among("question_option.question_id", questions)),
    **of("answer_tag", "label", among("answer_tag.question_id", told_questions)),
    "answer.quote": lambda: (
        table("answer").quoted_at.is_not(None) & table("answer").question_id.in_(told_questions())
    ),
    "content_page.title": lambda: table("content_page").is_published,
    "content_page.body": lambda: table("content_page").is_published,
}
