"""Sends what readers of the demonstration write under envies, actions and commitments, and the decisions."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.deadlines import after_working_days, is_working_day
from ctg_site.domain.participation import RemarkEvent, RemarkKind
from ctg_site.domain.town_calendar import at, local
from ctg_site.domain.vocabulary import NoticeWay
from ctg_site.models.actions import Action
from ctg_site.models.convention import Commitment
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.proposals import JournalEntry, Proposal
from ctg_site.models.remarks import Remark
from ctg_site.remarks import operations, queries
from ctg_site.runtime import delays
from ctg_site.services import clock
from ctg_site.services.opening import new_key
from ctg_site.slicing import Town
from ctg_site.web.typesetting import typeset

SOURCE = Path(__file__).with_name("demonstration.yaml")
EVENING, MORNING = time(18, 40), time(10, 15)


def play(town: Town) -> None:
    """Each remark on its day, then its decision and its answer."""
    for entry in yaml.safe_load(SOURCE.read_text(encoding="utf-8")):
        thing = _thing(entry, town.sent)
        if thing is None:
            continue
        began, kind = now(), RemarkKind(entry.get("sorte", RemarkKind.COMMENT))
        remark = operations.send(thing, kind, entry["texte"], new_key(now() - timedelta(minutes=1)))
        give_date(remark, _moment(entry["jour"], EVENING), began)
        if "decide" in entry:
            decide(queries.remark(remark.id), entry, town.people[entry["par"]])


def _thing(entry: dict[str, Any], sent: Mapping[str, Proposal]) -> Any:
    """What it is about; nothing when the convention that is loaded has no such commitment."""
    if "envie" in entry:
        return sent[entry["envie"]]
    if "action" in entry:
        titled = db.select(Action).where(Action.title == typeset(entry["action"]), Action.is_published)
        return db.session.scalars(titled).one_or_none()
    return db.session.scalars(
        db.select(Commitment).where(Commitment.number == entry["engagement"]).limit(1)
    ).one_or_none()


def decide(remark: Any, entry: dict[str, Any], by: User) -> None:
    """Publish and perhaps answer, or refuse, on that day."""
    began = now()
    event = RemarkEvent.REFUSE if "refus" in entry else RemarkEvent.PUBLISH
    reason = typeset(entry.get("refus", ""))
    operations.decide(remark, event, by=by, version=remark.version, reason=reason)
    if "reponse" in entry:
        operations.answer(remark, typeset(entry["reponse"]), by=by, version=remark.version)
    give_date(remark, _moment(entry["decide"], MORNING), began)


def _moment(days_ago: int, hour: time) -> datetime:
    """Centres decide on working days; whoever reads may write on any evening."""
    day = clock.today() - timedelta(days_ago)
    while hour is MORNING and not is_working_day(day):
        day += timedelta(1)
    return at(day, hour)


@operation
def give_date(remark: Remark, moment: datetime, began: datetime) -> None:
    """Give `moment` to what was just written, and let no mail leave."""
    if remark.created_at >= began:
        due_on = after_working_days(local(moment).date(), delays().contact)
        remark.created_at, remark.due_on = moment, due_on
    for name in ("decided_at", "answered_at"):
        if (written := getattr(remark, name)) is not None and written >= began:
            setattr(remark, name, moment)
    if remark.proposal_id is None:
        return
    for table in (JournalEntry, Notice):
        fresh = table.proposal_id == remark.proposal_id, table.created_at >= began
        in_bulk(db.update(table).where(*fresh).values(created_at=moment))
    waiting = Notice.proposal_id == remark.proposal_id, Notice.done_at.is_(None)
    by_mail = Notice.way == NoticeWay.EMAIL
    in_bulk(db.update(Notice).where(*waiting, by_mail).values(done_at=moment, try_after=moment))
