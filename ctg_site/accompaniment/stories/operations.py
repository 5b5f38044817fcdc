"""Writes of what is told of an envie: its figures, its story, residents' words, photos; publishing them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ctg_site.accompaniment import queries
from ctg_site.db import db, now, operation
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.vocabulary import AuditEvent, PhotoShows, StoryVoice
from ctg_site.domain.workflow import STAGE, InvalidTransition, Move, OutOfDate, Stage
from ctg_site.effects import files, outbox
from ctg_site.models.accompaniment import Figures
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.models.stories import Photo, Quote, Story
from ctg_site.services import audit, clock, progress

MOST_PHOTOS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What goes with a photo: its words for whoever does not see it, and who agreed to it."""

    alt: str
    shows: PhotoShows
    people_agreed: bool = False
    parents_agreed: bool = False
    children_agreed: bool = False
    consented_on: date | None = None


@operation
def record_figures(proposal: Proposal, values: dict[str, Any], by: User, version: int) -> None:
    """Keep what was counted; what is None stays not recorded. `version` is 0 when nothing was kept yet."""
    figures = queries.figures(proposal)
    _same(figures, version, proposal)
    if figures is None:
        figures = Figures(proposal_id=proposal.id)
        db.session.add(figures)
    for name, value in values.items():
        setattr(figures, name, value)
    proposal.note_down(FileEvent.FIGURES, by)


@operation
def write_story(
    proposal: Proposal, text: str, voice: StoryVoice, consented_on: date | None, by: User, version: int
) -> None:
    """Keep the words of the story; those of its author come with the day they agreed."""
    story = _story(proposal)
    _same(story, version, proposal)
    if story is None:
        story = _begin(proposal, by)
    story.text, story.voice, story.actor_id = text, voice, by.id
    story.consented_on = consented_on if voice is StoryVoice.AUTHOR else None
    proposal.note_down(FileEvent.STORY, by)


@operation
def add_quote(proposal: Proposal, text: str, said_by: str, consented_on: date, by: User) -> None:
    """Keep the words of a resident who agreed to them."""
    story = _story(proposal) or _begin(proposal, by)
    db.session.add(
        Quote(story_id=story.id, actor_id=by.id, text=text, said_by=said_by, consented_on=consented_on)
    )
    proposal.note_down(FileEvent.QUOTE, by)


def add_photo(proposal: Proposal, content: bytes, caption: Caption, by: User) -> None:
    """Draw the photo again, then keep it with its words and consents; files.NotAPhoto when it is none."""
    kept = files.keep_photo(content)
    try:
        _add_photo(proposal, kept, caption, by)
    except BaseException:
        files.remove_photo(kept.name)
        raise


@operation
def _add_photo(proposal: Proposal, kept: files.KeptPhoto, caption: Caption, by: User) -> None:
    story = _story(proposal) or _begin(proposal, by)
    count = db.select(db.func.count(Photo.id)).where(Photo.story_id == story.id)
    if (db.session.scalar(count) or 0) >= MOST_PHOTOS:
        raise InvalidTransition("a story has four photos at most")
    db.session.add(
        Photo(
            story_id=story.id,
            actor_id=by.id,
            name=kept.name,
            width=kept.width,
            height=kept.height,
            alt=caption.alt,
            shows=caption.shows,
            people_agreed=caption.people_agreed,
            parents_agreed=caption.parents_agreed,
            children_agreed=caption.children_agreed,
            consented_on=caption.consented_on,
        )
    )
    proposal.note_down(FileEvent.PHOTO, by)
    if story.published_at is not None:
        audit.record(AuditEvent.PHOTO_PUBLISHED, by, f"envie n° {proposal.number}")


def remove(proposal: Proposal, kind: str, row: int, by: User) -> None:
    """Take a photo or a quote back, at any time: a consent may be withdrawn. The file of a photo goes too."""
    name = _remove(proposal, kind, row, by)
    if name:
        files.remove_photo(name)


@operation
def _remove(proposal: Proposal, kind: str, row: int, by: User) -> str:
    table: Any = {"quote": Quote, "photo": Photo}[kind]
    of_this_file = db.select(Story.id).where(Story.proposal_id == proposal.id)
    found = db.session.execute(
        db.select(table).where(table.id == row, table.story_id.in_(of_this_file))
    ).scalar_one_or_none()
    if found is None:
        raise InvalidTransition("a colleague removed it, or it is of another file")
    db.session.delete(found)
    proposal.note_down(FileEvent(f"{kind}_removed"), by)
    return found.name if kind == "photo" else ""


@operation
def publish_story(proposal: Proposal, by: User, version: int) -> None:
    """Show the story with the published envie: its stage becomes « on raconte », and its author is told."""
    story = _story(proposal)
    _same(story, version, proposal)
    if story is None or not story.text or not proposal.is_public or story.published_at is not None:
        raise InvalidTransition("no story to publish, or an envie that is not public")
    story.published_at = now()
    if proposal.stage is not Stage.STORY:
        progress.change(proposal, STAGE, Move.TELL, by, told=False)
    proposal.note_down(FileEvent.STORY_PUBLISHED, by)
    contact = progress.contact_of(proposal)
    clock.announced(proposal, contact)
    outbox.tell_author(proposal, contact, "story")
    audit.record(AuditEvent.STORY_PUBLISHED, by, f"envie n° {proposal.number}")


@operation
def hide_story(proposal: Proposal, by: User) -> None:
    """Take the story away from the public; the envie stays as it is."""
    story = _story(proposal)
    if story is None or story.published_at is None:
        raise InvalidTransition("the story is not published")
    story.published_at = None
    proposal.note_down(FileEvent.STORY_HIDDEN, by)


def _story(proposal: Proposal) -> Story | None:
    return db.session.execute(db.select(Story).where(Story.proposal_id == proposal.id)).scalar_one_or_none()


def _begin(proposal: Proposal, by: User) -> Story:
    if not proposal.is_open:
        raise InvalidTransition("the file was withdrawn or archived")
    story = Story(proposal_id=proposal.id, actor_id=by.id)
    db.session.add(story)
    db.session.flush()
    return story


def _same(row: Figures | Story | None, version: int, proposal: Proposal) -> None:
    """`version` is the one the person was looking at, 0 for a row that was not there."""
    if (row.version if row else 0) != version:
        raise OutOfDate
