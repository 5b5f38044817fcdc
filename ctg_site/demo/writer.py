"""Plays the demonstration through the operations of the site, then gives each line its moment."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from ctg_site import throttle
from ctg_site.accounts import queries as account_queries
from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.answers import Answers
from ctg_site.domain.deadlines import working_days_between
from ctg_site.domain.mentions import called
from ctg_site.domain.policy import Person
from ctg_site.domain.tokens import new_token, token_hash
from ctg_site.domain.town_calendar import local
from ctg_site.domain.vocabulary import NoticeWay, Visibility
from ctg_site.domain.workflow import MODERATION, WORKFLOWS, Decision
from ctg_site.effects import receipts
from ctg_site.filing import Source, open_file
from ctg_site.follow_up import operations as follow_up
from ctg_site.inbox import operations as inbox
from ctg_site.models.access import SecondFactor
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.places import District, Structure
from ctg_site.models.proposals import Contact, JournalEntry, Message, Note, Proposal, Revision
from ctg_site.models.reminders import Mention
from ctg_site.moderation import mention_queries
from ctg_site.moderation import operations as moderation
from ctg_site.services import access, erasing
from ctg_site.services.dating import Dated, date_back
from ctg_site.services.sieve import KeptBack
from ctg_site.slices import SLICES
from ctg_site.slicing import Town
from ctg_site.staff import operations as staff
from ctg_site.submission import operations as submission

from . import accompaniment, pictures
from .script import SITE, Colleague, PlayStep, Script, Wish

#: What a moment of the past is given to, by table.
DATED: Dated = {
    Proposal: ("created_at", "consented_at", "published_at", "taken_at", "contacted_at", "moved_at"),
    Contact: ("created_at",),
    JournalEntry: ("created_at",),
    Message: ("created_at",),
    Note: ("created_at",),
    Revision: ("created_at",),
    Notice: ("created_at", "try_after", "done_at"),
    **accompaniment.DATED,
    **pictures.DATED,
}
DECISIONS = {str(row.event): (life, row.event) for life in WORKFLOWS for row in life.transitions}
WORDED = {Decision.PUBLISH, Decision.RESTORE}


def write(script: Script, say: Callable[[str], None]) -> None:
    """Write the whole demonstration into a database that holds no file, no place and no account."""
    began = now()
    say("Loading the invented town: its places, its people, their envies…")
    open_places(script)
    people = hire(script)
    sent: dict[str, Proposal] = {}
    town = Town(people, sent)
    for opened in filter(None, (part.opens for part in SLICES)):
        opened(town)
    for wish in script.wishes:
        proposal = sent[wish.key] = send(wish, people)
        date(proposal, wish.sent, began)
        head = proposal
        for step in wish.steps:
            promised, head = proposal.due_on, sent.get(step.joins, head)
            if step.joins:
                join(proposal, head, step, people)
            else:
                play(proposal, step, people)
            for touched in (proposal, head):
                date(touched, step.when, began)
            if proposal.due_on != promised:
                wind_back(proposal, step.when)
    say("… its actions, its agenda, its consultations, what people say…")
    for played in filter(None, (part.plays for part in SLICES)):
        played(town)
    tell_of_actions()
    submission.forget(now())
    throttle.forget(now() + timedelta(days=1))  # months went by in a moment, which no counter should say


@operation
def tell_of_actions() -> None:
    """Whoever was owed news of an action was told."""
    news = Notice.template.in_(("action_moved", "joined_action_moved")), Notice.done_at.is_(None)
    db.session.execute(db.update(Notice).where(*news).values(done_at=now()))


@operation
def open_places(script: Script) -> None:
    districts = {
        slug: District(slug=slug, name=name, is_priority=slug in script.priority or None)
        for slug, name in script.districts.items()
    }
    db.session.add_all(districts.values())
    db.session.flush()
    for place in script.places:
        structure = Structure(
            slug=place.slug,
            name=place.name,
            kind=place.kind,
            district_id=districts[place.district].id,
            address=place.address,
            phone=place.phone,
            receives_proposals=place.receives,
        )
        db.session.add(structure)


def hire(script: Script) -> dict[str, User]:
    """Make the accounts; the people by their key in the file, with their structures."""
    people = {}
    for colleague in script.staff:
        staff.add_staff(colleague.email, colleague.name, colleague.role, colleague.structures)
        user = account_queries.by_email(colleague.email)
        if user is None:
            raise LookupError(f"{colleague.email} has no account")
        equip(user, colleague, access.hasher.hash(colleague.password))
        people[colleague.key] = user
    return people


@operation
def equip(user: User, colleague: Colleague, password_hash: str) -> None:
    """What authors read instead of a name; the password and the second factor that the command prints.

    The password is known to everybody: no door of the site takes it.
    """
    user.function, user.shown_name = colleague.function, colleague.shown_name
    user.password_hash = password_hash
    access.drop_links(user.id)
    if colleague.seed:
        db.session.add(SecondFactor(user_id=user.id, seed=colleague.seed))


@operation
def send(wish: Wish, people: dict[str, User]) -> Proposal:
    """Send the envie on its day; then note what no form says: writer, known code."""
    typed_by = people[wish.typed_by] if wish.typed_by else None
    found = KeptBack(wish.machine_like, wish.flood)
    source = Source(token_hash(new_token()), typed_by, found)
    proposal = open_file(Answers().changed(**wish.answers, channel=wish.channel), source, wish.sent.date())
    proposal.own_name_of_id = people[wish.entered_by].id if wish.entered_by else None
    if wish.seed:
        secrets = receipts.hashes(wish.seed)
        proposal.seed, proposal.code_hash, proposal.link_hash = wish.seed, *secrets.values()
    return proposal


def play(proposal: Proposal, step: PlayStep, people: dict[str, User]) -> None:
    """Do one step through the operation that the site's own page would call."""
    if step.by == SITE:
        archive(proposal)
    elif step.by is None:
        BY_AUTHOR[step.did](proposal, step, Person(proposal_id=proposal.id))
    elif step.did in BY_STAFF:
        BY_STAFF[step.did](proposal, step, people[step.by])
    else:
        decide(proposal, step, people[step.by])


def decide(proposal: Proposal, step: PlayStep, by: User) -> None:
    life, event = DECISIONS[step.did]
    if life is not MODERATION:
        accompaniment.go_on(proposal, life, event, step, by)
        return
    words = words_of(proposal, step) if event in WORDED and step.title else None
    reason = "" if event in WORDED else step.text
    moderation.decide(proposal, event, by=by, version=proposal.version, reason=reason, words=words)


def join(proposal: Proposal, head: Proposal, step: PlayStep, people: dict[str, User]) -> None:
    files = sorted((proposal, head), key=lambda one: one.id)
    by = people[step.by or ""]
    moderation.group(*files, joining=proposal.id, by=by, version=proposal.version, reason=step.text)


def words_of(proposal: Proposal, step: PlayStep) -> moderation.Words:
    return moderation.Words(step.title, step.text or proposal.text)


@operation
def archive(proposal: Proposal) -> None:
    """The end of a file's retention: the site itself closes it, and nothing leads to a person any more."""
    erasing.archive(proposal)


def note(proposal: Proposal, step: PlayStep, by: User) -> None:
    """A word to the team; as on its page, a colleague is called by their first name after « @ »."""
    named = called(step.text, mention_queries.readers(proposal))
    moderation.note(proposal, step.text, by=by, told={one for _, found in named for one in found})


BY_AUTHOR: dict[str, Callable[[Proposal, PlayStep, Person], None]] = {
    "edit": lambda proposal, step, by: follow_up.edit_text(proposal, step.text, by=by),
    "reply": lambda proposal, step, by: follow_up.write_message(proposal, step.text, by=by),
    "contest": lambda proposal, step, by: follow_up.contest(proposal, step.text, by=by),
    "withdraw": lambda proposal, step, by: follow_up.withdraw(proposal, by=by),
    "visibility": lambda proposal, step, by: follow_up.choose_visibility(
        proposal, Visibility(step.choice), by=by
    ),
    **pictures.BY_AUTHOR,
}
BY_STAFF: dict[str, Callable[[Proposal, PlayStep, User], Any]] = {
    "take": lambda proposal, step, by: inbox.take(proposal, by=by, version=proposal.version),
    "contact": lambda proposal, step, by: moderation.open_contact(proposal, by=by),
    "message": lambda proposal, step, by: moderation.answer(proposal, step.text, by=by),
    "note": note,
    "told": lambda proposal, step, by: moderation.told(proposal, by=by),
    "correct": lambda proposal, step, by: moderation.correct(
        proposal, words_of(proposal, step), by=by, version=proposal.version
    ),
    **accompaniment.DEEDS,
    **pictures.BY_STAFF,
}


@operation
def wind_back(proposal: Proposal, moment: datetime) -> None:
    """A promise made by a step runs from the day of the step, and the first answer took the days it took."""
    accompaniment.wound_back(proposal, moment)
    if proposal.contacted_at:
        answered = working_days_between(
            local(proposal.created_at).date(), local(proposal.contacted_at).date()
        )
        proposal.answered_in = max(answered, 0)


@operation
def date(proposal: Proposal, moment: datetime, began: datetime) -> None:
    """Give `moment` to all that the last step wrote about this envie, and let no mail of it leave.

    Operations write « now », and a walk through the site needs a past. What earlier steps wrote is already
    dated before `began`, the start of the loading: whatever is not is of this step.
    """
    date_back(DATED, "proposal_id", proposal.id, moment, began)
    notes = db.select(Note.id).where(Note.proposal_id == proposal.id)
    calls = Mention.note_id.in_(notes), Mention.created_at >= began
    in_bulk(db.update(Mention).where(*calls).values(created_at=moment))
    mails = Notice.way == NoticeWay.EMAIL, Notice.done_at.is_(None)
    db.session.execute(
        db.update(Notice).where(Notice.proposal_id == proposal.id, *mails).values(done_at=moment)
    )
