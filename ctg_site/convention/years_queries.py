"""Staff reads of the conventions: all of them, whatever their state, and what happened to each."""

from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from ctg_site.convention.queries import COMMITMENT_LISTS, LISTS, commitment_in, theme_in
from ctg_site.db import db
from ctg_site.domain.conventions import COMING, CONVENTION, DocumentKind
from ctg_site.domain.workflow import Transition
from ctg_site.models.convention import Commitment, Convention, ConventionEntry, Theme
from ctg_site.models.people import User
from ctg_site.models.years import Amendment, ConventionDocument, DocumentVersion
from ctg_site.services import conventions
from ctg_site.services.conventions import TREE

#: Lines of the journal that a page shows, the latest first.
LINES = 50


def everything() -> list[Convention]:
    """Every convention, the latest first: one statement."""
    return list(db.session.scalars(db.select(Convention).order_by(Convention.starts_on.desc())))


def any_convention(period: str) -> Convention | None:
    """A convention by its period, prepared or not."""
    return db.session.execute(db.select(Convention).where(Convention.period == period)).scalar_one_or_none()


def public_convention(period: str) -> Convention | None:
    """The same, once everybody reads it."""
    found = any_convention(period)
    return found if found is not None and found.is_public else None


def coming(period: str, *options: ORMOption) -> Convention | None:
    """A convention that has not begun, with all that its overview shows."""
    wanted = db.select(Convention).where(Convention.period == period, Convention.state.in_(COMING))
    return db.session.scalars(wanted.options(TREE, *(options or LISTS))).unique().one_or_none()


def coming_theme(period: str, theme: str) -> Theme | None:
    return theme_in(coming(period), theme)


def coming_commitment(period: str, number: str) -> Commitment | None:
    return commitment_in(coming(period, COMMITMENT_LISTS), number)


def journal(convention: Convention) -> list[tuple[ConventionEntry, str | None]]:
    """What happened to it, the latest first, each with the name of who did; None when its day did."""
    lines = db.select(ConventionEntry, User.name).outerjoin(User, User.id == ConventionEntry.actor_id)
    latest = lines.where(ConventionEntry.convention_id == convention.id).order_by(ConventionEntry.id.desc())
    return [(entry, name) for entry, name in db.session.execute(latest.limit(LINES))]


def amendments(convention: Convention) -> list[Amendment]:
    """Its avenants, in the order of their acts: one statement."""
    of = db.select(Amendment).where(Amendment.convention_id == convention.id)
    return list(db.session.scalars(of.order_by(Amendment.signed_on, Amendment.id)))


def amendment(number: int) -> Amendment | None:
    wanted = db.select(Amendment).where(Amendment.id == number).options(joinedload(Amendment.convention))
    return db.session.execute(wanted).scalar_one_or_none()


def documents(convention: Convention) -> dict[DocumentKind, list[ConventionDocument]]:
    """Its documents by kind, in the order in which they are read, with their versions: two statements."""
    of = db.select(ConventionDocument).where(ConventionDocument.convention_id == convention.id)
    whole = of.order_by(ConventionDocument.id).options(selectinload(ConventionDocument.versions))
    found: dict[DocumentKind, list[ConventionDocument]] = {kind: [] for kind in DocumentKind}
    for document in db.session.scalars(whole):
        found[document.kind].append(document)
    return {kind: several for kind, several in found.items() if several}


def document(number: int) -> ConventionDocument | None:
    """One document with its convention and its versions."""
    options = joinedload(ConventionDocument.convention), selectinload(ConventionDocument.versions)
    wanted = db.select(ConventionDocument).where(ConventionDocument.id == number).options(*options)
    return db.session.execute(wanted).scalar_one_or_none()


def version(number: int) -> DocumentVersion | None:
    """One version of a document, whoever may read it."""
    return db.session.execute(
        db.select(DocumentVersion).where(DocumentVersion.id == number)
    ).scalar_one_or_none()


def public_version(period: str, number: int) -> DocumentVersion | None:
    """One version of a document of a convention that everybody reads."""
    of = db.select(DocumentVersion).join(DocumentVersion.document).join(ConventionDocument.convention)
    wanted = of.where(DocumentVersion.id == number, Convention.period == period, conventions.is_public())
    return db.session.execute(wanted).scalar_one_or_none()


def acts(person: User, convention: Convention) -> list[Transition]:
    """What this person may do now to its state."""
    return CONVENTION.open_to(person, convention)
