"""Writes of the pictures of an envie: send one, tell what it shows, blur it, publish it, erase it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ctg_site import throttle
from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.pictures import (
    MOST,
    PICTURES,
    PictureEvent,
    PictureState,
    Recognised,
    grid,
)
from ctg_site.domain.tokens import new_token, token_hash
from ctg_site.domain.vocabulary import Actor, AuditEvent
from ctg_site.domain.workflow import InvalidTransition, OutOfDate
from ctg_site.effects import files
from ctg_site.effects.files import NotAPhoto, PhotoFault
from ctg_site.models.people import User
from ctg_site.models.pictures import EnviePicture
from ctg_site.models.proposals import Proposal
from ctg_site.services import audit
from ctg_site.services.opening import new_key as new_key

from . import queries

#: Pictures of one place in ten minutes; who sends more is asked to wait.
MOST_FROM_A_NETWORK = 20, 10, "picture"


@dataclass(frozen=True, slots=True)
class Shows:
    """What a picture shows, in words, and who is recognised on it; nothing when nobody said."""

    alt: str
    recognised: Recognised | None = None


def send(
    proposal: Proposal, content: bytes, shows: Shows, key: str, by: Any, network: str | None = None
) -> None:
    """Draw the picture again, then keep it: its centre sees it first. NotAPhoto when it is not taken.

    The same form sent twice gives one. `by` is its author, or a member of the staff for them.
    """
    if not _let_in(network):
        raise NotAPhoto(PhotoFault.BUSY)
    kept = files.keep_photo(content)
    _or_not_at_all(kept.name, lambda: _send(proposal, kept, shows, key, by))


def _or_not_at_all(name: str, write: Callable[[], str | None]) -> None:
    """A write that fails leaves no file behind; nor does one that succeeds, of the file it names."""
    try:
        useless = write()
    except BaseException:
        files.remove_photo(name)
        raise
    if useless is not None:
        files.remove_photo(useless)


@operation
def _let_in(network: str | None) -> bool:
    return throttle.within(*MOST_FROM_A_NETWORK, network)


@operation
def _send(proposal: Proposal, kept: files.KeptPhoto, shows: Shows, key: str, by: Any) -> str | None:
    """The file that is not needed, if any."""
    send_key = token_hash(f"picture {proposal.id} {key or new_token()}")
    if queries.by_key(send_key) is not None:
        return kept.name
    if not proposal.is_open or len(queries.pictures(proposal)) >= MOST:
        raise InvalidTransition("the file is closed, or holds its three pictures")
    of_staff = isinstance(by, User)
    row = EnviePicture(
        proposal_id=proposal.id,
        actor=Actor.STAFF if of_staff else Actor.AUTHOR,
        actor_id=by.id if of_staff else None,
        name=kept.name,
        width=kept.width,
        height=kept.height,
        alt=shows.alt,
        recognised=shows.recognised,
        send_key=send_key,
    )
    db.session.add(row)
    proposal.note_down(FileEvent.PICTURE, by)
    return None


@operation
def tell(picture: EnviePicture, shows: Shows, by: User) -> None:
    """Correct what it shows; once somebody may be recognised against their will, it is public no more."""
    proposal = _file_of(picture)
    picture.alt, picture.recognised = shows.alt, shows.recognised
    proposal.note_down(FileEvent.PICTURE_TOLD, by)
    if picture.state is PictureState.PUBLISHED and not picture.is_settled:
        picture.advance(PICTURES, PictureEvent.HIDE, by)
        proposal.note_down(FileEvent.PICTURE_HIDE, by)


@operation
def decide(picture: EnviePicture, event: PictureEvent, by: User) -> None:
    """Publish it with its envie, keep it in the file without showing it, or take it back from the site."""
    proposal = _file_of(picture)
    picture.advance(PICTURES, event, by)
    proposal.note_down(FileEvent(f"picture_{event}"), by)
    if event is PictureEvent.SHOW:
        audit.record(AuditEvent.PHOTO_PUBLISHED, by, proposal.called)


def blur(picture: EnviePicture, cells: Iterable[int], by: User) -> None:
    """Make these cells unreadable for good: what was there before is erased. NotAPhoto when it cannot be."""
    before = picture.name
    kept = files.keep_blurred(before, grid(picture.width, picture.height), cells)
    _or_not_at_all(kept.name, lambda: _blur(picture, before, kept.name, by))


@operation
def _blur(picture: EnviePicture, before: str, name: str, by: User) -> str:
    proposal = _file_of(picture)
    if picture.name != before:
        raise OutOfDate
    picture.name, picture.blurred_at = name, now()
    proposal.note_down(FileEvent.PICTURE_BLURRED, by)
    return before


def remove(picture: EnviePicture, by: Any) -> None:
    """Erase it, at any time: its author, or the centre."""
    files.remove_photo(_remove(picture, by))


@operation
def _remove(picture: EnviePicture, by: Any) -> str:
    proposal = _file_of(picture)
    proposal.note_down(FileEvent.PICTURE_REMOVED, by)
    db.session.delete(picture)
    return picture.name


def _file_of(picture: EnviePicture) -> Proposal:
    """Inside an operation: what the rules ask of a picture is what its envie says now."""
    return db.session.get_one(Proposal, picture.proposal_id, populate_existing=True)


def forget(instant: datetime) -> int:
    """Erase the pictures of what is gone, files first, so that none is left without a row; how many."""
    gone = queries.of_the_gone()
    for picture in gone:
        files.remove_photo(picture.name)
    return _forget([picture.id for picture in gone]) if gone else 0


@operation
def _forget(numbers: list[int]) -> int:
    return in_bulk(db.delete(EnviePicture).where(EnviePicture.id.in_(numbers)))
