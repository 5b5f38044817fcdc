"""The audit trail in words: who, what, on what."""

from typing import Any

from flask import Flask

from ctg_site.domain.vocabulary import Actor, AuditEvent
from ctg_site.domain.workflow import Conclusion, Decision, Move

from .labels import LABELS


def audit_event(entry: Any) -> str:
    known = {str(event): words for event, words in LABELS[AuditEvent].items()}
    return known.get(entry.event, entry.event)


def audit_actor(entry: Any) -> str:
    """Who did it: the name of that day, or in what quality."""
    if entry.actor is None:
        return "Quelqu’un sans compte"
    return entry.actor_name or LABELS[Actor][entry.actor]


def audit_detail(entry: Any) -> str:
    """A decision is said in its own words; the rest was written for people."""
    if entry.event != AuditEvent.DECISION:
        return str(entry.detail)
    told = {
        str(event): words
        for family in (Decision, Move, Conclusion)
        for event, words in LABELS[family].items()
    }
    return told.get(entry.detail, entry.detail)


def init_app(app: Flask) -> None:
    for words in (audit_event, audit_actor, audit_detail):
        app.jinja_env.filters[words.__name__] = words
