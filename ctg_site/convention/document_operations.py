"""Writes: the signed convention, its annexes and its avenants as documents, each with its versions."""

from ctg_site.db import db, operation
from ctg_site.domain.conventions import ConventionEvent, DocumentKind
from ctg_site.effects import documents
from ctg_site.models.convention import Convention
from ctg_site.models.people import User
from ctg_site.models.years import ConventionDocument, DocumentVersion


def keep(convention: Convention, content: bytes, kind: DocumentKind, title: str, by: User) -> bool:
    """Write a PDF again on the disk, then its rows; a row that fails leaves no file behind.

    Whether something that could act was left out of it; pdf.NotKept when it is not kept.
    """
    written = documents.written(content)
    name = documents.keep(written.content)
    try:
        _add(convention, kind, title, name, len(written.content), by)
    except BaseException:
        documents.remove(name)
        raise
    return written.was_acting


def keep_version(document: ConventionDocument, convention: Convention, content: bytes, by: User) -> bool:
    """The same for another version of a document: those before stay."""
    written = documents.written(content)
    name = documents.keep(written.content)
    try:
        _add_version(document, convention, name, len(written.content), by)
    except BaseException:
        documents.remove(name)
        raise
    return written.was_acting


def content(version: DocumentVersion) -> bytes | None:
    """What the disk holds of a version; None when it lost it."""
    return documents.read(version.name)


def remove(document: ConventionDocument, convention: Convention, by: User) -> None:
    """Forget a document and all its versions, then erase their files."""
    for name in _forget(document, convention, by):
        documents.remove(name)


@operation
def _add(convention: Convention, kind: DocumentKind, title: str, name: str, size: int, by: User) -> None:
    made = ConventionDocument(convention_id=convention.id, kind=kind, title=title)
    db.session.add(made)
    db.session.flush()
    db.session.add(DocumentVersion(document_id=made.id, number=1, name=name, size=size, actor_id=by.id))
    convention.note_down(ConventionEvent.DOCUMENT, by, title)


@operation
def _add_version(
    document: ConventionDocument, convention: Convention, name: str, size: int, by: User
) -> None:
    """The document is locked first, so that two versions sent at once bear two numbers."""
    of = db.select(db.func.max(DocumentVersion.number)).where(DocumentVersion.document_id == document.id)
    number = (db.session.execute(of).scalar_one() or 0) + 1
    db.session.add(
        DocumentVersion(document_id=document.id, number=number, name=name, size=size, actor_id=by.id)
    )
    convention.note_down(ConventionEvent.DOCUMENT, by, f"{document.title}, version {number}")


@operation
def _forget(document: ConventionDocument, convention: Convention, by: User) -> list[str]:
    of = db.select(DocumentVersion).where(DocumentVersion.document_id == document.id)
    versions = list(db.session.scalars(of))
    for version in versions:
        db.session.delete(version)
    db.session.flush()
    db.session.delete(document)
    convention.note_down(ConventionEvent.DOCUMENT_REMOVED, by, document.title)
    return [version.name for version in versions]
