"""Reads of what may be reported on a public page, and of what was, as the public reads it today."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import selectinload

from ctg_site.db import db
from ctg_site.domain.participation import RemarkState
from ctg_site.domain.pictures import PictureState
from ctg_site.domain.vocabulary import ReportAbout
from ctg_site.models.actions import Action
from ctg_site.models.agenda import Meeting
from ctg_site.models.convention import Commitment
from ctg_site.models.pictures import EnviePicture
from ctg_site.models.proposals import Proposal
from ctg_site.models.remarks import Remark
from ctg_site.models.reports import ABOUT, Report
from ctg_site.models.stories import Photo, Story
from ctg_site.proposals import queries as proposals
from ctg_site.remarks import queries as remarks


@dataclass(frozen=True, slots=True)
class Reportable:
    """What everybody reads on one page, and whose page it is."""

    things: Sequence[Any]
    proposal: Proposal | None = None
    action: Action | None = None
    commitment: Commitment | None = None
    meeting: Meeting | None = None
    #: The words that are reported, when they are few among others of that page.
    quoted: str = ""
    is_public: bool = True

    @property
    def by_word(self) -> dict[str, Any]:
        """Each thing by the word that the form says it with."""
        return {f"{ABOUT[type(thing)]}-{thing.id}": thing for thing in self.things}


def proposal(number: int) -> Reportable | None:
    """A published envie, with its published pictures, its published story and the photos of it."""
    found = db.session.get(Proposal, number)
    if found is None or not found.is_public:
        return None
    published = db.select(Story).where(Story.proposal_id == number, Story.published_at.is_not(None))
    story = db.session.scalar(published.options(selectinload(Story.photos)))
    told = [story, *story.photos] if story else []
    return Reportable([found, *proposals.pictures(found), *told], proposal=found)


def action(number: int) -> Reportable | None:
    found = db.session.scalar(db.select(Action).where(Action.number == number, Action.is_published))
    return Reportable([found], action=found) if found else None


def meeting(number: int) -> Reportable | None:
    found = db.session.scalar(db.select(Meeting).where(Meeting.id == number, Meeting.is_public))
    return Reportable([found], meeting=found) if found else None


def remark(number: int) -> Reportable | None:
    """Published words, under what is still there to read."""
    found = remarks.remark(number)
    if found is None or not _is_read(found):
        return None
    return Reportable([found], found.proposal, found.action, found.commitment, quoted=found.text)


def _is_read(remark: Remark) -> bool:
    page = remark.proposal or remark.action
    return remark.state is RemarkState.PUBLISHED and (page is None or page.is_public)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was reported, as it stands today, and whether everybody still reads it."""

    words: str
    is_public: bool


GONE = Seen("", is_public=False)


def seen(report: Report) -> Seen:
    """One statement at most, on a report loaded with its page."""
    if report.about is ReportAbout.REMARK:
        found = remarks.remark(report.row or 0)
        return Seen(found.text, _is_read(found)) if found else GONE
    if report.about is ReportAbout.STORY or report.about is ReportAbout.PHOTO:
        return _told(report)
    if report.about is ReportAbout.PICTURE:
        picture = db.session.get(EnviePicture, report.row)
        shown = picture is not None and picture.state is PictureState.PUBLISHED
        return Seen(picture.alt, report.page.is_public and shown) if picture else GONE
    page = report.page
    words = page.public_text if report.proposal else page.description
    return Seen(words or "", page.is_public)


def _told(report: Report) -> Seen:
    """A story, or what a photo of it shows; nothing once it was taken away."""
    of_photo = report.about is ReportAbout.PHOTO
    told = db.select(Photo.alt if of_photo else Story.text, Story.published_at)
    told = told.where(Story.proposal_id == report.proposal_id)
    if of_photo:
        told = told.join(Story, Story.id == Photo.story_id).where(Photo.id == report.row)
    row = db.session.execute(told).one_or_none()
    return Seen(row[0], report.page.is_public and row[1] is not None) if row else GONE
