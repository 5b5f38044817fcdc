"""The rows of each dataset, which everybody reads on the pages already: some hundreds at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db, end_read, in_chunks
from ctg_site.domain import results
from ctg_site.domain.participation import ConsultationState
from ctg_site.domain.workflow import Moderation
from ctg_site.heard import queries as heard
from ctg_site.models.actions import Action, ProgressUpdate
from ctg_site.models.agenda import Meeting
from ctg_site.models.consultations import Consultation
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.models.heard import HeardWords
from ctg_site.models.indicators import Indicator, Measure
from ctg_site.models.meetings import MeetingDecision
from ctg_site.models.opinions import OpinionTally
from ctg_site.models.places import District, Structure
from ctg_site.models.proposals import Proposal, proposal_commitment
from ctg_site.proposals.queries import register
from ctg_site.services.conventions import is_public

#: How many envies are in hand at a time.
MOST = 500
IS_PUBLISHED = Proposal.moderation == Moderation.PUBLISHED


def conventions() -> Iterator[Convention]:
    return in_chunks(db.select(Convention).where(is_public()), Convention.id)


def themes() -> Iterator[Theme]:
    told = db.select(Theme).where(Theme.convention.has(is_public()))
    return in_chunks(told.options(joinedload(Theme.convention)), Theme.id)


def commitments() -> Iterator[Commitment]:
    theme = joinedload(Commitment.theme).joinedload(Theme.convention)
    told = db.select(Commitment).where(Commitment.theme.has(Theme.convention.has(is_public())))
    return in_chunks(told.options(theme), Commitment.id)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action, and the period of its convention."""

    action: Action
    period: str


def heard_words() -> Iterator[HeardWords]:
    return in_chunks(heard.published().options(*heard.ABOUT), HeardWords.id)


def actions() -> Iterator[ActionRow]:
    periods = dict(db.session.execute(db.select(Convention.id, Convention.period)).all())
    whole = (
        joinedload(Action.lead),
        selectinload(Action.commitments),
        selectinload(Action.audience_rows),
        selectinload(Action.districts),
        selectinload(Action.schemes),
    )
    found = in_chunks(db.select(Action).where(Action.is_published).options(*whole), Action.id)
    return (ActionRow(one, periods[one.convention_id]) for one in found)


def indicators() -> Iterator[Indicator]:
    whole = (
        joinedload(Indicator.action),
        selectinload(Indicator.also),
        selectinload(Indicator.commitments).joinedload(Commitment.theme).joinedload(Theme.convention),
    )
    return in_chunks(db.select(Indicator).where(_is_told()).options(*whole), Indicator.id)


def _is_told() -> ColumnElement[bool]:
    """Of a published action; or of none, and everybody reads something that it serves."""
    acts = Commitment.theme.has(Theme.convention.has(is_public()))
    served = or_(Indicator.also.any(Action.is_published), Indicator.commitments.any(acts))
    alone = and_(Indicator.action_id.is_(None), served)
    return or_(Indicator.action.has(Action.is_published), alone)


@dataclass(frozen=True, slots=True)
class ValueRow:
    """What was aimed at and found in a year or half of it, and the number of the action, if there is one."""

    measure: Measure
    action: int | None


def values() -> Iterator[ValueRow]:
    numbers = db.select(Indicator.id, Action.number).outerjoin(Indicator.action).where(_is_told())
    action_of = dict(db.session.execute(numbers).all())
    public = db.select(Indicator.id).where(_is_told())
    found = in_chunks(db.select(Measure).where(Measure.indicator_id.in_(public)), Measure.id)
    return (ValueRow(one, action_of[one.indicator_id]) for one in found if one.indicator_id in action_of)


def news() -> Iterator[ProgressUpdate]:
    told = db.select(ProgressUpdate).join(ProgressUpdate.action)
    public = Action.is_published, ProgressUpdate.published_at.is_not(None)
    return in_chunks(
        told.where(*public).options(joinedload(ProgressUpdate.action)),
        ProgressUpdate.id,
    )


def opinions() -> Iterator[OpinionTally]:
    told = db.select(OpinionTally).join(OpinionTally.action).where(Action.is_published)
    return in_chunks(told.options(joinedload(OpinionTally.action)), OpinionTally.id)


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A published envie, the numbers of its commitments, and its district if it points at nobody."""

    proposal: Proposal
    commitments: list[str]
    district: str | None


def proposals() -> Iterator[ProposalRow]:
    """As the register shows them, the latest first: by its own key and its own index."""
    names, after = districts_told(), None
    while True:
        page = register(after, MOST)
        served = _commitments([one.id for one in page.rows])
        end_read()
        for one in page.rows:
            yield ProposalRow(one, served.get(one.id, []), names.get(one.district_id))
        after = page.following
        if after is None:
            return


def _commitments(ids: list[int]) -> dict[int, list[str]]:
    """By envie, the numbers of the commitments it speaks of, in the order of the act."""
    served: dict[int, list[str]] = {}
    link = proposal_commitment.c
    asked = db.select(link.proposal_id, Commitment.number).join(
        Commitment, Commitment.id == link.commitment_id
    )
    for envie, number in db.session.execute(asked.where(link.proposal_id.in_(ids)).order_by(Commitment.id)):
        served.setdefault(envie, []).append(number)
    return served


def districts_told() -> dict[int | None, str]:
    """By id, the names of the districts whose envies are enough; a total tells nothing of the others."""
    counted = db.select(Proposal.district_id, db.func.count()).where(IS_PUBLISHED)
    by_district = counted.where(Proposal.district_id.is_not(None)).group_by(Proposal.district_id)
    told, _ = results.grouped(dict(db.session.execute(by_district).all()))
    names = db.select(District.id, District.name).where(District.id.in_(told))
    return dict(db.session.execute(names).all())


def places() -> Iterator[Structure]:
    whole = (
        joinedload(Structure.kind_row),
        joinedload(Structure.district),
        selectinload(Structure.hours),
        selectinload(Structure.audience_rows),
        selectinload(Structure.access_rows),
    )
    return in_chunks(db.select(Structure).where(Structure.is_active).options(*whole), Structure.id)


def meetings() -> Iterator[Meeting]:
    whole = joinedload(Meeting.body), joinedload(Meeting.structure), joinedload(Meeting.district)
    return in_chunks(db.select(Meeting).where(Meeting.is_public).options(*whole), Meeting.id)


def decisions() -> Iterator[MeetingDecision]:
    told = db.select(MeetingDecision).join(MeetingDecision.meeting)
    public = Meeting.is_public, Meeting.minutes_published_at.is_not(None)
    whole = selectinload(MeetingDecision.commitments), selectinload(MeetingDecision.actions)
    return in_chunks(told.where(*public).options(*whole), MeetingDecision.id)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What is told of one answer, as the published results keep it; nothing where the group is too small."""

    consultation: Consultation
    question: dict[str, Any]
    place: int
    told: dict[str, Any]


def consultation_results() -> Iterator[ResultRow]:
    told = db.select(Consultation).where(Consultation.state == ConsultationState.TOLD)
    for consultation in in_chunks(told, Consultation.id, most=20):
        for section in (consultation.results or {"sections": ()})["sections"]:
            for question in section["questions"]:
                answers = question.get("options") or question.get("tags") or [{}]
                for place, one in enumerate(answers, start=1):
                    yield ResultRow(consultation, question, place, one)
