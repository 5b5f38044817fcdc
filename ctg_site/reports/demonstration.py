"""Sends what the readers of the demonstration report, of an envie or of an action, and the answers."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from ctg_site.db import db, now, operation
from ctg_site.domain.deadlines import is_working_day
from ctg_site.domain.town_calendar import at
from ctg_site.domain.vocabulary import NoticeWay, ReportKind, ReportOutcome
from ctg_site.models.actions import Action
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import JournalEntry
from ctg_site.models.reports import Report
from ctg_site.reports import operations
from ctg_site.services import clock
from ctg_site.services.opening import new_key
from ctg_site.slicing import Town
from ctg_site.web.typesetting import typeset

SOURCE = Path(__file__).with_name("demonstration.yaml")
EVENING, MORNING = time(20, 35), time(9, 50)


def play(town: Town) -> None:
    """Each report on its day, then its answer."""
    for entry in yaml.safe_load(SOURCE.read_text(encoding="utf-8"))["signalements"]:
        began, thing = now(), _thing(entry, town)
        if thing is None:
            continue
        kind = ReportKind(entry["sorte"])
        key = new_key(began - timedelta(minutes=1))
        report = operations.send(thing, kind, entry["texte"], entry.get("email", ""), key)
        give_date(report, _moment(entry["jour"], EVENING), began)
        if "repondu" in entry:
            outcome, answer = ReportOutcome(entry["suite"]), typeset(entry["reponse"])
            operations.close(report, outcome, answer, by=town.people[entry["par"]])
            give_date(report, _moment(entry["repondu"], MORNING), began)


def _thing(entry: Mapping[str, Any], town: Town) -> Any:
    """What is reported; nothing where the convention that is loaded has no such action."""
    if "envie" in entry:
        return town.sent[entry["envie"]]
    titled = db.select(Action).where(Action.title == typeset(entry["action"]), Action.is_published)
    return db.session.scalars(titled).one_or_none()


def _moment(days_ago: int, hour: time) -> datetime:
    """Centres answer on working days; whoever reads may write on any evening."""
    day = clock.today() - timedelta(days_ago)
    while hour is MORNING and not is_working_day(day):
        day += timedelta(1)
    return at(day, hour)


@operation
def give_date(report: Report, moment: datetime, began: datetime) -> None:
    """Give `moment` to what was just written; no mail leaves, and an answered reader's address is erased."""
    for name in ("created_at", "closed_at"):
        column = getattr(Report, name)
        fresh = Report.id == report.id, column >= began
        db.session.execute(db.update(Report).where(*fresh).values({name: moment}))
    told = Notice.proposal_id == report.proposal_id
    if report.proposal_id is None:
        told = Notice.proposal_id.is_(None) & (Notice.template == "reported")
    mails = db.or_(told, Notice.report_id == report.id)
    lines = ((JournalEntry, JournalEntry.proposal_id == report.proposal_id), (Notice, mails))
    for table, of_this_report in lines:
        fresh = of_this_report, table.created_at >= began
        db.session.execute(db.update(table).where(*fresh).values(created_at=moment))
    waiting = mails, Notice.way == NoticeWay.EMAIL, Notice.done_at.is_(None)
    db.session.execute(db.update(Notice).where(*waiting).values(done_at=moment, try_after=moment))
    if report.closed_at is not None:
        report.email = ""
