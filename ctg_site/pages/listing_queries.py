"""Reads: of what has a page each, the rows that everybody reads, for the list that search engines ask for."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select

from ctg_site.agenda.queries import current_bodies
from ctg_site.db import db
from ctg_site.domain.languages import FRENCH
from ctg_site.domain.participation import ConsultationState
from ctg_site.models.actions import Action
from ctg_site.models.agenda import Meeting
from ctg_site.models.consultations import Consultation
from ctg_site.models.content import ContentPage
from ctg_site.models.convention import Commitment, Convention, GoverningBody, Theme
from ctg_site.models.places import Structure
from ctg_site.models.proposals import Proposal
from ctg_site.models.search import SearchKind
from ctg_site.services.publishing import SOURCES

#: Of each kind. The protocol allows 50,000 addresses and 50 MB in one file; this stays far beneath.
MOST_LISTED = 20_000


def rows() -> dict[str, Sequence[Row[Any]]]:
    """By endpoint, what the addresses of its pages hold, and when each `changed` if that is known.

    One statement for each endpoint.
    """
    return {name: db.session.execute(one.limit(MOST_LISTED)).all() for name, one in _selects().items()}


def _selects() -> dict[str, Select[Any]]:
    period = Convention.period.label("period")
    meeting, envie = Meeting.id.label("number"), Proposal.id.label("number")
    told = _public(SearchKind.ENVIE, envie, Proposal.published_at.label("changed"))
    themes = db.select(period, Theme.slug.label("theme")).join_from(Theme, Theme.convention)
    commitments = db.select(period, Commitment.number.label("number")).join_from(Commitment, Commitment.theme)
    open_to_all = Consultation.state != ConsultationState.DRAFT
    consultations = db.select(Consultation.id.label("number")).where(open_to_all)
    welcomes = db.select(ContentPage.slug.label("language"))
    return {
        "convention.overview": db.select(period).order_by(Convention.id),
        "convention.theme": themes.order_by(Theme.id),
        "convention.commitment": commitments.join(Theme.convention).order_by(Commitment.id),
        "agenda.body": current_bodies().with_only_columns(GoverningBody.key.label("key")),
        "content.help": _public(SearchKind.PAGE, ContentPage.slug.label("slug")).order_by(ContentPage.id),
        "content.welcome": welcomes.where(ContentPage.is_published, ContentPage.language != FRENCH),
        "directory.structure": _public(SearchKind.STRUCTURE, Structure.slug.label("slug")).order_by(
            Structure.name_key
        ),
        "actions.show": _public(SearchKind.ACTION, Action.number.label("number")).order_by(Action.number),
        "consultations.show": consultations.order_by(Consultation.id.desc()),
        "consultation_results.results": consultations.order_by(Consultation.id.desc()),
        "agenda.show": _public(SearchKind.MEETING, meeting).order_by(Meeting.id.desc()),
        "proposals.show": told.order_by(Proposal.published_at.desc(), Proposal.id.desc()),
    }


def _public(kind: SearchKind, *columns: Any) -> Select[Any]:
    """These columns of what the search also finds: one place says what the public reads."""
    return db.select(*columns).where(SOURCES[kind].is_public())
