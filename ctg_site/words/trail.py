"""The audit trail in words: who, what, on what."""

from typing import Any

from flask import Flask

from ctg_site.domain.rights import RightsEvent, RightsKind
from ctg_site.domain.vocabulary import Actor, AuditEvent, Channel, ReportOutcome
from ctg_site.domain.workflow import Conclusion, Decision, Move

from .labels import LABELS

#: The lists that a detail is taken from, by the event that it details.
FAMILIES: dict[str, tuple[Any, ...]] = {
    AuditEvent.DECISION: (Decision, Move, Conclusion),
    AuditEvent.ENTERED_FOR: (Channel,),
    AuditEvent.REPORT_ANSWERED: (ReportOutcome,),
    AuditEvent.RIGHTS_ASKED: (RightsKind,),
    AuditEvent.RIGHTS_CLOSED: (RightsEvent,),
}
#: What an action’s publication was called in lines that no one may write again.
BEFORE = {"True": "publiée", "False": "retirée du site"}


def audit_event(entry: Any) -> str:
    known = {str(event): words for event, words in LABELS[AuditEvent].items()}
    return known.get(entry.event, entry.event)


def audit_actor(entry: Any) -> str:
    """Who did it: the name of that day, or in what quality."""
    if entry.actor is None:
        return "Quelqu’un sans compte"
    return entry.actor_name or LABELS[Actor][entry.actor]


def audit_detail(entry: Any) -> str:
    """What a list holds is said in its own words; the rest was written for people."""
    told = {
        str(member): words
        for family in FAMILIES.get(entry.event, ())
        for member, words in LABELS[family].items()
    }
    return told.get(entry.detail) or BEFORE.get(entry.detail, entry.detail)


def init_app(app: Flask) -> None:
    for words in (audit_event, audit_actor, audit_detail):
        app.jinja_env.filters[words.__name__] = words
