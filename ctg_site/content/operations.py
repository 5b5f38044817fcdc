"""Writes of the coordination's pages: each keeps its version, with who wrote it."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from ctg_site.db import db, operation
from ctg_site.domain.languages import FRENCH
from ctg_site.domain.text import fold
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import OutOfDate
from ctg_site.models.content import ContentPage, ContentVersion
from ctg_site.models.people import User
from ctg_site.services import audit


class LanguageTaken(Exception):
    """This language has its welcome page already."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page says, and whether everybody may read it."""

    title: str
    body: str
    is_published: bool


def create(language: str, words: PageWords, by: User) -> ContentPage:
    """A new page; LanguageTaken when there is one for this language."""
    try:
        return _create(language, words, by)
    except IntegrityError as error:
        raise LanguageTaken from error


@operation
def _create(language: str, words: PageWords, by: User) -> ContentPage:
    slug = _free_slug(words.title) if language == FRENCH else language
    page = ContentPage(
        slug=slug, language=language, title=words.title, body=words.body, is_published=words.is_published
    )
    db.session.add(page)
    db.session.flush()
    _keep(page, 1, by)
    return page


@operation
def change(page: ContentPage, words: PageWords, by: User, version: int) -> None:
    """Say it otherwise; OutOfDate when somebody did since it was read. The same words make no version."""
    if page.version != version:
        raise OutOfDate
    if words == PageWords(page.title, page.body, page.is_published):
        return
    page.title, page.body, page.is_published = words.title, words.body, words.is_published
    _keep(page, version + 1, by)


def _keep(page: ContentPage, number: int, by: User) -> None:
    db.session.add(
        ContentVersion(
            page_id=page.id,
            number=number,
            title=page.title,
            body=page.body,
            is_published=page.is_published,
            user_id=by.id,
        )
    )
    state = "publiée" if page.is_published else "non publiée"
    audit.record(
        AuditEvent.SETTING_CHANGED,
        by,
        subject=f"page «\u00a0{page.slug}\u00a0»",
        detail=f"version {number}, {state}",
    )


def _free_slug(title: str) -> str:
    """The address of a page of help, made from its title; it stays when the title changes."""
    base = "-".join(
        "".join(sign if sign.isalnum() and sign.isascii() else " " for sign in fold(title)).split()
    )
    base = base[:60].strip("-") or "page"
    # Two letters alone would be the welcome page of a language.
    base = base if len(base) > 2 else f"page-{base}"
    taken = set(db.session.scalars(db.select(ContentPage.slug)))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
