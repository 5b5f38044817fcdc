"""The agenda of the demonstration: invented meetings past and to come, played as the site would."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from ctg_site.agenda import queries
from ctg_site.agenda.bodies import operations as body_operations
from ctg_site.agenda.decisions import operations as decision_operations
from ctg_site.agenda.meetings import operations
from ctg_site.agenda.registrations import operations as registration_operations
from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.deadlines import is_working_day
from ctg_site.domain.meetings import College, FollowUp, PeopleGroup
from ctg_site.domain.recurrence import Repeat, Rule, slots
from ctg_site.domain.vocabulary import Channel, ContactWay
from ctg_site.models.actions import Action
from ctg_site.models.agenda import Meeting, MeetingEntry, MeetingKind
from ctg_site.models.convention import Commitment, Theme
from ctg_site.models.meetings import Registration
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.services import clock
from ctg_site.services.opening import new_key
from ctg_site.slicing import Town
from ctg_site.web.typesetting import typeset

SOURCE = Path(__file__).with_name("demonstration.yaml")
#: When a meeting was announced, and when its minutes were written.
ANNOUNCED, WRITTEN = timedelta(days=20), timedelta(days=5)


def play(town: Town) -> None:
    """Compose the bodies and hold the meetings."""
    raw = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    for entry in raw["instances"]:
        compose(entry, town.coordination)
    for entry in raw["rendez_vous"]:
        hold(entry, town.people[entry["par"]])


def compose(entry: dict[str, Any], by: User) -> None:
    body = queries.body(entry["cle"])
    if body is None:
        return
    sitting = [
        body_operations.Seat(College(college), typeset(function))
        for college, functions in entry["sieges"].items()
        for function in functions
    ]
    said = body_operations.Composition(typeset(entry["mandat"]), sitting)
    body_operations.compose(body, said, by=by, version=body.version)


def hold(entry: dict[str, Any], by: User) -> None:
    """Announce a meeting, then all that happened to it, each at its moment."""
    rule = _rule(entry)
    day = _day(entry["jour"])
    start, end = (time.fromisoformat(entry[name].zfill(5)) for name in ("debut", "fin"))
    made = operations.create(details(entry), slots(day, start, end, rule), rule, by=by)
    for asked in entry.get("inscrits", ()):
        registration_operations.register(made, _asked(asked), new_key(now() - timedelta(minutes=1)))
    if "annule" in entry:
        operations.cancel(made, typeset(entry["annule"]), by=by, version=made.version)
    if "presences" in entry:
        counts = {College(name): people for name, people in entry["presences"].items()}
        groups = {PeopleGroup(name): people for name, people in entry.get("dont", {}).items()}
        operations.count_people(made, counts, by=by, groups=groups)
    for decided in entry.get("decisions", ()):
        decide(made, decided, by)
    if "compte_rendu" in entry:
        text, published = entry["compte_rendu"], entry.get("publie", False)
        operations.write_minutes(made, text, by=by, version=made.version, published=published)
    settle(made, entry.get("envies", False))


def details(entry: dict[str, Any]) -> operations.Details:
    body = queries.body(entry["instance"]) if "instance" in entry else None
    place = queries.structure(entry["structure"]) if "structure" in entry else None
    return operations.Details(
        kind_id=_ids(MeetingKind, MeetingKind.slug, [entry["sorte"]])[0],
        title=typeset(entry["titre"]),
        body_id=body.id if body else None,
        structure_id=place.id if place else None,
        district_id=place.district_id if place else None,
        place=typeset(entry.get("lieu", "" if place else "Lieu de démonstration")),
        is_public=entry.get("public", True),
        description=typeset(entry.get("en_clair", "")),
        access=typeset(entry.get("acces", "")),
        places=entry.get("places"),
        takes_registrations=entry.get("inscriptions", False),
        order_of_business=entry.get("ordre_du_jour", ""),
        themes=_ids(Theme, Theme.code, entry.get("themes", ())),
        commitments=_ids(Commitment, Commitment.number, entry.get("engagements", ())),
        actions=_ids(Action, Action.title, map(typeset, entry.get("actions", ()))),
    )


def _ids(model: Any, named: Any, names: Iterable[str]) -> list[int]:
    """Those of the loaded convention that bear these names; another one may have none of them."""
    return list(db.session.scalars(db.select(model.id).where(named.in_(list(names))).order_by(model.id)))


def _day(away: int) -> date:
    """So many days from now, on a day when people work: later for what comes, earlier for what is past."""
    day = clock.today() + timedelta(days=away)
    while not is_working_day(day):
        day += timedelta(days=1 if away > 0 else -1)
    return day


def _rule(entry: dict[str, Any]) -> Rule:
    if "revient" not in entry:
        return Rule()
    return Rule(Repeat(entry["revient"]), until=clock.today() + timedelta(days=entry["pendant"]))


def _asked(entry: dict[str, Any]) -> registration_operations.RegistrationAsked:
    way = ContactWay(entry["reponse"]) if "reponse" in entry else None
    detail = entry.get("detail", "")
    return registration_operations.RegistrationAsked(
        seats=entry["places"],
        first_name=entry.get("prenom", ""),
        way=way,
        phone=detail if way is not ContactWay.EMAIL else "",
        email=detail if way is ContactWay.EMAIL else "",
        needs=entry.get("besoin", ""),
    )


def decide(meeting: Meeting, entry: dict[str, Any], by: User) -> None:
    made = decision_operations.decide(
        meeting,
        decision_operations.Decided(
            text=typeset(entry["texte"]),
            owner=typeset(entry["qui"]),
            due_on=clock.today() + timedelta(days=entry["dans"]),
            commitments=_ids(Commitment, Commitment.number, entry.get("engagements", ())),
        ),
        by=by,
    )
    for note in entry.get("suivi", ()):
        decision_operations.follow(meeting, made, None, typeset(note), by=by, version=made.version)
    if "etat" in entry:
        decision_operations.follow(meeting, made, FollowUp(entry["etat"]), "", by=by, version=made.version)


@operation
def settle(meeting: Meeting, envies: bool) -> None:
    """Give each line its moment, let no mail leave, and say that envies of the street were heard there."""
    announced = min(meeting.starts_at - ANNOUNCED, now() - timedelta(days=2))
    written = min(meeting.ends_at + WRITTEN, now() - timedelta(hours=1))
    same = Meeting.id == meeting.id if meeting.series_id is None else Meeting.series_id == meeting.series_id
    in_bulk(db.update(Meeting).where(same).values(created_at=announced, changed_at=announced))
    _date(db.select(Meeting.id).where(same), announced, written)
    if meeting.minutes_published_at:
        in_bulk(db.update(Meeting).where(same).values(minutes_published_at=written))
    mine = db.select(Registration.id).where(Registration.meeting_id == meeting.id)
    told = {"created_at": announced, "try_after": announced, "done_at": announced}
    in_bulk(db.update(Notice).where(Notice.registration_id.in_(mine)).values(told))
    if envies:
        heard = Proposal.channel.in_((Channel.STREET, Channel.MEETING)), Proposal.meeting_id.is_(None)
        there = Proposal.structure_id == meeting.structure_id
        in_bulk(db.update(Proposal).where(*heard, there).values(meeting_id=meeting.id))


def _date(meetings: Any, announced: datetime, written: datetime) -> None:
    """What was said before a meeting, and after it."""
    ours = MeetingEntry.meeting_id.in_(meetings)
    before = MeetingEntry.subject.in_(("meeting", "place"))
    in_bulk(db.update(MeetingEntry).where(ours, before).values(created_at=announced))
    in_bulk(db.update(MeetingEntry).where(ours, ~before).values(created_at=written))
