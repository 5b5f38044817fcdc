"""Writes of an author on their own envie d'agir."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import selectinload

from ctg_site import throttle
from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain import alerts
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.policy import Person
from ctg_site.domain.tokens import new_token
from ctg_site.domain.vocabulary import Actor, AgeBand, ContactWay, Visibility
from ctg_site.domain.workflow import MODERATION, Decision, InvalidTransition, Moderation
from ctg_site.effects import outbox
from ctg_site.filing import alert
from ctg_site.models.participation import Companion
from ctg_site.models.people import User
from ctg_site.models.proposals import JournalEntry, Message, Proposal
from ctg_site.services import clock, contacts, erasing, progress, search_index

WRONG_CODES = throttle.WrongSecrets("wrong follow-up code")


def new_key() -> str:
    return new_token()


@operation
def come(number: int, companion_id: int | None = None) -> datetime | None:
    """Somebody opens the follow-up: when they had come before. It makes no page of the staff an old one."""
    table: Any = Companion if companion_id else Proposal
    row = table.id == (companion_id or number)
    before: datetime | None = db.session.scalar(db.select(table.visited_at).where(row))
    in_bulk(db.update(table).where(row).values(visited_at=now()))
    return before


@operation
def write_message(proposal: Proposal, text: str, by: Person, companion_id: int | None = None) -> None:
    """Say something to the centre; it is the answer when the centre asked for a detail."""
    if not proposal.is_open:
        raise InvalidTransition("nobody of the centre reads it any more")
    written = Message(proposal_id=proposal.id, actor=Actor.AUTHOR, text=text, companion_id=companion_id)
    db.session.add(written)
    if proposal.moderation is Moderation.NEEDS_DETAIL:
        progress.change(proposal, MODERATION, Decision.GIVE_DETAIL, by)
    _tell_referent(proposal)
    _alert(proposal, {*proposal.alerts, *alerts.alerts(text)}, bool(alerts.alerts(text)))


@operation
def edit_text(proposal: Proposal, text: str, by: Person) -> None:
    """Rewrite one's envie, or complete it as a companion, while nobody of the centre has taken it."""
    if not proposal.is_editable:
        raise InvalidTransition("somebody of the centre reads it already")
    proposal.text = text
    proposal.wants_to_talk = proposal.wants_to_talk and not text
    found = set(alerts.alerts(text))
    _alert(proposal, found, not found <= set(proposal.alerts))
    search_index.put_file(proposal)
    proposal.note_down(FileEvent.COMPANION_EDIT if by.companion_of else FileEvent.EDIT, by)


@operation
def choose_visibility(proposal: Proposal, visibility: Visibility, by: Person) -> None:
    """Visible or private, at any time; what was never published is read by a person before it is."""
    if proposal.age_band is AgeBand.UNDER_15 and visibility is Visibility.FIRST_NAME:
        raise InvalidTransition("no first name under fifteen")
    proposal.visibility = visibility
    proposal.consented_at = None if visibility is Visibility.PRIVATE else now()
    contacts.show_name(proposal, contacts.locked(proposal))
    proposal.note_down(FileEvent.VISIBILITY, by, before=visibility)
    event = _consequence(proposal)
    if event is not None:
        progress.change(proposal, MODERATION, event, by)


def _consequence(proposal: Proposal) -> Decision | None:
    if proposal.visibility is Visibility.PRIVATE:
        return Decision.MAKE_PRIVATE if proposal.is_public else None
    if proposal.moderation is not Moderation.PRIVATE:
        return None
    return Decision.SHOW if proposal.published_at else Decision.ASK_PUBLICATION


@operation
def mend(proposal: Proposal, details: dict[str, Any], mark: str, by: Person) -> list[str]:
    """Correct how one is reached, one's first name, one's district; the names of what changed."""
    return contacts.mend(proposal, details, mark, by)


@operation
def silence(proposal: Proposal, by: Person) -> None:
    """« Ne plus m’écrire »: neither letter nor call from now on."""
    contacts.silence(proposal, now(), by)


@operation
def speak_again(proposal: Proposal, by: Person) -> None:
    """« M’écrire à nouveau »: what waited goes by the author's own way."""
    contacts.silence(proposal, None, by)


@operation
def contest(proposal: Proposal, reason: str, by: Person) -> None:
    """Ask for another reader: whoever decided may not decide again."""
    last = db.session.execute(
        db.select(JournalEntry.actor_id)
        .where(JournalEntry.proposal_id == proposal.id, JournalEntry.subject == MODERATION.attribute)
        .order_by(JournalEntry.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    progress.change(proposal, MODERATION, Decision.CONTEST, by, reason=reason)
    proposal.contested_id = last


@operation
def withdraw(proposal: Proposal, by: Person) -> None:
    """End it: « c’est retiré » is the last word to its author, then nothing is kept but what is counted."""
    progress.change(proposal, MODERATION, Decision.WITHDRAW, by)
    contact = contacts.locked(proposal)
    if contact is not None and contact.reached_by is not ContactWay.VISIT:
        outbox.tell_author(proposal, contact, "withdrawn")
    erasing.erase(proposal)
    _tell_referent(proposal)


@operation
def forget(instant: datetime) -> int:
    """Erase the authors of what was withdrawn, once no letter nor call waits; how many."""
    return sum(erasing.erase(proposal) for proposal in erasing.due(instant))


@operation
def say_done(proposal: Proposal, done: bool, by: Person) -> None:
    """Answer « C’est fait ? », once: the centre is told, and moves next."""
    if not proposal.is_asked:
        raise InvalidTransition("nobody asked, or it is answered")
    proposal.said_done = done
    proposal.note_down(FileEvent.DONE if done else FileEvent.NOT_YET, by)
    clock.awaited(proposal)
    _tell_referent(proposal)


def _alert(proposal: Proposal, found: set[Any], at_once: bool) -> None:
    """Words of danger may come later: they show on the file, and reach the centre as at the first sending."""
    proposal.alerts = [str(one) for one in alerts.Alert if one in found]
    if at_once:
        alert(proposal)


def _tell_referent(proposal: Proposal) -> None:
    if proposal.referent_id is None:
        return
    query = db.select(User).where(User.id == proposal.referent_id).options(selectinload(User.structures))
    referent = db.session.execute(query).scalar_one()
    if referent.is_active:
        outbox.tell_staff(referent, "moved", proposal)
