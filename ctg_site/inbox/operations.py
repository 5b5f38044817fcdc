"""Writes that give a file its owner: take, assign, transfer; and those that keep the inbox true."""

from ctg_site.db import db, operation
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import InvalidTransition, Moderation
from ctg_site.effects import outbox
from ctg_site.models.people import User
from ctg_site.models.proposals import Note, Proposal
from ctg_site.models.search import SearchKind
from ctg_site.services import audit, progress, search_index, taking

from . import queries

CHUNK = 200


@operation
def take(proposal: Proposal, by: User, version: int) -> None:
    """« Je prends »: it is no contact yet, the promise goes on running."""
    progress.current(proposal, version)
    if proposal.referent_id not in {None, by.id}:
        contact = progress.contact_of(proposal)
        outbox.tell_author(proposal, contact, "new_referent")
    taking.take(proposal, by)


@operation
def assign(proposal: Proposal, colleague_id: int, by: User, version: int) -> None:
    """Give the file to an agent of its centre: the agent is told, and so is the author."""
    progress.current(proposal, version)
    found = [person for person in queries.colleagues(proposal) if person.id == colleague_id]
    if not found or not proposal.is_open:
        raise InvalidTransition("not an agent of this centre, or a file that ended")
    colleague = found[0]
    progress.entrust(proposal, colleague, by)
    if colleague.id != by.id:
        outbox.tell_staff(colleague, "assigned", proposal)


@operation
def transfer(proposal: Proposal, centre_id: int, by: User, version: int, word: str) -> None:
    """Give the file to another centre with a word: its people are told, and the author of where it went.

    The author's details go with it; the promise goes on running; nobody follows it until somebody takes it.
    """
    progress.current(proposal, version)
    found = [centre for centre in queries.other_centres(proposal) if centre.id == centre_id]
    if not found or not proposal.is_open:
        raise InvalidTransition("not a centre that receives envies, or a file that ended")
    centre = found[0]
    proposal.structure_id, proposal.referent_id = centre.id, None
    db.session.add(Note(proposal_id=proposal.id, actor_id=by.id, text=word))
    proposal.note_down(FileEvent.TRANSFER, by, reason=word)
    for person in queries.in_charge_of(centre.id):
        outbox.tell_staff(person, "transferred", proposal)
    outbox.tell_author(
        proposal, progress.contact_of(proposal), "new_centre", centre=centre.name, phone=centre.phone
    )
    audit.record(AuditEvent.TRANSFERRED, by, subject=proposal.called, detail=centre.name)


@operation
def index_chunk(after: int) -> int | None:
    """Index again the files that come after this number; the last one done, None when there is no more."""
    chunk = db.select(Proposal).where(Proposal.id > after).order_by(Proposal.id).limit(CHUNK)
    files = list(db.session.scalars(chunk))
    for file in files:
        if file.moderation is Moderation.ARCHIVED:
            search_index.remove(SearchKind.FILE, file.id)
        else:
            search_index.put_file(file)
    return files[-1].id if files else None
