"""What the file of an invented envie holds: how to reach its author, messages, notes, steps, letters."""

from datetime import timedelta

from ctg_site.domain.town_calendar import local
from ctg_site.domain.vocabulary import Actor, AgeBand, AuditEvent, ContactWay, StepKind, SupportKind
from ctg_site.domain.workflow import Outcome, Stage
from ctg_site.effects.outbox import WAYS
from ctg_site.models.accompaniment import AccompanimentStep, Figures, Support
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import Contact, Message, Note
from ctg_site.models.stories import Story

from . import trail
from .envies import Envie

#: By e-mail most of all.
HOW = ([*ContactWay], (25, 15, 45, 5, 10))
#: Where somebody met its author.
MET = {Stage.SUPPORT, Stage.PROJECT, Stage.REALISATION, Stage.STORY}
#: What was decided less than so many days ago may still be to tell, where nobody writes by e-mail.
TO_TELL = timedelta(days=4)


def write(envie: Envie) -> None:
    """Nothing of it is left once the envie is archived."""
    if envie.is_archived:
        return
    way = None if envie.age is AgeBand.UNDER_15 else envie.hand.draw.choices(*HOW)[0]
    if way is not None:
        _contact(envie, way)
    if envie.life.by_staff():
        _written(envie)
        _told(envie, way or ContactWay.VISIT)
    if envie.life.stage in MET:
        _done(envie)
    if envie.life.outcome is Outcome.REALISED:
        _realised(envie)


def _contact(envie: Envie, way: ContactWay) -> None:
    hand = envie.hand
    # A number and a name of domain that nobody has.
    phone = f"06 39 98 {envie.number // 100 % 100:02} {envie.number % 100:02}"
    details = {
        ContactWay.EMAIL: {"email": f"envie{envie.number}@example.org"},
        ContactWay.LETTER: {"address": f"{1 + envie.number % 90} rue {hand.said.name()}"},
        ContactWay.VISIT: {},
    }.get(way, {"phone": phone})
    about = {"proposal_id": envie.number, "created_at": envie.created}
    hand.batch.add(Contact, way=way, first_name=envie.first, **about, **details)
    if envie.life.by_staff() and hand.likely(0.3):
        opened = envie.life.by_staff()[0].at
        called = f"envie n°\u00a0{envie.number}"
        hand.lines.append(trail.line(opened, AuditEvent.CONTACT_OPENED, envie.by, called))


def _written(envie: Envie) -> None:
    """Words between the centre and the author, in turn; a note of the team."""
    hand, at = envie.hand, envie.life.by_staff()[0].at
    for rank in range(min(int(hand.draw.expovariate(0.9)), 12)):
        staff = rank % 2 == 0
        hand.batch.add(
            Message,
            created_at=min(at + timedelta(hours=20 * rank), hand.until),
            proposal_id=envie.number,
            actor=Actor.STAFF if staff else Actor.AUTHOR,
            actor_id=envie.by.id if staff else None,
            text=hand.said.one("message" if staff else "reply"),
        )
    if hand.likely(0.2):
        noted = {"proposal_id": envie.number, "actor_id": envie.by.id, "created_at": at}
        hand.batch.add(Note, text=hand.said.one("note"), **noted)


def _told(envie: Envie, way: ContactWay) -> None:
    """Its author was told of the last decision; a call or a letter may wait, an e-mail has left."""
    hand, last = envie.hand, envie.life.by_staff()[-1]
    waits = way is not ContactWay.EMAIL and hand.until - last.at < TO_TELL
    hand.batch.add(
        Notice,
        created_at=last.at,
        template="decision",
        way=WAYS[way],
        context={"subject": last.subject, "event": str(last.event)},
        proposal_id=envie.number,
        message_key=hand.token(),
        try_after=last.at,
        done_at=None if waits else last.at,
    )


def _done(envie: Envie) -> None:
    hand, at = envie.hand, envie.life.by_staff()[-1].at
    about = {"proposal_id": envie.number, "actor_id": envie.by.id, "created_at": at}
    day = local(at).date()
    hand.batch.add(
        AccompanimentStep,
        kind=hand.draw.choice([*StepKind]),
        happened_on=day,
        text=hand.said.one("step"),
        told=hand.said.one("told") if hand.likely(0.5) else "",
        **about,
    )
    if hand.likely(0.5):
        given = {"kind": hand.draw.choice([*SupportKind]), "given_on": day, "cents": None}
        given |= {"cents": 100 * hand.draw.randrange(5, 400)} if hand.likely(0.3) else {}
        hand.batch.add(Support, provider="Le centre", what=hand.said.one("rare"), **given, **about)


def _realised(envie: Envie) -> None:
    """What is counted of it, and told of some."""
    hand, at = envie.hand, envie.life.by_staff()[-1].at
    came = hand.draw.randrange(3, 120)
    hand.batch.add(
        Figures,
        created_at=at,
        proposal_id=envie.number,
        realised_on=local(at).date(),
        participants=came,
        attendances=came * hand.draw.randrange(1, 6),
        volunteer_hours=hand.draw.randrange(40) if hand.likely(0.5) else None,
        is_outdoors=hand.likely(0.4),
        is_event=hand.likely(0.5),
    )
    if envie.is_public and hand.likely(0.4):
        told = {"text": hand.said.one("story"), "published_at": at, "created_at": at}
        hand.batch.add(Story, proposal_id=envie.number, actor_id=envie.by.id, **told)
