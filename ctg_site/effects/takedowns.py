"""Counts how often, in this process, what the public could read was corrected or taken away."""

from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from ctg_site.models.actions import Action, ProgressUpdate
from ctg_site.models.agenda import Meeting
from ctg_site.models.consultations import Answer, Consultation
from ctg_site.models.content import ContentPage
from ctg_site.models.opinions import OpinionAnswer
from ctg_site.models.proposals import Proposal
from ctg_site.models.remarks import Remark
from ctg_site.models.stories import Photo, Quote, Story

#: What the public reads of an envie; of the others, any change counts.
OF_AN_ENVIE = ("moderation", "visibility", "public_title", "public_text", "public_name", "organisation")
OTHERS = (
    *(Story, Quote, Photo, Action, ProgressUpdate, Meeting, ContentPage, Remark, OpinionAnswer),
    *(Answer, Consultation),
)
MARK = "takes_down"
_counted = [0]


def count() -> int:
    """Grows each time: a page read under a smaller count may show what is not public any more."""
    return _counted[0]


@event.listens_for(Session, "after_flush")
def _look(session: Session, context: Any) -> None:
    if any(_concerns(thing) for thing in (*session.dirty, *session.deleted)):
        session.info[MARK] = True


def _concerns(thing: Any) -> bool:
    if not isinstance(thing, Proposal):
        return isinstance(thing, OTHERS)
    attributes = inspect(thing).attrs
    return any(attributes[name].history.has_changes() for name in OF_AN_ENVIE)


@event.listens_for(Session, "after_commit")
def _count(session: Session) -> None:
    if session.info.pop(MARK, False):
        _counted[0] += 1


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(MARK, None)
