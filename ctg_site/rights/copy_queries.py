"""All that is held of the author of an envie, in one reading: what a copy of one's data is made of."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import joinedload

from ctg_site.db import db
from ctg_site.models.accompaniment import AccompanimentStep, GroupMember, ResourceRequest, Support
from ctg_site.models.outbox import Notice
from ctg_site.models.participation import Companion
from ctg_site.models.proposals import Contact, JournalEntry, Message, Note, Proposal, Revision
from ctg_site.models.rights import RightsRequest

#: What each part of the copy says of its rows, by columns.
PARTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "contact": (Contact, ("way", "first_name", "phone", "email", "address", "mended_at", "silenced_at")),
    "messages": (Message, ("created_at", "actor", "channel", "text")),
    "notes": (Note, ("created_at", "text")),
    "steps": (AccompanimentStep, ("happened_on", "kind", "text", "told", "next_step", "next_on")),
    "supports": (Support, ("given_on", "kind", "provider", "what", "cents")),
    "resources": (ResourceRequest, ("asked_on", "what", "whom", "answer", "answered_on")),
    "group": (GroupMember, ("first_name", "role", "does", "under_15")),
    "companions": (Companion, ("created_at", "state")),
    "revisions": (Revision, ("created_at", "title", "text")),
    "journal": (JournalEntry, ("created_at", "subject", "event", "reason", "actor")),
    "letters": (Notice, ("created_at", "template", "way", "done_at")),
    "requests": (RightsRequest, ("created_at", "kind", "state", "words", "answer", "closed_at")),
}
ENVIE = (
    *(
        "number",
        "created_at",
        "channel",
        "text",
        "wants_to_talk",
        "organisation",
        "proposer_kind",
        "age_band",
    ),
    *("week_times", "visibility", "consented_at", "alerts", "moderation", "stage", "outcome", "public_title"),
    *(
        "public_text",
        "public_name",
        "published_at",
        "outcome_word",
        "contacted_at",
        "said_done",
        "visited_at",
    ),
)


@dataclass(frozen=True, slots=True)
class HeldData:
    """What is held, part by part: the rows of each, by columns; a part without a row is left out."""

    number: int
    parts: dict[str, list[dict[str, Any]]]


def held(proposal: Proposal) -> HeldData:
    """Everything, the internal notes and what was written down for the staff alone included."""
    places = {
        "district": proposal.district.name if proposal.district else "",
        "structure": proposal.structure.name if proposal.structure else "",
    }
    parts = {"envie": [{name: getattr(proposal, name) for name in ENVIE} | places]}
    for part, (table, names) in PARTS.items():
        asked = db.select(table).where(table.proposal_id == proposal.id).order_by(table.id)
        rows = [{name: getattr(row, name) for name in names} for row in db.session.scalars(asked)]
        if rows:
            parts[part] = rows
    return HeldData(proposal.number, parts)


def of_number(number: int) -> HeldData | None:
    """The same, of a file by its number."""
    found = db.select(Proposal).where(Proposal.id == number)
    loaded = found.options(joinedload(Proposal.district), joinedload(Proposal.structure))
    proposal = db.session.scalar(loaded)
    return held(proposal) if proposal else None
