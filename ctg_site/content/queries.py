"""Reads of the pages that the coordination writes: help in French, a welcome in other languages."""

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.domain.languages import FRENCH, LANGUAGES, Language
from ctg_site.models.content import ContentPage, ContentVersion


def welcome(language: str) -> ContentPage | None:
    """The published welcome page of a language, by its tag."""
    found = db.select(ContentPage).where(ContentPage.slug == language, ContentPage.is_published)
    return db.session.execute(found.where(ContentPage.language != FRENCH)).scalar_one_or_none()


def welcomes() -> list[ContentPage]:
    """The published welcome pages, by language."""
    published = db.select(ContentPage).where(ContentPage.is_published, ContentPage.language != FRENCH)
    return list(db.session.scalars(published.order_by(ContentPage.language)))


def help_page(slug: str) -> ContentPage | None:
    found = db.select(ContentPage).where(ContentPage.slug == slug, ContentPage.is_published)
    return db.session.execute(found.where(ContentPage.language == FRENCH)).scalar_one_or_none()


def help_pages() -> list[ContentPage]:
    """The published pages of help, the oldest first."""
    published = db.select(ContentPage).where(ContentPage.is_published, ContentPage.language == FRENCH)
    return list(db.session.scalars(published.order_by(ContentPage.id)))


def pages() -> list[ContentPage]:
    """Every page, those of help first, then by language."""
    select = db.select(ContentPage)
    in_french = ContentPage.language == FRENCH
    return list(db.session.scalars(select.order_by(in_french.desc(), ContentPage.language, ContentPage.id)))


def page(number: int) -> ContentPage | None:
    """A page with all its versions, the last one first, and who wrote each."""
    versions = selectinload(ContentPage.versions).joinedload(ContentVersion.user)
    return db.session.execute(
        db.select(ContentPage).where(ContentPage.id == number).options(versions)
    ).scalar_one_or_none()


def version(number: int) -> ContentVersion | None:
    select = db.select(ContentVersion).where(ContentVersion.id == number)
    options = joinedload(ContentVersion.user), joinedload(ContentVersion.page)
    return db.session.execute(select.options(*options)).scalar_one_or_none()


def version_before(version: ContentVersion) -> ContentVersion | None:
    earlier = db.select(ContentVersion).where(
        ContentVersion.page_id == version.page_id, ContentVersion.number == version.number - 1
    )
    return db.session.execute(earlier).scalar_one_or_none()


def languages_left() -> list[Language]:
    """French, and the languages that have no welcome page yet."""
    taken = set(db.session.scalars(db.select(ContentPage.language).where(ContentPage.language != FRENCH)))
    return [language for tag, language in LANGUAGES.items() if tag not in taken]
