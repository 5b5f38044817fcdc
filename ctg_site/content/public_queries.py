"""Reads: which pages of the coordination everybody finds, by the search and by search engines."""

from typing import Any

from ctg_site.db import db
from ctg_site.domain.languages import FRENCH
from ctg_site.models.content import ContentPage
from ctg_site.services.publishing import IndexSource

PAGES = IndexSource(
    ContentPage,
    lambda: ContentPage.is_published & (ContentPage.language == FRENCH),
    lambda one: (one.title, one.body),
    lambda one: (),
)


def listed_help() -> Any:
    return db.select(ContentPage.slug.label("slug")).where(PAGES.is_public()).order_by(ContentPage.id)


def listed_welcomes() -> Any:
    welcomes = db.select(ContentPage.slug.label("language"))
    return welcomes.where(ContentPage.is_published, ContentPage.language != FRENCH)
