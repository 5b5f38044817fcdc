"""Writes of the book of words: note what was heard, decide, tell what was done, make an envie of it."""

from dataclasses import dataclass
from datetime import date, datetime

from ctg_site.db import db, in_bulk, operation
from ctg_site.domain.alerts import alerts
from ctg_site.domain.answers import Answers
from ctg_site.domain.heard import HEARD, HeardEvent, HeardState
from ctg_site.domain.retention import KeptData
from ctg_site.domain.tokens import token_hash
from ctg_site.domain.vocabulary import AuditEvent, Channel, ProposerKind, Visibility
from ctg_site.domain.workflow import InvalidTransition, OutOfDate
from ctg_site.effects import outbox
from ctg_site.filing import Source, open_file
from ctg_site.models.actions import Action
from ctg_site.models.heard import HeardWords
from ctg_site.models.people import User
from ctg_site.models.places import District, Structure
from ctg_site.models.proposals import Proposal
from ctg_site.runtime import life
from ctg_site.services import audit
from ctg_site.services.opening import new_key as new_key
from ctg_site.services.retention import little_by_little
from ctg_site.words.heard_labels import IN_WORDS

from . import queries


@dataclass(frozen=True, slots=True)
class HeardSaid:
    """What was heard: where, when, about what, by how many people; whether they let everybody read it."""

    heard_on: date
    place: str
    text: str
    people: int
    agreed: bool = False
    district_id: int | None = None
    theme_id: int | None = None


@dataclass(frozen=True, slots=True)
class FollowedBy:
    """What was done of it, in words, and what it is tied to."""

    told: str = ""
    proposal: Proposal | None = None
    action: Action | None = None


@operation
def note(said: HeardSaid, key: str, by: User) -> HeardWords:
    """Keep what somebody of the staff heard, for the centre that they belong to. The same form sent twice
    gives one line; words of danger reach the colleagues at once."""
    send_key = token_hash(f"heard {by.id} {key}")
    sent = queries.by_key(send_key)
    if sent is not None:
        return sent
    heard = HeardWords(structure_id=_centre_of(by), author_id=by.id, send_key=send_key)
    db.session.add(heard)
    _write(heard, said)
    db.session.flush()
    if heard.alerts:
        _alert(heard, by)
    return heard


@operation
def correct(heard: HeardWords, said: HeardSaid, by: User, version: int) -> None:
    """Write it again, so that nothing of it tells who spoke; what everybody reads is taken back first."""
    _current(heard, version)
    if heard.state is HeardState.PUBLISHED:
        raise InvalidTransition("everybody reads these words")
    knew = heard.alerts
    _write(heard, said)
    audit.record(AuditEvent.DECISION, by, heard.called, "corrigée")
    if heard.alerts and not knew:
        _alert(heard, by)


def _write(heard: HeardWords, said: HeardSaid) -> None:
    heard.heard_on, heard.place, heard.people = said.heard_on, said.place, said.people
    heard.text, heard.agreed, heard.alerts = said.text, said.agreed, bool(alerts(said.text))
    heard.district_id, heard.theme_id = said.district_id, said.theme_id


def _centre_of(by: User) -> int | None:
    """The first centre of whoever notes that receives envies; the coordination has none."""
    return min((one.id for one in by.structures if one.receives_proposals), default=None)


def _alert(heard: HeardWords, by: User) -> None:
    for person in queries.to_alert(heard.structure_id, but=by):
        outbox.tell_staff(person, "heard_alert", number=heard.id)


@operation
def decide(heard: HeardWords, event: HeardEvent, by: User, version: int) -> None:
    """Publish these words without a name, keep them for the staff, or take them back from the site."""
    _current(heard, version)
    heard.advance(HEARD, event, by)
    audit.record(AuditEvent.DECISION, by, heard.called, IN_WORDS[event])


@operation
def follow(heard: HeardWords, done: FollowedBy, by: User, version: int) -> None:
    """Say what was done of it, and tie it to an envie or an action; the last word stands."""
    _current(heard, version)
    heard.told = done.told
    heard.proposal_id = done.proposal.id if done.proposal else None
    heard.action_id = done.action.id if done.action else None
    audit.record(AuditEvent.DECISION, by, heard.called, "suite donnée")


@operation
def become_envie(heard: HeardWords, by: User, on: date) -> Proposal:
    """Open a file of these words, heard in the street: once, however often it is asked.

    Nobody left a name nor a way to be reached. It may be published when whoever spoke agreed.
    """
    if heard.proposal_id is not None:
        return db.session.get_one(Proposal, heard.proposal_id)
    if not heard.text:
        raise InvalidTransition("these words are erased")
    centre = db.session.get(Structure, heard.structure_id) if heard.structure_id else None
    district = db.session.get(District, heard.district_id) if heard.district_id else None
    answers = Answers().changed(
        text=heard.text,
        channel=Channel.STREET,
        structure=centre.slug if centre else "",
        district=district.slug if district else "",
        proposer_kind=ProposerKind.GROUP if heard.people > 1 else ProposerKind.ALONE,
        visibility=Visibility.WITHOUT_NAME if heard.agreed else Visibility.PRIVATE,
    )
    proposal = open_file(answers, Source(token_hash(f"heard words {heard.id}"), entered_by=by), on)
    heard.proposal_id = proposal.id
    audit.record(AuditEvent.ENTERED_FOR, by, f"envie n°\u00a0{proposal.id}", heard.called)
    return proposal


def _current(heard: HeardWords, version: int) -> None:
    if heard.version != version:
        raise OutOfDate


@operation
def forget(instant: datetime) -> int:
    """Erase the words of what nobody published; when, where and how many stay, for the year of the centre."""
    since = life(KeptData.HEARD).before(instant)
    old = HeardWords.state != HeardState.PUBLISHED, HeardWords.created_at <= since, HeardWords.text != ""
    return in_bulk(db.update(HeardWords).where(*old).values(text="", told=""))


def forget_published(instant: datetime) -> int:
    """Erase what everybody read for so many years, and what was left of the others."""
    since = HeardWords.created_at <= life(KeptData.HEARD_PUBLISHED).before(instant)
    old = db.select(HeardWords.id).where(since)
    return little_by_little(old, db.delete(HeardWords))
