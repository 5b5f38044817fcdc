"""Writes about the documents of a meeting: keep one, forget one, write again those of before the rule."""

from dataclasses import dataclass, field

from sqlalchemy.orm import joinedload

from ctg_site.db import db, now, operation
from ctg_site.domain import pdf
from ctg_site.domain.journal import AgendaEvent
from ctg_site.domain.pdf import PdfFault
from ctg_site.domain.policy import SYSTEM
from ctg_site.effects import documents
from ctg_site.models.agenda import Meeting
from ctg_site.models.meetings import MeetingDocument
from ctg_site.models.people import User
from ctg_site.services import facts

#: The row of `site_fact` that says when the documents of before were written again.
AGAIN = "documents_written_again"
#: What says nothing of a document: another time it may be kept.
PASSING = frozenset({PdfFault.BUSY, PdfFault.DISK})


def keep(meeting: Meeting, content: bytes, title: str, for_everybody: bool, by: User) -> bool:
    """Write a PDF again on the disk, then its row; a row that fails leaves no file behind.

    Whether something that could act was left out of it; pdf.NotKept when it is not kept.
    """
    written = documents.written(content)
    name = documents.keep(written.content)
    try:
        _add(meeting, name, title, len(written.content), for_everybody, by)
    except BaseException:
        documents.remove(name)
        raise
    return written.was_acting


@operation
def _add(meeting: Meeting, name: str, title: str, size: int, for_everybody: bool, by: User) -> None:
    document = MeetingDocument(
        meeting_id=meeting.id, name=name, title=title, size=size, for_everybody=for_everybody, actor_id=by.id
    )
    db.session.add(document)
    meeting.note_down("document", AgendaEvent.DOCUMENT, by, title)


def content(document: MeetingDocument) -> bytes | None:
    """What the disk holds of a document; None when it lost it."""
    return documents.read(document.name)


def remove(meeting: Meeting, document: MeetingDocument, by: User) -> None:
    """Forget a document, then erase its file."""
    _forget(meeting, document, by)
    documents.remove(document.name)


@operation
def _forget(meeting: Meeting, document: MeetingDocument, by: User) -> None:
    db.session.delete(document)
    meeting.note_down("document", AgendaEvent.DOCUMENT_REMOVED, by, document.title)


@dataclass(frozen=True, slots=True)
class WrittenAgain:
    """The titles that need somebody: what is not read whole, and what could not be looked at this time."""

    unread: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)


def write_again() -> WrittenAgain:
    """Once, for a site that kept documents as they came: each is written again without what acts.

    What is not read whole stays on the disk, and the public reads it no more. One that the disk does not give
    waits, with the whole, for the next time.
    """
    done = WrittenAgain()
    if facts.read(AGAIN) is not None:
        return done
    everything = db.select(MeetingDocument).order_by(MeetingDocument.id)
    whole = everything.options(joinedload(MeetingDocument.meeting))
    for document in db.session.scalars(whole).all():
        content = documents.read(document.name)
        try:
            if content is None:
                done.waiting.append(document.title)
            else:
                _replace(document, documents.written(content).content)
        except pdf.NotKept as error:
            if error.fault in PASSING:
                done.waiting.append(document.title)
            else:
                done.unread.append(document.title)
                _hide(document.meeting, document)
    if not done.waiting:
        _note()
    return done


def _replace(document: MeetingDocument, content: bytes) -> None:
    former, name = document.name, documents.keep(content)
    try:
        _rename(document, name, len(content))
    except BaseException:
        documents.remove(name)
        raise
    documents.remove(former)


@operation
def _rename(document: MeetingDocument, name: str, size: int) -> None:
    document.name, document.size = name, size


@operation
def _hide(meeting: Meeting, document: MeetingDocument) -> None:
    document.for_everybody = False
    meeting.note_down("document", AgendaEvent.DOCUMENT_HIDDEN, SYSTEM, document.title)


@operation
def _note() -> None:
    facts.write(AGAIN, now().isoformat(timespec="seconds"))
